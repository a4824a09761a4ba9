"""move(): carry a filing through one transition: through the door, out of its holder's hands, and told."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import transaction

from cqo_registry.accounts.models import User
from cqo_registry.casework import door
from cqo_registry.casework.door import Prepare
from cqo_registry.casework.workflow import Transition
from filings import notices
from filings.models import Filing
from filings.workflow import FILING

RELEASED = {"claimed_by": None, "claimed_at": None}


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
    """Carry out one transition of a filing; who held it and whom it concerns hear of it.

    Raises ``Stale`` or ``Refused``.
    """
    holders: list[User | None] = []

    def released(filing: Filing) -> Iterable[str]:
        fields = set(prepare(filing) if prepare else ())
        holders.append(filing.claimed_by)
        if transition.releases:
            filing.claimed_by = filing.claimed_at = None
            fields |= set(RELEASED)
        return fields

    filing: Filing = door.move(
        FILING, pk, transition, by=by, version=version, reason=reason, details=details, prepare=released
    )
    notices.filing_moved(filing, transition.name, by=by, reason=reason, holder=holders[0])
    return filing
