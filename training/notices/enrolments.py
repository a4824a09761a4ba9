"""Who is told what of enrolments and invitations (Art. 16).

Mail goes where a decision fell or somebody must act: a seat from the waiting list, a name taken off by
an office, an invitation.
"""

from __future__ import annotations

from django.urls import reverse

from cqo_registry.casework.recipients import enterprise_users, without_numbers
from cqo_registry.notifications.actions.telling import settle, tell
from cqo_registry.notifications.enums import NoticeKind
from filings.models import Appointment
from training.models import Enrolment, TrainingInvitation, TrainingSession


def promoted(enrolment: Enrolment) -> None:
    """The enterprise learns that its trainee moved up from the waiting list."""
    _tell(enrolment, "training_promoted", NoticeKind.DECISION, mail=True)


def enrolled_for(enrolment: Enrolment) -> None:
    """The enterprise learns that its office put somebody on the list."""
    _tell(enrolment, "training_enrolled", NoticeKind.NEWS)


def taken_off(enrolment: Enrolment, *, reason: str) -> None:
    """The enterprise learns that an office took a name off the list, and why."""
    _tell(enrolment, "training_cancelled", NoticeKind.DECISION, mail=True, reason=without_numbers(reason))


def passed(enrolment: Enrolment) -> None:
    """The enterprise learns that the certificate can be printed."""
    _tell(enrolment, "training_passed", NoticeKind.NEWS, number=enrolment.certificate_no)


def invited(invitation: TrainingInvitation) -> None:
    """The enterprise is asked to enrol its CQO; the link leads to the page with the one button."""
    session, held = invitation.session, invitation.appointment
    tell(
        enterprise_users(held.enterprise_id),
        "training_invited",
        key=f"training_invitation:{invitation.pk}",
        kind=NoticeKind.TASK,
        path=reverse("training:enrol", args=[session.pk]),
        about=_invitation_key(session.pk, held.pk),
        mail=True,
        context={
            "session": session.title,
            "office": session.authority.name,
            "day": session.starts_on,
            "until": session.enrol_until,
        },
    )


def invitation_answered(enrolment: Enrolment) -> None:
    """The enrolment is the answer: the task is done."""
    if enrolment.appointment_id:
        settle(_invitation_key(enrolment.session_id, enrolment.appointment_id))


def invitations_lapsed(held: Appointment) -> None:
    """Who left the post can accept no more: the tasks are done."""
    for session_id in TrainingInvitation.objects.filter(appointment=held).values_list("session", flat=True):
        settle(_invitation_key(session_id, held.pk))


def invitations_over(session: TrainingSession) -> None:
    """Nobody can accept any more: the session was held or called off."""
    for held_id in TrainingInvitation.objects.filter(session=session).values_list("appointment", flat=True):
        settle(_invitation_key(session.pk, held_id))


def _invitation_key(session_id: int, appointment_id: int) -> str:
    return f"training_invitation:{session_id}:{appointment_id}"


def _tell(enrolment: Enrolment, text: str, kind: NoticeKind, *, mail: bool = False, **words: str) -> None:
    session = enrolment.session
    tell(
        enterprise_users(enrolment.enterprise_id),
        text,
        key=f"enrolment:{enrolment.pk}:{text}:{enrolment.version}",
        kind=kind,
        path=reverse("training:enrol", args=[session.pk]),
        about=f"enrolment:{enrolment.pk}",
        mail=mail,
        context={"session": session.title, "day": session.starts_on, "trainee": enrolment.name, **words},
    )
