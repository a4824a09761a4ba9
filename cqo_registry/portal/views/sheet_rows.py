"""A sheet as pages, workbooks and papers print it: heads, rows, cells with the way to their list."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from cqo_registry.core.spreadsheets.columns import WHOLE, Column
from cqo_registry.portal.facts.areas import Area
from cqo_registry.portal.facts.sheets import Figures
from cqo_registry.portal.facts.span import Span
from cqo_registry.portal.rules.indicators import Indicator, Way
from cqo_registry.portal.views.figures import link

NONE = "—"


@dataclass(frozen=True, slots=True)
class Cell:
    """A figure in words, its head for narrow screens, and its list; that of a share is its part."""

    label: Any
    text: str
    url: str


@dataclass(frozen=True, slots=True)
class Row:
    """An area and its figures."""

    label: Any
    inside: bool
    cells: list[Cell]


def in_words(indicator: Indicator | None, value: Any) -> str:
    """A figure as it is printed; a dash where there is none."""
    if value is None:
        return NONE
    return f"{value}%" if indicator is not None and indicator.way is Way.SHARE else str(value)


def head(indicator: Indicator) -> Any:
    """The indicator with its unit."""
    return indicator.label if indicator.way is Way.SHARE else f"{indicator.label}（{indicator.unit}）"


def sheet_rows(
    indicators: Sequence[Indicator], areas: Iterable[Area], figures: Figures, span: Span, *, own: bool = False
) -> list[Row]:
    """The rows in the order of the areas; an area a frozen sheet does not know prints dashes.

    ``own``: the sheet has a row for what the region does itself, so its total holds that too.
    """
    return [
        Row(area.label, area.inside, [_cell(each, area, figures, span, own) for each in indicators])
        for area in areas
    ]


def _cell(indicator: Indicator, area: Area, figures: Figures, span: Span, own: bool) -> Cell:
    value = figures.get(area.code, {}).get(indicator.code)
    return Cell(head(indicator), in_words(indicator, value), list_url(indicator, area, span, own))


def list_url(indicator: Indicator, area: Area, span: Span, own: bool = False) -> str:
    """The list behind one figure; behind a share those that make up its part."""
    wide = {"own": "on"} if own else {}
    code = indicator.part or indicator.code
    return link("portal:behind", code, area=area.code, **query_of(span), **wide)


def query_of(span: Span) -> dict[str, str]:
    """A span as an address carries it."""
    return {
        "start": span.start.isoformat(),
        "end": span.end.isoformat(),
        "as_of": span.as_of.isoformat(),
    }


def columns(indicators: Sequence[Indicator]) -> list[Column]:
    """The columns of the workbook; whole numbers as numbers, shares and medians as printed."""
    counted = [
        Column(head(each), each.code, width=13, **({"format": WHOLE} if each.way is Way.COUNT else {}))
        for each in indicators
    ]
    return [Column(_("地区"), "area", width=18), *counted]


def book_rows(
    indicators: Sequence[Indicator], areas: Iterable[Area], figures: Figures
) -> list[tuple[Any, ...]]:
    """The rows of the workbook."""
    return [(named(area), *_values(indicators, figures.get(area.code, {}))) for area in areas]


def named(area: Area) -> str:
    """The area as a table prints it: a part of the row above begins with 其中."""
    return str(_("其中：%s") % area.label) if area.inside else str(area.label)


def _values(indicators: Sequence[Indicator], held: dict[str, Any]) -> list[Any]:
    return [
        held.get(each.code) if each.way is Way.COUNT else in_words(each, held.get(each.code))
        for each in indicators
    ]


def presets(today: date) -> list[tuple[Any, str]]:
    """This and the last quarter, half-year and year, each with its query."""
    spans = [
        (label, months, shift)
        for label, months, shift in (
            (_("本季度"), 3, 0),
            (_("上季度"), 3, 1),
            (_("本半年"), 6, 0),
            (_("上一个半年"), 6, 1),
            (_("本年"), 12, 0),
            (_("上年"), 12, 1),
        )
    ]
    return [(label, _preset(today, months, shift)) for label, months, shift in spans]


def _preset(today: date, months: int, shift: int) -> str:
    """The query of the period of so many months that holds today, or of the one before."""
    first = today.year * 12 + (today.month - 1) // months * months - shift * months
    start = date(first // 12, first % 12 + 1, 1)
    after = first + months
    end = date.fromordinal(date(after // 12, after % 12 + 1, 1).toordinal() - 1)
    return f"?start={start.isoformat()}&end={end.isoformat()}"
