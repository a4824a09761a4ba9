"""Whether an activity or a line of spending stands or is struck out (Art. 17, 18)."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from django.utils.translation import gettext_lazy as _

from cqo_registry.core.verdicts import Reason, Verdict


class Strikable(Protocol):
    """A row that is struck out and never deleted."""

    struck_at: datetime | None


def standing(row: Strikable) -> Verdict:
    """Whether the row counts, and so may be changed or struck out."""
    return Verdict.unless(row.struck_at is not None and Reason("struck", _("这条记录已作废，请先恢复。")))


def struck(row: Strikable) -> Verdict:
    """Whether there is something to take back."""
    return Verdict.unless(row.struck_at is None and Reason("not_struck", _("这条记录没有作废，不需要恢复。")))


def reasoned(reason: str) -> Verdict:
    """Whether somebody said why."""
    return Verdict.unless(not reason.strip() and Reason("reason", _("请写明作废原因。"), field="reason"))
