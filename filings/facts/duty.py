"""What the register knows for duty reports: whose year it was, and which years are still to be told."""

from __future__ import annotations

from datetime import date

from cqo_registry.core.regulation import IN_FORCE_ON
from cqo_registry.directory.models import Enterprise
from filings.models import Appointment, DutyReport
from filings.rules import duty as rules


def holder_in(enterprise: Enterprise, year: int, *, today: date) -> Appointment | None:
    """The last one to hold the enterprise's post in ``year``; None when nobody did."""
    rows = Appointment.objects.filter(enterprise=enterprise).select_related("person")
    return next(
        (
            row
            for row in rows.order_by("-effective_on", "-pk")
            if rules.check_year(year, began=row.effective_on, ended=row.ended_on, today=today)
        ),
        None,
    )


def open_years(enterprise: Enterprise, *, today: date) -> list[int]:
    """The years a report can be begun for, the newest first."""
    known = set(DutyReport.objects.filter(enterprise=enterprise).values_list("year", flat=True))
    years = range(today.year, IN_FORCE_ON.year - 1, -1)
    return [year for year in years if year not in known and holder_in(enterprise, year, today=today)]
