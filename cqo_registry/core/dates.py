"""Calendars and day counting: months, working days, and the roll over days off.

A day is a ``date`` in Asia/Shanghai. Nothing here reads a clock. Dates beyond year 9999 raise
``OverflowError``.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal, Self

DayKind = Literal["off", "work"]
DayRule = tuple[date, DayKind]

# Off by statute every year; used as long as a year has no official arrangement (domain: calendar).
FIXED_DAYS_OFF = frozenset({(1, 1), (5, 1), (5, 2), (10, 1), (10, 2), (10, 3)})
SATURDAY = 5
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Calendar:
    """The working days of one office.

    ``off`` and ``work`` are the days that depart from the weekend rule; ``known_years`` are the
    years whose national arrangement is entered. In any other year weekends and the fixed statutory
    days are off and every answer is provisional. A year of which only some days are entered is not
    known yet: it would make the statutory days still missing into working days.
    """

    off: frozenset[date]
    work: frozenset[date]
    known_years: frozenset[int]

    @classmethod
    def layered(cls, *, national: Iterable[DayRule], office: Iterable[DayRule] = ()) -> Self:
        """A calendar in which the office's days overrule the national ones, and both the weekend rule."""
        base = dict(national)
        merged = {**base, **dict(office)}
        return cls(
            off=frozenset(day for day, kind in merged.items() if kind == "off"),
            work=frozenset(day for day, kind in merged.items() if kind == "work"),
            known_years=frozenset(
                year for year in {day.year for day in base} if not missing_days(year, base)
            ),
        )

    def is_working(self, day: date) -> bool:
        """Whether the office works on ``day``."""
        if day in self.off:
            return False
        if day in self.work:
            return True
        if day.weekday() >= SATURDAY:
            return False
        return day.year in self.known_years or (day.month, day.day) not in FIXED_DAYS_OFF

    def next_working(self, day: date) -> tuple[date, bool]:
        """The first working day on or after ``day``, and whether a year without data was looked at."""
        provisional = day.year not in self.known_years
        while not self.is_working(day):
            day += ONE_DAY
            provisional = provisional or day.year not in self.known_years
        return day, provisional


def missing_days(year: int, national: Iterable[date]) -> list[date]:
    """The fixed statutory days of ``year`` that the national days do not name yet; empty once it is known."""
    fixed = {date(year, month, day) for month, day in FIXED_DAYS_OFF}
    return sorted(fixed.difference(national))


def add_months(day: date, months: int) -> date:
    """The corresponding day ``months`` later; where that month has none, its last day (31 Jan -> 29 Feb)."""
    years, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month + 1
    if not date.min.year <= year <= date.max.year:
        raise OverflowError("date value out of range")
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def years_later(day: date, years: int) -> date:
    """The anniversary ``years`` later; 29 February becomes 28 February where there is none."""
    return add_months(day, 12 * years)


def add_working_days(calendar: Calendar, day: date, count: int) -> date:
    """The ``count``-th working day after ``day``, which is not counted; ``ValueError`` below zero."""
    if count < 0:
        raise ValueError("count must not be negative")
    while count:
        day += ONE_DAY
        count -= calendar.is_working(day)
    return day


def working_days_between(calendar: Calendar, start: date, end: date) -> int:
    """Working days after ``start`` up to and including ``end``; negative when ``end`` comes first."""
    if end < start:
        return -working_days_between(calendar, end, start)
    return sum(calendar.is_working(start + timedelta(days=n)) for n in range(1, (end - start).days + 1))
