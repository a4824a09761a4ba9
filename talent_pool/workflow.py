"""What the pages of the pool offer: the acts of a table that are this user's to do, and whether live."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from cqo_registry.accounts.models import User
from cqo_registry.core.verdicts import Verdict
from filings.workflow import Transition


def offered(table: Iterable[Transition], row: Any, user: User) -> list[tuple[Transition, Verdict]]:
    """The acts of this state and this user, each with whether it is live now, or why not."""
    return [(each, each.fact(row)) for each in table if each.may(row, user)]
