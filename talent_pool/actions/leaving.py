"""Leaving the pool and losing the post: by wish, by decision, and by what the register says (Art. 9, 12, 15).

The three receivers stand at the end; they run in the transaction of the act that caused them. The daily
job finds what an event has not reached.
"""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import Any

from django.db import transaction
from django.utils import timezone

from cqo_registry.accounts.models import User
from cqo_registry.casework import door
from cqo_registry.casework.workflow import Transition
from cqo_registry.core.regulation import cites
from filings.enums import ReplacementGround
from filings.models import Appointment, Disqualification, Replacement
from talent_pool import notices
from talent_pool import workflow_members as workflow
from talent_pool.actions import assigning
from talent_pool.enums import LeavingGround, MembershipStatus
from talent_pool.facts import members as facts
from talent_pool.models import Membership
from talent_pool.rules import members as rules

_move = partial(door.move, workflow.MEMBERSHIP)


@cites("15")
@transaction.atomic
def record_wish(pk: int, *, by: User, version: int | None, on: date, note: str = "") -> Membership:
    """The enterprise notes that the person wants to leave; the region closes the membership."""

    def prepare(row: Membership) -> set[str]:
        admitted = timezone.localdate(row.admitted_at)
        rules.check_wish(row.wish_on, on, admitted, timezone.localdate()).require()
        row.wish_on, row.wish_note = on, note.strip()
        return {"wish_on", "wish_note"}

    details = {"on": on.isoformat()}
    row = _move(pk, workflow.WISH, by=by, version=version, details=details, prepare=prepare)
    notices.wish_recorded(row)
    return row


@cites("15")
@transaction.atomic
def keep(pk: int, *, by: User, version: int | None, note: str) -> Membership:
    """The region has looked at a member without a post and keeps them for now."""

    def prepare(row: Membership) -> set[str]:
        row.reviewed_on, row.review_note = timezone.localdate(), note.strip()
        return {"reviewed_on", "review_note"}

    row = _move(pk, workflow.KEEP, by=by, version=version, reason=note, prepare=prepare)
    notices.member_reviewed(row)
    return row


@cites("15")
def depart(pk: int, *, by: User, version: int | None) -> Membership:
    """The region closes the membership of who asked to leave."""
    return _leave(pk, workflow.DEPART, LeavingGround.WISH, by=by, version=version)


@cites("15")
def remove(pk: int, *, by: User, version: int | None, reason: str) -> Membership:
    """The region decides that the expert leaves, and says why."""
    return _leave(pk, workflow.REMOVE, LeavingGround.DECISION, by=by, version=version, reason=reason)


@transaction.atomic
def _leave(
    pk: int,
    transition: Transition,
    ground: LeavingGround,
    *,
    by: User | None,
    version: int | None = None,
    reason: str = "",
    forced: bool = False,
    details: dict[str, Any] | None = None,
) -> Membership:
    """End the stay, and with it what the expert was still to do."""

    def prepare(row: Membership) -> set[str]:
        row.left_at, row.leaving_ground, row.leaving_reason = timezone.now(), ground.value, reason.strip()
        return {"left_at", "leaving_ground", "leaving_reason"}

    row = _move(
        pk,
        transition,
        by=by,
        version=version,
        reason=reason,
        details=details,
        prepare=prepare,
        forced=forced,
    )
    assigning.call_off(row, by=by)
    notices.member_left(row, by=by)
    return row


@transaction.atomic
def _expel(
    pk: int, transition: Transition, ground: LeavingGround, *, by: User | None, details: dict[str, Any]
) -> bool:
    """End a stay by what the register says, unless it has ended meanwhile."""
    if Membership.objects.lock(pk).status != MembershipStatus.CURRENT:
        return False
    _leave(pk, transition, ground, by=by, forced=True, details=details)
    return True


def _stay_of(identity_index: str) -> int | None:
    """The current stay of a person: one query, and mostly the only one."""
    return Membership.objects.current().of(identity_index).values_list("pk", flat=True).first()


@cites("9", "15")
def on_bar_confirmed(sender: Any, bar: Disqualification, by: User | None, **_more: Any) -> bool:
    """A confirmed bar ends the stay of its person; nothing where there is none."""
    pk = _stay_of(bar.identity_index)
    return pk is not None and _expel(pk, workflow.BAR, LeavingGround.BAR, by=by, details={"bar": bar.pk})


@cites("12", "15")
def on_replacement_settled(sender: Any, replacement: Replacement, by: User | None, **_more: Any) -> bool:
    """A replacement for misconduct ends the stay, also where the person holds another post."""
    if ReplacementGround.CONDUCT not in replacement.grounds:
        return False
    pk = _stay_of(replacement.appointment.person.identity_index)
    return pk is not None and _misconduct(pk, replacement, by)


def _misconduct(pk: int, replacement: Replacement, by: User | None) -> bool:
    details = {"replacement": replacement.pk}
    return _expel(pk, workflow.MISCONDUCT, LeavingGround.MISCONDUCT, by=by, details=details)


@cites("14", "15")
@transaction.atomic
def on_appointment_ended(sender: Any, appointment: Appointment, by: User | None, **_more: Any) -> bool:
    """A member without any post is to be reviewed, anew after an earlier review; who invited is told."""
    pk = (
        Membership.objects.inactive()
        .filter(person=appointment.person_id)
        .values_list("pk", flat=True)
        .first()
    )
    if pk is None:
        return False

    def prepare(row: Membership) -> set[str]:
        row.reviewed_on, row.review_note = None, ""
        return {"reviewed_on", "review_note"}

    details = {"appointment": appointment.pk}
    row = _move(pk, workflow.LOSE, by=by, version=None, details=details, prepare=prepare, forced=True)
    notices.post_lost(row, by=by)
    for task in row.assignments.live().select_related("membership", "authority"):
        notices.expert_lost(task)
    return True


@cites("9", "12", "15")
def recheck() -> int:
    """Let whoever is barred or was replaced for misconduct leave, where no event did; how many left."""
    found = 0
    for stay in facts.barred().select_related("person"):
        bars = Disqualification.objects.of(stay.person.identity_index).confirmed()
        details = {"bars": list(bars.values_list("pk", flat=True))}
        found += _expel(stay.pk, workflow.BAR, LeavingGround.BAR, by=None, details=details)
    for stay, replacement in list(facts.replaced_for_misconduct()):
        found += _misconduct(stay.pk, replacement, None)
    return found
