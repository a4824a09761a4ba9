"""Due dates follow the calendar: when days arrive or change, what is still open is counted anew (Art. 14).

Each act on the calendar and its consequences are one transaction. Running it again changes nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from django.db import transaction
from django.db.models import Max, Q
from django.utils import timezone

from cqo_registry.accounts.models import User
from cqo_registry.audit import trail
from cqo_registry.core.dates import Calendar
from cqo_registry.core.known import known
from cqo_registry.directory.actions import calendar as days
from cqo_registry.directory.models import Authority, Holiday
from filings import facts
from filings.enums import FilingStatus
from filings.models import Filing
from filings.models.filing_queryset import HEAVY, OPEN
from filings.rules.deadlines import correct_by, due_date

T = TypeVar("T")
FIELDS = ("due_on", "due_provisional", "decide_by", "correct_by")


@transaction.atomic
def recalculate_due_dates(authority: Authority | None = None, *, by: User | None = None) -> int:
    """Count the due dates of one office, or of all, by today's calendar; how many filings changed.

    Those not decided yet follow every change; a provisional date is settled whatever became of the filing.
    No date of the enterprise becomes earlier than the one shown. The office's own target follows as well.
    """
    unsettled = Q(due_provisional=True) | Q(status__in=OPEN)
    waiting = Filing.objects.filter(unsettled, due_from__isnull=False, due_on__isnull=False)
    waiting = waiting.exclude(status=FilingStatus.WITHDRAWN).defer(*HEAVY)
    if authority is not None:
        waiting = waiting.filter(authority=authority)
    calendars: dict[int, Calendar] = {}
    changed = 0
    for filing in waiting.with_moves().select_for_update(of=("self",), no_key=True).order_by("pk"):
        if filing.authority_id not in calendars:
            calendars[filing.authority_id] = facts.calendar_of(filing.authority)
        changed += _recalculate(filing, calendars[filing.authority_id], by)
    return changed


def _recalculate(filing: Filing, calendar: Calendar, by: User | None) -> bool:
    """Write what changed of a locked filing, with its line in the trail.

    The version stays: nothing that a page could save is touched, and nobody loses what he is typing.
    """
    before = {name: getattr(filing, name) for name in FIELDS}
    after = {**before, **_counted(filing, calendar)}
    if before == after:
        return False
    Filing.objects.filter(pk=filing.pk).update(**after)
    trail.record(
        "filing.recalculate",
        by=by,
        target=filing,
        before=str(before["due_on"]),
        after=str(after["due_on"]),
        details={name: [str(before[name]), str(after[name])] for name in FIELDS},
    )
    return True


def _counted(filing: Filing, calendar: Calendar) -> dict[str, Any]:
    due = due_date(known(filing.due_from), calendar, shown=filing.due_on)
    counted: dict[str, Any] = {"due_on": due.due_on, "due_provisional": due.provisional}
    # After a move the clock runs on by the days it began with (decision D14).
    if filing.status == FilingStatus.SUBMITTED and not filing.moved_from:
        since = facts.office_had_it_on(filing, timezone.localdate(filing.submitted_at))
        counted["decide_by"] = facts.decision_target(calendar, since, used=filing.clock_used)
    if filing.status == FilingStatus.RETURNED and filing.correct_by is not None:
        returned_at = filing.return_items.unclosed().aggregate(at=Max("opened_at"))["at"]
        counted["correct_by"] = max(correct_by(calendar, timezone.localdate(returned_at)), filing.correct_by)
    return counted


def add_days(office: Authority | None, entries: Sequence[days.Entry], *, by: User) -> tuple[int, int]:
    """Enter days of an office or of the nation; how many, and how many filings have a new date."""
    return _with_due_dates(office, by, lambda: days.add_days(office, entries, by=by))


def import_days(
    office: Authority | None, entries: Sequence[days.Entry], *, by: User
) -> tuple[days.Comparison, int]:
    """Let a workbook's days in; what they changed, and how many filings have a new date."""
    return _with_due_dates(office, by, lambda: days.import_days(office, entries, by=by))


def change_day(day: Holiday, entry: days.Entry, *, shown: str, by: User) -> tuple[Holiday, int]:
    """Correct a day; the day, and how many filings have a new date."""
    return _with_due_dates(day.authority, by, lambda: days.change_day(day.pk, entry, shown=shown, by=by))


def remove_day(day: Holiday, *, shown: str, by: User) -> tuple[Holiday, int]:
    """Take a day out; the day, and how many filings have a new date."""
    return _with_due_dates(day.authority, by, lambda: days.remove_day(day.pk, shown=shown, by=by))


@transaction.atomic
def _with_due_dates(office: Authority | None, by: User, act: Callable[[], T]) -> tuple[T, int]:
    """The act and what it does to the due dates of the office, for national days of all: one transaction."""
    done = act()
    return done, recalculate_due_dates(office, by=by)
