"""The one reader of workbooks: finds a table by its titles and hands out its cells as they are.

It judges nothing: what a cell means is for the caller. It only tells text, numbers, dates, formulas
and error values apart, leaves out blank, ghost and totals rows, and turns every broken file into
one official sentence (``Unreadable``).
"""

from __future__ import annotations

import io
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import Enum
from typing import Any

from django.utils.translation import gettext as _
from openpyxl import load_workbook
from openpyxl.utils import get_column_letter

from cqo_registry.core.spreadsheets.intake import BROKEN, Unreadable, check_archive

__all__ = ["Cell", "Heading", "Kind", "Row", "Table", "Unreadable", "open_sheets", "read_tables", "tidy"]

MAX_ROWS = 100_000
MAX_COLUMNS = 60  # cells further right are ghosts
HEADER_ROWS = 10  # the titles stand in one of the first ten rows
EXACT_DIGITS = 15  # Excel keeps no more digits of a number
_INVISIBLE = re.compile(r"[\s\u00ad\u200b-\u200f\u2060\ufeff*]+")


class Kind(Enum):
    """What a cell holds."""

    EMPTY = "empty"
    TEXT = "text"
    NUMBER = "number"
    DATE = "date"
    FORMULA = "formula"
    ERROR = "error"


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: its kind and its raw value."""

    kind: Kind
    value: Any = None

    @property
    def text(self) -> str:
        """The value as a person would read it; whole numbers without a decimal point."""
        if self.value is None:
            return ""
        if isinstance(self.value, float):
            whole = self.value.is_integer() and abs(self.value) < 10**EXACT_DIGITS
            return str(int(self.value)) if whole else format(self.value, f".{EXACT_DIGITS}G")
        if isinstance(self.value, datetime):
            return f"{self.value:%Y-%m-%d}"
        return str(self.value)

    @property
    def lost_digits(self) -> bool:
        """Whether this is a number too long for Excel to have kept every digit of a code."""
        number = self.kind is Kind.NUMBER and not isinstance(self.value, bool)
        return number and abs(self.value) >= 10**EXACT_DIGITS


EMPTY = Cell(Kind.EMPTY)


@dataclass(frozen=True, slots=True)
class Heading:
    """A column to look for: its official title first, then other spellings of it.

    A row needs nothing in an ``ordinal`` column to be a row, and is none with that alone.
    """

    field: str
    titles: tuple[str, ...]
    required: bool = False
    ordinal: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A row by its number in the sheet; a field without a column or a value is ``EMPTY``."""

    number: int
    cells: dict[str, Cell]

    def __getitem__(self, name: str) -> Cell:
        return self.cells.get(name, EMPTY)


@dataclass(slots=True)
class Table:
    """One sheet's table: where its columns are (field to letter), titles nobody knows, and the rows."""

    sheet: str
    header_row: int
    columns: dict[str, str]
    unknown: tuple[str, ...] = ()
    rows: list[Row] = field(default_factory=list)


def tidy(text: object) -> str:
    """A title or word without spaces, line breaks, stars and full-width forms, for comparison."""
    return _INVISIBLE.sub("", unicodedata.normalize("NFKC", str(text))).casefold()


def read_tables(content: bytes, headings: Sequence[Heading], *, totals: Iterable[str] = ()) -> list[Table]:
    """The table of every visible sheet that has the titles; ``Unreadable`` when there is none.

    ``totals`` are the words with which a totals row begins.
    """
    words = frozenset(map(tidy, totals))
    tables = [table for name, rows in open_sheets(content) if (table := _table(name, rows, headings, words))]
    if not tables:
        needed = "、".join(heading.titles[0] for heading in headings if heading.required)
        raise Unreadable(
            _("前 10 行里没有找到表头。请核对是否传错了文件，或使用模板；表头至少要有：%(titles)s。")
            % {"titles": needed}
        )
    if not any(table.rows for table in tables):
        raise Unreadable(_("表头下面没有数据，请填写后再上传。"))
    return tables


def open_sheets(content: bytes) -> Iterator[tuple[str, Iterator[tuple[Cell, ...]]]]:
    """Name and rows of each visible worksheet, capped in rows and columns; ``Unreadable`` when broken."""
    check_archive(content)
    try:
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=False, keep_links=False)
    except Exception as fault:  # openpyxl lets through whatever its parsers meet
        raise Unreadable(BROKEN) from fault
    try:
        for sheet in book.worksheets:
            if sheet.sheet_state == "visible":
                yield sheet.title, _cells(sheet)
    finally:
        book.close()


def _cells(sheet: Any) -> Iterator[tuple[Cell, ...]]:
    try:
        for row in sheet.iter_rows(max_row=MAX_ROWS + HEADER_ROWS + 1, max_col=MAX_COLUMNS):
            yield tuple(map(_cell, row))
    except Exception as fault:
        raise Unreadable(BROKEN) from fault


def _cell(cell: Any) -> Cell:
    value, kind = cell.value, cell.data_type
    if value is None or (isinstance(value, str) and not value.strip()):
        return EMPTY
    if kind == "f":
        return Cell(Kind.FORMULA, str(getattr(value, "text", value)))
    if kind == "e":
        return Cell(Kind.ERROR, str(value))
    if isinstance(value, int | float):
        return Cell(Kind.NUMBER, value)
    return Cell(Kind.DATE, value) if isinstance(value, date) else Cell(Kind.TEXT, str(value))


def _table(
    name: str, rows: Iterator[tuple[Cell, ...]], headings: Sequence[Heading], totals: frozenset[str]
) -> Table | None:
    """The table in these rows, or None when the titles are not there."""
    found = _find_header(rows, headings)
    if found is None:
        return None
    header, titles, columns = found
    _require_titles(name, columns, headings)
    table = Table(
        name,
        header,
        {heading.field: get_column_letter(index + 1) for index, heading in columns.items()},
        tuple(title for index, title in enumerate(titles) if title and index not in columns),
    )
    ordinals = {index for index, heading in columns.items() if heading.ordinal}
    for number, cells in enumerate(rows, header + 1):
        if not _is_data(cells, ordinals, totals):
            continue
        if len(table.rows) >= MAX_ROWS:
            raise Unreadable(_("数据超过 100,000 行，请分成几个文件上传。"))
        table.rows.append(Row(number, {heading.field: cells[index] for index, heading in columns.items()}))
    return table


def _find_header(
    rows: Iterator[tuple[Cell, ...]], headings: Sequence[Heading]
) -> tuple[int, list[str], dict[int, Heading]] | None:
    """Number, titles and known columns of the first row in which at least half the required titles stand."""
    known = {tidy(title): heading for heading in headings for title in heading.titles}
    needed = sum(heading.required for heading in headings)
    for number, cells in enumerate(rows, 1):
        titles = [tidy(cell.text) for cell in cells]
        columns = {index: known[title] for index, title in enumerate(titles) if title in known}
        required = {heading.field for heading in columns.values() if heading.required}
        if len(columns) > 1 and 2 * len(required) >= needed:
            return number, [cell.text.strip() for cell in cells], columns
        if number == HEADER_ROWS:
            break
    return None


def _require_titles(name: str, columns: dict[int, Heading], headings: Sequence[Heading]) -> None:
    fields = [heading.field for heading in columns.values()]
    missing = [heading for heading in headings if heading.required and heading.field not in fields]
    twice = [heading for heading in headings if fields.count(heading.field) > 1]
    for faulty, message in (
        (missing, _("工作表“%(sheet)s”缺少列：%(titles)s。请补上这些列的标题和内容。")),
        (twice, _("工作表“%(sheet)s”有重复的列：%(titles)s。请只保留一列。")),
    ):
        if faulty:
            titles = "、".join(heading.titles[0] for heading in faulty)
            raise Unreadable(message % {"sheet": name, "titles": titles})


def _is_data(cells: tuple[Cell, ...], ordinals: set[int], totals: frozenset[str]) -> bool:
    """Whether the row says something: more than its number, error values, or the word 'total'."""
    spoken = [
        index for index, cell in enumerate(cells) if cell.kind is not Kind.EMPTY and index not in ordinals
    ]
    if all(cells[index].kind is Kind.ERROR for index in spoken):
        return False
    first = next(cell for cell in cells if cell.kind is not Kind.EMPTY)
    return tidy(first.text).rstrip(":") not in totals
