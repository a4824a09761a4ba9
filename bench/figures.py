"""What the source looks like in figures: sizes, longest pieces, repetition, ignores, imports by package.

``make figures`` prints them. A real line holds code: no blank, comment, docstring or import. Repetition is
the share of real lines that stand in a window of six which stands elsewhere too, to the letter or by shape:
there every name, string and number counts as one.
"""

from __future__ import annotations

import ast
import io
import keyword
import re
import tokenize
from collections import Counter, defaultdict
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ("cqo_registry", "filings", "training", "talent_pool")
WINDOW = 6
SHORTEST = 60  # characters of a window, below which sameness says nothing
LAYOUT = {
    tokenize.COMMENT,
    tokenize.NL,
    tokenize.NEWLINE,
    tokenize.INDENT,
    tokenize.DEDENT,
    tokenize.ENDMARKER,
}
Line = tuple[str, str]  # as written, by shape


def python_files() -> list[Path]:
    """The source without migrations."""
    found = (path for folder in SOURCE for path in (ROOT / folder).rglob("*.py"))
    return sorted(path for path in found if "migrations" not in path.parts)


def real_lines(text: str) -> list[Line]:
    """The lines of code of a file."""
    skipped = _not_code(ast.parse(text))
    tokens: dict[int, list[tokenize.TokenInfo]] = defaultdict(list)
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        if token.type not in LAYOUT and token.start[0] not in skipped:
            tokens[token.start[0]].append(token)
    return [
        (" ".join(token.string for token in line), " ".join(_shape(token) for token in line))
        for _number, line in sorted(tokens.items())
    ]


def _not_code(tree: ast.Module) -> set[int]:
    """The lines of imports and of texts that stand alone."""
    return {
        line
        for node in ast.walk(tree)
        if isinstance(node, ast.Import | ast.ImportFrom)
        or (isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant))
        for line in range(node.lineno, (node.end_lineno or node.lineno) + 1)
    }


def _shape(token: tokenize.TokenInfo) -> str:
    if token.type == tokenize.STRING:
        return "S"
    if token.type == tokenize.NUMBER:
        return "N"
    return token.string if token.type == tokenize.OP or keyword.iskeyword(token.string) else "I"


def repeated(files: list[list[Line]], column: int) -> float:
    """The share of lines, in percent, in windows that stand in two places or more."""
    places: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for which, lines in enumerate(files):
        for start in range(len(lines) - WINDOW + 1):
            window = "\n".join(line[column] for line in lines[start : start + WINDOW])
            places[window].append((which, start))
    covered = {
        (which, start + step)
        for window, found in places.items()
        if len(found) > 1 and len(window) > SHORTEST
        for which, start in found
        for step in range(WINDOW)
    }
    return 100 * len(covered) / max(sum(map(len, files)), 1)


def functions(path: Path) -> Iterator[tuple[int, str]]:
    """The length and the place of every function of a file."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            length = (node.end_lineno or node.lineno) - node.lineno + 1
            yield length, f"{path.relative_to(ROOT)}:{node.name}"


def package_of(path: Path) -> str:
    """The package a file belongs to: those of the foundation stand for themselves."""
    parts = path.relative_to(ROOT).parts
    return parts[1].removesuffix(".py") if parts[0] == "cqo_registry" and len(parts) > 2 else parts[0]


def imports_by_pair(files: list[Path]) -> Counter[tuple[str, str]]:
    """How many import statements lead from one package into another."""
    pairs: Counter[tuple[str, str]] = Counter()
    for path in files:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and node.module:
                first, _dot, rest = node.module.partition(".")
                target = rest.partition(".")[0] or first if first == "cqo_registry" else first
                if first in SOURCE and target != package_of(path):
                    pairs[package_of(path), target] += 1
    return pairs


def main() -> None:
    """Print every figure, a line each."""
    files = python_files()
    texts = {path: path.read_text(encoding="utf-8") for path in files}
    code = [real_lines(text) for text in texts.values()]
    lengths = {path: text.count("\n") for path, text in texts.items()}
    longest = max(files, key=lengths.__getitem__)
    found = [each for path in files for each in functions(path)]
    views = [each for path in files if "views" in str(path) for each in functions(path)]
    templates = [(line, path) for path in (ROOT / "templates").rglob("*.html") for line in _lines(path)]
    widest = max(templates, key=lambda each: len(each[0]))
    tallest = Counter(path for _line, path in templates).most_common(1)[0]
    ignores = sum(len(re.findall(r"#\s*type:\s*ignore", text)) for text in texts.values())
    print(f"python files            {len(files)}")
    print(f"lines                   {sum(lengths.values())}")
    print(f"real lines              {sum(map(len, code))}")
    print(f"file, lines             median {median(lengths.values()):.0f}")
    print(f"longest file, lines     {_named(lengths[longest], longest)}")
    print(f"function, lines         median {median(n for n, _ in found):.0f}, most {max(found)}")
    print(f"view function, lines    most {max(views)}")
    print(f"template line, signs    most {_named(len(widest[0]), widest[1])}")
    print(f"template lines over 140 {sum(len(line) > 140 for line, _path in templates)}")
    print(f"template, lines         most {_named(tallest[1], tallest[0])}")
    print(f"repeated to the letter  {repeated(code, 0):.1f} %")
    print(f"repeated by shape       {repeated(code, 1):.1f} %")
    print(f"type: ignore            {ignores}")
    for (source, target), count in sorted(imports_by_pair(files).items()):
        print(f"imports {source:>14} → {target:<14} {count}")


def _lines(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").splitlines()


def _named(number: int, path: Path) -> str:
    return f"{number} ({path.relative_to(ROOT)})"


if __name__ == "__main__":
    with suppress(BrokenPipeError):  # whoever reads may stop early
        main()
