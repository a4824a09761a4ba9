"""The layers are the law: packages import one way, shelves import from their left.

The list of shelves is closed. A file stands on the shelf that its name, or the folder it lies in, says:
``filings/views/bars.py`` and ``filings/workflow_bars.py`` as well as ``filings/bars/views.py``. A name that
says none fails, and so does an import from above or from the right.

One door stands open: who may open a page, what the trail keeps of an act and how a row moves is needed by
the pages and acts of every package. So the doing shelves of ``directory``, ``accounts``, ``audit`` and
``notifications`` may use the tools below, although they lie in packages above them.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = (
    "cqo_registry.core",
    "cqo_registry.directory",
    "cqo_registry.accounts",
    "cqo_registry.audit",
    "cqo_registry.notifications",
    "cqo_registry.casework",
    "filings",
    "training",
    "talent_pool",
    "cqo_registry.portal",
    "cqo_registry.demo",
)
UNSHELVED = ("cqo_registry.core", "cqo_registry.demo")  # the ground, and what only calls the rest
SHELVES = (
    "enums",
    "rules",
    "models",
    "facts",
    "filters",
    "policies",
    "workflow",
    "notices",
    "actions",
    "jobs",
    "listing",
    "exports",
    "imports",
    "forms",
    "views",
    "urls",
    "app",
)
# What a file or a folder is that does not bear the name of its shelf; "app" is whatever starts the app.
NAMED = {
    "apps": "app",
    "management": "app",
    "migrations": "app",
    "seeds": "enums",
    "events": "enums",
    "industries": "enums",
    "acts": "views",
    "cqo_registry.audit.acts": "enums",
    "ledger_filters": "filters",
    "trail": "actions",
    "door": "actions",
    "exporting": "actions",
    "recipients": "notices",
    "evidence": "models",
    "criteria": "exports",
    "download": "exports",
    "papers": "exports",
    "spelling": "exports",
    "fields": "forms",
    "versions": "views",
    "judging": "imports",
    "access": "views",
    "intake": "forms",
    "once": "views",
    "charts": "views",
    "context": "views",
    "templatetags": "views",
}
MATTERS: dict[str, tuple[str, ...]] = {}  # the folders of an app that hold one matter each
LIBRARIES = {"openpyxl": "cqo_registry.core.spreadsheets"}  # what the rest of the source does not name
FOUNDATION = PACKAGES[1:5]
DOING = ("workflow", "notices", "actions", "jobs", "exports", "imports", "forms", "views", "urls", "app")
TOOLS = {
    "cqo_registry.accounts": {"enums", "models", "access", "once"},
    "cqo_registry.audit": {"acts", "models", "trail"},
    "cqo_registry.casework": {"workflow", "door", "acts", "versions"},
}


def modules() -> list[Path]:
    """Every source file of a layered package."""
    folders = [ROOT.joinpath(*package.split(".")) for package in PACKAGES]
    return sorted(path for folder in folders for path in folder.rglob("*.py"))


def package_of(dotted: str) -> str | None:
    """The layered package a module belongs to."""
    return next((p for p in PACKAGES if dotted == p or dotted.startswith(f"{p}.")), None)


def parts_of(dotted: str) -> list[str]:
    """What names a module inside its package, without the folder of its matter."""
    package = package_of(dotted) or ""
    parts = dotted.removeprefix(package).strip(".").split(".")
    return parts[1:] if parts[0] in MATTERS.get(package, ()) else parts


def shelf_of(dotted: str) -> str:
    """The shelf a module stands on; empty for the package itself. Raises ``LookupError`` for no shelf."""
    package, name = package_of(dotted), parts_of(dotted)[0]
    if not name or package in UNSHELVED:
        return ""
    if named := NAMED.get(f"{package}.{name}") or NAMED.get(name):
        return named
    found = [shelf for shelf in SHELVES if name == shelf or name.startswith(f"{shelf}_")]
    if not found:
        raise LookupError(f"{dotted} stands on no shelf")
    return found[0]


def gathers(path: Path) -> bool:
    """Whether the file only says what the database knows; filings has verdicts among its facts still."""
    return shelf_of(dotted(path)) == "facts" and package_of(dotted(path)) != "filings"


@cache
def imports_of(path: Path) -> tuple[str, ...]:
    """The modules imported when the file is; imports for type checkers alone do not count."""
    return tuple(_imports(path))


def _imports(path: Path) -> Iterator[str]:
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
            yield from (_module(node.module, alias.name) for alias in node.names)


def _module(package: str, name: str) -> str:
    """What ``from package import name`` reads: the module of that name, or the package that defines it."""
    base = ROOT.joinpath(*package.split("."))
    is_module = (base / f"{name}.py").exists() or (base / name / "__init__.py").exists()
    return f"{package}.{name}" if is_module else package


def dotted(path: Path) -> str:
    """The module name of a file."""
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


def door_is_open(own: str, here: str, other: str, target: str) -> bool:
    """Whether a doing shelf of the foundation uses the tools of a package above."""
    tools = TOOLS.get(other, set())
    return own in FOUNDATION and here in DOING and parts_of(target)[0] in tools


def violations(name: str, targets: Iterable[str]) -> list[str]:
    """What the imports of a module break of the law."""
    own, here, broken = package_of(name), shelf_of(name), []
    assert own is not None
    for target in targets:
        other = package_of(target)
        if other is None or here == "app":
            continue
        if other != own:
            above = PACKAGES.index(other) > PACKAGES.index(own)
            if above and not door_is_open(own, here, other, target):
                broken.append(f"{name} imports {target} from above")
            continue
        there = shelf_of(target)
        if here and there and SHELVES.index(there) > SHELVES.index(here):
            broken.append(f"{name} imports {target} from its right")
    return broken


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(ROOT)))
def test_a_module_imports_only_from_below_and_from_its_left(path: Path):
    assert not violations(dotted(path), imports_of(path))


@pytest.mark.parametrize(
    ("name", "target"),
    [
        ("filings.workflow_bars", "filings.views.bars"),
        ("filings.filters", "filings.views.lists"),
        ("filings.filters", "filings.actions.move"),
        ("filings.ledger_filters", "filings.exports.roster"),
        ("filings.judging", "filings.views.desk"),
        ("filings.events", "filings.models.filing"),
        ("filings.rules.size", "filings.models"),
        ("filings.actions.move", "training.actions.sessions"),
        ("cqo_registry.casework.workflow", "cqo_registry.casework.door"),
        ("cqo_registry.casework.door", "filings.models"),
        ("cqo_registry.directory.models.enterprise", "cqo_registry.accounts.models"),
        ("cqo_registry.directory.facts", "cqo_registry.casework.door"),
        ("cqo_registry.accounts.actions.managing", "cqo_registry.notifications.actions.telling"),
        ("cqo_registry.core.lists", "cqo_registry.directory.models"),
        ("training.urls_promo", "cqo_registry.portal.views.home"),
        ("cqo_registry.portal.views.home", "cqo_registry.demo.people"),
    ],
)
def test_a_planted_violation_is_found(name: str, target: str):
    assert violations(name, [target])


@pytest.mark.parametrize(
    ("name", "target"),
    [
        ("filings.views.bars", "filings.workflow_bars"),
        ("filings.urls_bars", "filings.views.bars"),
        ("filings.actions.move", "cqo_registry.casework.door"),
        ("cqo_registry.directory.actions.headings", "cqo_registry.casework.door"),
        ("cqo_registry.directory.workflow", "cqo_registry.audit.acts"),
        ("training.apps", "filings.events"),
    ],
)
def test_what_the_law_allows_passes(name: str, target: str):
    assert not violations(name, [target])


@pytest.mark.parametrize("name", ["filings.helpers", "training.misc", "cqo_registry.portal.utils"])
def test_a_file_of_an_unknown_name_fails(name: str):
    with pytest.raises(LookupError, match="stands on no shelf"):
        violations(name, [])


def test_rules_are_pure():
    for path in modules():
        name = dotted(path)
        if shelf_of(name) != "rules":
            continue
        for target in imports_of(path):
            allowed = not target.startswith("django.") or target.startswith("django.utils.translation")
            assert allowed, f"{path} imports {target}"
            assert package_of(target) in (None, "cqo_registry.core") or shelf_of(target) in (
                "",
                "rules",
                "enums",
            ), f"{path} imports {target}"


def judging(source: str) -> list[str]:
    """Where a file makes a reason of a verdict or asks what day or time it is."""
    found = []
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call):
            continue
        called, bare = ast.unparse(node.func), not (node.args or node.keywords)
        name = called.rpartition(".")[2]
        if name == "Reason" or name in ("now", "today", "utcnow") or (name == "localdate" and bare):
            found.append(f"line {node.lineno}: {called}(")
    return found


@pytest.mark.parametrize("path", [path for path in modules() if gathers(path)], ids=dotted)
def test_facts_only_gather(path: Path):
    assert not judging(path.read_text(encoding="utf-8"))


def test_a_fact_that_judges_or_asks_the_clock_is_found():
    asks = "timezone.now()", "timezone.localdate()", "date.today()", "datetime.now(UTC)"
    assert all(judging(line) for line in asks)
    assert judging('Verdict.unless(late and Reason("late", _("晚了。")))')
    assert not judging("timezone.localdate(filing.submitted_at)")


@pytest.mark.parametrize(("library", "home"), LIBRARIES.items())
def test_a_library_has_one_home(library: str, home: str):
    users = {
        dotted(path)
        for path in modules()
        for target in imports_of(path)
        if target.partition(".")[0] == library
    }
    assert users
    assert not {name for name in users if not f"{name}.".startswith(f"{home}.")}


def test_no_name_is_entered_that_nothing_bears():
    names = {dotted(path) for path in modules()}
    assert set(NAMED) <= names | {parts_of(name)[0] for name in names}


def test_what_lies_above_filings_fetches_its_domain_and_not_its_machinery():
    domain = ("filings.models", "filings.enums", "filings.events", "filings.rules")
    lines = [
        (dotted(path), node.module)
        for path in modules()
        if package_of(dotted(path)) in ("training", "talent_pool")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ImportFrom) and (node.module or "").partition(".")[0] == "filings"
    ]
    assert len(lines) <= 40
    foreign = {line for line in lines if not line[1].startswith(domain) and line[1] != "filings"}
    assert {target for _name, target in foreign} <= {"filings.actions.numbers", "filings.forms.verifying"}
