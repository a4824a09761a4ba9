"""The door: the only code that writes a ``status`` or a ``version``."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from django.db import transaction
from django.db.models import F

from cqo_registry.accounts.models import User
from cqo_registry.audit import trail
from cqo_registry.casework.workflow import Row, Transition, Workflow
from cqo_registry.core.errors import Stale
from cqo_registry.core.rows import rows_of

Prepare = Callable[[Any], Iterable[str]]
OWN = ("id", "version")  # of every row: no act writes them


@transaction.atomic
def move(
    workflow: Workflow[Row],
    pk: int,
    transition: Transition,
    *,
    by: User | None,
    version: int | None = None,
    reason: str = "",
    details: dict[str, Any] | None = None,
    prepare: Prepare | None = None,
    forced: bool = False,
) -> Row:
    """Carry a row through one transition under its lock, with its line in the trail; the row as it stands.

    ``prepare`` runs after the check and before the write: it may create what the transition brings about,
    and returns the names of the fields it set. ``forced`` is for what the register itself brings about,
    with ``by`` the officer whose act caused it, or nobody: the caller vouches for person, state and facts.
    Raises ``Stale`` when the row moved on since ``version`` was shown, and ``Refused``.
    """
    locked = rows_of(workflow.model).lock(pk, version=version)
    row: Any = locked
    if not forced:
        _check(transition, row, by, reason)
    fields = set(prepare(row) if prepare else ())
    before, row.status = row.status, transition.target.value
    write(row, {*fields, "status"})
    line = workflow.line(row, before, row.status)
    trail.record(
        f"{workflow.prefix}{transition.name}",
        by=by,
        target=line.target,
        before=line.before,
        after=line.after,
        reason=reason.strip(),
        details={**line.details, **(details or {})},
    )
    return locked


def _check(transition: Transition, row: Any, by: User | None, reason: str) -> None:
    if by is None:
        raise TypeError(f"{transition.name} is carried out by nobody and was not forced")
    transition.check(row, by, reason).require()


def write(row: Any, fields: Iterable[str] | None = None) -> None:
    """Save ``fields`` of a locked row, or all, and raise its version; ``Stale`` when another was faster."""
    meta = type(row)._meta
    named = meta.concrete_fields if fields is None else [meta.get_field(name) for name in fields]
    values = {each.attname: getattr(row, each.attname) for each in named if each.attname not in OWN}
    rows = type(row)._default_manager
    if not rows.filter(pk=row.pk, version=row.version).update(**values, version=F("version") + 1):
        raise Stale(rows.get(pk=row.pk))
    row.version += 1
