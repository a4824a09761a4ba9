"""Days counted back from today, as text, with what the rules make of them."""

from __future__ import annotations

from datetime import date, timedelta

from cqo_registry.accounts.models import User
from cqo_registry.core.dates import Calendar
from cqo_registry.core.regulation import IN_FORCE_ON, rule_set_on
from filings import facts
from filings.rules import deadlines

SPAN = 3 * 366


class Days:
    """One office's days: ``text``, ``decide_by``, ``due_on``, ``rule_set`` by how many days ago they were."""

    def __init__(self, calendar: Calendar, today: date) -> None:
        days = [today - timedelta(days=ago) for ago in range(SPAN + 250)]
        self.years = [day.year for day in days]
        self.text = [day.isoformat() for day in days]
        self.decide_by = [facts.decision_target(calendar, day).isoformat() for day in days]
        due = [deadlines.due_date(day, calendar) for day in days]
        self.due_on = [one.due_on.isoformat() for one in due]
        self.provisional = ["t" if one.provisional else "f" for one in due]
        self.rule_set = [rule_set_on(day).id for day in days]
        self.oldest = min(SPAN, max((today - IN_FORCE_ON).days - 120, 200))

    @classmethod
    def of(cls, officer: User, today: date) -> Days:
        """The days of an officer's own office."""
        assert officer.authority is not None  # noqa: S101 - the database pairs role and office
        return cls(facts.calendar_of(officer.authority), today)
