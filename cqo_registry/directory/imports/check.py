"""Read a directory workbook whole: every fault of every row at once, and the listings of the sound rows."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from cqo_registry.core.spreadsheets import report
from cqo_registry.core.spreadsheets.reader import Row, Table
from cqo_registry.core.spreadsheets.report import Finding, place_named
from cqo_registry.directory.actions.entering import Listing
from cqo_registry.directory.imports.columns import Column, columns
from cqo_registry.directory.imports.parsing import Noted
from cqo_registry.directory.imports.places import Places
from cqo_registry.directory.imports.products import combine
from cqo_registry.directory.imports.words import TOTALS
from cqo_registry.directory.models import Authority, County, EnterpriseFacts

NOTICES = 200  # more are only counted
_FACTS = frozenset(column.name for column in EnterpriseFacts._meta.local_fields)


@dataclass(slots=True)
class Report(report.Report):
    """``listings`` are what would be written, ``sources`` the rows behind them, by sheet and number.

    The findings name their fields: they are kept, and get their titles when they are shown.
    """

    listings: list[Listing] = field(default_factory=list)
    sources: dict[tuple[str, int], tuple[Table, Row]] = field(default_factory=dict)

    def of_listing(self, listing: Listing, name: str, message: Any) -> Finding:
        """A finding on a sound row, where it stands and as it is written there."""
        return self.of_row(*self.sources[listing.sheet, listing.row], name, message)


def check_workbook(content: bytes, *, office: Authority | None, today: date) -> Report:
    """The report on a workbook; ``office`` limits it to one area. ``Unreadable`` when it is no directory."""
    table_of = columns(today)
    checker = Checker(table_of, Places.load(), office)
    book = checker.report.read(content, [column.heading for column in table_of], totals=TOTALS)
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

    def check(self, table: Table) -> None:
        """All rows of one sheet."""
        for title in table.unknown:
            self._notice(table, table.header_row, "", title, _("不认识这一列，没有读取。"))
        for _table, row in self.report.rows_of([table]):
            self._check_row(table, row)

    def _check_row(self, table: Table, row: Row) -> None:
        before = len(self.report.faults)
        values = self._values(table, row)
        if "uscc" in values:
            self._check_once(table, row, values["uscc"])
        county = self._county(table, row, values)
        if len(self.report.faults) == before and county is not None:
            self.report.listings.append(_listing(table, row, values, county))
            self.report.sources[table.sheet, row.number] = (table, row)

    def _values(self, table: Table, row: Row) -> dict[str, Any]:
        """The fields of the row that can be read, and a notice where one was read in its own way."""
        parsers = {
            column.field: column.parse
            for column in self.columns
            if column.parse is not None and (column.field in table.columns or column.required)
        }
        values = self.report.values(table, row, parsers)
        for name, value in values.items():
            if isinstance(value, Noted):
                self._notice(table, row.number, name, row[name].written, value.message)
                values[name] = value.value
        return values

    def _check_once(self, table: Table, row: Row, code: str) -> None:
        if first := self.report.first(code, table, row):
            message = _("统一社会信用代码与%(first)s重复，请删除其中一行或改正代码。")
            self.report.fault(table, row, "uscc", message % {"first": place_named(first)})

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
            self.report.fault(table, row, "county", message)
        else:
            self._compare_office(table, row, prefecture, county)
        return county

    def _compare_office(self, table: Table, row: Row, prefecture: str, county: County) -> None:
        office = _listing(table, row, {}, county).office
        if self.office is not None and office.pk != self.office.pk:
            message = _("%(county)s不属于本机关辖区，请删除这一行，由%(office)s导入。")
            names = {"county": county.name, "office": county.authority.short_name}
            self.report.fault(table, row, "county" if row["county"].text else "prefecture", message % names)
        stated = self.places.office(prefecture)
        if prefecture and (stated is None or stated.pk != county.authority_id):
            message = _("所属地市与区县不一致，按区县“%(county)s”归入%(office)s。")
            names = {"county": county.name, "office": office.short_name}
            self._notice(table, row.number, "prefecture", prefecture, message % names)

    def _notice(self, table: Table, row: int, name: str, value: str, message: Any) -> None:
        if len(self.report.notices) < NOTICES:
            self.report.notices.append(self.report.finding(table, row, name, value, message))


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
