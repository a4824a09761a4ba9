"""What is committed: ours alone, of readable size, naming no registry and no machine."""

from __future__ import annotations

import ast
import json
import re
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from django.conf import settings

from cqo_registry.core.text import tidy

BASE = Path(settings.BASE_DIR)
LINES = {"source": 400, "test": 500, "template": 120}
FUNCTION_LINES = 50
DATA = ("/seeds/", "/migrations/")


@cache
def tracked() -> tuple[Path, ...]:
    """The files under version control, or all of the working tree where git is missing."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=BASE, capture_output=True, text=True)
    if listed.returncode:
        pytest.skip("not a git checkout")
    return tuple(BASE / name for name in listed.stdout.split("\0") if name and (BASE / name).is_file())


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8", errors="replace")


def _sources() -> Iterator[Path]:
    return (
        path for path in tracked() if path.suffix == ".py" and not any(part in str(path) for part in DATA)
    )


def _name(path: Path) -> str:
    return str(path.relative_to(BASE))


def test_no_file_names_a_registry() -> None:
    hosts = "|".join([r"pypi\.", r"files\.pythonhosted", r"registry\.npm", r"registry\.yarn", r"deb\.debian"])
    named = re.compile(rf"(?:{hosts})[a-z]+|--(?:extra-)?index-url\s+\S+://|--find-links")
    assert not [_name(path) for path in tracked() if path != Path(__file__) and named.search(_text(path))]


def test_the_npm_lock_has_hashes_and_no_addresses() -> None:
    packages = json.loads((BASE / "package-lock.json").read_text())["packages"]
    assert all("resolved" not in package for package in packages.values())
    assert all("integrity" in package for name, package in packages.items() if name)


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt", "requirements-node.txt"])
def test_every_python_package_is_pinned_with_its_hash(name: str) -> None:
    entries = (BASE / name).read_text().replace("\\\n", " ").splitlines()
    assert entries
    assert all(
        re.match(r"^[\w.-]+(\[[\w,-]+\])?==\S+(\s*;[^-]*)?\s+--hash=sha256:[0-9a-f]{64}", line)
        for line in entries
    )


def test_the_two_locked_lists_agree() -> None:
    def pins(name: str) -> set[str]:
        return set(re.findall(r"^[\w.\[\],-]+==\S+", (BASE / name).read_text(), re.MULTILINE))

    assert pins("requirements.txt") <= pins("requirements-dev.txt")
    assert pins("requirements-node.txt") <= pins("requirements-dev.txt")


def test_no_file_of_others_is_committed() -> None:
    foreign = re.compile(
        r"\.(min\.js|min\.css|map|woff2?|ttf|otf|eot|whl|jar)$|(^|/)(node_modules|vendor|\.venv)/"
    )
    assert not [_name(path) for path in tracked() if foreign.search(_name(path))]


def test_no_file_is_larger_than_400_kb() -> None:
    assert not [_name(path) for path in tracked() if path.stat().st_size > 400_000]


def test_no_loose_end_is_committed() -> None:
    marks = re.compile(r"\b(" + "|".join(["TO" + "DO", "FIX" + "ME", "XX" + "X"]) + r")\b")
    texts = (path for path in tracked() if path.suffix in {".py", ".html", ".js", ".css", ".sh", ".md"})
    assert not [_name(path) for path in texts if marks.search(_text(path))]


def test_files_keep_their_budget() -> None:
    limits = [(path, LINES["test"] if "tests" in path.parts else LINES["source"]) for path in _sources()]
    limits += [(path, LINES["template"]) for path in tracked() if path.suffix == ".html"]
    assert not [_name(path) for path, limit in limits if len(_text(path).splitlines()) > limit]


def test_functions_keep_their_budget() -> None:
    assert not [
        f"{_name(path)}:{node.name}"
        for path in _sources()
        for node in ast.walk(ast.parse(_text(path)))
        if isinstance(node, ast.FunctionDef) and (node.end_lineno or 0) - node.lineno >= FUNCTION_LINES
    ]


def test_one_module_knows_the_marks_that_cannot_be_seen() -> None:
    """Text is tidied by ``core.text`` alone: nobody else lists such marks, holds one or normalises."""
    codes = "00ad|034f|061c|115f|1160|180[be]|200[b-f]|202[a-e]|206[0-9a-f]|3164|fe0.|feff|ffa0|fff[9ab]"
    escaped = re.compile(rf"\\u(?:{codes})|\\U000e0|\\xad\b|[\\]N\{{(?:ZERO|SOFT|WORD|BYTE)", re.IGNORECASE)
    named = re.compile(r"unicodedata\.normalize|import normalize|NFKC\"|NFC\"")
    home = BASE / "cqo_registry/core/text.py"
    suffixes = {".py", ".html", ".js", ".css", ".md", ".typ"}
    for path in (path for path in tracked() if path.suffix in suffixes and "tests" not in path.parts):
        if path == home:
            continue
        found = _text(path)
        assert not escaped.search(found), _name(path)
        assert not named.search(found), _name(path)
        seen = [mark for mark in set(found) if tidy(f"x{mark}x") != "xx" and not "\u2e80" <= mark <= "\u2fdf"]
        assert len(seen) == len(set(found)), _name(path)


def test_every_decision_that_is_cited_is_written_down() -> None:
    cited = re.compile(r"(?:\(|decisions? |Art\. \d+, |, |and )(D\d{1,2})\b(?=[),.;:]| and)")
    known = {path.stem for path in (BASE / "docs" / "decisions").glob("D*.md")}
    missing = {
        f"{_name(path)}: {number}"
        for path in tracked()
        if path.suffix in (".py", ".md") and path != Path(__file__)
        for number in cited.findall(_text(path))
        if number not in known
    }
    assert not missing
    assert {f"D{number}" for number in range(1, 44)} <= known
