"""The size class of an enterprise (国统字〔2017〕213号), on which the conditions of Art. 6 depend.

Employees are persons; revenue and assets are in 万元. Large, medium and small need every limit that
their group uses; whoever misses one drops to the next class.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from cqo_registry.core.regulation import Dated, cites
from cqo_registry.core.verdicts import Reason, Verdict
from cqo_registry.directory.enums import IndustryGroup, SizeClass

Limits = tuple[int, int, int]  # the lower limits of large, medium and small, each inclusive
CLASSES = (SizeClass.LARGE, SizeClass.MEDIUM, SizeClass.SMALL)
ISSUED_ON = date(2017, 12, 28)
MONEY_LIMIT = Decimal(10**8)  # 万元; above it somebody entered 元
HEAD_LIMIT = Decimal(10**7)


@dataclass(frozen=True, slots=True)
class Figures:
    """The figures of the last full year; None where the enterprise gave none."""

    group: IndustryGroup | None
    employees: int | Decimal | None = None
    revenue: Decimal | None = None
    assets: Decimal | None = None

    def value(self, indicator: str) -> Decimal | None:
        """One indicator by name, as a Decimal."""
        given: int | Decimal | None = getattr(self, indicator)
        return None if given is None else Decimal(given)


def _limits(x: Limits | None = None, y: Limits | None = None, z: Limits | None = None) -> dict[str, Limits]:
    named = {"employees": x, "revenue": y, "assets": z}
    return {indicator: limits for indicator, limits in named.items() if limits}


_G = IndustryGroup
LIMITS = Dated(
    {
        ISSUED_ON: {
            _G.AGR: _limits(y=(20000, 500, 50)),
            _G.IND: _limits((1000, 300, 20), (40000, 2000, 300)),
            _G.CON: _limits(y=(80000, 6000, 300), z=(80000, 5000, 300)),
            _G.WHO: _limits((200, 20, 5), (40000, 5000, 1000)),
            _G.RET: _limits((300, 50, 10), (20000, 500, 100)),
            _G.TRA: _limits((1000, 300, 20), (30000, 3000, 200)),
            _G.STO: _limits((200, 100, 20), (30000, 1000, 100)),
            _G.POS: _limits((1000, 300, 20), (30000, 2000, 100)),
            _G.HOT: _limits((300, 100, 10), (10000, 2000, 100)),
            _G.CAT: _limits((300, 100, 10), (10000, 2000, 100)),
            _G.INF: _limits((2000, 100, 10), (100000, 1000, 100)),
            _G.SOF: _limits((300, 100, 10), (10000, 1000, 50)),
            _G.RED: _limits(y=(200000, 1000, 100), z=(10000, 5000, 2000)),
            _G.PRO: _limits((1000, 300, 100), (5000, 1000, 500)),
            _G.LEA: _limits((300, 100, 10), z=(120000, 8000, 100)),
            _G.OTH: _limits((300, 100, 10)),
        }
    }
)

MISSING = {
    "employees": _("划型需要从业人员数，请填写。"),
    "revenue": _("划型需要营业收入，请填写（万元）。"),
    "assets": _("划型需要资产总额，请填写（万元）。"),
}


def indicators(group: IndustryGroup | None, on: date = date.max) -> tuple[str, ...]:
    """The indicators the group is classified by on that day; none without a group."""
    return tuple(LIMITS.on(on)[group]) if group else ()


@cites("6")
def classify(figures: Figures, on: date = date.max) -> SizeClass:
    """The size class by the limits in force on ``on`` (by default the latest).

    Without a group the enterprise is unclassified and the officer picks the class. Raises
    ``ValueError`` naming the figure that is needed and missing.
    """
    if figures.group is None:
        return SizeClass.UNCLASSIFIED
    values = [(_needed(figures, name), limits) for name, limits in LIMITS.on(on)[figures.group].items()]
    reached = (size for n, size in enumerate(CLASSES) if all(value >= limits[n] for value, limits in values))
    return next(reached, SizeClass.MICRO)


def _needed(figures: Figures, indicator: str) -> Decimal:
    value = figures.value(indicator)
    if value is None:
        raise ValueError(indicator)
    return value


@cites("6")
def check_figures(figures: Figures, on: date = date.max) -> Verdict:
    """Whether the figures can be classified: one reason for every missing or absurd one."""
    return Verdict(tuple(_faults(figures, on)))


def _faults(figures: Figures, on: date) -> Iterator[Reason]:
    needed = indicators(figures.group, on)
    for indicator in MISSING:
        value = figures.value(indicator)
        if value is not None:
            yield from _absurdities(indicator, value)
        elif indicator in needed:
            yield Reason(f"{indicator}_missing", MISSING[indicator], "6", field=indicator)


def _absurdities(indicator: str, value: Decimal) -> Iterator[Reason]:
    if not value.is_finite():
        yield Reason(f"{indicator}_not_a_number", _("请填写数字。"), "6", field=indicator)
    elif value < 0:
        yield Reason(f"{indicator}_negative", _("不能是负数。"), "6", field=indicator)
    elif indicator == "employees":
        yield from _absurd_heads(value)
    elif value > MONEY_LIMIT:
        message = _("金额过大，请核对单位是否为万元（不是元）。")
        yield Reason(f"{indicator}_too_large", message, "6", field=indicator)


def _absurd_heads(value: Decimal) -> Iterator[Reason]:
    if value > HEAD_LIMIT:
        yield Reason("employees_too_large", _("从业人员数过大，请核对。"), "6", field="employees")
    elif value % 1:
        yield Reason("employees_fraction", _("从业人员数应为整数。"), "6", field="employees")
