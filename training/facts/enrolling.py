"""What the rules of enrolment ask of the register (Art. 16)."""

from __future__ import annotations

from datetime import date

from cqo_registry.core.regulation import cites
from cqo_registry.core.verdicts import Verdict
from cqo_registry.directory.enums import AuthorityLevel, EnterpriseStatus
from cqo_registry.directory.models import Authority, Enterprise
from filings.models import Appointment
from training.enums import TraineeKind, TrainingResult
from training.models import Enrolment, TrainingSession
from training.rules import enrolling as rules
from training.rules import results


def offer_of(session: TrainingSession) -> rules.Offer:
    """The session as the rules read it."""
    return rules.Offer(session.status, session.enrol_until, session.starts_on, session.audience)


def cqo_in_office(enterprise: Enterprise) -> Appointment | None:
    """The post as it is held now."""
    return Appointment.objects.in_office().filter(enterprise=enterprise).select_related("person").first()


@cites("16")
def named_so(enterprise: Enterprise, name: str) -> Verdict:
    """Whether the CQO in office bears the name that was typed; none typed means whoever it is."""
    held = cqo_in_office(enterprise)
    return rules.check_name(name, held.person.name) if held is not None else Verdict()


def offered_in(session: TrainingSession, office: Authority) -> bool:
    """Whether the session is the region's, or of this office or the office above it."""
    return session.authority_id in (office.pk, office.parent_id) or (
        session.authority.level == AuthorityLevel.REGION
    )


@cites("16")
def enrollable_cqo(
    session: TrainingSession,
    enterprise: Enterprise,
    held: Appointment | None,
    *,
    on: date,
    late: bool = False,
) -> Verdict:
    """Whether the CQO in office, who holds the post ``held``, may go on the list of the session on ``on``."""
    listed = held is not None and session.enrolments.live().filter(person=held.person_id).exists()
    return judge(
        session, enterprise, TraineeKind.CQO, on=on, late=late, in_office=held is not None, listed=listed
    )


@cites("16")
def enrollable_staff(
    session: TrainingSession, enterprise: Enterprise, name: str, phone: str, *, on: date, late: bool = False
) -> Verdict:
    """Whether somebody else of the enterprise may; the same name with the same number is listed once."""
    same = session.enrolments.live().filter(
        kind=TraineeKind.STAFF, enterprise=enterprise, name=name, phone=phone
    )
    listed = bool(name) and same.exists()
    return judge(session, enterprise, TraineeKind.STAFF, on=on, late=late, listed=listed)


def judge(
    session: TrainingSession,
    enterprise: Enterprise,
    kind: str,
    *,
    on: date,
    late: bool,
    listed: bool,
    in_office: bool = True,
) -> Verdict:
    """Whether somebody may go on the list, from what is known of them; one by one or for many rows."""
    offer = offer_of(session)
    candidate = rules.Candidate(
        kind=kind,
        standing=enterprise.status == EnterpriseStatus.ACTIVE,
        offered=offered_in(session, enterprise.authority),
        in_office=in_office,
        listed=listed,
    )
    return rules.check_open(offer, on, late=late) & rules.check_candidate(offer, candidate)


@cites("16")
def cancellable(enrolment: Enrolment, *, on: date, late: bool = False) -> Verdict:
    """Whether the name may come off the list on ``on``."""
    done = enrolment.attended_at is not None or enrolment.result != TrainingResult.PENDING
    return rules.check_cancellable(
        offer_of(enrolment.session),
        on,
        cancelled=enrolment.cancelled_at is not None,
        attended=done,
        late=late,
    )


@cites("16")
def gradable(session: TrainingSession, *, on: date) -> Verdict:
    """Whether attendance and results of the session may be entered on ``on``."""
    return results.check_gradable(status=session.status, starts_on=session.starts_on, on=on)


@cites("16")
def door_open(session: TrainingSession, *, on: date) -> Verdict:
    """Whether one may sign in at the door of the session on ``on``."""
    return results.check_door(
        status=session.status, starts_on=session.starts_on, ends_on=session.ends_on, on=on
    )


def free_seats(session: TrainingSession) -> list[int]:
    """The seats nobody holds; read under the session's lock."""
    taken = session.enrolments.seated().values_list("seat", flat=True)
    return rules.free_seats(session.capacity, (seat for seat in taken if seat is not None))
