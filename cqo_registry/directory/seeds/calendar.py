"""The days that depart from the weekend rule, 2023-2026: the nation's, and the offices' own.

The national days come from ``national_days.py``. The offices' own days were entered by hand from the
leave notices: nobody can compute them, for Tibetan dates skip and double days. The Art. 14 roll rests
on both. A day that only the notice of one office is known for is entered for that office alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from cqo_registry.core.dates import Calendar, DayKind
from cqo_registry.directory.seeds.national_days import NATIONAL_DAYS

LHASA, LHASA_ZONE, ZANGQING = "5401", "LSJKQ", "ZQ"
PREFECTURES = ("5401", "5402", "5403", "5404", "5405", "5406", "5425")
OFFICES = (*PREFECTURES, LHASA_ZONE, ZANGQING)
LOSAR = "藏历新年"


@dataclass(frozen=True, slots=True)
class Day:
    """One day of a calendar; ``office`` is empty for a national one, ``kind`` is ``off`` or ``work``."""

    office: str
    date: date
    kind: DayKind
    name: str


def _leave(office: str, first: str, last: str) -> Iterator[Day]:
    day, end = date.fromisoformat(first), date.fromisoformat(last)
    while day <= end:
        yield Day(office, day, "off", LOSAR)
        day += timedelta(days=1)


def _make_up(office: str, *days: str) -> Iterator[Day]:
    for day in days:
        yield Day(office, date.fromisoformat(day), "work", f"{LOSAR}调休上班")


def national_days() -> Iterator[Day]:
    """The national days."""
    for day, kind, name in NATIONAL_DAYS:
        yield Day("", date.fromisoformat(day), "work" if kind == "work" else "off", name)


def office_days(office: str) -> Iterator[Day]:
    """The own days of one office. The Lhasa zone keeps Lhasa's; Zangqing lies in Qinghai and has none."""
    if office in (LHASA, LHASA_ZONE):
        yield from _make_up(office, "2023-02-18", "2023-02-19")
        yield from _leave(office, "2023-02-20", "2023-02-26")
    if office != ZANGQING:
        yield from _leave(office, "2025-02-27", "2025-03-04")  # the same in all prefectures
    if office in (LHASA, LHASA_ZONE):
        yield from _make_up(office, "2026-02-14", "2026-02-28")
        yield from _leave(office, "2026-02-15", "2026-02-26")


def days() -> Iterator[Day]:
    """Every day of every calendar, for the table of holidays."""
    yield from national_days()
    for office in OFFICES:
        yield from office_days(office)


def calendar_for(office: str) -> Calendar:
    """The calendar of one office as seeded. Raises ``LookupError`` for an unknown office."""
    if office not in OFFICES:
        raise LookupError(office)
    return Calendar.layered(
        national=((day.date, day.kind) for day in national_days()),
        office=((day.date, day.kind) for day in office_days(office)),
    )
