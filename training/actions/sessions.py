"""A training session from its draft to its end: the organiser's verbs (Art. 16, 17)."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Mapping
from copy import copy
from decimal import Decimal
from functools import partial
from typing import Any

from django.db import transaction
from django.utils import timezone

from cqo_registry.accounts.models import User
from cqo_registry.audit import trail
from cqo_registry.casework import door
from cqo_registry.core.regulation import cites
from filings.actions.numbers import next_number
from training import workflow_sessions as workflow
from training.actions.enrolling import fill_seats
from training.enums import SessionStatus
from training.facts import sessions as facts
from training.models import Institution, TrainingSession
from training.notices import sessions as notices
from training.policies import sessions as policies
from training.rules import sessions as rules

SERIES = "XZPX"
_move = partial(door.move, workflow.SESSION)
DOOR_BYTES = 18  # of randomness in the code of the door; 24 characters
FIELDS = (
    "title",
    "plan_item",
    "institution",
    "mode",
    "place",
    "online_address",
    "starts_on",
    "ends_on",
    "enrol_until",
    "hours",
    "syllabus",
    "capacity",
    "audience",
    "fee",
    "fee_reason",
)


@cites("16", "17")
@transaction.atomic
def create_session(values: Mapping[str, Any], *, by: User) -> TrainingSession:
    """Draft a session of the user's own office; raises ``Refused`` for what it does not say or may not.

    ``values`` are fields of ``FIELDS``; ``institution`` may follow until the session opens.
    """
    policies.may_organise(by).require()
    session = TrainingSession(authority=by.authority, created_by=by)
    _put(session, values)
    _hold_institution(session)
    facts.well_formed(session).require()
    session.save(force_insert=True)
    trail.record("session.create", by=by, target=session, after=session.status)
    return session


@cites("16", "17")
@transaction.atomic
def edit_session(
    pk: int, values: Mapping[str, Any], *, by: User, version: int | None = None
) -> TrainingSession:
    """Change a draft freely, and an open session where it does not hurt those who enrolled.

    Days, place and address of an open session may change: whoever is on the list is told. Raises
    ``Stale`` or ``Refused``.
    """
    session = TrainingSession.objects.lock(pk, version=version)
    (policies.may_run(by, session) & facts.editable(session)).require()
    before = copy(session)
    _put(session, values)
    changed = [name for name in FIELDS if getattr(before, name) != getattr(session, name)]
    if not changed:
        return session
    _hold_institution(session)
    facts.well_formed(session).require()
    if session.status == SessionStatus.OPEN:
        (facts.amendable(before, session) & facts.organised(session)).require()
    door.write(session, changed)
    trail.record("session.edit", by=by, target=session, details={"fields": changed})
    notices.session_covered(session)
    moved = rules.moved(facts.described(before), facts.described(session))
    if moved and session.status == SessionStatus.OPEN:
        notices.session_moved(session)
    if "capacity" in changed and session.status == SessionStatus.OPEN:
        fill_seats(session, by=by)
    return session


@cites("16")
@transaction.atomic
def open_session(pk: int, *, by: User, version: int | None = None) -> TrainingSession:
    """Offer a draft: it gets its number and the code of its door, and enterprises find it on the site.

    A session whose deadline has passed is put on record without a word to the enterprises.
    """

    def prepare(session: TrainingSession) -> Iterable[str]:
        session.opened_at = timezone.now()
        session.number = next_number(SERIES, office=session.authority.code, year=timezone.localdate().year)
        session.door_code = secrets.token_urlsafe(DOOR_BYTES)
        return ("opened_at", "number", "door_code")

    # The institution is held until the commit, so that its commission cannot end in between.
    _hold_institution(TrainingSession.objects.lock(pk, version=version))
    session = _move(pk, workflow.OPEN, by=by, version=version, prepare=prepare)
    if session.enrol_until >= timezone.localdate():
        notices.session_opened(session)
    return session


@cites("16")
@transaction.atomic
def complete_session(pk: int, *, by: User, version: int | None = None) -> TrainingSession:
    """Close a session that is over and whose trainees all have a result."""

    def prepare(session: TrainingSession) -> Iterable[str]:
        session.completed_at = timezone.now()
        return ("completed_at",)

    session = _move(pk, workflow.COMPLETE, by=by, version=version, prepare=prepare)
    notices.session_completed(session)
    return session


@cites("16")
@transaction.atomic
def cancel_session(pk: int, *, by: User, reason: str, version: int | None = None) -> TrainingSession:
    """Call an open session off and say why; whoever is on the list is told, by mail too.

    The list stays as it was: it shows whom the cancellation met.
    """

    def prepare(session: TrainingSession) -> Iterable[str]:
        session.cancelled_at, session.cancel_reason = timezone.now(), reason.strip()
        return ("cancelled_at", "cancel_reason")

    session = _move(pk, workflow.CANCEL, by=by, version=version, reason=reason, prepare=prepare)
    notices.session_cancelled(session)
    return session


@cites("16")
@transaction.atomic
def discard_session(pk: int, *, by: User, version: int | None = None) -> None:
    """Delete a draft that was never offered; its line in the trail stays."""
    session = TrainingSession.objects.lock(pk, version=version)
    (policies.may_run(by, session) & facts.discardable(session)).require()
    trail.record("session.discard", by=by, target=session, before=session.status)
    session.delete()


def _put(session: TrainingSession, values: Mapping[str, Any]) -> None:
    """Write the given fields; texts without the blanks around them, what the mode has no use for emptied."""
    for name in FIELDS:
        if name in values:
            value = values[name]
            setattr(session, name, value.strip() if isinstance(value, str) else value)
    session.hours, session.fee = Decimal(session.hours or 0), Decimal(session.fee or 0)


def _hold_institution(session: TrainingSession) -> None:
    """Read the institution under its lock: its commission stays as it is until the commit."""
    if session.institution_id is not None:
        session.institution = Institution.objects.lock(session.institution_id)
