"""Enrolment in bulk from Excel, read whole: every fault of every row at once (Art. 16)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from cqo_registry.accounts.models import User
from cqo_registry.core.names import tidy_name
from cqo_registry.core.spreadsheets.reader import Cell, Row, Table, tidy
from cqo_registry.core.spreadsheets.report import headings_of
from cqo_registry.core.spreadsheets.values import Bad, code_of, text_of
from cqo_registry.directory.models import Enterprise
from filings.models import Appointment
from training.actions.enrolling import POST_MAX, Trainee
from training.enums import TraineeKind
from training.facts import enrolling as facts
from training.imports.report import Report, repeated
from training.imports.words import ENROLMENT_TITLES, KINDS
from training.models import TrainingSession

ROWS = 500
REQUIRED = ("uscc", "kind", "name")


@dataclass(slots=True)
class _Known:
    """What the rows are judged against, read once for the workbook."""

    session: TrainingSession
    enterprises: dict[str, Enterprise]
    posts: dict[int, Appointment]
    people: set[int]
    staff: set[tuple[int, str, str]]


def check_enrolments(content: bytes, *, session: TrainingSession, user: User) -> Report:
    """The report on a workbook for the session; ``Unreadable`` when it is none.

    Lines are ``[enterprise key, name, phone, post]``, a CQO's with an empty name. Six queries, whatever
    the number of rows.
    """
    report = Report(ENROLMENT_TITLES)
    tables = report.read(content, headings_of(ENROLMENT_TITLES, REQUIRED)).tables
    known = _known(tables, session, user)
    too_many = _("一次最多导入%(limit)d人，请分成几个文件。") % {"limit": ROWS}
    for table, row in report.rows_of(tables, most=ROWS, name="uscc", too_many=too_many):
        _check_row(report, table, row, known)
    return report


def _known(tables: list[Table], session: TrainingSession, user: User) -> _Known:
    codes = {_code(row) for table in tables for row in table.rows[:ROWS]}
    rows = Enterprise.objects.visible_to(user).filter(uscc__in=codes).select_related("authority")
    enterprises = {row.uscc: row for row in rows}
    ids = [row.pk for row in enterprises.values()]
    posts = list(Appointment.objects.in_office().filter(enterprise__in=ids).select_related("person"))
    live = session.enrolments.live()
    # One person may be the CQO of two enterprises (decision D11) and sits in a session once.
    holders = [post.person_id for post in posts]
    people = set(live.filter(person__in=holders).values_list("person_id", flat=True))
    own = live.filter(enterprise__in=ids, kind=TraineeKind.STAFF)
    staff = set(own.values_list("enterprise_id", "name", "phone"))
    return _Known(
        session,
        enterprises,
        {post.enterprise_id: post for post in posts},
        people,
        staff,
    )


def _code(row: Row) -> str:
    return tidy(row["uscc"].text).upper()


def _check_row(report: Report, table: Table, row: Row, known: _Known) -> None:
    values = report.values(table, row, _parsers(row, known))
    if len(values) < len(ENROLMENT_TITLES):
        return
    enterprise, trainee = values["uscc"], Trainee(values["name"], values["phone"], values["post"])
    if _judged(report, table, row, known, enterprise, values["kind"], trainee):
        cqo = values["kind"] == TraineeKind.CQO
        tidied = Trainee("", "") if cqo else trainee.tidied()
        report.lines.append([enterprise.pk, tidied.name, tidied.phone, tidied.post])
        person = known.posts[enterprise.pk].person.name if cqo else tidied.name
        report.shown.append(f"{enterprise.name}：{person}（{values['kind'].label}）")


def _parsers(row: Row, known: _Known) -> dict[str, Callable[[Cell], Any]]:
    """How each cell of the row becomes a value, or ``Bad``."""
    enterprise = known.enterprises.get(_code(row))
    special: dict[str, Callable[[Cell], Any]] = {
        "uscc": lambda cell: _listed(cell, enterprise),
        "kind": _kind,
        "enterprise": lambda cell: _same_name(cell, enterprise),
        "phone": lambda cell: code_of(cell, 40),
    }
    return {name: special.get(name, _short) for name in ENROLMENT_TITLES}


def _listed(cell: Cell, enterprise: Enterprise | None) -> Enterprise:
    if not code_of(cell, 40):
        raise Bad(_("请填写统一社会信用代码。"))
    if enterprise is None:
        raise Bad(_("本辖区名录里没有这家企业，请核对统一社会信用代码。"))
    return enterprise


def _kind(cell: Cell) -> TraineeKind:
    kind = KINDS.get(tidy(cell.text))
    if kind is None:
        raise Bad(_("人员类别只能填“首席质量官”或“其他”。"))
    return kind


def _same_name(cell: Cell, enterprise: Enterprise | None) -> str:
    text = text_of(cell, 200)
    if text and enterprise is not None and tidy(text) != tidy(enterprise.name):
        raise Bad(_("企业名称与名录中的“%(name)s”不一致，请核对。") % {"name": enterprise.name})
    return text


def _short(cell: Cell) -> str:
    return text_of(cell, POST_MAX)


def _judged(
    report: Report,
    table: Table,
    row: Row,
    known: _Known,
    enterprise: Enterprise,
    kind: TraineeKind,
    trainee: Trainee,
) -> bool:
    """Whether this person may go on the list; otherwise every reason is a fault of the row."""
    before, held = len(report.faults), known.posts.get(enterprise.pk)
    cqo = kind == TraineeKind.CQO
    tidied = trainee.tidied()
    verdict = facts.judge(
        known.session,
        enterprise,
        kind,
        on=timezone.localdate(),
        late=True,
        in_office=held is not None,
        listed=(held is not None and held.person_id in known.people)
        if cqo
        else (enterprise.pk, tidied.name, tidied.phone) in known.staff,
    )
    if not cqo:
        verdict &= trainee.check()
    for reason in verdict.blocking:
        name = reason.field or ("kind" if reason.code in ("audience", "no_cqo") else "uscc")
        report.fault(table, row, name, reason.message)
    if cqo and held is not None and trainee.name and tidy_name(trainee.name) != held.person.name:
        report.fault(table, row, "name", _("与该企业在任的首席质量官姓名不一致，请核对或者留空。"))
    who = ("cqo", held.person_id) if held is not None else ("vacant", enterprise.pk)
    key = who if cqo else (enterprise.pk, tidied.name, tidied.phone)
    if first := report.first(key, table, row):
        report.fault(table, row, "name" if row["name"].written else "uscc", repeated(first, table.sheet))
    return len(report.faults) == before
