"""Until when a filing is to be reported, counted from which day, and how late it is (Art. 14)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from filings.enums import TIMED_CHANGES, FilingKind, FilingStatus
from filings.models import Filing
from filings.rules.deadlines import overdue_change

SOON_DAYS = 5


@dataclass(frozen=True, slots=True)
class Reporting:
    """The due date of one filing; ``timed`` is false where it is a target only (K3, K4, initial: D9)."""

    start: Any
    start_on: date | None
    due_on: date
    provisional: bool
    timed: bool
    reported_on: date | None
    days_left: int  # to today; negative after the day
    overdue: int  # calendar days, 0 for a target

    @property
    def soon(self) -> bool:
        """Whether the day is near and nothing was reported yet."""
        return self.reported_on is None and 0 <= self.days_left <= SOON_DAYS

    @property
    def past(self) -> int:
        """Days past the day without a report, also where it is a target."""
        return max(-self.days_left, 0) if self.reported_on is None else 0


def reporting_of(filing: Filing, today: date | None = None) -> Reporting | None:
    """What the filing's stored due date says today; None while no day names its start."""
    if filing.due_on is None:
        return None
    today = today or timezone.localdate()
    reported = _reported_on(filing, today)
    return Reporting(
        start=_start(filing),
        start_on=filing.due_from,
        due_on=filing.due_on,
        provisional=filing.due_provisional,
        timed=bool(set(TIMED_CHANGES).intersection(filing.change_types)),
        reported_on=reported,
        days_left=(filing.due_on - today).days,
        overdue=overdue_days_of(filing, today),
    )


def overdue_days_of(filing: Filing, today: date) -> int:
    """Calendar days overdue, as ``Filing.objects.overdue`` counts them; no query."""
    if filing.due_on is None or filing.status == FilingStatus.WITHDRAWN:
        return 0
    return overdue_change(filing.change_types, filing.due_on, _reported_on(filing, today), today)


def _reported_on(filing: Filing, today: date) -> date | None:
    """The day that counts as reported; none once a return is not corrected in time (domain §1.7)."""
    lapsed = filing.status == FilingStatus.RETURNED and filing.correct_by and filing.correct_by < today
    if lapsed:
        return None
    # A paper form that the office still types was reported when it came in.
    return timezone.localdate(filing.reported_at) if filing.reported_at else filing.paper_received_on


def _start(filing: Filing) -> Any:
    """What happened on the day the month is counted from (decision D8)."""
    if filing.kind == FilingKind.INITIAL:
        return _("任命生效")
    if not set(TIMED_CHANGES).intersection(filing.change_types):
        return _("变更发生")
    return _("原任离任") if filing.due_from == filing.changed_on else _("新任任命生效")
