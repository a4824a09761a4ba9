"""Results, hours and certificates of a session's trainees (Art. 16)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cqo_registry.accounts.models import User
from cqo_registry.audit import trail
from cqo_registry.casework.door import write
from cqo_registry.core.errors import Stale
from cqo_registry.core.regulation import cites
from cqo_registry.core.verdicts import Reason, Verdict
from filings.actions.numbers import new_receipt_code, next_number
from training.enums import AttendanceMethod, EnrolmentStatus, TrainingResult
from training.facts import enrolling as facts
from training.models import Enrolment, TrainingSession
from training.notices import enrolments as notices
from training.policies.sessions import may_run
from training.rules.results import ZERO, check_result

CERTIFICATE_SERIES = "XZPXZ"


@dataclass(frozen=True, slots=True)
class Grade:
    """What came of it for one trainee: the result and the attended hours; ``version`` as the page showed."""

    result: str
    hours: Decimal | None = None
    version: int | None = None

    @property
    def counted(self) -> Decimal:
        """The hours as they are stored; who was absent attended none."""
        return self.hours or ZERO


@cites("16")
@transaction.atomic
def grade(
    session_pk: int,
    grades: Mapping[int, Grade],
    *,
    by: User,
    method: AttendanceMethod = AttendanceMethod.LIST,
) -> list[Enrolment]:
    """Enter the results of the named trainees, all or none; who passed receives a certificate.

    A result that stands is corrected with ``correct`` alone. Raises ``Stale`` or ``Refused``.
    """
    session = _open_to(session_pk, by)
    rows = session.enrolments.select_for_update(of=("self",), no_key=True).in_bulk(list(grades))
    Verdict.unless(len(rows) < len(grades) and Reason("unknown", _("名单已变动，请刷新后再填写。"))).require()
    done = []
    for pk, given in sorted(grades.items(), key=lambda item: rows[item[0]].seat or 0):
        row = rows[pk]
        if given.version is not None and row.version != given.version:
            raise Stale(row)
        _gradable(row, given, session).require()
        _enter(row, given, session, by=by, method=method)
        trail.record("enrolment.result", by=by, target=row, after=row.result, details=_details(row))
        done.append(row)
    return done


@cites("16")
@transaction.atomic
def correct(
    pk: int, given: Grade, *, by: User, reason: str, method: AttendanceMethod = AttendanceMethod.LIST
) -> Enrolment:
    """Put a wrong result right, with the reason, while the session is not completed.

    Who no longer passes loses the certificate's number for good; its code stays, so that the public
    check says of the paper that it is void. Who passes now receives a new number and code, beside which
    the old code is kept for its paper.
    """
    session = _open_to(Enrolment.objects.values_list("session_id", flat=True).get(pk=pk), by)
    row = Enrolment.objects.lock(pk, version=given.version)
    reason = reason.strip()
    (
        Verdict.unless(
            row.result == TrainingResult.PENDING and Reason("pending", _("该人员还没有评定结果。"), "16"),
            not reason and Reason("reason", _("请写明更正原因。"), "16", field="reason"),
        )
        & check_result(given.result, given.hours, session.hours)
    ).require()
    before, details = row.result, {"was": _details(row)}
    _enter(row, given, session, by=by, method=method)
    trail.record(
        "enrolment.correct",
        by=by,
        target=row,
        before=before,
        after=row.result,
        reason=reason,
        details={**details, "is": _details(row)},
    )
    return row


def _open_to(session_pk: int, by: User) -> TrainingSession:
    """The session under its lock, if this user may enter results today."""
    session = TrainingSession.objects.select_related("authority").lock(session_pk)
    (may_run(by, session) & facts.gradable(session, on=timezone.localdate())).require()
    return session


def _gradable(row: Enrolment, given: Grade, session: TrainingSession) -> Verdict:
    return Verdict.unless(
        row.status != EnrolmentStatus.ENROLLED
        and Reason("no_seat", _("候补和已取消的人员不评定结果。"), "16", field="result"),
        row.result != TrainingResult.PENDING
        and Reason("graded", _("该人员已评定结果，请用“更正”。"), "16", field="result"),
    ) & check_result(given.result, given.hours, session.hours)


def _enter(
    row: Enrolment, given: Grade, session: TrainingSession, *, by: User, method: AttendanceMethod
) -> None:
    """Write the result; attendance follows from it, the certificate too."""
    passed = given.result == TrainingResult.PASSED
    fresh = passed and not row.certificate_no
    row.result, row.attended_hours, row.result_at = given.result, given.counted, timezone.now()
    if given.counted == ZERO:
        row.attended_at, row.attendance_method = None, ""
    elif row.attended_at is None:
        row.attended_at, row.attendance_method = row.result_at, method
    if fresh:
        year = timezone.localdate().year
        row.certificate_no = next_number(CERTIFICATE_SERIES, office=session.authority.code, year=year)
        if row.certificate_code:
            row.void_codes = [*row.void_codes, row.certificate_code]
        row.certificate_code = new_receipt_code()
    elif not passed:
        row.certificate_no = ""
    row.session = session
    write(row)
    if fresh:
        notices.passed(row)


def _details(row: Enrolment) -> dict[str, str]:
    return {"hours": str(row.attended_hours), "certificate": row.certificate_no}
