"""What a dry run of a workbook found: every fault of every row at once, and the lines to write.

An importer reads its workbook into a report and hands out the faults; it judges the rows, the report only
knows where they stand. Nothing is written before the report is confirmed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from cqo_registry.core.spreadsheets.reader import Book, Cell, Heading, Row, Table, Unread, read_book
from cqo_registry.core.spreadsheets.values import Bad, check_cell

Finding = dict[str, Any]
Titles = Mapping[str, tuple[str, ...]]  # by field, the official title first
Place = tuple[str, int]  # sheet and row
MOST_SHOWN = 200  # characters of a cell that a finding quotes


@dataclass(slots=True)
class Report:
    """``faults`` stop the import, ``notices`` are only told.

    Both are lists of ``{"sheet", "row", "column", "field", "title", "value", "message"}``: ``column`` is the
    letter, the row is 0 where a whole sheet is meant, and the title stands where the report knows ``titles``.
    """

    titles: Titles = field(default_factory=dict)
    rows: int = 0
    faults: list[Finding] = field(default_factory=list)
    notices: list[Finding] = field(default_factory=list)
    seen: dict[Any, Place] = field(default_factory=dict)

    def read(self, content: bytes, headings: Sequence[Heading], *, totals: Iterable[str] = ()) -> Book:
        """The tables of a workbook, and a notice for each sheet that was not read."""
        book = read_book(content, headings, totals=totals)
        self.notices += map(of_sheet, book.unread)
        return book

    def rows_of(
        self, tables: Iterable[Table], *, most: int | None = None, name: str = "", too_many: str = ""
    ) -> Iterator[tuple[Table, Row]]:
        """Every row with its table, counted; past the ``most`` one fault, in the column of ``name``."""
        for table in tables:
            for row in table.rows:
                self.rows += 1
                if most is None or self.rows <= most:
                    yield table, row
                elif self.rows == most + 1:
                    self.fault(table, row, name, too_many)

    def values(self, table: Table, row: Row, parsers: Mapping[str, Callable[[Cell], Any]]) -> dict[str, Any]:
        """The fields of the row that can be read; a fault for each that cannot."""
        found = {}
        for name, parse in parsers.items():
            try:
                check_cell(row[name])
                found[name] = parse(row[name])
            except Bad as fault:
                self.fault(table, row, name, fault.message)
        return found

    def first(self, key: Any, table: Table, row: Row) -> Place | None:
        """Where what may stand only once stands already; None the first time."""
        here = (table.sheet, row.number)
        place = self.seen.setdefault(key, here)
        return None if place == here else place

    def fault(self, table: Table, row: Row, name: str, message: Any) -> None:
        """One fault, where it stands and what to do."""
        self.faults.append(self.of_row(table, row, name, message))

    def of_row(self, table: Table, row: Row, name: str, message: Any) -> Finding:
        """A finding on a cell, with what is written there."""
        return self.finding(table, row.number, name, row[name].written, message)

    def finding(self, table: Table, row: int, name: str, value: str, message: Any) -> Finding:
        """A finding on a cell of the table, or of its header."""
        title = {"title": self.titles[name][0]} if name in self.titles else {}
        column, shown = table.columns.get(name, ""), value[:MOST_SHOWN]
        place = {"sheet": table.sheet, "row": row, "column": column, "field": name, **title}
        return {**place, "value": shown, "message": str(message)}


def place_named(place: Place) -> str:
    """Where a row stands, in words."""
    return _("工作表“%(sheet)s”第 %(row)d 行") % {"sheet": place[0], "row": place[1]}


def of_sheet(unread: Unread) -> Finding:
    """What is told of a sheet that was not read."""
    place = {"sheet": unread.sheet, "row": 0, "column": "", "field": "", "value": ""}
    return {**place, "message": unread.message}


def headings_of(titles: Titles, required: Iterable[str]) -> list[Heading]:
    """The columns of these titles, some of which must be there."""
    needed = frozenset(required)
    return [Heading(name, spellings, name in needed) for name, spellings in titles.items()]
