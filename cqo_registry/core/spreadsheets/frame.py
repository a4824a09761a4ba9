"""The frame of a workbook by openpyxl: everything but the rows.

A small book with a header and probe rows is saved to memory; the sheet is cut at the probe rows,
which also tell the style ids that openpyxl gave. The writer puts the real rows in between.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from cqo_registry.core.spreadsheets.cells import Style, begins_like_formula, clean
from cqo_registry.core.spreadsheets.coding import coded
from cqo_registry.core.spreadsheets.columns import TEXT, Column

Note = Sequence[tuple[Any, Any]]
TITLE_LIMIT = 31
WRAPPED_WIDTH = 30  # only long facts take several lines
HEADER_FONT = Font(bold=True, color="FFFFFF")
HEADER_FILL = PatternFill("solid", fgColor="14508C")
HEADER_ALIGNMENT = Alignment(horizontal="center", vertical="center", wrap_text=True)
_PROBE = re.compile(r'<c r="([A-Z]+)([23])" s="(\d+)"')
_DIMENSION = re.compile(r"<dimension [^>]*/>")
_FILTER = re.compile(r'<autoFilter ref="[^"]*"')


@dataclass(frozen=True, slots=True)
class Frame:
    """The parts to copy, the sheet's XML before and after its rows, and the style ids by column."""

    parts: dict[str, bytes]
    head: str
    tail: str
    styles: tuple[Style, ...]

    def tail_for(self, columns: int, rows: int) -> str:
        """The end of a sheet that got that many rows, with the filter over all of them."""
        return _FILTER.sub(f'<autoFilter ref="{table_range(columns, rows)}"', self.tail, count=1)


def sheet_part(number: int) -> str:
    """The name of the part that holds the sheet of that number, from 1."""
    return f"xl/worksheets/sheet{number}.xml"


def table_range(columns: int, rows: int) -> str:
    """The cells of header and rows, as ``A1:X101``."""
    return f"A1:{get_column_letter(columns)}{rows + 1}"


def make_frame(columns: Sequence[Column], *, title: str, note: Note, counts: Sequence[int]) -> Frame:
    """The frame of a book with one sheet per count of rows and the note sheet behind them."""
    book = Workbook()
    book.remove(book.worksheets[0])
    book.properties.title = clean(title)
    book.properties.creator = _("西藏自治区企业首席质量官备案管理系统")
    for number, rows in enumerate(counts, 1):
        name = _sheet_title(title, number)
        _fill_table(book.create_sheet(name), columns, rows)
    _fill_note(book.create_sheet(_("说明")), note, sum(counts))
    saved = io.BytesIO()
    book.save(saved)
    with zipfile.ZipFile(saved) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    return _cut(parts, len(columns))


def _sheet_title(title: str, number: int) -> str:
    suffix = str(number) if number > 1 else ""
    return re.sub(r"[\[\]:*?/\\']", " ", clean(title))[: TITLE_LIMIT - len(suffix)].strip() + suffix


def _fill_table(sheet: Worksheet, columns: Sequence[Column], rows: int) -> None:
    for index, column in enumerate(columns, 1):
        header = sheet.cell(1, index)
        _put_text(header, column.label)
        header.font, header.fill, header.alignment = HEADER_FONT, HEADER_FILL, HEADER_ALIGNMENT
        sheet.column_dimensions[get_column_letter(index)].width = column.width
        for probe, quoted in ((sheet.cell(2, index), False), (sheet.cell(3, index), True)):
            probe.number_format = TEXT if quoted else column.format
            probe.quotePrefix = quoted
            probe.alignment = Alignment(vertical="top", wrap_text=column.width >= WRAPPED_WIDTH)
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = table_range(len(columns), rows)
    _set_up_print(sheet)
    sheet.print_title_rows = "1:1"
    sheet.page_setup.orientation = "landscape"


def _fill_note(sheet: Worksheet, note: Note, rows: int) -> None:
    for number, (label, value) in enumerate((*note, (_("数据行数"), rows)), 1):
        _put_text(sheet.cell(number, 1), label)
        sheet.cell(number, 1).font = Font(bold=True)
        cell = sheet.cell(number, 2)
        cell.alignment = Alignment(vertical="top", wrap_text=True, horizontal="left")
        if isinstance(value, int):
            cell.value = value
            continue
        _put_text(cell, value)
    sheet.column_dimensions["A"].width = 16
    sheet.column_dimensions["B"].width = 80
    _set_up_print(sheet)


def _put_text(cell: Cell, value: Any) -> None:
    """The value as text, also where openpyxl would take it for a formula."""
    text = clean(str(value))
    cell.value = coded(text)
    cell.data_type = "s"
    cell.number_format = TEXT
    cell.quotePrefix = begins_like_formula(text)


def _set_up_print(sheet: Worksheet) -> None:
    """A4, as wide as the page, as many pages long as it takes, numbered."""
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.oddFooter.center.text = _("第 &P 页，共 &N 页")


def _cut(parts: dict[str, bytes], width: int) -> Frame:
    sheet = parts[sheet_part(1)].decode()
    probes = {(letters, row): style for letters, row, style in _PROBE.findall(sheet)}
    letters = [get_column_letter(index) for index in range(1, width + 1)]
    head = _DIMENSION.sub("", sheet[: sheet.index('<row r="2"')], count=1)
    return Frame(
        parts=parts,
        head=head,
        tail=sheet[sheet.index("</sheetData>") :],
        styles=tuple(Style(plain=probes[letter, "2"], quoted=probes[letter, "3"]) for letter in letters),
    )
