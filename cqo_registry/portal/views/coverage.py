"""Coverage per prefecture (Art. 4, 19): target enterprises, filed, recorded, and the share of them.

The rows and what each sums are those of every sheet (``facts.areas``).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, QuerySet
from django.utils import timezone

from cqo_registry.accounts.models import User
from cqo_registry.directory.filters import counts_as
from cqo_registry.directory.models import Enterprise
from cqo_registry.portal.facts.areas import Area, areas_of
from cqo_registry.portal.rules.indicators import share
from cqo_registry.portal.views.figures import link
from filings.models import Filing
from filings.models.filing_queryset import Tier

LEDGERS: tuple[tuple[str, Tier], ...] = (("filed", "prefecture"), ("recorded", "region"))
KINDS = ("L", "C", "S")
Counts = dict[int, Counter[str]]


@dataclass(frozen=True, slots=True)
class Cell:
    """One number with the list it counts."""

    value: int
    url: str


@dataclass(frozen=True, slots=True)
class CoverageRow:
    """An area: its targets by category, those with a filed (also by category) and with a recorded CQO."""

    label: Any
    inside: bool
    kinds: list[Cell]
    targets: Cell
    filed: Cell
    recorded: Cell
    filed_kinds: list[Cell]

    @property
    def percent(self) -> str:
        """The share of targets with a filed CQO, with one decimal; a dash without targets."""
        found = share(self.filed.value, self.targets.value)
        return "—" if found is None else f"{found}%"


def coverage(user: User) -> list[CoverageRow]:
    """A row per office in official order, and the total last; in three queries and that of the offices."""
    counts = _counts(user)
    return [_area(area, _sum(counts, area.members)) for area in areas_of(user)]


def _counts(user: User) -> Counts:
    """Per office: targets by category, all targets, filed and recorded ones."""
    found: Counts = {}
    targets = Enterprise.objects.visible_to(user).filter(counts_as("target"))
    per_kind = {kind: Count("pk", filter=counts_as(kind)) for kind in KINDS}
    by_area: QuerySet[Any, Any] = targets.order_by().values("authority")
    for row in by_area.annotate(targets=Count("pk"), **per_kind):
        found.setdefault(row.pop("authority"), Counter()).update(row)
    today = timezone.localdate()
    for name, tier in LEDGERS:
        ledger = Filing.objects.visible_to(user).ledger(tier, as_of=today)
        held = ledger.filter(counts_as("target", "enterprise__"))
        kinds = {f"{name}_{kind}": Count("pk", filter=counts_as(kind, "enterprise__")) for kind in KINDS}
        by_office: QuerySet[Any, Any] = held.order_by().values("enterprise__authority")
        for each in by_office.annotate(**{name: Count("pk")}, **kinds):
            found.setdefault(each.pop("enterprise__authority"), Counter()).update(each)
    return found


def _sum(counts: Counts, offices: Iterable[int]) -> Counter[str]:
    return sum((counts.get(office, Counter()) for office in offices), Counter())


def _area(area: Area, count: Counter[str]) -> CoverageRow:
    where = {"authority": area.code} if area.code else {}

    def held(name: str, tier: str, category: str = "target") -> Cell:
        return Cell(count[name], link("filings:list", **where, category=category, ledger=tier))

    def targets(name: str, value: str) -> Cell:
        return Cell(count[name], link("directory:enterprise_list", **where, target=value))

    return CoverageRow(
        label=area.label,
        inside=area.inside,
        kinds=[targets(kind, kind) for kind in KINDS],
        targets=targets("targets", "target"),
        filed=held("filed", "prefecture"),
        recorded=held("recorded", "region"),
        filed_kinds=[held(f"filed_{kind}", "prefecture", kind) for kind in KINDS],
    )
