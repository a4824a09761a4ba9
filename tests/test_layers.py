"""The layers are the law: packages import one way, shelves import from their left.

One door stands open: who may open a page and what the trail keeps of an act is needed by the pages and
acts of every package. So the doing shelves of ``directory`` and ``accounts`` may use the nouns and the
three tools of ``accounts`` and ``audit`` (access, once, trail), although these stand above them.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = (
    "cqo_registry.core",
    "cqo_registry.directory",
    "cqo_registry.accounts",
    "cqo_registry.audit",
    "cqo_registry.notifications",
    "filings",
    "training",
    "talent_pool",
    "cqo_registry.portal",
)
SHELVES = (
    "enums",
    "rules",
    "models",
    "facts",
    "policies",
    "workflow",
    "notices",
    "actions",
    "jobs",
    "exports",
    "imports",
    "forms",
    "views",
    "urls",
)
NOUNS = ("enums", "models", "labels")
TOOLS = ("access", "once", "trail")
DOING = ("actions", "exports", "imports", "forms", "views", "urls", "management", "access", "once")
FREE = ("migrations", "management", "apps", "templatetags", "seeds", "demo", "seeding", "context")


def modules() -> list[Path]:
    """Every source file of a layered package."""
    folders = [ROOT.joinpath(*package.split(".")) for package in PACKAGES]
    return sorted(path for folder in folders for path in folder.rglob("*.py"))


def package_of(dotted: str) -> str | None:
    """The layered package a module belongs to."""
    return next((p for p in PACKAGES if dotted == p or dotted.startswith(f"{p}.")), None)


def shelf_of(dotted: str) -> str:
    """The shelf inside its package, or an empty text."""
    package = package_of(dotted) or ""
    return dotted.removeprefix(package).lstrip(".").split(".")[0]


def imports_of(path: Path) -> Iterator[str]:
    """The modules imported when the file is; imports for type checkers alone do not count."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    typing_only = {
        id(node)
        for block in ast.walk(tree)
        if isinstance(block, ast.If) and "TYPE_CHECKING" in ast.dump(block.test)
        for node in ast.walk(block)
    }
    for node in ast.walk(tree):
        if id(node) in typing_only:
            continue
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def dotted(path: Path) -> str:
    """The module name of a file."""
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


def door_is_open(own: str, name: str, other: str, target: str) -> bool:
    """Whether a doing shelf of the foundation uses accounts or audit for access and trail."""
    foundation = own in ("cqo_registry.directory", "cqo_registry.accounts") and shelf_of(name) in DOING
    return (
        foundation
        and other in ("cqo_registry.accounts", "cqo_registry.audit")
        and (shelf_of(target) in (*NOUNS, *TOOLS, ""))
    )


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(ROOT)))
def test_a_module_imports_only_from_below_and_from_its_left(path: Path):
    name = dotted(path)
    own = package_of(name)
    if "migrations" in name:
        return
    for target in imports_of(path):
        other = package_of(target)
        if other is None or own is None:
            continue
        if other != own:
            if door_is_open(own, name, other, target):
                continue
            assert PACKAGES.index(other) < PACKAGES.index(own), f"{name} imports {target} from above"
            continue
        here, there = shelf_of(name), shelf_of(target)
        if here in SHELVES and there in SHELVES and here != there:
            assert SHELVES.index(there) < SHELVES.index(here), f"{name} imports {target} from its right"


def test_rules_are_pure():
    for path in modules():
        if "rules" not in path.parts:
            continue
        for target in imports_of(path):
            allowed = not target.startswith("django.") or target.startswith("django.utils.translation")
            assert allowed, f"{path} imports {target}"
            assert (
                package_of(target) is None
                or shelf_of(target) in ("", "rules", "enums")
                or (package_of(target) == "cqo_registry.core")
            ), f"{path} imports {target}"


def test_every_file_of_an_app_stands_on_a_known_shelf():
    known = {*SHELVES, *FREE, "__init__"}
    extra = {
        "cqo_registry.core": None,
        "cqo_registry.accounts": {"access", "once"},
        "cqo_registry.audit": {"trail", "labels"},
        "cqo_registry.directory": {"industries", "filters"},
        "filings": {
            "events",
            "judging",
            "filters",
            "ledger_filters",
            "urls_bars",
            "urls_calendar",
            "urls_enterprise",
            "urls_interpretations",
            "urls_office",
            "urls_ledger",
            "urls_moves",
            "urls_replacements",
            "urls_verify",
            "workflow_bars",
            "workflow_replacement",
        },
        "training": {
            "urls_enrol",
            "urls_promo",
            "workflow_experiences",
            "urls_sessions",
            "urls_verify",
            "workflow_sessions",
        },
        "talent_pool": {
            "urls_assignments",
            "urls_members",
            "urls_nominations",
            "workflow_assignments",
            "workflow_members",
            "workflow_nominations",
        },
    }
    for path in modules():
        package = package_of(dotted(path))
        assert package is not None
        allowed = extra.get(package, set())
        shelf = shelf_of(dotted(path)) or "__init__"
        assert allowed is None or shelf in known | allowed, f"{path} stands on no shelf"
