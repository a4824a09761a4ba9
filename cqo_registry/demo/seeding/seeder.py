"""What the making of lines shares: ids, officers, days, counters, and the lines themselves by table."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from random import Random
from typing import Any

from cqo_registry.accounts.models import User
from cqo_registry.demo.seeding import pools
from cqo_registry.demo.seeding.course import stamp
from cqo_registry.demo.seeding.days import Days
from cqo_registry.directory.models import County


@dataclass
class Seeder:
    """``ids`` holds the next free id of every table, ``last`` the last number of every series."""

    rng: Random
    ids: dict[str, int]
    counties: list[County]
    officers: dict[int, User]
    region: User
    last: dict[tuple[str, str, int], int]
    password: str
    today: date
    lines: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    batches: dict[tuple[int, int], int] = field(default_factory=dict)
    batch_numbers: dict[str, str] = field(default_factory=dict)
    institutions: list[int] = field(default_factory=list)
    plan_items: dict[tuple[int, int, int], int] = field(default_factory=dict)
    classes: dict[tuple[int, int], Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.days = {pk: Days.of(officer, self.today) for pk, officer in self.officers.items()}
        self.facts_columns, self.variants = pools.enterprise_variants(self.rng, self.today.year - 1)
        self.cqo_columns, self.qualified = pools.candidate_variants(self.rng, self.today, qualified=True)
        _same, self.unqualified = pools.candidate_variants(self.rng, self.today, qualified=False)

    def take(self, table: str) -> int:
        """The next id of a table."""
        value = self.ids[table]
        self.ids[table] = value + 1
        return value

    def number(self, series: str, county: County, year: int) -> str:
        """The next number of a series; the counters are written back at the end (decision D23)."""
        key = (series, county.authority.code, year)
        self.last[key] = self.last.get(key, 0) + 1
        return f"{series}-{key[1]}-{year}-{self.last[key]:04d}"

    def batch(self, county: County, ago: int) -> int:
        """The office's report of that day, made with the first filing in it."""
        office = county.authority_id
        if (office, ago) not in self.batches:
            days, pk = self.days[office], self.take("batch")
            number, at = self.number("XZSB", county, days.years[ago]), stamp(days, ago, "16:00")
            self.lines["batch"].append(f"{pk}\t{office}\t{number}\t{at}\t{self.officers[office].pk}")
            self.batches[office, ago], self.batch_numbers[str(pk)] = pk, number
        return self.batches[office, ago]
