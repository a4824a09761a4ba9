"""Whether an activity or a line of spending stands or is struck out (Art. 17, 18)."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from cqo_registry.core.verdicts import Verdict
from training.rules import striking as rules


class Strikable(Protocol):
    """A row that is struck out and never deleted."""

    struck_at: datetime | None


def standing(row: Strikable) -> Verdict:
    """Whether the row counts, and so may be changed or struck out."""
    return rules.check_standing(struck=row.struck_at is not None)


def struck(row: Strikable) -> Verdict:
    """Whether there is something to take back."""
    return rules.check_struck(struck=row.struck_at is not None)
