"""A calendar from Excel, read whole: every fault of every row at once, and the entries of the sound rows."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from cqo_registry.core.known import Missing, known
from cqo_registry.core.spreadsheets.reader import Cell, Heading, Kind, Row, Table, read_book, tidy
from cqo_registry.core.spreadsheets.values import Bad, check_cell, text_of
from cqo_registry.core.verdicts import Verdict
from cqo_registry.directory.actions.calendar import Entry
from cqo_registry.directory.imports.check import of_sheet
from cqo_registry.directory.imports.words import CALENDAR_TITLES, DAY_WRITTEN, DAYS_OFF, DAYS_WORKED
from cqo_registry.directory.models import Holiday
from cqo_registry.directory.rules.calendar import NAME_LENGTH, NOTICE_LENGTH, check_day, check_words

Finding = dict[str, Any]
REQUIRED = ("date", "kind", "name")
ROWS = 400  # the days of a year and some


@dataclass(slots=True)
class Report:
    """What a dry run found, as the directory's: ``faults`` stop the import, ``skipped`` are only told."""

    rows: int = 0
    faults: list[Finding] = field(default_factory=list)
    skipped: list[Finding] = field(default_factory=list)
    notices: list[Finding] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)


def check_calendar(content: bytes, *, layer: str, today: date) -> Report:
    """The report on a workbook for the calendar called ``layer``; ``Unreadable`` when it is none.

    An exported calendar can come back as it is: rows that say they are of another layer are left out.
    """
    headings = [Heading(name, titles, name in REQUIRED) for name, titles in CALENDAR_TITLES.items()]
    report, seen = Report(), dict[date, str]()
    book = read_book(content, headings)
    report.notices += map(of_sheet, book.unread)
    for table in book.tables:
        for row in table.rows:
            _check_row(report, table, row, seen, layer=layer, today=today)
    return report


def _check_row(
    report: Report, table: Table, row: Row, seen: dict[date, str], *, layer: str, today: date
) -> None:
    report.rows += 1
    if report.rows > ROWS:
        if report.rows == ROWS + 1:
            message = _("一次最多导入%(limit)d天，请分成几个文件。") % {"limit": ROWS}
            report.faults.append(_finding(table, row, "date", message))
        return
    source = tidy(row["source"].text)
    if source and source != tidy(layer):
        message = _("这一行属于“%(source)s”，没有读取。") % {"source": row["source"].text[:40]}
        report.skipped.append(_finding(table, row, "source", message))
        return
    before = len(report.faults)
    values = dict(_values(report, table, row, today))
    if "date" in values:
        _check_once(report, table, row, values["date"], seen)
    if len(report.faults) == before:
        report.entries.append(Entry(**values))


def _values(report: Report, table: Table, row: Row, today: date) -> Iterator[tuple[str, Any]]:
    """The fields of the row that can be read; a fault for each that cannot."""
    for name, parse in PARSERS.items():
        try:
            check_cell(row[name])
            value = parse(row[name])
            _require(check_day(value, today) if name == "date" else Verdict())
            yield name, value
        except Bad as fault:
            report.faults.append(_finding(table, row, name, fault.message))


def _check_once(report: Report, table: Table, row: Row, day: date, seen: dict[date, str]) -> None:
    here = _("工作表“%(sheet)s”第 %(row)d 行") % {"sheet": table.sheet, "row": row.number}
    first = seen.setdefault(day, here)
    if first != here:
        message = _("日期与%(first)s重复，请删除其中一行。") % {"first": first}
        report.faults.append(_finding(table, row, "date", message))


def _day(cell: Cell) -> date:
    if isinstance(cell.value, datetime):
        return cell.value.date()
    found = re.fullmatch(DAY_WRITTEN, "" if cell.kind is Kind.EMPTY else tidy(cell.text))
    try:
        return date(*(int(part) for part in known(found).groups() if part))
    except (Missing, ValueError) as fault:
        raise Bad(_("日期写法不正确，请按“2027-01-31”填写。")) from fault


def _kind(cell: Cell) -> str:
    word = tidy(cell.text)
    for kind, words in ((Holiday.Kind.OFF, DAYS_OFF), (Holiday.Kind.WORK, DAYS_WORKED)):
        if word in words:
            return kind.value
    raise Bad(_("类型只能填“放假”或“上班”。"))


def _name(cell: Cell) -> str:
    name = text_of(cell, NAME_LENGTH)
    _require(check_words(name, ""))
    return name


def _require(verdict: Verdict) -> None:
    if not verdict:
        raise Bad(verdict.blocking[0].message)


PARSERS: dict[str, Callable[[Cell], Any]] = {
    "date": _day,
    "kind": _kind,
    "name": _name,
    "notice_no": lambda cell: text_of(cell, NOTICE_LENGTH),
}


def _finding(table: Table, row: Row, name: str, message: Any) -> Finding:
    return {
        "sheet": table.sheet,
        "row": row.number,
        "column": table.columns.get(name, ""),
        "title": CALENDAR_TITLES[name][0],
        "value": row[name].written[:200],
        "message": str(message),
    }
