"""Span: the period of a sheet and the moment of knowledge it is computed at."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time

from django.utils import timezone

from filings.models.filing_queryset import day_end


@dataclass(frozen=True, slots=True)
class Span:
    """From ``start`` to ``end``, both days included, as the register stood right before ``as_of``."""

    start: date
    end: date
    as_of: datetime

    @property
    def begin(self) -> datetime:
        """Midnight before the first day, in Beijing."""
        return timezone.make_aware(datetime.combine(self.start, time.min))

    @property
    def until(self) -> datetime:
        """The moment of every state: the end of the period, or ``as_of`` when that comes first."""
        return min(day_end(self.end), self.as_of)

    @property
    def last_day(self) -> date:
        """The day of that state."""
        return min(self.end, timezone.localdate(self.as_of))
