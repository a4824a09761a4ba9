"""The list of a session read back with hours and results, every fault of every row at once (Art. 16)."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal, InvalidOperation
from typing import Any

from django.utils.translation import gettext as _

from cqo_registry.core.names import tidy_name
from cqo_registry.core.spreadsheets.reader import Cell, Kind, Row, Table, tidy
from cqo_registry.core.spreadsheets.report import headings_of
from cqo_registry.core.spreadsheets.values import Bad, check_number_format
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
    report = Report(RESULT_TITLES)
    seated = {str(each.seat): each for each in session.enrolments.seated().select_related("enterprise")}
    tables = report.read(content, headings_of(RESULT_TITLES, REQUIRED)).tables
    for table, row in report.rows_of(tables):
        _check_row(report, table, row, session, seated)
    return report


def _check_row(
    report: Report, table: Table, row: Row, session: TrainingSession, seated: dict[str, Enrolment]
) -> None:
    before = len(report.faults)
    report.values(table, row, CELLS)
    trainee = _trainee(report, table, row, seated) if len(report.faults) == before else None
    if trainee is None:
        return
    if first := report.first(trainee.pk, table, row):
        report.fault(table, row, "seat", repeated(first, table.sheet, _("座位号")))
        return
    if row["hours"].kind is Kind.EMPTY and row["result"].kind is Kind.EMPTY:
        return
    values = report.values(table, row, GIVEN)
    if len(values) < len(GIVEN) or _stands(trainee, **values):
        return
    hours, result = values["hours"], values["result"]
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


CELLS: dict[str, Callable[[Cell], Any]] = dict.fromkeys(RESULT_TITLES, lambda cell: cell)
GIVEN: dict[str, Callable[[Cell], Any]] = {"hours": _hours, "result": _result}


def _stands(trainee: Enrolment, *, result: TrainingResult, hours: Decimal | None) -> bool:
    return trainee.result == result and trainee.attended_hours == (hours or Decimal(0))
