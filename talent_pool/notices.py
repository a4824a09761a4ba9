"""Who is told what of the talent pool (Art. 15): one function per event, in the transaction of the act.

No text names a person: the expert is the CQO of the named enterprise. Mail goes where somebody must act or
a decision fell. Whoever did the thing is not told of it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db.models import QuerySet

from cqo_registry.accounts.models import User
from cqo_registry.casework.recipients import enterprise_users, officers_of, region_officers, without_numbers
from cqo_registry.directory.models import Authority, Enterprise
from cqo_registry.notifications.actions.telling import settle, tell
from cqo_registry.notifications.enums import NoticeKind
from filings.models import Appointment
from talent_pool.enums import LeavingGround
from talent_pool.models import Assignment, Membership, Nomination

Row = Nomination | Membership | Assignment
BY_REGISTER = (LeavingGround.BAR, LeavingGround.MISCONDUCT)


def people_of(authority: Authority) -> QuerySet[User]:
    """Who works in an office, or in the regional bureau."""
    return region_officers() if authority.is_region else officers_of(authority.pk)


def spokesmen_of(membership: Membership) -> QuerySet[User]:
    """Who files for an enterprise in which the expert holds the post."""
    held = Appointment.objects.in_office().filter(person=membership.person_id).values("enterprise")
    return User.objects.filter(enterprise__in=held, is_active=True)


def enterprise_of(membership: Membership) -> Enterprise:
    """The enterprise a text names the expert by: of a post held now, else that of the recommendation."""
    held = Appointment.objects.in_office().filter(person=membership.person_id).select_related("enterprise")
    post = held.order_by("pk").first()
    return post.enterprise if post else membership.nomination.appointment.enterprise


def nomination_proposed(nomination: Nomination, *, by: User) -> None:
    """The person is asked through the enterprise; the region learns of an office's recommendation."""
    words = _nomination(nomination)
    to = enterprise_users(nomination.appointment.enterprise_id)
    _tell(to, "pool_consent_asked", nomination, "asked", NoticeKind.TASK, words, mail=True)
    if not by.is_region:
        _tell(region_officers(), "pool_nominated", nomination, "proposed", NoticeKind.NEWS, words)


def nomination_answered(nomination: Nomination, *, by: User) -> None:
    """The region can decide now; the office that asked learns of the answer."""
    settle(_thing(nomination))
    event = f"answered:{nomination.version}"
    words = {**_nomination(nomination), "answer": nomination.get_consent_display()}
    region = region_officers().exclude(pk=by.pk)
    _tell(region, "pool_answered", nomination, event, NoticeKind.TASK, words, mail=True)
    if not nomination.authority.is_region:
        asking = people_of(nomination.authority).exclude(pk=by.pk)
        _tell(asking, "pool_answered", nomination, event, NoticeKind.NEWS, words)


def nomination_decided(nomination: Nomination, *, by: User) -> None:
    """Enterprise and office learn what the region decided."""
    settle(_thing(nomination))
    words = {
        **_nomination(nomination),
        "status": nomination.get_status_display(),
        "reason": without_numbers(nomination.decision_reason),
    }
    to = enterprise_users(nomination.appointment.enterprise_id)
    _tell(to, "pool_decided", nomination, "decided", NoticeKind.DECISION, words, mail=True)
    asking = people_of(nomination.authority).exclude(pk=by.pk)
    _tell(asking, "pool_decided", nomination, "decided", NoticeKind.NEWS, words)


def nomination_withdrawn(nomination: Nomination, *, by: User) -> None:
    """Nobody has to answer or to decide any more."""
    settle(_thing(nomination))
    to = enterprise_users(nomination.appointment.enterprise_id)
    _tell(to, "pool_withdrawn", nomination, "withdrawn", NoticeKind.NEWS, _nomination(nomination))


def wish_recorded(membership: Membership) -> None:
    """The region closes the membership."""
    words = {"enterprise": enterprise_of(membership).name, "day": membership.wish_on}
    _tell(region_officers(), "pool_wish", membership, "wish", NoticeKind.TASK, words, mail=True)


def post_lost(membership: Membership, *, by: User | None) -> None:
    """The region looks at a member without a post."""
    words = {"enterprise": membership.nomination.appointment.enterprise.name}
    event = f"lost:{membership.version}"
    _tell(region_officers(), "pool_post_lost", membership, event, NoticeKind.TASK, words, mail=True)


def expert_lost(assignment: Assignment) -> None:
    """The office that invited looks for another: nobody answers for an expert without a post.

    The former employer is asked no more; the page of the invitation is none of its business now.
    """
    settle(_thing(assignment))
    event = f"expert_lost:{assignment.membership.version}"
    office = people_of(assignment.authority)
    words = _assignment(assignment)
    _tell(office, "pool_expert_lost", assignment, event, NoticeKind.TASK, words, mail=True)


def member_reviewed(membership: Membership) -> None:
    """What was to be looked at has been."""
    settle(_thing(membership))


def member_left(membership: Membership, *, by: User | None) -> None:
    """Enterprise, office and region learn that the expert left; a ground of the register is not told."""
    settle(_thing(membership))
    quiet = membership.leaving_ground in BY_REGISTER
    words = {
        "enterprise": enterprise_of(membership).name,
        "ground": "" if quiet else membership.get_leaving_ground_display(),
        "reason": "" if quiet else without_numbers(membership.leaving_reason),
    }
    _tell(spokesmen_of(membership), "pool_left", membership, "left", NoticeKind.DECISION, words, mail=True)
    known = {**words, "ground": membership.get_leaving_ground_display()}
    for to in (officers_of(membership.authority_id), region_officers()):
        told = to.exclude(pk=by.pk) if by else to
        _tell(told, "pool_left", membership, "left", NoticeKind.NEWS, known)


def invited(assignment: Assignment) -> None:
    """The expert answers through the enterprise."""
    to = spokesmen_of(assignment.membership)
    _tell(to, "pool_invited", assignment, "invited", NoticeKind.TASK, _assignment(assignment), mail=True)


def answered(assignment: Assignment) -> None:
    """The office that invited learns of the answer, and looks for another where it is a no."""
    settle(_thing(assignment))
    words = {
        **_assignment(assignment),
        "answer": assignment.get_status_display(),
        "reason": without_numbers(assignment.answer_reason),
    }
    event = f"answered:{assignment.status}"
    _tell(
        people_of(assignment.authority),
        "pool_invitation_answered",
        assignment,
        event,
        NoticeKind.DECISION,
        words,
        mail=True,
    )


def closed(assignment: Assignment, *, by: User | None) -> None:
    """The enterprise learns that the task is done, or called off; the office of what nobody of it did."""
    settle(_thing(assignment))
    words = {
        **_assignment(assignment),
        "status": assignment.get_status_display(),
        "reason": without_numbers(assignment.close_reason),
    }
    cancelled = assignment.status == "cancelled"
    kind = NoticeKind.DECISION if cancelled else NoticeKind.NEWS
    to = spokesmen_of(assignment.membership)
    _tell(to, "pool_assignment_closed", assignment, "closed", kind, words, mail=cancelled)
    if by is None or by.authority_id != assignment.authority_id:
        office = people_of(assignment.authority)
        _tell(office, "pool_assignment_closed", assignment, "closed", kind, words, mail=cancelled)


def _tell(
    to: QuerySet[User],
    text: str,
    row: Row,
    event: str,
    kind: NoticeKind,
    words: Mapping[str, Any],
    *,
    mail: bool = False,
) -> None:
    """One event of one row; a task is settled by the next act on it."""
    tell(
        to,
        text,
        key=f"{_thing(row)}:{event}",
        kind=kind,
        path=row.get_absolute_url(),
        about=_thing(row) if kind == NoticeKind.TASK else "",
        mail=mail,
        context=words,
    )


def _thing(row: Row) -> str:
    return f"pool_{row._meta.model_name}:{row.pk}"


def _nomination(nomination: Nomination) -> dict[str, Any]:
    return {
        "enterprise": nomination.appointment.enterprise.name,
        "office": nomination.authority.name,
    }


def _assignment(assignment: Assignment) -> dict[str, Any]:
    return {
        "title": assignment.title,
        "kind": assignment.get_kind_display(),
        "office": assignment.authority.name,
        "enterprise": enterprise_of(assignment.membership).name,
        "start": assignment.starts_on,
        "end": assignment.ends_on,
    }
