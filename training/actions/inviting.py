"""Inviting the CQOs of the list 未参训 to a session (Art. 16, decision D25)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cqo_registry.accounts.models import User
from cqo_registry.audit import trail
from cqo_registry.core.regulation import cites
from cqo_registry.core.verdicts import Reason, Refused, Verdict
from filings.models import Appointment
from training.facts import enrolling as facts
from training.models import Enrolment, TrainingInvitation, TrainingSession
from training.notices import enrolments as notices
from training.policies import enrolling as policies


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of inviting one post."""

    appointment: Appointment
    verdict: Verdict


@cites("16")
@transaction.atomic
def invite(session_pk: int, appointment_pk: int, *, by: User) -> TrainingInvitation:
    """Ask the enterprise to enrol its CQO in the session. Raises ``Refused``.

    Each post is invited to a session once; the enrolment itself is the answer.
    """
    session = TrainingSession.objects.select_related("authority").lock(session_pk)
    held = Appointment.objects.select_related("enterprise__authority", "person").get(pk=appointment_pk)
    (policies.may_invite(by, held.enterprise) & _invitable(session, held)).require()
    invitation = TrainingInvitation.objects.create(
        session=session, appointment=held, sent_at=timezone.now(), sent_by=by
    )
    trail.record("enrolment.invite", by=by, target=session, details={"appointment": held.filing_no})
    notices.invited(invitation)
    return invitation


def invite_many(session_pk: int, appointments: Iterable[Appointment], *, by: User) -> list[Outcome]:
    """Invite each on its own: one that cannot be invited stops no other."""
    outcomes = []
    for held in appointments:
        try:
            invite(session_pk, held.pk, by=by)
            outcomes.append(Outcome(held, Verdict()))
        except Refused as refusal:
            outcomes.append(Outcome(held, refusal.verdict))
    return outcomes


def _invitable(session: TrainingSession, held: Appointment) -> Verdict:
    known = TrainingInvitation.objects.filter(session=session, appointment=held)
    passed = Enrolment.objects.passed().filter(person=held.person_id)
    return Verdict.unless(
        held.ended_on is not None and Reason("left", _("该首席质量官已离任。"), "16"),
        known.exists() and Reason("invited", _("已就这期培训班邀请过该首席质量官。"), "16"),
        passed.exists() and Reason("trained", _("该首席质量官已参加培训并合格。"), "16"),
    ) & (
        facts.enrollable_cqo(session, held.enterprise, held, on=timezone.localdate())
        if held.ended_on is None
        else Verdict()
    )
