"""Enrolment in bulk from Excel, read whole: every fault of every row at once (Art. 16)."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from cqo_registry.accounts.models import User
from cqo_registry.core.names import tidy_name
from cqo_registry.core.spreadsheets.reader import Heading, Row, Table, read_book, tidy
from cqo_registry.core.spreadsheets.values import Bad, check_cell, code_of, text_of
from cqo_registry.directory.imports.check import of_sheet
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
    seen: dict[Any, tuple[str, int]] = field(default_factory=dict)


def check_enrolments(content: bytes, *, session: TrainingSession, user: User) -> Report:
    """The report on a workbook for the session; ``Unreadable`` when it is none.

    Lines are ``[enterprise key, name, phone, post]``, a CQO's with an empty name. Six queries, whatever
    the number of rows.
    """
    headings = [Heading(name, titles, name in REQUIRED) for name, titles in ENROLMENT_TITLES.items()]
    report = Report(ENROLMENT_TITLES)
    book = read_book(content, headings)
    report.notices += map(of_sheet, book.unread)
    known = _known(book.tables, session, user)
    for table in book.tables:
        for row in table.rows:
            report.rows += 1
            if report.rows <= ROWS:
                _check_row(report, table, row, known)
            elif report.rows == ROWS + 1:
                limit = _("一次最多导入%(limit)d人，请分成几个文件。") % {"limit": ROWS}
                report.fault(table, row, "uscc", limit)
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
    values: dict[str, Any] = {}
    before = len(report.faults)
    for name in ENROLMENT_TITLES:
        try:
            check_cell(row[name])
            values[name] = _read(row, name, known)
        except Bad as fault:
            report.fault(table, row, name, fault.message)
    if len(report.faults) > before:
        return
    enterprise, trainee = values["uscc"], Trainee(values["name"], values["phone"], values["post"])
    if _judged(report, table, row, known, enterprise, values["kind"], trainee):
        cqo = values["kind"] == TraineeKind.CQO
        tidied = Trainee("", "") if cqo else trainee.tidied()
        report.lines.append([enterprise.pk, tidied.name, tidied.phone, tidied.post])
        person = known.posts[enterprise.pk].person.name if cqo else tidied.name
        report.shown.append(f"{enterprise.name}：{person}（{values['kind'].label}）")


def _read(row: Row, name: str, known: _Known) -> Any:
    """The value of one cell, or ``Bad``."""
    if name == "uscc":
        if not code_of(row[name], 40):
            raise Bad(_("请填写统一社会信用代码。"))
        found = known.enterprises.get(_code(row))
        if found is None:
            raise Bad(_("本辖区名录里没有这家企业，请核对统一社会信用代码。"))
        return found
    if name == "kind":
        kind = KINDS.get(tidy(row[name].text))
        if kind is None:
            raise Bad(_("人员类别只能填“首席质量官”或“其他”。"))
        return kind
    if name == "enterprise":
        text, found = text_of(row[name], 200), known.enterprises.get(_code(row))
        if text and found is not None and tidy(text) != tidy(found.name):
            raise Bad(_("企业名称与名录中的“%(name)s”不一致，请核对。") % {"name": found.name})
        return text
    return code_of(row[name], 40) if name == "phone" else text_of(row[name], POST_MAX)


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
    here = (table.sheet, row.number)
    first = known.seen.setdefault(key, here)
    if first != here:
        report.fault(table, row, "name" if row["name"].written else "uscc", repeated(first, here))
    return len(report.faults) == before
