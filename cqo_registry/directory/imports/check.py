"""Read a directory workbook whole: every fault of every row at once, and the listings of the sound rows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from cqo_registry.core.spreadsheets.reader import Row, Table, Unread, read_book
from cqo_registry.core.spreadsheets.values import Bad, check_cell
from cqo_registry.directory.actions.entering import Listing
from cqo_registry.directory.imports.columns import Column, columns
from cqo_registry.directory.imports.parsing import Noted
from cqo_registry.directory.imports.places import Places
from cqo_registry.directory.imports.products import combine
from cqo_registry.directory.imports.words import TOTALS
from cqo_registry.directory.models import Authority, County, EnterpriseFacts

Finding = dict[str, Any]
NOTICES = 200  # more are only counted
_FACTS = frozenset(column.name for column in EnterpriseFacts._meta.local_fields)


@dataclass(slots=True)
class Report:
    """What a dry run found. ``faults`` stop the import, ``notices`` are only told.

    Both are lists of ``{"sheet", "row", "column", "field", "value", "message"}``; ``column`` is the letter,
    and the row is 0 where a whole sheet is meant. ``sources`` are the rows behind the listings, by sheet
    and number.
    """

    rows: int = 0
    faults: list[Finding] = field(default_factory=list)
    notices: list[Finding] = field(default_factory=list)
    listings: list[Listing] = field(default_factory=list)
    sources: dict[tuple[str, int], tuple[Table, Row]] = field(default_factory=dict)

    def finding(self, listing: Listing, name: str, message: Any) -> Finding:
        """A finding on a sound row, where it stands and as it is written there."""
        table, row = self.sources[listing.sheet, listing.row]
        return _finding(table, row.number, name, row[name].written[:200], message)


def check_workbook(content: bytes, *, office: Authority | None, today: date) -> Report:
    """The report on a workbook; ``office`` limits it to one area. ``Unreadable`` when it is no directory."""
    table_of = columns(today)
    book = read_book(content, [column.heading for column in table_of], totals=TOTALS)
    checker = Checker(table_of, Places.load(), office)
    checker.report.notices += map(of_sheet, book.unread)
    for table in book.tables:
        checker.check(table)
    return checker.report


class Checker:
    """Checks tables one after the other; a code may stand only once in all of them."""

    def __init__(self, table_of: tuple[Column, ...], places: Places, office: Authority | None) -> None:
        self.columns = table_of
        self.places = places
        self.office = office
        self.report = Report()
        self.seen: dict[str, str] = {}

    def check(self, table: Table) -> None:
        """All rows of one sheet."""
        self.report.rows += len(table.rows)
        for title in table.unknown:
            self._notice(table, table.header_row, "", title, _("不认识这一列，没有读取。"))
        for row in table.rows:
            self._check_row(table, row)

    def _check_row(self, table: Table, row: Row) -> None:
        before = len(self.report.faults)
        values = dict(self._values(table, row))
        if "uscc" in values:
            self._check_once(table, row, values["uscc"])
        county = self._county(table, row, values)
        if len(self.report.faults) == before and county is not None:
            self.report.listings.append(_listing(table, row, values, county))
            self.report.sources[table.sheet, row.number] = (table, row)

    def _values(self, table: Table, row: Row) -> Iterator[tuple[str, Any]]:
        """The fields of the row that can be read; a fault for each that cannot."""
        for column in self.columns:
            if column.parse is None or (column.field not in table.columns and not column.required):
                continue
            cell = row[column.field]
            try:
                check_cell(cell)
                value = column.parse(cell)
                if isinstance(value, Noted):
                    self._notice(table, row.number, column.field, cell.written, value.message)
                    value = value.value
                yield column.field, value
            except Bad as fault:
                self._fault(table, row, column.field, fault.message)

    def _check_once(self, table: Table, row: Row, code: str) -> None:
        here = _("工作表“%(sheet)s”第 %(row)d 行") % {"sheet": table.sheet, "row": row.number}
        first = self.seen.setdefault(code, here)
        if first != here:
            self._fault(
                table,
                row,
                "uscc",
                _("统一社会信用代码与%(first)s重复，请删除其中一行或改正代码。") % {"first": first},
            )

    def _county(self, table: Table, row: Row, values: dict[str, Any]) -> County | None:
        """The county, which decides the office; the prefecture beside it is only compared (decision D13)."""
        if "county" not in values or ("prefecture" in table.columns and "prefecture" not in values):
            return None
        prefecture = values.get("prefecture", "")
        county = self.places.county(values["county"], prefecture)
        if county is None:
            message = (
                _("没有这个区县，请填写西藏自治区的区县全称，如“城关区”。")
                if values["county"]
                else _("请填写住所所在区县，它决定备案机关。")
            )
            self._fault(table, row, "county", message)
        else:
            self._compare_office(table, row, prefecture, county)
        return county

    def _compare_office(self, table: Table, row: Row, prefecture: str, county: County) -> None:
        office = _listing(table, row, {}, county).office
        if self.office is not None and office.pk != self.office.pk:
            message = _("%(county)s不属于本机关辖区，请删除这一行，由%(office)s导入。")
            names = {"county": county.name, "office": county.authority.short_name}
            self._fault(table, row, "county" if row["county"].text else "prefecture", message % names)
        stated = self.places.office(prefecture)
        if prefecture and (stated is None or stated.pk != county.authority_id):
            message = _("所属地市与区县不一致，按区县“%(county)s”归入%(office)s。")
            names = {"county": county.name, "office": office.short_name}
            self._notice(table, row.number, "prefecture", prefecture, message % names)

    def _fault(self, table: Table, row: Row, name: str, message: Any) -> None:
        value = row[name].written[:200]
        self.report.faults.append(_finding(table, row.number, name, value, message))

    def _notice(self, table: Table, row: int, name: str, value: str, message: Any) -> None:
        if len(self.report.notices) < NOTICES:
            self.report.notices.append(_finding(table, row, name, value[:200], message))


def of_sheet(unread: Unread) -> Finding:
    """What is told of a sheet that was not read."""
    place = {"sheet": unread.sheet, "row": 0, "column": "", "field": "", "value": ""}
    return {**place, "message": unread.message}


def _finding(table: Table, row: int, name: str, value: str, message: Any) -> Finding:
    return {
        "sheet": table.sheet,
        "row": row,
        "column": table.columns.get(name, ""),
        "field": name,
        "value": value,
        "message": str(message),
    }


def _listing(table: Table, row: Row, values: dict[str, Any], county: County) -> Listing:
    """The listing of a sound row; cells that say nothing leave their facts out."""
    facts = {name: value for name, value in values.items() if name in _FACTS and value not in ("", None, [])}
    for name in ("products", "certificates", "county"):
        facts.pop(name, None)
    if values.get("products") or values.get("category"):
        facts["products"] = combine(
            values.get("products", []),
            values.get("category", []),
            values.get("certificates", []),
            values.get("industry", ""),
        )
        facts["categories"] = sorted({str(category) for category in values.get("category", [])})
    name, uscc = values.get("name", ""), values.get("uscc", "")
    return Listing(uscc, name, county, facts, table.sheet, row.number)
