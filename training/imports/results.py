"""The list of a session read back with hours and results, every fault of every row at once (Art. 16)."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from typing import Any

from django.utils.translation import gettext as _

from cqo_registry.core.names import tidy_name
from cqo_registry.core.spreadsheets.reader import Cell, Heading, Kind, Row, Table, read_book, tidy
from cqo_registry.core.spreadsheets.values import Bad, check_cell, check_number_format
from cqo_registry.directory.imports.check import of_sheet
from training.enums import TrainingResult
from training.imports.report import Report, repeated
from training.imports.words import HOURS_UNIT, RESULT_TITLES, RESULTS
from training.models import Enrolment, TrainingSession
from training.rules.results import check_result

REQUIRED = ("seat", "name", "result")


def check_results(content: bytes, *, session: TrainingSession) -> Report:
    """The report on a filled-in list; ``Unreadable`` when it is none.

    Lines are ``[enrolment key, version, result, hours]``. Rows without hours and result, and rows whose
    result stands already as written, are left out. The seat and the name must fit each other, so that a
    list printed before somebody moved up is not read to the wrong person.
    """
    headings = [Heading(name, titles, name in REQUIRED) for name, titles in RESULT_TITLES.items()]
    report, seen = Report(RESULT_TITLES), dict[int, tuple[str, int]]()
    seated = {str(each.seat): each for each in session.enrolments.seated().select_related("enterprise")}
    book = read_book(content, headings)
    report.notices += map(of_sheet, book.unread)
    for table in book.tables:
        for row in table.rows:
            report.rows += 1
            _check_row(report, table, row, session, seated, seen)
    return report


def _check_row(
    report: Report,
    table: Table,
    row: Row,
    session: TrainingSession,
    seated: dict[str, Enrolment],
    seen: dict[int, tuple[str, int]],
) -> None:
    before = len(report.faults)
    for name in RESULT_TITLES:
        _read(report, table, row, name, check_cell)
    trainee = _trainee(report, table, row, seated) if len(report.faults) == before else None
    if trainee is None:
        return
    here = (table.sheet, row.number)
    first = seen.setdefault(trainee.pk, here)
    if first != here:
        report.fault(table, row, "seat", repeated(first, here, _("座位号")))
        return
    if row["hours"].kind is Kind.EMPTY and row["result"].kind is Kind.EMPTY:
        return
    hours = _read(report, table, row, "hours", _hours)
    result = _read(report, table, row, "result", _result)
    if len(report.faults) > before or _stands(trainee, result, hours):
        return
    if trainee.result != TrainingResult.PENDING:
        report.fault(table, row, "result", _("该人员已评定结果，请在名单页用“更正”修改。"))
        return
    for reason in check_result(result, hours, session.hours).blocking:
        report.fault(table, row, reason.field, reason.message)
    if len(report.faults) == before:
        text = "" if hours is None else str(hours)
        report.lines.append([trainee.pk, trainee.version, result.value, text])
        word = _("%(hours)s 学时") % {"hours": text or "0"}
        report.shown.append(f"{trainee.enterprise.name}：{trainee.name} {word}，{result.label}")


def _trainee(report: Report, table: Table, row: Row, seated: dict[str, Enrolment]) -> Enrolment | None:
    """Who has the seat; None with a fault where the seat or the name does not fit."""
    trainee = seated.get(tidy(row["seat"].text))
    if trainee is None:
        report.fault(table, row, "seat", _("名单里没有这个座位号，请重新下载名单填写。"))
    elif tidy_name(row["name"].text) != trainee.name:
        changed = _("该座位现在是“%(name)s”，名单已变动，请重新下载名单填写。") % {"name": trainee.name}
        report.fault(table, row, "name", changed)
    else:
        return trainee
    return None


def _read(report: Report, table: Table, row: Row, name: str, parse: Any) -> Any:
    try:
        return parse(row[name])
    except Bad as fault:
        report.fault(table, row, name, fault.message)
        return None


def _hours(cell: Cell) -> Decimal | None:
    if cell.kind is Kind.EMPTY:
        return None
    check_number_format(cell)
    try:
        hours = Decimal(tidy(cell.text).removesuffix(HOURS_UNIT))
    except InvalidOperation as fault:
        raise Bad(_("实到学时请只填数字，如 8 或 7.5。")) from fault
    if not hours.is_finite():
        raise Bad(_("实到学时请只填数字，如 8 或 7.5。"))
    return hours


def _result(cell: Cell) -> TrainingResult:
    found = RESULTS.get(tidy(cell.text))
    if found is None:
        raise Bad(_("结果只能填“合格”、“不合格”或“缺席”。"))
    return found


def _stands(trainee: Enrolment, result: Any, hours: Decimal | None) -> bool:
    return trainee.result == result and trainee.attended_hours == (hours or Decimal(0))
