"""What a session says of itself, and what the register knows around it (Art. 16)."""

from __future__ import annotations

from datetime import date

from django.db.models import Q

from cqo_registry.core.regulation import cites
from cqo_registry.core.verdicts import Verdict
from training.enums import SessionStatus, TrainingResult
from training.facts.institutions import commission_of
from training.models import TrainingSession
from training.rules import sessions as rules
from training.rules.commissions import Commission
from training.rules.sessions import PlanLine, SessionFacts


def described(session: TrainingSession) -> SessionFacts:
    """The session as the rules read it."""
    return SessionFacts(**{name: getattr(session, name) for name in SessionFacts.__dataclass_fields__})


def _commission(session: TrainingSession) -> Commission | None:
    return commission_of(session.institution) if session.institution is not None else None


def _line(session: TrainingSession) -> PlanLine | None:
    item = session.plan_item
    if item is None:
        return None
    return PlanLine(item.organiser_id, item.plan.year, item.plan.published_at is not None)


@cites("16")
def covered(session: TrainingSession) -> Verdict:
    """Whether the institution that runs it is under commission on all of its days."""
    return rules.check_institution(_commission(session), session.starts_on, session.ends_on)


@cites("16", "17")
def well_formed(session: TrainingSession) -> Verdict:
    """Whether a draft says what it must; a missing institution may follow until it opens."""
    line = rules.check_plan_line(_line(session), session.authority_id, session.starts_on)
    return rules.check_session(described(session)) & covered(session) & line


@cites("16")
def organised(session: TrainingSession) -> Verdict:
    """Whether a session of the region has its institution."""
    return rules.check_organiser(session.authority.is_region, _commission(session))


@cites("16", "17")
def openable(session: TrainingSession, *, on: date) -> Verdict:
    """Whether a draft may be offered on ``on``; a deadline already past is remarked upon."""
    return well_formed(session) & organised(session) & rules.check_opening(session.enrol_until, on)


def seats_taken(session: TrainingSession) -> int:
    """How many have a seat."""
    return session.enrolments.seated().count()


@cites("16")
def completable(session: TrainingSession, *, on: date) -> Verdict:
    """Whether it is over on ``on`` and everybody with a seat has a result."""
    pending = session.enrolments.seated().filter(result=TrainingResult.PENDING).count()
    return rules.check_completion(session.ends_on, on, pending)


@cites("16")
def cancellable(session: TrainingSession) -> Verdict:
    """Whether nobody has attended it yet."""
    attended = Q(attended_at__isnull=False) | ~Q(result=TrainingResult.PENDING)
    return rules.check_cancelling(session.enrolments.seated().filter(attended).count())


@cites("16", "17")
def amendable(before: TrainingSession, after: TrainingSession) -> Verdict:
    """Whether an open session may become what ``after`` says."""
    return rules.check_offered(
        described(before),
        described(after),
        staff_before=before.takes_staff,
        staff_after=after.takes_staff,
    ) & rules.check_seats(after.capacity, seats_taken(before))


def editable(session: TrainingSession) -> Verdict:
    """What has been held or called off stays as it was."""
    return rules.check_editable(SessionStatus(session.status))


def discardable(session: TrainingSession) -> Verdict:
    """Only what was never offered may disappear."""
    return rules.check_discardable(SessionStatus(session.status))
