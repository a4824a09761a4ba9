"""A calendar from Excel, read whole: every fault of every row at once, and the entries of the sound rows."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from cqo_registry.core.known import Missing, known
from cqo_registry.core.spreadsheets import report
from cqo_registry.core.spreadsheets.reader import Cell, Kind, Row, Table, tidy
from cqo_registry.core.spreadsheets.report import Finding, headings_of, place_named
from cqo_registry.core.spreadsheets.values import Bad, text_of
from cqo_registry.core.verdicts import Verdict
from cqo_registry.directory.actions.calendar import Entry
from cqo_registry.directory.imports.words import CALENDAR_TITLES, DAY_WRITTEN, DAYS_OFF, DAYS_WORKED
from cqo_registry.directory.models import Holiday
from cqo_registry.directory.rules.calendar import NAME_LENGTH, NOTICE_LENGTH, check_day, check_words

REQUIRED = ("date", "kind", "name")
ROWS = 400  # the days of a year and some


@dataclass(slots=True)
class Report(report.Report):
    """``skipped`` are only told, ``entries`` are what would be written."""

    skipped: list[Finding] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)


def check_calendar(content: bytes, *, layer: str, today: date) -> Report:
    """The report on a workbook for the calendar called ``layer``; ``Unreadable`` when it is none.

    An exported calendar can come back as it is: rows that say they are of another layer are left out.
    """
    found = Report(CALENDAR_TITLES)
    tables = found.read(content, headings_of(CALENDAR_TITLES, REQUIRED)).tables
    too_many = _("一次最多导入%(limit)d天，请分成几个文件。") % {"limit": ROWS}
    for table, row in found.rows_of(tables, most=ROWS, name="date", too_many=too_many):
        _check_row(found, table, row, layer=layer, today=today)
    return found


def _check_row(found: Report, table: Table, row: Row, *, layer: str, today: date) -> None:
    source = tidy(row["source"].text)
    if source and source != tidy(layer):
        message = _("这一行属于“%(source)s”，没有读取。") % {"source": row["source"].text[:40]}
        found.skipped.append(found.of_row(table, row, "source", message))
        return
    before = len(found.faults)
    values = found.values(table, row, {"date": lambda cell: _day_known(cell, today), **PARSERS})
    if "date" in values and (first := found.first(values["date"], table, row)):
        message = _("日期与%(first)s重复，请删除其中一行。") % {"first": place_named(first)}
        found.fault(table, row, "date", message)
    if len(found.faults) == before:
        found.entries.append(Entry(**values))


def _day_known(cell: Cell, today: date) -> date:
    """A day of a year that a calendar is kept for."""
    day = _day(cell)
    _require(check_day(day, today))
    return day


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
    "kind": _kind,
    "name": _name,
    "notice_no": lambda cell: text_of(cell, NOTICE_LENGTH),
}
