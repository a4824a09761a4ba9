"""The cells of a workbook as they are: text, numbers, dates, formulas, error values, and nothing.

Nothing is also what people write for it: a stroke, 无, N/A. Such a cell is empty and keeps its sign.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import Enum
from typing import Any

from openpyxl.cell.text import Text
from openpyxl.reader.excel import ExcelReader
from openpyxl.utils.datetime import to_excel
from openpyxl.xml.constants import SHARED_STRINGS, SHEET_MAIN_NS
from openpyxl.xml.functions import iterparse

from cqo_registry.core.spreadsheets.coding import decoded
from cqo_registry.core.spreadsheets.intake import BROKEN, Unreadable, check_archive
from cqo_registry.core.spreadsheets.words import NOTHING
from cqo_registry.core.text import compact, tidy, tidy_lines

MAX_ROWS = 100_000
MAX_COLUMNS = 60  # cells further right are ghosts
HEADER_ROWS = 10  # the titles stand in one of the first ten rows
EXACT_DIGITS = 15  # Excel keeps no more digits of a number
SIGN_LENGTH = 20
STROKES = re.compile(r"[-\u2010-\u2015\u2212\u2500\u2501\u2e3a\u2e3b_/\\\u2044\u2215\u2571~|·.、。]+")
_FIRST = "".join(sorted({word[0] for word in NOTHING if word[0].isalpha()}))
_MAYBE = re.compile(rf"\s*(?:[{_FIRST}NｎＮ_]|\W)")  # most texts begin otherwise
_ITEM = f"{{{SHEET_MAIN_NS}}}si"


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
    """One cell: its kind and its raw value.

    ``serial`` is the number behind a date, ``sign`` what stands in an empty cell for nothing.
    """

    kind: Kind
    value: Any = None
    serial: float | None = None
    sign: str = ""

    @property
    def text(self) -> str:
        """The value as a person would read it: tidy; whole numbers without a decimal point."""
        return tidy_lines(self.value) if isinstance(self.value, str) else self._figure

    @property
    def _figure(self) -> str:
        if self.value is None:
            return ""
        if isinstance(self.value, float):
            whole = self.value.is_integer() and abs(self.value) < 10**EXACT_DIGITS
            return str(int(self.value)) if whole else format(self.value, f".{EXACT_DIGITS}G")
        if isinstance(self.value, datetime):
            return f"{self.value:%Y-%m-%d}"
        return str(self.value)

    @property
    def written(self) -> str:
        """What stands in the cell, for whoever is told of it: the text, or the sign for nothing."""
        return self.sign or (self.value if isinstance(self.value, str) else self._figure)

    @property
    def lost_digits(self) -> bool:
        """Whether this is a number too long for Excel to have kept every digit of a code."""
        number = self.kind is Kind.NUMBER and not isinstance(self.value, bool)
        return number and abs(self.value) >= 10**EXACT_DIGITS


EMPTY = Cell(Kind.EMPTY)


@dataclass(frozen=True, slots=True)
class Sheet:
    """One worksheet; its rows are read while they are asked for, capped in number and width."""

    name: str
    visible: bool
    rows: Iterator[tuple[Cell, ...]]


class _Book(ExcelReader):  # type: ignore[misc]  # openpyxl has no types
    """openpyxl's reader, with shared texts as they are written: it would drop the marks of codes."""

    def read_strings(self) -> None:
        """The shared texts, codes and all."""
        part = self.package.find(SHARED_STRINGS)
        if part is None:
            return
        with self.archive.open(part.PartName[1:]) as source:
            for _event, node in iterparse(source):
                if node.tag == _ITEM:
                    self.shared_strings.append(Text.from_tree(node).content)
                    node.clear()


def says_nothing(text: str) -> bool:
    """Whether the text is one of the signs that people write where there is nothing to write."""
    if len(text) > SIGN_LENGTH or not _MAYBE.match(text):
        return False
    sign = compact(text)
    return sign == "NA" or sign.casefold() in NOTHING or STROKES.fullmatch(sign) is not None


def open_sheets(content: bytes) -> Iterator[Sheet]:
    """Each worksheet, hidden ones too; ``Unreadable`` when the workbook is broken."""
    check_archive(content)
    try:
        reader = _Book(io.BytesIO(content), read_only=True, data_only=False, keep_links=False)
        reader.read()
    except Exception as fault:  # openpyxl lets through whatever its parsers meet
        raise Unreadable(BROKEN) from fault
    try:
        for sheet in reader.wb.worksheets:
            yield Sheet(sheet.title, sheet.sheet_state == "visible", _cells(sheet, reader.wb.epoch))
    finally:
        reader.wb.close()


def _cells(sheet: Any, epoch: datetime) -> Iterator[tuple[Cell, ...]]:
    try:
        for row in sheet.iter_rows(max_row=MAX_ROWS + HEADER_ROWS + 1, max_col=MAX_COLUMNS):
            yield tuple(_cell(cell, epoch) for cell in row)
    except Exception as fault:
        raise Unreadable(BROKEN) from fault


def _cell(cell: Any, epoch: datetime) -> Cell:
    value, kind = cell.value, cell.data_type
    if value is None:
        return EMPTY
    if kind == "f":
        return Cell(Kind.FORMULA, str(getattr(value, "text", value)))
    if kind == "e":
        return Cell(Kind.ERROR, str(value))
    if isinstance(value, int | float):
        return Cell(Kind.NUMBER, value)
    if isinstance(value, date | time | timedelta):
        return Cell(Kind.DATE, value, serial=to_excel(value, epoch))
    text = decoded(str(value))
    if not tidy(text):
        return EMPTY
    return Cell(Kind.EMPTY, sign=tidy(text)) if says_nothing(text) else Cell(Kind.TEXT, text)
