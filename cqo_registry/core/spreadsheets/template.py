"""An empty workbook to fill in: titles, text format for codes, and a sheet that says what to write."""

from __future__ import annotations

from collections.abc import Sequence
from typing import IO, Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.utils import get_column_letter

from cqo_registry.core.spreadsheets.columns import TEXT, Column
from cqo_registry.core.spreadsheets.frame import HEADER_ALIGNMENT, HEADER_FILL, HEADER_FONT

ROWS = 500  # prepared rows, so that Excel keeps codes as text
HELP_WIDTHS = {"A": 24, "B": 70}


def write_template(
    out: IO[bytes],
    columns: Sequence[Column],
    *,
    title: str,
    freeze: str,
    help_title: str,
    help_lines: Sequence[Sequence[str]],
) -> None:
    """Write the workbook: ``title`` names the sheet to fill in, ``help_title`` the one that explains."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(title)
    for index, column in enumerate(columns, 1):
        sheet.column_dimensions[get_column_letter(index)].width = column.width
    sheet.freeze_panes = freeze
    sheet.append([_head(sheet, column.label) for column in columns])
    for _row in range(ROWS):
        sheet.append([_blank(sheet, column.format) for column in columns])
    explained = book.create_sheet(help_title)
    for letter, width in HELP_WIDTHS.items():
        explained.column_dimensions[letter].width = width
    for line in help_lines:
        explained.append(list(line))
    book.save(out)


def _head(sheet: Any, title: str) -> Any:
    cell = WriteOnlyCell(sheet, title)
    cell.font, cell.fill, cell.alignment = HEADER_FONT, HEADER_FILL, HEADER_ALIGNMENT
    return cell


def _blank(sheet: Any, number_format: str) -> Any:
    cell = WriteOnlyCell(sheet, None)
    if number_format == TEXT:
        cell.number_format = TEXT
    return cell
