"""What a paper form says of its own days (代录)."""

from __future__ import annotations

from datetime import date

from django.utils import timezone

from cqo_registry.core.regulation import cites
from cqo_registry.core.verdicts import Verdict
from filings.models import Filing
from filings.rules import paper


@cites("14")
def check_paper(filing: Filing) -> Verdict:
    """Whether a paper filing's day of receipt can be; an online one has none."""
    if not filing.is_paper:
        return Verdict()
    return paper.check_received(filing.paper_received_on, timezone.localdate())


@cites("14")
def office_had_it_on(filing: Filing, submitted_on: date) -> date:
    """The day the office's five days are counted from: a paper form's first time, the day it came in.

    The time the office takes to type it is its own. After a return the day of submission counts.
    """
    first = filing.clock_used == 0 and not filing.return_items.exists()
    received = filing.paper_received_on if filing.is_paper and first else None
    return min(received, submitted_on) if received else submitted_on
