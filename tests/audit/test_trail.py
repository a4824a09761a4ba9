"""The trail cannot be changed, and a change made all the same is found."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.db.utils import DatabaseError

from cqo_registry.audit import trail
from cqo_registry.audit.models import AuditEvent
from tests.factories import admin, make_enterprise, officer

pytestmark = pytest.mark.django_db


@contextmanager
def without_triggers() -> Iterator[None]:
    """As an intruder with all rights would do it."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        yield
        cursor.execute("SET LOCAL session_replication_role = DEFAULT")


@pytest.fixture
def events() -> list[AuditEvent]:
    enterprise, by = make_enterprise(), officer()
    return [trail.record("filing.save", by=by, target=enterprise, reason=str(n)) for n in range(3)]


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit_auditevent SET reason = 'changed'",
        "DELETE FROM audit_auditevent",
        "TRUNCATE audit_auditevent",
    ],
)
def test_the_database_refuses(statement: str, events: list[AuditEvent]):
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            cursor.execute(statement)
    assert AuditEvent.objects.count() == 3


def test_the_orm_is_refused_as_well(events: list[AuditEvent]):
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        AuditEvent.objects.update(reason="changed")
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        events[0].save()


def test_a_whole_trail_is_confirmed(events: list[AuditEvent]):
    out = StringIO()
    call_command("verify_audit", stdout=out)
    assert "审计日志校验通过，共 3 条" in out.getvalue()


def test_a_changed_line_is_named(events: list[AuditEvent]):
    with without_triggers():
        AuditEvent.objects.filter(pk=events[1].pk).update(reason="changed")
    with pytest.raises(CommandError, match=f"记录编号：{events[1].pk}$") as fault:
        call_command("verify_audit")
    assert fault.value.returncode == 1


def test_a_removed_line_is_missed_by_the_next(events: list[AuditEvent]):
    with without_triggers():
        AuditEvent.objects.filter(pk=events[1].pk).delete()
    assert trail.broken_lines() == [events[2].pk]


def test_lines_of_other_rows_do_not_enter_a_chain(events: list[AuditEvent]):
    user = admin()
    trail.record("account.edit", by=user, target=user)
    trail.record("filing.save", by=None, target=make_enterprise())
    assert trail.broken_lines() == []
