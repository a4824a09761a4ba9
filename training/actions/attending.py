"""Who was there: by the officer's list, by the code at the door, by the list read back (Art. 16)."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cqo_registry.accounts.models import User
from cqo_registry.audit import trail
from cqo_registry.casework.door import write
from cqo_registry.core.regulation import cites
from cqo_registry.core.verdicts import Reason, Verdict
from training.enums import AttendanceMethod, TrainingResult
from training.facts import enrolling as facts
from training.models import Enrolment, TrainingSession
from training.policies import enrolling as policies
from training.policies.sessions import may_run


@cites("16")
@transaction.atomic
def mark(
    session_pk: int,
    present: Iterable[int],
    *,
    by: User,
    method: AttendanceMethod = AttendanceMethod.LIST,
) -> int:
    """Mark the seated trainees with these keys as present, everybody else stays; how many were new."""
    session = TrainingSession.objects.lock(session_pk)
    may_run(by, session).require()
    facts.gradable(session, on=timezone.localdate()).require()
    rows = _seated(session, present)
    for row in rows:
        _present(row, by=by, method=method)
    return len(rows)


@cites("16")
@transaction.atomic
def unmark(pk: int, *, by: User, version: int | None = None) -> Enrolment:
    """Take back a mark that was made by mistake, as long as there is no result."""
    session = TrainingSession.objects.lock(Enrolment.objects.values_list("session_id", flat=True).get(pk=pk))
    row = Enrolment.objects.lock(pk, version=version)
    may_run(by, session).require()
    graded = row.result != TrainingResult.PENDING
    Verdict.unless(
        row.attended_at is None and Reason("not_marked", _("该人员没有签到记录。"), "16"),
        graded and Reason("graded", _("该人员已评定结果，请更正结果。"), "16"),
    ).require()
    before, row.attended_at, row.attendance_method = row.attendance_method, None, ""
    write(row, {"attended_at", "attendance_method"})
    trail.record("enrolment.unmark", by=by, target=row, details={"method": before})
    return row


@cites("16")
@transaction.atomic
def sign_in(door_code: str, present: Iterable[int], *, by: User) -> int:
    """At the door: the enterprise confirms which of its trainees are there. How many were new.

    The code hangs at the door alone, so whoever has it stands there or was shown it; the list of the
    organiser stays the last word. Raises ``Refused`` on another day and for nobody chosen.
    """
    session = TrainingSession.objects.get(door_code=door_code)
    session = TrainingSession.objects.lock(session.pk)
    facts.door_open(session, on=timezone.localdate()).require()
    chosen = list(present)
    Verdict.unless(not chosen and Reason("nobody", _("请选择到场的人员。"), "16")).require()
    rows = _seated(session, chosen)
    for row in rows:
        policies.may_sign_in(by, row).require()
        _present(row, by=by, method=AttendanceMethod.QR)
    return len(rows)


def _seated(session: TrainingSession, keys: Iterable[int]) -> list[Enrolment]:
    """The seated trainees with these keys who are not marked yet, under their locks.

    Who has a result stays as graded: whoever was noted as absent and came after all is corrected.
    """
    open_ = session.enrolments.seated().filter(attended_at__isnull=True, result=TrainingResult.PENDING)
    rows = open_.filter(pk__in=list(keys)).order_by("pk")
    return list(rows.select_for_update(of=("self",), no_key=True))


def _present(row: Enrolment, *, by: User, method: AttendanceMethod) -> None:
    row.attended_at, row.attendance_method = timezone.now(), method
    write(row, {"attended_at", "attendance_method"})
    trail.record("enrolment.attend", by=by, target=row, details={"method": str(method)})
