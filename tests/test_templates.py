"""What every template keeps: words are translatable, nothing is inline, fragments get what they ask for."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from django.conf import settings

BASE = Path(settings.BASE_DIR)
TEMPLATES = sorted(path for path in (BASE / "templates").rglob("*") if path.is_file())
PAGES = [path for path in TEMPLATES if path.suffix == ".html"]
SOURCES = sorted(
    path
    for package in ("cqo_registry", "filings", "training", "talent_pool")
    for path in (BASE / package).rglob("*.py")
    if "migrations" not in path.parts
)
HAN = re.compile(r"[\u3400-\u9fff]")
TRANSLATED = re.compile(
    r"{%-?\s*blocktrans(late)?\b.*?endblocktrans(late)?\s*%}"
    r"|{%\s*trans(late)?\s.*?%}|{#.*?#}|{%\s*comment\b.*?endcomment\s*%}|_\((\"[^\"]*\"|'[^']*')\)",
    re.DOTALL,
)
WRAPPERS = {
    "_",
    "gettext",
    "gettext_lazy",
    "gettext_noop",
    "ngettext",
    "ngettext_lazy",
    "pgettext",
    "pgettext_lazy",
    "N_",
}
# Chinese that is data or comes before translation can work, with the reason.
DATA = {
    "cqo_registry/settings.py": "names of the languages",
    "cqo_registry/database.py": "said before the settings exist",
    "cqo_registry/postgres": "said before the settings exist",
    "cqo_registry/audit/trail.py": "stored and hashed: it must not change with the language",
    "cqo_registry/core/names.py": "a set of characters",
    "cqo_registry/core/text.py": "sets of characters",
    "cqo_registry/environment.py": "said before the settings exist",
    "cqo_registry/keys.py": "said before the settings exist",
    "cqo_registry/starting.py": "said before anybody has a language, and a sample that never changes",
    "cqo_registry/directory/seeds": "official names of offices, counties and holidays",
    "cqo_registry/directory/imports/words.py": "words to recognise in workbooks",
    "cqo_registry/core/spreadsheets/words.py": "words to recognise in workbooks",
    "training/imports/words.py": "words to recognise in workbooks",
    "training/rules/prose.py": "numerals to recognise in texts",
    "cqo_registry/demo/": "invented people, enterprises and filings",
}


def _name(path: Path) -> str:
    return str(path.relative_to(BASE))


@cache
def _text(path: Path) -> str:
    return path.read_text()


@pytest.mark.parametrize("path", TEMPLATES, ids=_name)
def test_every_word_of_a_template_can_be_translated(path: Path) -> None:
    bare = [line.strip() for line in TRANSLATED.sub("", _text(path)).splitlines() if HAN.search(line)]
    assert not bare, f"wrap in {{% trans %}}: {bare}"


FORBIDDEN = {
    "an inline style": r"\sstyle\s*=|<style\b",
    "an inline script": r"<script(?![^>]*\ssrc=)",
    "an event attribute": r"<[^>{]*\son[a-z]+\s*=",
    "hx-on": r"\bhx-on\b|\bhx-on:",
    "a filter in hx-trigger": r"hx-trigger\s*=\s*[\"'][^\"']*\[",
    "a script address": r"javascript:",
    "text taken as safe": r"\|\s*safe\b|autoescape\s+off|\|\s*safeseq\b",
    "an address of another site": r"(?:src|href|action)\s*=\s*[\"'](?:https?:)?//",
}


@pytest.mark.parametrize("path", PAGES, ids=_name)
def test_a_template_keeps_the_content_security_policy(path: Path) -> None:
    text = _text(path)
    found = [what for what, pattern in FORBIDDEN.items() if re.search(pattern, text, re.IGNORECASE)]
    assert not found, f"{found} in {_name(path)}"


@pytest.mark.parametrize("path", TEMPLATES, ids=_name)
def test_every_fragment_gets_only_what_it_asks_for(path: Path) -> None:
    tags = re.findall(r"{%\s*include\s+(.*?)\s*%}", _text(path), re.DOTALL)
    assert not [tag for tag in tags if not tag.endswith(" only")]


@pytest.mark.parametrize("path", PAGES, ids=_name)
def test_every_post_form_carries_its_token(path: Path) -> None:
    forms = re.findall(r"<form\b[^>]*method=[\"']post[\"'].*?</form>", _text(path), re.DOTALL | re.IGNORECASE)
    assert not [form for form in forms if not re.search(r"{%\s*(csrf_token|crispy|include)\b", form)]


LINE, LINES = 140, 120


@pytest.mark.parametrize("path", PAGES, ids=_name)
def test_a_template_is_read_without_scrolling(path: Path) -> None:
    lines = _text(path).splitlines()
    long = [number for number, line in enumerate(lines, 1) if len(line) > LINE]
    assert not long, f"lines {long} are longer than {LINE}: break them, in {{% joined %}} where it would show"
    assert len(lines) <= LINES, f"{len(lines)} lines: split it into includes"


# What has a component, with the component.
REPEATED = {
    "{% form_token_field %}": r"name=\"form_token\"",
    "{% action %}": r"{% include \"components/_action.html\"",
    "{% fact %}": r"<div(?: class=\"fact-wide\")?>\s*<dt>{% trans(?:late)? \"[^\"]*\" %}</dt>",
    "components/_status.html": r"badge-status-|<span class=\"badge-status tone-{{",
}


@pytest.mark.parametrize("path", [path for path in PAGES if path.parent.name != "components"], ids=_name)
def test_a_template_writes_no_part_that_has_a_component(path: Path) -> None:
    found = [part for part, pattern in REPEATED.items() if re.search(pattern, _text(path))]
    assert not found, f"use {found}"


@pytest.mark.parametrize("path", PAGES, ids=_name)
def test_a_tibetan_run_says_its_language(path: Path) -> None:
    runs = re.findall(r"<([^<>]*)>[^<>]*[\u0f00-\u0fff]", _text(path))
    assert all('lang="bo"' in run for run in runs)


@pytest.mark.parametrize("path", sorted((BASE / "static").rglob("*.js")), ids=_name)
def test_a_script_makes_no_code_and_no_markup_from_text(path: Path) -> None:
    assert not re.search(
        r"\beval\(|new Function|innerHTML|outerHTML|document\.write|insertAdjacentHTML", _text(path)
    )


@pytest.mark.parametrize("path", sorted((BASE / "static").rglob("*.css")), ids=_name)
def test_a_style_sheet_works_on_the_last_chromium_of_windows_7(path: Path) -> None:
    words = [r"(?:row-|column-)?gap\s*:", r"inset\s*:", r"aspect-ratio\s*:"]
    modern = r":(?:is|where|has)\(|@container|@layer|(?<![-\w])(?:" + "|".join(words) + ")"
    assert not re.search(modern, _text(path)), "use margins and grid-gap"


@pytest.mark.parametrize("path", sorted((BASE / "static" / "css").glob("*.css")), ids=_name)
def test_a_style_sheet_has_one_declaration_a_line(path: Path) -> None:
    lines = re.sub(r"/\*.*?\*/", "", _text(path), flags=re.DOTALL).splitlines()
    assert not [line for line in lines if line.count(";") > 1 or re.search(r"{.+[:;]", line)]


def test_a_page_asks_for_six_style_sheets_at_most() -> None:
    assert len(re.findall(r'rel="stylesheet"', _text(BASE / "templates" / "base.html"))) <= 6
    assert not [path for path in PAGES if path.name != "base.html" and 'rel="stylesheet"' in _text(path)]


def _words(tree: ast.AST, wrapped: bool = False) -> Iterator[ast.Constant]:
    """The string constants in the tree that are neither translated nor documentation."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            continue  # a docstring
        inside = wrapped or (isinstance(node, ast.Call) and _called(node) in WRAPPERS)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and not inside:
            yield node
        yield from _words(node, inside)


def _called(call: ast.Call) -> str:
    return getattr(call.func, "id", "") or getattr(call.func, "attr", "")


@pytest.mark.parametrize(
    "path", [path for path in SOURCES if not _name(path).startswith(tuple(DATA))], ids=_name
)
def test_every_word_of_the_code_can_be_translated(path: Path) -> None:
    bare = [
        f"{word.lineno}: {word.value}" for word in _words(ast.parse(_text(path))) if HAN.search(word.value)
    ]
    assert not bare, f"wrap in gettext, or name the file in DATA with its reason: {bare}"


def test_the_errors_of_the_guards_themselves_are_seen() -> None:
    assert HAN.search(TRANSLATED.sub("", '{% trans "好" %} 坏'))
    assert not HAN.search(
        TRANSLATED.sub("", "{% trans '好' %}{% blocktrans with a=b %}好{% endblocktrans %}")
    )
    assert [word.value for word in _words(ast.parse('x = "坏"; y = _("好")'))] == ["坏"]
    assert re.search(FORBIDDEN["an event attribute"], '<a onclick="x">')
