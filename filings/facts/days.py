"""The calendar of a filing's office, and the days counted by it."""

from __future__ import annotations

from datetime import date

from django.db.models import Q
from django.utils import timezone

from cqo_registry.core.dates import Calendar, DayKind, add_working_days
from cqo_registry.core.regulation import cites
from cqo_registry.directory.models import Authority, Holiday
from filings.models import Filing
from filings.rules import deadlines

DECISION_WORKING_DAYS = 5  # a target of the office, not a deadline (Art. 14: 及时)


def calendar_of(authority: Authority) -> Calendar:
    """The office's working calendar: its own days over the national ones over the weekend rule."""
    days = list(
        Holiday.objects.filter(Q(authority__isnull=True) | Q(authority=authority)).values_list(
            "authority_id", "date", "kind"
        )
    )
    return Calendar.layered(
        national=[(day, _kind(kind)) for owner, day, kind in days if owner is None],
        office=[(day, _kind(kind)) for owner, day, kind in days if owner is not None],
    )


def _kind(kind: str) -> DayKind:
    return "work" if kind == Holiday.Kind.WORK else "off"


def decision_target(calendar: Calendar, submitted_on: date) -> date:
    """The day by which the office means to decide."""
    return add_working_days(calendar, submitted_on, DECISION_WORKING_DAYS)


@cites("14")
def report_target(calendar: Calendar, filing: Filing) -> deadlines.Due:
    """One month after the appointment took effect; for an initial filing a target only (decision D9)."""
    return deadlines.due_date(filing.effective_on or timezone.localdate(), calendar)
