"""move(): carry a filing through one transition; the only code that writes ``status``."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from django.db import transaction
from django.db.models import F

from cqo_registry.accounts.models import User
from cqo_registry.audit import trail
from cqo_registry.core.errors import Stale
from filings import notices
from filings.models import Filing
from filings.workflow import Transition

Prepare = Callable[[Filing], Iterable[str]]
RELEASED = {"claimed_by": None, "claimed_at": None}


def write(filing: Filing, fields: Iterable[str]) -> None:
    """Save ``fields`` of a locked filing and raise its version; raises ``Stale`` when another was faster."""
    values = {name: getattr(filing, name) for name in fields}
    changed = Filing.objects.filter(pk=filing.pk, version=filing.version).update(
        **values, version=F("version") + 1
    )
    if not changed:
        raise Stale(Filing.objects.get(pk=filing.pk))
    filing.version += 1


@transaction.atomic
def move(
    pk: int,
    transition: Transition,
    *,
    by: User,
    version: int | None,
    reason: str = "",
    prepare: Prepare | None = None,
    details: dict[str, Any] | None = None,
) -> Filing:
    """Check and carry out one transition under the row lock, with its line in the trail.

    ``prepare`` runs after the check and before the write; it may create what the transition brings
    about and returns the names of the fields it set. Raises ``Stale`` or ``Refused``.
    """
    filing = Filing.objects.lock(pk, version=version)
    transition.check(filing, by, reason).require()
    fields = {"status", *(prepare(filing) if prepare else ())}
    before, filing.status = filing.status, transition.target.value
    holder = filing.claimed_by
    if transition.releases:
        filing.claimed_by = filing.claimed_at = None
        fields |= set(RELEASED)
    write(filing, fields)
    trail.record(
        f"filing.{transition.name}",
        by=by,
        target=filing,
        before=before,
        after=filing.status,
        reason=reason,
        details=details,
    )
    notices.filing_moved(filing, transition.name, by=by, reason=reason, holder=holder)
    return filing
