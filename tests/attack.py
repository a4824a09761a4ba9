"""What somebody with a copy of the whole database, and no key, can say of identity numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache

from django.db import connection

from cqo_registry.core import identifiers
from cqo_registry.directory.models import County
from filings.models import Filing

MASK = re.compile(r"(?<![0-9*])(?=[0-9]*\*)[0-9*]{17}[0-9X*](?![0-9*])")
LEAST = 1_000_000  # candidates that must be left
CHECKS = 11  # of so many numbers one has a given check character


def assert_secret() -> int:
    """That no row of any table tells a number; how many masks there were to try."""
    numbers = {filing.identity_no for filing in Filing.objects.exclude(identity_sealed="")}
    cards = [number for number in numbers if identifiers.check_identity_no(number).valid]
    born = {identifiers.birth_date(number) for number in cards}
    telling = numbers | {f"{day:%Y%m%d}" for day in born} | {day.isoformat() for day in born}
    tried: set[str] = set()
    for table, text in every_row():
        assert not [word for word in telling if word in text], table
        tried |= masks(text)
    assert cards
    assert all(candidates(mask) >= LEAST for mask in tried)
    return len(tried)


def every_row() -> Iterator[tuple[str, str]]:
    """Every row of every table as the text of all its columns."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename")
        for (table,) in cursor.fetchall():
            cursor.execute(f'SELECT to_jsonb(t)::text FROM "{table}" t')
            yield from ((table, text) for (text,) in cursor.fetchall())


def masks(text: str) -> set[str]:
    """The masks of identity numbers in a text."""
    return set(MASK.findall(text))


def candidates(mask: str, born: date | None = None, year: int | None = None) -> int:
    """How many valid numbers a mask fits: of the region's counties, of working age, by the check character.

    ``born`` or ``year`` is what else the attacker knows.
    """
    regions = sum(_fits(code, mask[:6]) for code in County.objects.values_list("code", flat=True))
    dates = _fits(f"{born:%Y%m%d}", mask[6:14]) if born else _days(mask[6:14], year, date.today())
    numbers = regions * dates * 10 ** mask[14:17].count("*")
    return numbers if mask[17] == "*" else max(1, numbers // CHECKS)


@cache
def _days(mask: str, year: int | None, today: date) -> int:
    """How many days of birth fit: nearly all masks hide the day, so nearly all ask the same."""
    oldest, youngest = identifiers.WORKING_AGE[-1], identifiers.WORKING_AGE[0]
    first = date(today.year - oldest, 1, 1)
    days = (first + timedelta(days=n) for n in range((date(today.year - youngest, 1, 1) - first).days))
    return sum(_fits(f"{day:%Y%m%d}", mask) for day in days if year in (None, day.year))


def _fits(digits: str, mask: str) -> bool:
    return all(shown in ("*", digit) for digit, shown in zip(digits, mask, strict=True))
