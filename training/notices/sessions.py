"""Who is told what about plans, institutions and sessions (Art. 16).

Many enterprises are offered a session: they find a line on the site. Mail goes to those on the list alone,
when they have to go elsewhere or need not come.
"""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet

from cqo_registry.accounts.enums import Role
from cqo_registry.accounts.models import User
from cqo_registry.casework.recipients import officers_of, region_officers, without_numbers
from cqo_registry.directory.enums import EnterpriseStatus
from cqo_registry.directory.models import Authority
from cqo_registry.notifications.actions.telling import settle, tell
from cqo_registry.notifications.enums import NoticeKind
from training.models import Enrolment, Institution, TrainingInvitation, TrainingPlan, TrainingSession
from training.notices.enrolments import invitations_over


def offered_to(session: TrainingSession) -> QuerySet[User]:
    """Who files for the enterprises a session is offered to: of all areas, or of the organiser's own."""
    users = User.objects.filter(
        role=Role.ENTERPRISE_FILER, is_active=True, enterprise__status=EnterpriseStatus.ACTIVE
    )
    if session.authority.is_region:
        return users
    office = session.authority_id
    return users.filter(Q(enterprise__authority=office) | Q(enterprise__authority__parent=office))


def enrolled_in(session: TrainingSession) -> QuerySet[User]:
    """Who files for the enterprises with somebody on the list, waiting ones included."""
    listed = Enrolment.objects.live().filter(session=session).values("enterprise")
    return User.objects.filter(role=Role.ENTERPRISE_FILER, is_active=True, enterprise__in=listed)


def invited_to(session: TrainingSession) -> QuerySet[User]:
    """Who files for the enterprises whose CQO was invited."""
    asked = TrainingInvitation.objects.filter(session=session).values("appointment__enterprise")
    return User.objects.filter(role=Role.ENTERPRISE_FILER, is_active=True, enterprise__in=asked)


def session_opened(session: TrainingSession) -> None:
    """The enterprises find the session on the site (no mail)."""
    _tell(session, offered_to(session), "session_opened", NoticeKind.NEWS)


def session_moved(session: TrainingSession) -> None:
    """Those on the list learn that place or days are others now."""
    _tell(session, enrolled_in(session), "session_moved", NoticeKind.DECISION, mail=True)


def session_covered(session: TrainingSession) -> None:
    """It stands under a commission again, or needs none: no institution is to be found any more."""
    settle(thing(session))


def session_cancelled(session: TrainingSession) -> None:
    """Those on the list need not come; who was only invited reads so on the site (no mail)."""
    settle(thing(session))
    invitations_over(session)
    _tell(session, enrolled_in(session), "session_cancelled", NoticeKind.DECISION, mail=True)
    _tell(session, invited_to(session), "session_cancelled", NoticeKind.NEWS)


def session_completed(session: TrainingSession) -> None:
    """What was to be done about it has been done."""
    settle(thing(session))
    invitations_over(session)


def commission_ended(institution: Institution, sessions: list[TrainingSession], *, by: User) -> None:
    """The organisers of sessions that lost their institution have to find another, or other days."""
    for session in sessions:
        office = region_officers() if session.authority.is_region else officers_of(session.authority_id)
        tell(
            office.exclude(pk=by.pk),
            "commission_ended",
            key=f"session:{session.pk}:stranded:{institution.version}",
            kind=NoticeKind.TASK,
            path=session.get_absolute_url(),
            about=thing(session),
            mail=True,
            context={
                "institution": institution.name,
                "title": session.title,
                "number": session.number,
                "day": institution.ended_on,
            },
        )


def plan_published(plan: TrainingPlan) -> None:
    """The offices learn of the year's plan."""
    offices = User.objects.filter(role=Role.PREFECTURE_OFFICER, is_active=True)
    _tell_of_plan(plan, offices, "plan_published")


def plan_amended(plan: TrainingPlan, organiser: Authority) -> None:
    """An office learns that a line of its own is another; the region wrote it itself."""
    _tell_of_plan(plan, officers_of(organiser.pk), "plan_amended")


def _tell_of_plan(plan: TrainingPlan, to: QuerySet[User], text: str) -> None:
    tell(
        to,
        text,
        key=f"plan:{plan.pk}:{plan.version}",
        kind=NoticeKind.NEWS,
        path=plan.get_absolute_url(),
        context={"title": plan.title, "year": str(plan.year)},
    )


def thing(session: TrainingSession) -> str:
    """What open tasks about a session are filed under."""
    return f"session:{session.pk}"


def _tell(
    session: TrainingSession, to: QuerySet[User], text: str, kind: NoticeKind, *, mail: bool = False
) -> None:
    tell(
        to,
        text,
        key=f"session:{session.pk}:{text}:{session.version}",
        kind=kind,
        path=session.get_absolute_url(),
        mail=mail,
        context=_words(session),
    )


def _words(session: TrainingSession) -> dict[str, Any]:
    """What every text about a session may say."""
    return {
        "title": session.title,
        "number": session.number,
        "office": session.authority.name,
        "starts_on": session.starts_on,
        "ends_on": session.ends_on,
        "enrol_until": session.enrol_until,
        "mode": session.get_mode_display(),
        "place": session.place or session.online_address,
        "reason": without_numbers(session.cancel_reason),
    }
