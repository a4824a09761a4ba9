"""Putting a CQO forward, the person's answer, and the region's decision (Art. 15)."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from functools import partial

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone

from cqo_registry.accounts.models import User
from cqo_registry.audit import trail
from cqo_registry.casework import door
from cqo_registry.casework.evidence import keep_evidence, open_evidence
from cqo_registry.casework.workflow import Transition
from cqo_registry.core.known import known
from cqo_registry.core.regulation import cites
from cqo_registry.directory.facts import search_text
from filings.models import Appointment, Person
from talent_pool import notices
from talent_pool import workflow_nominations as workflow
from talent_pool.enums import NominationSource
from talent_pool.facts import nominations as facts
from talent_pool.models import Membership, Nomination
from talent_pool.policies import nominations as policies
from talent_pool.rules import nominations as rules

_move = partial(door.move, workflow.NOMINATION)


@cites("15")
@transaction.atomic
def nominate(
    appointment_pk: int,
    *,
    by: User,
    contributions: str,
    skills: Collection[str],
    evidence: UploadedFile[bytes] | None,
) -> Nomination:
    """Put the holder of a post forward and ask the person; the industry is the enterprise's of today.

    Raises ``Refused`` out of the office's area, for whoever is barred, a member or put forward already.
    """
    held = Appointment.objects.select_related("enterprise__profile", "person").get(pk=appointment_pk)
    # Two recommendations of one person wait for each other here.
    Person.objects.select_for_update(of=("self",), no_key=True).get(pk=held.person_id)
    policies.may_nominate(by, held).require()
    case = rules.check_case(contributions.strip(), skills, has_evidence=evidence is not None)
    (facts.nominable(held) & case).require()
    document = open_evidence(evidence)
    profile = held.enterprise.profile
    nomination = Nomination.objects.create(
        source=NominationSource.REGION if by.is_region else NominationSource.PREFECTURE,
        authority=by.office,
        appointment=held,
        person=held.person,
        contributions=contributions.strip(),
        industry=profile.industry if profile else "",
        skills=sorted(skills),
        proposed_at=timezone.now(),
        proposed_by=by,
    )
    keep_evidence(nomination, document)
    trail.record("nomination.propose", by=by, target=nomination, after=nomination.status)
    notices.nomination_proposed(nomination, by=by)
    return nomination


@cites("15")
@transaction.atomic
def record_consent(
    pk: int, *, by: User, version: int | None, answer: str, on: date, note: str = ""
) -> Nomination:
    """Note the person's yes or no and its day; the words of the person stay out of the trail."""

    def prepare(row: Nomination) -> set[str]:
        asked_on = timezone.localdate(row.proposed_at)
        rules.check_answer(answer, on, asked_on, timezone.localdate()).require()
        row.consent, row.consent_on, row.consent_note, row.consent_by = answer, on, note.strip(), by
        return {"consent", "consent_on", "consent_note", "consent_by"}

    row = _move(
        pk,
        workflow.CONSENT,
        by=by,
        version=version,
        details={"answer": answer, "on": on.isoformat()},
        prepare=prepare,
    )
    notices.nomination_answered(row, by=by)
    return row


@cites("15")
@transaction.atomic
def admit(pk: int, *, by: User, version: int | None) -> Membership:
    """The region takes the person into the pool: a new membership each time."""
    row = _decide(pk, workflow.ADMIT, by=by, version=version)
    enterprise = row.appointment.enterprise
    member = Membership.objects.create(
        person=row.person,
        authority=enterprise.authority,
        nomination=row,
        industry=row.industry,
        skills=row.skills,
        search_text=search_text(row.person.name, "")[:200],
        admitted_at=known(row.decided_at),
        admitted_by=by,
    )
    trail.record("member.admit", by=by, target=member, after=member.status, details={"nomination": row.pk})
    notices.nomination_decided(row, by=by)
    return member


@cites("15")
@transaction.atomic
def decline(pk: int, *, by: User, version: int | None, reason: str) -> Nomination:
    """The region does not admit, and says why."""
    row = _decide(pk, workflow.DECLINE, by=by, version=version, reason=reason)
    notices.nomination_decided(row, by=by)
    return row


@cites("15")
@transaction.atomic
def withdraw(pk: int, *, by: User, version: int | None) -> Nomination:
    """The office takes its recommendation back before the decision."""
    row = _decide(pk, workflow.WITHDRAW, by=by, version=version)
    notices.nomination_withdrawn(row, by=by)
    return row


def _decide(
    pk: int, transition: Transition, *, by: User, version: int | None, reason: str = ""
) -> Nomination:
    def prepare(row: Nomination) -> set[str]:
        row.decided_at, row.decided_by, row.decision_reason = timezone.now(), by, reason.strip()
        return {"decided_at", "decided_by", "decision_reason"}

    return _move(
        pk,
        transition,
        by=by,
        version=version,
        reason=reason,
        prepare=prepare,
    )
