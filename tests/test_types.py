"""Types hold: what decides is strict, an ignore says its kind and why, no import serves checkers alone."""

from __future__ import annotations

import ast
import io
import re
import tokenize
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from tests.test_layers import dotted, modules, shelf_of

ROOT = Path(__file__).resolve().parent.parent
MOST = 30  # ignores in the whole source
ALL_STRICT = ("cqo_registry.core.", "cqo_registry.casework.")
STRICT_SHELVES = ("rules", "policies", "workflow", "actions")
FLAGS = (  # of ``mypy --strict`` that can be set for a module
    "disallow_any_generics",
    "disallow_subclassing_any",
    "disallow_untyped_calls",
    "disallow_untyped_defs",
    "disallow_incomplete_defs",
    "disallow_untyped_decorators",
    "check_untyped_defs",
    "warn_return_any",
    "no_implicit_reexport",
    "strict_equality",
    "extra_checks",
)
IGNORE = re.compile(r"#\s*type:\s*ignore")
WITH_REASON = re.compile(r"# type: ignore\[[a-z-]+(, ?[a-z-]+)*\]  # \w.{9,}")


def sources() -> list[Path]:
    """Every Python file of the project but its tests and migrations."""
    folders = ("cqo_registry", "filings", "training", "talent_pool", "bench", ".ci")
    found = [path for folder in folders for path in (ROOT / folder).rglob("*.py")]
    return sorted([*ROOT.glob("*.py"), *(path for path in found if "migrations" not in path.parts)])


def ignores(text: str) -> Iterator[str]:
    """The comments of a file that tell the type checker to look away."""
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        if token.type == tokenize.COMMENT and IGNORE.search(token.string):
            yield token.string


def for_checkers_alone(text: str) -> bool:
    """Whether a file imports something for type checkers and not when it runs."""
    nodes = list(ast.walk(ast.parse(text)))
    names = {node.name for node in nodes if isinstance(node, ast.alias)}
    return "TYPE_CHECKING" in names | {node.attr for node in nodes if isinstance(node, ast.Attribute)}


@cache
def settings() -> dict[str, Any]:
    """The settings of mypy."""
    found: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    return dict(found["tool"]["mypy"])


@cache
def strict() -> re.Pattern[str]:
    """The modules under all flags, read as mypy reads patterns: a star also stands for nothing."""
    patterns = [
        pattern
        for part in settings()["overrides"]
        if all(part.get(flag) for flag in FLAGS)
        for pattern in part["module"]
    ]
    return re.compile("|".join(_as_mypy_does(pattern) for pattern in patterns))


def _as_mypy_does(pattern: str) -> str:
    first, *rest = pattern.split(".")
    start = ".*" if first == "*" else re.escape(first)
    return start + "".join(r"(\..*)?" if part == "*" else re.escape(f".{part}") for part in rest)


def decides(name: str) -> bool:
    """Whether a module is one of those that are strict."""
    return f"{name}.".startswith(ALL_STRICT) or shelf_of(name) in STRICT_SHELVES


def test_ignores_are_few_and_each_says_its_kind_and_why() -> None:
    found = [(path, each) for path in sources() for each in ignores(path.read_text(encoding="utf-8"))]
    assert len(found) <= MOST
    assert not [(str(path), each) for path, each in found if not WITH_REASON.fullmatch(each)]


@pytest.mark.parametrize(
    "comment",
    [
        "# type: ignore",
        "# type: ignore[misc]",
        "# type: ignore  # the library has no types",
        "#type:ignore[misc]  # the library has no types",
    ],
)
def test_an_ignore_without_kind_or_reason_is_found(comment: str) -> None:
    assert not WITH_REASON.fullmatch(next(ignores(f"x = 1  {comment}\n")))


def test_an_ignore_in_a_text_is_none() -> None:
    assert not list(ignores('x = "# type: ignore"\n'))


def test_what_decides_is_strict() -> None:
    names = [dotted(path) for path in modules()]
    assert not [name for name in names if decides(name) and not strict().fullmatch(name)]
    assert settings()["warn_unused_ignores"]


def test_no_flag_is_taken_back() -> None:
    parts = [settings(), *settings()["overrides"]]
    assert not [
        part for part in parts if part.get("ignore_errors") or part.get("disallow_untyped_defs") is False
    ]
    assert settings()["disable_error_code"] == ["import-untyped"]


def test_no_import_is_for_type_checkers_alone() -> None:
    assert not [path for path in sources() if for_checkers_alone(path.read_text(encoding="utf-8"))]


@pytest.mark.parametrize(
    "text",
    ["from typing import TYPE_CHECKING\n", "import typing as t\nif t.TYPE_CHECKING:\n    from a import b\n"],
)
def test_an_import_for_type_checkers_alone_is_found(text: str) -> None:
    assert for_checkers_alone(text)
