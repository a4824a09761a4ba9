"""Asking experts for a matter, their answers, and what came of it (Art. 12, 15)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import partial

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from cqo_registry.accounts.models import User
from cqo_registry.audit import trail
from cqo_registry.casework import door
from cqo_registry.casework.workflow import Transition
from cqo_registry.core.regulation import cites
from cqo_registry.core.verdicts import Reason, Verdict
from cqo_registry.directory.models import Enterprise
from talent_pool import notices
from talent_pool import workflow_assignments as workflow
from talent_pool.enums import AssignmentStatus
from talent_pool.facts import assignments as facts
from talent_pool.models import Assignment, Membership
from talent_pool.policies import assignments as policies
from talent_pool.rules import assignments as rules
from talent_pool.rules.assignments import Matter, Span

_move = partial(door.move, workflow.ASSIGNMENT)


@dataclass(frozen=True, slots=True)
class Call:
    """The matter an office asks experts for, as typed and checked."""

    kind: str
    title: str
    starts_on: date
    ends_on: date
    enterprise: Enterprise | None = None
    skill: str = ""
    place: str = ""
    note: str = ""

    @property
    def matter(self) -> Matter:
        """What the rules ask about."""
        span = Span(self.starts_on, self.ends_on)
        return Matter(self.kind, self.title.strip(), span, self.enterprise is not None, self.skill)


@cites("12", "15")
@transaction.atomic
def invite(members: Iterable[int], call: Call, *, by: User) -> list[Assignment]:
    """Invite experts for a matter, all of them or none.

    Raises ``Refused`` outside the area, for an incomplete matter, for no expert, and for one who is not
    active, wishes to leave or must stay away (Art. 12), whatever list the choice came from.
    """
    policies.may_assign(by, call.enterprise).require()
    chosen = sorted(set(members))
    known = Membership.objects.filter(pk__in=chosen).count()
    (
        rules.check_matter(call.matter, timezone.localdate())
        & Verdict.unless(
            not chosen and Reason("nobody", _("请至少选择一位专家。"), "15", field="members"),
            known < len(chosen)
            and Reason("unknown", _("所选专家不在人才库中，请重新选择。"), "15", field="members"),
        )
    ).require()
    return [_invite(pk, call, by) for pk in chosen]


def _invite(pk: int, call: Call, by: User) -> Assignment:
    member = Membership.objects.lock(pk)
    facts.sendable(member, call.enterprise).require()
    row = Assignment.objects.create(
        membership=member,
        authority=by.office,
        kind=call.kind,
        title=call.title.strip(),
        enterprise=call.enterprise,
        skill=call.skill,
        place=call.place.strip(),
        starts_on=call.starts_on,
        ends_on=call.ends_on,
        note=call.note.strip(),
        invited_at=timezone.now(),
        invited_by=by,
    )
    trail.record("assignment.invite", by=by, target=row, after=row.status, details={"member": member.pk})
    notices.invited(row)
    return row


@cites("12", "15")
def accept(pk: int, *, by: User, version: int | None) -> Assignment:
    """The expert takes the task on; whether they must stay away is asked again."""
    return _answer(pk, workflow.ACCEPT, by=by, version=version)


@cites("15")
def decline(pk: int, *, by: User, version: int | None, reason: str = "") -> Assignment:
    """The expert does not come."""
    return _answer(pk, workflow.DECLINE, by=by, version=version, reason=reason)


@cites("12", "15")
def recuse(pk: int, *, by: User, version: int | None, reason: str) -> Assignment:
    """The expert declares what speaks against going; also after the acceptance."""
    return _answer(pk, workflow.RECUSE, by=by, version=version, reason=reason)


@transaction.atomic
def _answer(
    pk: int, transition: Transition, *, by: User, version: int | None, reason: str = ""
) -> Assignment:
    def prepare(row: Assignment) -> set[str]:
        row.answered_at, row.answer_reason = timezone.now(), reason.strip()
        return {"answered_at", "answer_reason"}

    row = _move(pk, transition, by=by, version=version, reason=reason, prepare=prepare)
    notices.answered(row)
    return row


@cites("15")
@transaction.atomic
def finish(
    pk: int,
    *,
    by: User,
    version: int | None,
    outcome: str,
    days: Decimal | None,
    rating: int | None,
    feedback: str = "",
) -> Assignment:
    """The office records what came of it: the line of the expert's record of service."""

    def prepare(row: Assignment) -> set[str]:
        span = Span(row.starts_on, row.ends_on)
        rules.check_result(outcome.strip(), days, rating, span, timezone.localdate()).require()
        row.outcome, row.days, row.rating = outcome.strip(), days, rating
        row.feedback, row.done_at = feedback.strip(), timezone.now()
        return {"outcome", "days", "rating", "feedback", "done_at"}

    details = {"days": str(days), "rating": rating}
    row = _move(pk, workflow.DONE, by=by, version=version, details=details, prepare=prepare)
    notices.closed(row, by=by)
    return row


@cites("15")
def cancel(pk: int, *, by: User, version: int | None, reason: str) -> Assignment:
    """The office calls the task off, and says why."""
    return _cancel(pk, by=by, version=version, reason=reason)


@transaction.atomic
def _cancel(
    pk: int, *, by: User | None, version: int | None, reason: str, forced: bool = False
) -> Assignment:
    def prepare(row: Assignment) -> set[str]:
        row.close_reason = reason.strip()
        return {"close_reason"}

    row = _move(pk, workflow.CANCEL, by=by, version=version, reason=reason, prepare=prepare, forced=forced)
    notices.closed(row, by=by)
    return row


@cites("15")
def call_off(member: Membership, *, by: User | None) -> None:
    """With the stay end open invitations and tasks under way or to come; what is over is still recorded.

    Called in the transaction in which the member leaves, under the member's lock.
    """
    accepted = Q(status=AssignmentStatus.ACCEPTED, ends_on__gte=timezone.localdate())
    rows = member.assignments.filter(Q(status=AssignmentStatus.INVITED) | accepted)
    # Locked before they are read: an answer of this moment wins or waits.
    locked = rows.select_for_update(of=("self",), no_key=True).order_by("pk")
    for pk in list(locked.values_list("pk", flat=True)):
        _cancel(pk, by=by, version=None, reason=_("专家已出库。"), forced=True)
