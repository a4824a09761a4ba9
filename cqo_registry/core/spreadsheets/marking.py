"""The uploaded workbook again, with every faulty cell red and commented; nothing in it is a formula.

The rows are copied cell by cell through the capped reader, never opened whole: a stray cell at the
end of the sheet must not hang the server, and a formula goes out as text.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import IO, Any

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill
from openpyxl.utils import column_index_from_string

from cqo_registry.core.spreadsheets.cells import TEXT_LIMIT
from cqo_registry.core.spreadsheets.coding import coded
from cqo_registry.core.spreadsheets.sheets import Cell, Kind, open_sheets

RED = PatternFill("solid", fgColor="FFC7CE")
BOLD = Font(bold=True)
TRAILING_BLANKS = 200  # after this many blank rows nothing more is copied
Marks = dict[int, dict[int, list[str]]]  # row, column, messages
COMMENT_SIZE = {"width": 320, "height": 120}


def mark_faults(content: bytes, faults: Iterable[dict[str, Any]], out: IO[bytes], *, author: str) -> None:
    """Write the marked workbook: first the list of all faults, then each faulty sheet, row by row.

    A fault has its ``sheet``, ``row``, ``column`` (a letter, or nothing for the whole row), the ``value``
    that stands there and the ``message``; ``author`` signs the comments.
    """
    faults = list(faults)
    book = Workbook(write_only=True)
    _list_faults(book, faults)
    marks: dict[str, Marks] = {}
    for fault in faults:
        column = column_index_from_string(fault["column"]) if fault["column"] else 1
        row = marks.setdefault(fault["sheet"], {}).setdefault(fault["row"], {})
        row.setdefault(column, []).append(fault["message"])
    for sheet in open_sheets(content):
        if sheet.visible and sheet.name in marks:
            _copy(book.create_sheet(sheet.name), sheet.rows, marks[sheet.name], author)
    book.save(out)


def _list_faults(book: Workbook, faults: list[dict[str, Any]]) -> None:
    sheet = book.create_sheet(_("问题清单"))
    titles = (_("工作表"), _("行"), _("列"), _("现在的内容"), _("怎样改正"))
    for letter, width in zip("ABCDE", (16, 8, 8, 32, 70), strict=True):
        sheet.column_dimensions[letter].width = width
    sheet.freeze_panes = "A2"
    sheet.append([_text(sheet, title, BOLD) for title in titles])
    for fault in faults:
        texts = (fault["column"], fault["value"], fault["message"])
        sheet.append([_text(sheet, fault["sheet"]), fault["row"], *(_text(sheet, text) for text in texts)])


def _copy(sheet: Any, rows: Iterable[tuple[Cell, ...]], marks: Marks, author: str) -> None:
    last, blank = max(marks), 0
    for number, cells in enumerate(rows, 1):
        filled = [index for index, cell in enumerate(cells, 1) if cell.written]
        blank = 0 if filled else blank + 1
        if number > last and blank > TRAILING_BLANKS:
            break
        marked = marks.get(number, {})
        width = max([0, *filled, *marked])
        sheet.append(
            [_marked(sheet, cell, marked.get(index), author) for index, cell in enumerate(cells[:width], 1)]
        )


def _marked(sheet: Any, cell: Cell, messages: list[str] | None, author: str) -> Any:
    typed = cell.kind in (Kind.NUMBER, Kind.DATE) or not cell.written
    copy = WriteOnlyCell(sheet, cell.value) if typed else _text(sheet, cell.written)
    if messages:
        copy.fill = RED
        copy.comment = Comment("\n".join(messages), author, **COMMENT_SIZE)
    return copy


def _text(sheet: Any, text: str, font: Font | None = None) -> Any:
    """A cell that is text whatever it begins with, quoted so that editing it keeps it text."""
    cell = WriteOnlyCell(sheet, None)
    cell.value = coded(ILLEGAL_CHARACTERS_RE.sub("", str(text))[:TEXT_LIMIT])
    cell.data_type = "s"
    cell.quotePrefix = True
    if font is not None:
        cell.font = font
    return cell
