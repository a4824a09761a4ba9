"""The charts of the homes that say what the sheets of this year say; each bar with its list (Art. 19)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cqo_registry.accounts.models import User
from cqo_registry.directory.enums import ProductCategory
from cqo_registry.portal.charts import Chart, Point, bars
from cqo_registry.portal.facts.areas import TOTAL, Area, areas_of
from cqo_registry.portal.facts.sheets import Figures, figures
from cqo_registry.portal.facts.span import Span
from cqo_registry.portal.rules.indicators import BY_CODE, Indicator, share
from cqo_registry.portal.views.coverage import KINDS, CoverageRow
from cqo_registry.portal.views.sheet_rows import NONE, list_url

REGIONAL = tuple(BY_CODE[code] for code in ("overdue", "vacant", "ledger", "trained", "members"))
OF_AN_OFFICE = tuple(
    BY_CODE[code] for code in ("targets", "filed", "vacant", "overdue", "ledger", "trained", "members")
)


def this_year() -> Span:
    """The current year as the register stands now."""
    now = timezone.now()
    year = timezone.localdate(now).year
    return Span(date(year, 1, 1), date(year, 12, 31), now)


def of_region(user: User, rows: list[CoverageRow]) -> list[Chart]:
    """Coverage by category, and by area what is late, empty, trained and in the pool."""
    areas, span = areas_of(user), this_year()
    held = figures(REGIONAL, areas, span)
    late, empty, _ledger, _trained, members = REGIONAL
    return [
        of_categories(rows[-1]),
        _of_trained(areas, held, span),
        _by_area(_("本年逾期报告（件）"), late, areas, held, span),
        _by_area(_("岗位空缺（家）"), empty, areas, held, span),
        _by_area(_("人才库成员（人）"), members, areas, held, span),
    ]


def of_office(user: User) -> list[Chart]:
    """What the sheet says of the office's own area, its zone included."""
    area, span = areas_of(user)[0], this_year()
    held = figures(OF_AN_OFFICE, [area], span)[area.code]
    points = [
        Point(each.label, held[each.code], list_url(each, area, span), shown=str(held[each.code]))
        for each in OF_AN_OFFICE
    ]
    return [bars(_("本年概况"), points)]


def of_categories(row: CoverageRow) -> Chart:
    """The share of targets with a filed CQO, by the category they count under (Art. 4)."""
    points = [
        _share(ProductCategory(kind).label, filed.value, targets.value, filed.url)
        for kind, filed, targets in zip(KINDS, row.filed_kinds, row.kinds, strict=True)
    ]
    return bars(_("分类别覆盖率"), points, full=1)


def _of_trained(areas: Iterable[Area], held: Figures, span: Span) -> Chart:
    """The share of the ledger's CQOs who passed a class (Art. 16)."""
    trained = BY_CODE["trained"]
    points = [
        _share(
            area.label,
            held[area.code]["trained"],
            held[area.code]["ledger"],
            list_url(trained, area, span),
            part_of=area.inside,
        )
        for area in areas
    ]
    return bars(_("首席质量官参训率"), points, full=1)


def _by_area(title: Any, indicator: Indicator, areas: Iterable[Area], held: Figures, span: Span) -> Chart:
    """Area by area without the total, beside which no bar could be read."""
    points = [
        Point(area.label, held[area.code][indicator.code], list_url(indicator, area, span), part=area.inside)
        for area in areas
        if area.code != TOTAL
    ]
    return bars(title, points)


def _share(label: Any, part: int, whole: int, url: str, *, part_of: bool = False) -> Point:
    found = share(part, whole)
    said = NONE if found is None else f"{found}%"
    return Point(label, part / whole if whole else 0, url, shown=said, part=part_of)
