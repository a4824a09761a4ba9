"""The door: a row moves under its lock, by its table, once, with a line in the trail."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.utils import timezone

from cqo_registry.audit.models import AuditEvent
from cqo_registry.casework import door
from cqo_registry.core.errors import Stale
from cqo_registry.core.verdicts import Refused
from filings.models import Disqualification
from filings.workflow_bars import BAR, CONFIRM, DECLINE, NOTIFY
from tests import factories
from tests.factories import bars

# A directory's merge writes thousands of rows in one statement, whose lines say what it did.
IN_BULK = {"cqo_registry/directory/actions/entering.py"}
DOOR = "cqo_registry/casework/door.py"


@pytest.mark.django_db
def test_a_move_writes_state_version_and_what_was_prepared():
    bar, region = bars.heard(), factories.region_officer()

    def prepare(row: Disqualification) -> set[str]:
        row.close_reason, row.closed_on, row.closed_by = "另有说明", timezone.localdate(), region
        return {"close_reason", "closed_on", "closed_by"}

    moved = door.move(
        BAR, bar.pk, DECLINE, by=region, version=bar.version, reason=" 证据不足 ", prepare=prepare
    )
    stored = Disqualification.objects.get(pk=bar.pk)
    assert (stored.status, stored.version, stored.close_reason) == ("declined", bar.version + 1, "另有说明")
    assert moved.version == stored.version
    line = AuditEvent.objects.about(bar).first()
    assert line is not None
    assert (line.action, line.before, line.after, line.reason) == (
        "bar.decline",
        "proposed",
        "declined",
        "证据不足",
    )


@pytest.mark.django_db
def test_a_row_that_moved_on_is_stale_and_stays():
    bar = bars.heard()
    with pytest.raises(Stale):
        door.move(BAR, bar.pk, CONFIRM, by=factories.region_officer(), version=bar.version - 1)
    bar.refresh_from_db()
    assert bar.status == "proposed"


@pytest.mark.django_db
def test_what_the_table_does_not_allow_is_refused_unless_the_register_brings_it_about():
    bar = bars.heard()
    with pytest.raises(Refused):
        door.move(BAR, bar.pk, CONFIRM, by=factories.officer(), version=None)
    assert door.move(BAR, bar.pk, NOTIFY, by=None, forced=True).status == "proposed"


@pytest.mark.django_db
def test_nobody_carries_out_an_act_that_the_register_does_not_bring_about():
    bar = bars.heard()
    with pytest.raises(TypeError, match="carried out by nobody"):
        door.move(BAR, bar.pk, CONFIRM, by=None)
    bar.refresh_from_db()
    assert bar.status == "proposed"


@pytest.mark.django_db
def test_a_write_that_another_one_overtook_is_stale():
    bar = bars.heard()
    Disqualification.objects.filter(pk=bar.pk).update(version=bar.version + 1)
    with pytest.raises(Stale):
        door.write(bar, {"finding"})


@pytest.mark.django_db
def test_a_write_of_the_whole_row_keeps_every_column():
    bar = bars.heard()
    before = Disqualification.objects.filter(pk=bar.pk).values().get()
    door.write(bar)
    after = Disqualification.objects.filter(pk=bar.pk).values().get()
    assert after == {**before, "version": before["version"] + 1}


OWNED = ("status", "version")


def _assigned(node: ast.AST) -> Iterator[ast.expr]:
    if isinstance(node, ast.Assign):
        yield from (
            leaf for target in node.targets for leaf in ast.walk(target) if isinstance(leaf, ast.expr)
        )
    elif isinstance(node, ast.AugAssign | ast.AnnAssign):
        yield node.target


def written(tree: ast.AST) -> Iterator[str]:
    """Where a status or a version of a row that exists is written."""
    for node in ast.walk(tree):
        for target in _assigned(node):
            if (
                isinstance(target, ast.Attribute)
                and isinstance(target.ctx, ast.Store)
                and target.attr in OWNED
            ):
                owner = getattr(target.value, "id", "")
                if owner not in ("self", "response"):
                    yield f"{target.lineno}: assigns {target.attr}"
        match node:
            case ast.Call(func=ast.Attribute(attr="update"), keywords=keywords):
                yield from (f"{node.lineno}: updates {each.arg}" for each in keywords if each.arg in OWNED)
            case ast.keyword(arg="update_fields"):
                names = {getattr(leaf, "value", None) for leaf in ast.walk(node.value)}
                yield from (f"{node.lineno}: saves {name}" for name in OWNED if name in names)
            case ast.Constant(value=str() as text) if "UPDATE " in text:
                yield from (f"{node.lineno}: SQL {name}" for name in OWNED if f"{name} =" in text)


def sources() -> list[Path]:
    packages = ("cqo_registry", "filings", "training", "talent_pool")
    found = (path for package in packages for path in Path(settings.BASE_DIR, package).rglob("*.py"))
    return [path for path in found if not {"migrations", "demo", "seeding"} & set(path.parts)]


def test_nothing_but_the_door_writes_a_status_or_a_version():
    writers = {
        f"{name}:{line}"
        for path in sources()
        if (name := str(path.relative_to(settings.BASE_DIR))) not in IN_BULK | {DOOR}
        for line in written(ast.parse(path.read_text(encoding="utf-8")))
    }
    assert not writers


@pytest.mark.parametrize(
    "code",
    [
        "row.status = 1",
        "row.version += 1",
        "a, row.status = 1, 2",
        "rows.update(status=1)",
        "rows.filter(pk=1).update(version=2)",
        'row.save(update_fields=["status"])',
        'row.save(update_fields=[*more, "version"])',
        'cursor.execute("UPDATE filings_filing SET status = 1")',
    ],
)
def test_the_search_for_writers_finds_them(code: str):
    assert list(written(ast.parse(code)))
