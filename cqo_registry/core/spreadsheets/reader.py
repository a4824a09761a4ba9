"""The one reader of workbooks: finds a table by its titles and hands out its cells as they are.

It judges nothing: what a cell means is for the caller. It only leaves out blank, ghost and totals
rows, tells which sheets it did not read, and turns every broken file into one official sentence
(``Unreadable``).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from openpyxl.utils import get_column_letter

from cqo_registry.core.spreadsheets.intake import Unreadable
from cqo_registry.core.spreadsheets.sheets import EMPTY, HEADER_ROWS, MAX_ROWS, Cell, Kind, open_sheets
from cqo_registry.core.spreadsheets.words import NOTE_SHEETS
from cqo_registry.core.text import compact

__all__ = [
    "Book", "Cell", "Heading", "Kind", "Row", "Table", "Unread", "Unreadable", "open_sheets",
    "read_book", "tidy",
]  # fmt: skip

NOTE_WIDTH = 2  # columns of a sheet that only explains


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


@dataclass(frozen=True, slots=True)
class Unread:
    """A sheet with content that was not read, hidden or without the titles."""

    sheet: str
    visible: bool
    rows: int

    @property
    def message(self) -> str:
        """What to tell whoever sent it."""
        text = (
            _("这张工作表没有找到表头，%(rows)d 行内容（含标题）没有读取。要导入的，请把标题改得与模板一致。")
            if self.visible
            else _("这张工作表是隐藏的，%(rows)d 行内容（含标题）没有读取。要导入的，请取消隐藏后重新上传。")
        )
        return text % {"rows": self.rows}


@dataclass(slots=True)
class Book:
    """What was read of a workbook, and the sheets that were not."""

    tables: list[Table] = field(default_factory=list)
    unread: list[Unread] = field(default_factory=list)


def tidy(text: object) -> str:
    """A title or word without spaces, line breaks, stars and full-width forms, for comparison."""
    return compact(str(text)).replace("*", "").casefold()


def read_book(content: bytes, headings: Sequence[Heading], *, totals: Iterable[str] = ()) -> Book:
    """The table of every visible sheet that has the titles; ``Unreadable`` when there is none.

    ``totals`` are the words with which a totals row begins.
    """
    words, book = frozenset(map(tidy, totals)), Book()
    for sheet in open_sheets(content):
        rows = _Counted(sheet.rows)
        table = _table(sheet.name, rows, headings, words) if sheet.visible else None
        if table is not None:
            book.tables.append(table)
        elif _is_material(sheet.name, rows):
            book.unread.append(Unread(sheet.name, sheet.visible, rows.filled))
    if not book.tables:
        needed = "、".join(heading.titles[0] for heading in headings if heading.required)
        raise Unreadable(
            _("前 10 行里没有找到表头。请核对是否传错了文件，或使用模板；表头至少要有：%(titles)s。")
            % {"titles": needed}
        )
    if not any(table.rows for table in book.tables):
        raise Unreadable(_("表头下面没有数据，请填写后再上传。"))
    return book


class _Counted:
    """Rows that are counted while they go by: how many say something, and how far they reach."""

    def __init__(self, rows: Iterable[tuple[Cell, ...]]) -> None:
        self._rows = iter(rows)
        self.filled = self.width = 0

    def __iter__(self) -> Iterator[tuple[Cell, ...]]:
        return self

    def __next__(self) -> tuple[Cell, ...]:
        cells = next(self._rows)
        reach = max((index for index, cell in enumerate(cells, 1) if cell.written), default=0)
        self.filled, self.width = self.filled + bool(reach), max(self.width, reach)
        return cells


def _is_material(name: str, rows: _Counted) -> bool:
    """Whether a sheet that was not read holds anything but the instructions of our own workbooks."""
    for _cells in rows:
        pass  # only counted
    return rows.filled > 0 and not (tidy(name) in NOTE_SHEETS and rows.width <= NOTE_WIDTH)


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
    spoken = [index for index, cell in enumerate(cells) if cell.written and index not in ordinals]
    if all(cells[index].kind is Kind.ERROR for index in spoken):
        return False
    first = next(cell for cell in cells if cell.written)
    return tidy(first.text).rstrip(":") not in totals
