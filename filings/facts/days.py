"""The calendar of a filing's office, and the days counted by it."""

from __future__ import annotations

from datetime import date

from django.db.models import Q
from django.utils import timezone

from cqo_registry.core.dates import Calendar, DayKind
from cqo_registry.core.regulation import cites
from cqo_registry.core.verdicts import Verdict
from cqo_registry.directory.models import Authority, Holiday
from filings.enums import ChangeType
from filings.facts.on_paper import office_had_it_on
from filings.models import Filing
from filings.rules import changes, deadlines


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


def decision_target(calendar: Calendar, submitted_on: date, *, used: int = 0) -> date:
    """The day by which the office means to decide; ``used`` working days ran before a return stopped it."""
    return deadlines.decision_clock(calendar, submitted_on, used=used)


def stop_clock(filing: Filing, on: date) -> set[str]:
    """Stop the office's clock at a return on ``on``, and set until when to correct; the fields set."""
    calendar, since = calendar_of(filing.authority), _since(filing)
    filing.clock_used = deadlines.clock_used(calendar, since, on, used=filing.clock_used)
    filing.correct_by = deadlines.correct_by(calendar, on)
    return {"clock_used", "correct_by"}


def _since(filing: Filing) -> date:
    """The day the office's clock last began to run."""
    return office_had_it_on(filing, timezone.localdate(filing.submitted_at))


@cites("14")
def clock_start(filing: Filing) -> date | None:
    """The day the month is counted from; None while the filing does not name it (decision D8)."""
    ticked = [ChangeType(value) for value in filing.change_types]
    return changes.clock_starts(ticked, filing.changed_on, filing.effective_on)


@cites("14", "22")
def check_start(filing: Filing) -> Verdict:
    """A warning where the day the month is counted from is older than the regulation."""
    start = clock_start(filing)
    return deadlines.check_change_date(start) if start else Verdict()


@cites("14")
def report_target(calendar: Calendar, filing: Filing, start: date) -> deadlines.Due:
    """One month after ``start``, never earlier than shown before for the same day.

    ``start`` is the day the change took effect.
    For an initial filing, K3 and K4 it is a target only (decision D9).
    """
    shown = filing.due_on if filing.due_from == start else None
    return deadlines.due_date(start, calendar, shown=shown)
