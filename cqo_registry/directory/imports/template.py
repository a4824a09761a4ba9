"""The empty directory workbook: titles, text format for codes, and a sheet that says what to write."""

from __future__ import annotations

from datetime import date
from typing import IO, Any

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter

from cqo_registry.directory.imports.columns import columns

VERSION = "1"
ROWS = 500  # prepared rows, so that Excel keeps codes as text
HEAD = PatternFill("solid", fgColor="14508C")


def write_template(out: IO[bytes], *, today: date) -> None:
    """Write the workbook to ``out``."""
    table = [column for column in columns(today) if column.in_template]
    book = Workbook(write_only=True)
    sheet = book.create_sheet(_("企业名录"))
    for index, column in enumerate(table, 1):
        sheet.column_dimensions[get_column_letter(index)].width = column.width
    sheet.freeze_panes = "C2"
    sheet.append([_head(sheet, column.title) for column in table])
    for _row in range(ROWS):
        sheet.append([_blank(sheet, column.text) for column in table])
    _explain(book, table)
    book.save(out)


def _explain(book: Workbook, table: list[Any]) -> None:
    sheet = book.create_sheet(_("填写说明"))
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 24, 70
    sheet.append([_("每行一家企业。不要合并单元格，不要写公式；空着的格子表示不清楚，不改变已有信息。")])
    for column in table:
        sheet.append([column.title, str(column.help)])
    sheet.append([_("模板版本"), VERSION])


def _head(sheet: Any, title: str) -> Any:
    cell = WriteOnlyCell(sheet, title)
    cell.font, cell.fill = Font(bold=True, color="FFFFFF"), HEAD
    cell.alignment = Alignment(wrap_text=True, vertical="center", horizontal="center")
    return cell


def _blank(sheet: Any, text: bool) -> Any:
    cell = WriteOnlyCell(sheet, None)
    if text:
        cell.number_format = "@"
    return cell
