"""未参训: whose filing is twelve months old without a class (Art. 16, decision D25)."""

from __future__ import annotations

from datetime import date, timedelta

from cqo_registry.core.dates import add_months
from cqo_registry.core.regulation import IN_FORCE_ON, Dated, cites

WITHIN = Dated({IN_FORCE_ON: 12})  # calendar months after acceptance; no duty in the text, a list


@cites("16")
def listed_from(accepted_on: date) -> date:
    """The day from which a CQO without a class stands on the list: the corresponding day a year later.

    2025-01-15 gives 2026-01-15; 29 February gives the 28th where there is none.
    """
    return add_months(accepted_on, WITHIN.on(accepted_on))


@cites("16")
def accepted_by(on: date) -> date:
    """The last day of acceptance whose filings are on the list on ``on``; the inverse of ``listed_from``."""
    day = add_months(on, -WITHIN.on(on))
    while listed_from(day + timedelta(days=1)) <= on:
        day += timedelta(days=1)
    return day
