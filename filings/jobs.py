"""The periodic jobs of filings; several a day, so that hours without a worker are made up for."""

from __future__ import annotations

from cqo_registry.core.jobs import periodic
from filings.actions import barred, recalculating, reminding

OFFICE_HOURS = "30 0-9 * * *"  # 08:30 to 17:30 in Beijing
MORNING = "30 0-3 * * *"  # 08:30 to 11:30


@periodic(OFFICE_HOURS)
def remind() -> int:
    """Remind enterprises of days they have to act by; each reminder goes once."""
    return reminding.remind()


@periodic(MORNING)
def digest() -> int:
    """Write to officers what waits; once a day each."""
    return reminding.digest()


@periodic("45 19 * * *")
def recalculate() -> int:
    """Settle provisional due dates when a year's calendar has come, at 03:45 in Beijing."""
    return recalculating.recalculate_due_dates()


@periodic("15 20 * * *")
def recheck_bars() -> int:
    """Look for barred persons in office whom a confirmation did not see, at 04:15 in Beijing (Art. 9)."""
    return sum(hit.new for hit in barred.recheck())
