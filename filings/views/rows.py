"""What a list says of a filing beside its columns: how much time is left, and why it is here."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cqo_registry.accounts.models import User
from cqo_registry.core.dates import Calendar, add_working_days, working_days_between
from cqo_registry.core.verdicts import Verdict
from cqo_registry.directory.models import Authority
from filings import facts, policies
from filings.enums import FilingStatus as S
from filings.models import Filing
from filings.views.due import overdue_days_of

SOON_WORKING_DAYS = 2

WHY = {
    S.RETURNED: _("已退回，等待企业补正"),
    S.ACCEPTED: _("已备案，等待上报自治区"),
    S.FORWARDED: _("已上报，等待自治区入册"),
    S.QUERIED: _("自治区局提出疑问，等待备案机关答复"),
    S.RECORDED: _("已列入自治区台账"),
    S.REFUSED: _("已决定不予备案"),
    S.WITHDRAWN: _("企业已撤回"),
    S.DRAFT: _("尚未提交"),
}


@dataclass(frozen=True, slots=True)
class Days:
    """Today and the office's calendar, read once for a whole page."""

    today: date
    calendar: Calendar

    @classmethod
    def of(cls, authority: Authority) -> Days:
        """The days of one office from today on."""
        return cls(timezone.localdate(), facts.calendar_of(authority))

    @property
    def soon(self) -> date:
        """The last day that counts as soon."""
        return add_working_days(self.calendar, self.today, SOON_WORKING_DAYS)

    def left_until(self, day: date) -> int:
        """Working days until ``day``, negative after it; a day off after ``day`` already counts as late."""
        left = working_days_between(self.calendar, self.today, day)
        return left if left or day >= self.today else -1


@dataclass(frozen=True, slots=True)
class QueueRow:
    """A filing in the queue."""

    filing: Filing
    left: int | None  # working days until the office means to decide; None when it is not its turn
    why: Any
    claimable: Verdict
    late: int  # days the enterprise reported a change of the CQO too late (Art. 14)

    @property
    def overdue(self) -> int:
        """Working days past the target, 0 in time."""
        return max(-(self.left or 0), 0)

    @property
    def soon(self) -> bool:
        """Whether the target is near."""
        return self.left is not None and 0 <= self.left <= SOON_WORKING_DAYS


def queue_rows(filings: Iterable[Filing], *, by: User, days: Days) -> list[QueueRow]:
    """The rows of a queue as this officer meets them; needs ``for_list()`` filings, makes no query."""
    return [
        QueueRow(
            filing=filing,
            left=days.left_until(filing.decide_by) if waits(filing) and filing.decide_by else None,
            why=why_here(filing),
            claimable=policies.may_claim(by, filing),
            late=overdue_days_of(filing, days.today),
        )
        for filing in filings
    ]


def waits(filing: Filing) -> bool:
    """Whether it is the office's turn to decide."""
    return filing.status == S.SUBMITTED


def why_here(filing: Filing) -> Any:
    """One sentence on why the filing is in the list."""
    if not waits(filing):
        return WHY[S(filing.status)]
    if filing.submitted_at != filing.first_submitted_at:
        return _("补正后重新提交，等待复核")
    return _("首次提交，等待审核")
