"""Cells as sheet XML: text only ever as text, dates and numbers as what they are.

This is the hot path of every export. The encoder of a row is made once from the columns, text is
escaped only if it has something to escape, and repeated texts and dates are remembered.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import partial
from typing import Any

from django.utils import timezone
from openpyxl.utils import get_column_letter

from cqo_registry.core.spreadsheets.coding import coded
from cqo_registry.core.spreadsheets.columns import Column

TEXT_LIMIT = 32_767  # UTF-16 units in one cell, the limit of Excel
EXACT_DIGITS = 15  # a double keeps no more, so a longer number is written as text
FIRST_DAY = date(1900, 3, 1)  # Excel counts a 29 February 1900 that never was
DAY_ZERO = date(1899, 12, 30)
SECONDS_A_DAY = 86_400
REMEMBERED = 20_000  # texts or dates per column; keeps the memory of a long export flat

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\n", "\r")
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_SPECIAL = re.compile("[&<>\r\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]|_x[0-9A-Fa-f]{4}_")

Cells = Callable[[Iterable[Any], Iterable[str]], list[str]]


@dataclass(frozen=True, slots=True)
class Style:
    """The style ids of one column: of its cells, and of text that begins like a formula."""

    plain: str
    quoted: str


def clean(text: str) -> str:
    """``text`` as a cell holds it: nothing that XML forbids, line ends as LF, at most 32,767 units."""
    text = _FORBIDDEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    if len(text) <= TEXT_LIMIT // 2:
        return text
    units = text.encode("utf-16-le")
    if len(units) // 2 <= TEXT_LIMIT:
        return text
    return units[: 2 * (TEXT_LIMIT - 1)].decode("utf-16-le", "ignore") + "…"


def begins_like_formula(text: str) -> bool:
    """Whether a spreadsheet would take the text for a formula if somebody typed it in."""
    return text.startswith(FORMULA_STARTS)


def row_encoder(columns: Sequence[Column], styles: Sequence[Style]) -> Callable[[Iterable[Any], int], str]:
    """A function from a batch of rows and the number of its first row to sheet XML."""
    encoders = [_cells(index, *pair) for index, pair in enumerate(zip(columns, styles, strict=True), 1)]

    def encode(batch: Iterable[Any], first: int) -> str:
        rows = list(batch)
        numbers = [str(number) for number in range(first, first + len(rows))]
        values = zip(*rows, strict=True)
        cells = [encoder(column, numbers) for encoder, column in zip(encoders, values, strict=True)]
        return "".join(
            [
                f'<row r="{number}">{"".join(row)}</row>'
                for number, row in zip(numbers, zip(*cells, strict=True), strict=True)
            ]
        )

    return encode


def _cells(index: int, column: Column, style: Style) -> Cells:
    start = f'<c r="{get_column_letter(index)}'
    if column.is_date:
        return partial(_remembered, start, {}, partial(_date_end, style))
    if column.is_text:
        return partial(_remembered, start, {}, partial(_text_end, style))
    return partial(_numbers, start, style)


def _remembered(
    start: str,
    memo: dict[Any, str],
    make_end: Callable[[Any], str],
    values: Iterable[Any],
    numbers: Iterable[str],
) -> list[str]:
    """One cell per value; ``make_end`` writes what follows the row number, once per distinct value."""
    cells = []
    for value, number in zip(values, numbers, strict=True):
        if value is None or value == "":
            cells.append("")
            continue
        key = value if type(value) in (str, date) else (type(value), value)
        end = memo.get(key)
        if end is None:
            if len(memo) >= REMEMBERED:
                memo.clear()
            end = memo[key] = make_end(value)
        cells.append(f"{start}{number}{end}")
    return cells


def _numbers(start: str, style: Style, values: Iterable[Any], numbers: Iterable[str]) -> list[str]:
    return [
        "" if value is None or value == "" else f"{start}{number}{_number_end(style, value)}"
        for value, number in zip(values, numbers, strict=True)
    ]


def _text_end(style: Style, value: Any) -> str:
    text = str(value)
    style_id = style.quoted if begins_like_formula(text) else style.plain
    if len(text) > TEXT_LIMIT // 2 or _SPECIAL.search(text):
        text = coded(clean(text))  # Excel would read _x000D_ as a control character
        text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    space = ' xml:space="preserve"' if text != text.strip() else ""
    return f'" s="{style_id}" t="inlineStr"><is><t{space}>{text}</t></is></c>'


def _date_end(style: Style, value: Any) -> str:
    serial = _serial(value)
    return _text_end(style, value) if serial is None else f'" s="{style.plain}"><v>{serial}</v></c>'


def _serial(value: Any) -> str | None:
    """Days since the end of 1899, in Beijing time; None for what no spreadsheet can date."""
    if isinstance(value, datetime):
        local = timezone.make_naive(value) if timezone.is_aware(value) else value
        seconds = local.hour * 3600 + local.minute * 60 + local.second
        return (
            None
            if local.date() < FIRST_DAY
            else f"{(local.date() - DAY_ZERO).days + seconds / SECONDS_A_DAY}"
        )
    if isinstance(value, date) and value >= FIRST_DAY:
        return str((value - DAY_ZERO).days)
    return None


def _number_end(style: Style, value: Any) -> str:
    written = _exact(value)
    return _text_end(style, value) if written is None else f'" s="{style.plain}"><v>{written}</v></c>'


def _exact(value: Any) -> str | None:
    """The number in digits; None for what is no number, or has more digits than a spreadsheet keeps."""
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
        return None
    exact = Decimal(repr(value)) if isinstance(value, float) else Decimal(value)
    if not exact.is_finite() or len(exact.normalize().as_tuple().digits) > EXACT_DIGITS:
        return None
    return format(exact, "f") if abs(exact.adjusted()) <= EXACT_DIGITS else f"{exact:E}"
