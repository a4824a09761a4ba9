"""Names on the list of a session and off it, seats and the waiting list (Art. 16).

Every act holds the session's row lock, so a last seat has one winner and the first who waits moves up.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cqo_registry.accounts.models import User
from cqo_registry.audit import trail
from cqo_registry.casework import door
from cqo_registry.core.columns import length_of
from cqo_registry.core.identifiers import check_mobile, check_name
from cqo_registry.core.known import known
from cqo_registry.core.regulation import cites
from cqo_registry.core.verdicts import Reason, Verdict
from cqo_registry.directory.enums import EnterpriseStatus
from cqo_registry.directory.models import Enterprise
from training import workflow_enrolments as workflow
from training.enums import EnrolmentSource, EnrolmentStatus, TraineeKind
from training.facts import enrolling as facts
from training.models import Enrolment, TrainingSession
from training.notices import enrolments as notices
from training.policies import enrolling as policies
from training.policies.sessions import may_run
from training.rules import enrolling as rules

_move = partial(door.move, workflow.ENROLMENT)
POST_MAX = length_of(Enrolment, "post")


@dataclass(frozen=True, slots=True)
class Trainee:
    """Somebody who is no CQO: by name, mobile number and post alone (data minimisation)."""

    name: str
    phone: str
    post: str = ""

    def tidied(self) -> Trainee:
        """As it is stored."""
        name, phone = check_name(self.name).normalised, check_mobile(self.phone).normalised
        return Trainee(name, phone, " ".join(self.post.split()))

    def check(self) -> Verdict:
        """A name, a mobile number, and a post that fits."""
        name, phone = check_name(self.name), check_mobile(self.phone)
        return Verdict.unless(
            not name.valid and Reason("name", name.message or _("请填写姓名。"), "16", field="name"),
            not phone.valid and Reason("phone", phone.message or _("请填写手机号码。"), "16", field="phone"),
            len(self.post) > POST_MAX
            and Reason("post", _("职务最多 100 个字，请缩短。"), "16", field="post"),
        )


@cites("16")
@transaction.atomic
def enrol_cqo(
    session_pk: int, enterprise: Enterprise, *, by: User, source: EnrolmentSource | None = None
) -> Enrolment:
    """Put the enterprise's CQO in office on the list: a seat, or the waiting list. Raises ``Refused``."""
    policies.may_enrol(by, enterprise).require()
    session = _lock(session_pk)
    held, late = facts.cqo_in_office(enterprise), not by.is_enterprise
    facts.enrollable_cqo(session, enterprise, held, on=timezone.localdate(), late=late).require()
    enrolment = _new(session, enterprise, TraineeKind.CQO, by=by, source=source)
    enrolment.appointment, enrolment.person = held, known(held).person
    enrolment.name, enrolment.phone = enrolment.person.name, enrolment.person.phone
    enrolment.post = str(_("首席质量官"))
    _put_down(enrolment, by=by)
    notices.invitation_answered(enrolment)
    return enrolment


@cites("16")
@transaction.atomic
def enrol_staff(
    session_pk: int,
    enterprise: Enterprise,
    trainee: Trainee,
    *,
    by: User,
    source: EnrolmentSource | None = None,
) -> Enrolment:
    """Put another quality manager of the enterprise on the list, where the session takes them."""
    policies.may_enrol(by, enterprise).require()
    session = _lock(session_pk)
    trainee.check().require()
    tidy, late = trainee.tidied(), not by.is_enterprise
    today = timezone.localdate()
    facts.enrollable_staff(session, enterprise, tidy.name, tidy.phone, on=today, late=late).require()
    enrolment = _new(session, enterprise, TraineeKind.STAFF, by=by, source=source)
    enrolment.name, enrolment.phone, enrolment.post = tidy.name, tidy.phone, tidy.post
    _put_down(enrolment, by=by)
    return enrolment


@cites("16")
@transaction.atomic
def cancel(pk: int, *, by: User, version: int | None = None, reason: str = "") -> Enrolment:
    """Take a name off the list and call in the first who waits; an office says why.

    Raises ``Stale`` or ``Refused``. A cancelled name may be put down again.
    """
    session_id = Enrolment.objects.values_list("session_id", flat=True).get(pk=pk)
    session = _lock(session_id)
    enrolment = Enrolment.objects.lock(pk, version=version)
    enrolment.session = session
    reason = reason.strip()
    _cancellable(enrolment, by=by, reason=reason).require()
    enrolment = take_off(enrolment, by=by, reason=reason)
    if not by.is_enterprise:
        notices.taken_off(enrolment, reason=reason)
    fill_seats(session, by=by)
    return enrolment


def take_off(enrolment: Enrolment, *, by: User | None, reason: str) -> Enrolment:
    """Write that the name is off the list. The caller holds both locks, has judged, and fills the seat."""

    def prepare(row: Enrolment) -> set[str]:
        row.session, row.seat = enrolment.session, None
        row.cancelled_at, row.cancel_reason = timezone.now(), reason
        return {"seat", "cancelled_at", "cancel_reason"}

    row: Enrolment = _move(enrolment.pk, workflow.CANCEL, by=by, reason=reason, prepare=prepare, forced=True)
    return row


@cites("16")
@transaction.atomic
def fill_seats(session: TrainingSession, *, by: User | None) -> list[Enrolment]:
    """Give the free seats to who waits, first come first; who moved up.

    Called whenever a seat gets free or the capacity grows. The caller holds the session's row lock. Nobody
    moves up for an enterprise that was deregistered meanwhile.
    """
    if not rules.promotes(facts.offer_of(session), timezone.localdate()):
        return []
    free = facts.free_seats(session)
    standing = session.enrolments.waiting().filter(enterprise__status=EnterpriseStatus.ACTIVE)
    waiting = standing.select_for_update(of=("self",), no_key=True)
    moved = list(waiting[: len(free)]) if free else []
    return [_promote(enrolment, session, seat, by) for seat, enrolment in zip(free, moved, strict=False)]


def _promote(enrolment: Enrolment, session: TrainingSession, seat: int, by: User | None) -> Enrolment:
    def prepare(row: Enrolment) -> set[str]:
        row.session, row.seat = session, seat
        return {"seat"}

    row: Enrolment = _move(enrolment.pk, workflow.PROMOTE, by=by, prepare=prepare, forced=True)
    notices.promoted(row)
    return row


def _lock(session_pk: int) -> TrainingSession:
    return TrainingSession.objects.select_related("authority").lock(session_pk)


def _new(
    session: TrainingSession,
    enterprise: Enterprise,
    kind: TraineeKind,
    *,
    by: User,
    source: EnrolmentSource | None,
) -> Enrolment:
    """A free seat if nobody waits before, else the end of the waiting list."""
    own = EnrolmentSource.ENTERPRISE if by.is_enterprise else EnrolmentSource.OFFICER
    fill_seats(session, by=by)
    free = facts.free_seats(session)
    return Enrolment(
        status=EnrolmentStatus.ENROLLED if free else EnrolmentStatus.WAITING,
        seat=free[0] if free else None,
        session=session,
        enterprise=enterprise,
        authority=enterprise.authority,
        kind=kind,
        source=source or own,
        enrolled_at=timezone.now(),
        enrolled_by=by,
    )


def _put_down(enrolment: Enrolment, *, by: User) -> None:
    enrolment.save(force_insert=True)
    trail.record(
        "enrolment.enrol", by=by, target=enrolment, after=enrolment.status, details={"kind": enrolment.kind}
    )
    if not by.is_enterprise:
        notices.enrolled_for(enrolment)


def _cancellable(enrolment: Enrolment, *, by: User, reason: str) -> Verdict:
    late = bool(may_run(by, enrolment.session))
    allowed = policies.may_cancel(by, enrolment)
    return (
        allowed
        & Verdict.unless(
            not by.is_enterprise
            and not reason
            and Reason("reason", _("请写明取消原因。"), "16", field="reason")
        )
        & facts.cancellable(enrolment, on=timezone.localdate(), late=late)
    )


# --- many at once, from Excel --------------------------------------------------------------------

Line = tuple[Enterprise, Trainee | None]  # no trainee: the enterprise's CQO


@cites("16")
@transaction.atomic
def enrol_many(session_pk: int, lines: list[Line], *, by: User) -> list[Enrolment]:
    """Put down everybody of a workbook, in its order, or nobody. Raises ``Refused``."""
    policies.may_enrol_for_others(by).require()
    _lock(session_pk)
    source = EnrolmentSource.IMPORT
    return [
        enrol_cqo(session_pk, enterprise, by=by, source=source)
        if trainee is None
        else enrol_staff(session_pk, enterprise, trainee, by=by, source=source)
        for enterprise, trainee in lines
    ]
