"""carry(): one transition of any matter with a transition table of its own, under its row lock."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, TypeVar

from django.db import models, transaction

from cqo_registry.accounts.models import User
from cqo_registry.audit import trail
from cqo_registry.core.rows import VersionedQuerySet
from filings.workflow import Transition

R = TypeVar("R", bound=models.Model)


@transaction.atomic
def carry(
    rows: VersionedQuerySet[R],
    pk: int,
    transition: Transition,
    *,
    by: User | None,
    version: int | None,
    prefix: str,
    reason: str = "",
    details: dict[str, Any] | None = None,
    prepare: Callable[[R], Iterable[str]] | None = None,
    forced: bool = False,
) -> R:
    """Check and carry out ``transition``, write ``status`` and the line ``<prefix>.<transition>``.

    ``prepare`` runs after the check and returns the names of the fields it set. ``forced`` is for what the
    register itself brings about, with ``by`` the officer whose act caused it, or nobody: then the caller
    vouches for the state. Raises ``Stale`` or ``Refused``.
    """
    row: Any = rows.lock(pk, version=version)
    if not forced:
        transition.check(row, by, reason).require()  # type: ignore[arg-type]
    fields = set(prepare(row) if prepare else ())
    before, row.status, row.version = row.status, transition.target.value, row.version + 1
    row.save(update_fields=[*fields, "status", "version"])
    trail.record(
        f"{prefix}.{transition.name}",
        by=by,
        target=row,
        before=before,
        after=row.status,
        reason=reason.strip(),
        details=details,
    )
    return row  # type: ignore[no-any-return]
