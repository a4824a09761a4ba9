"""Invitations an enterprise can still accept (Art. 16)."""

from __future__ import annotations

from datetime import date

from cqo_registry.accounts.models import User
from cqo_registry.core.regulation import cites
from filings.models import Appointment
from training.models import Enrolment, TrainingInvitation, TrainingSession


@cites("16")
def acceptable(user: User, *, on: date) -> list[TrainingInvitation]:
    """Those to sessions that still take names, of a CQO in office who is not on the list: two queries."""
    sent = TrainingInvitation.objects.visible_to(user).filter(
        session__in=TrainingSession.objects.offered_to(user).open_to_enrolment(on=on),
        appointment__in=Appointment.objects.in_office(),
    )
    live = Enrolment.objects.visible_to(user).live().filter(person__isnull=False)
    answered = set(live.values_list("session_id", "person_id"))
    found = sent.select_related("session__authority", "appointment__person")
    return [each for each in found if (each.session_id, each.appointment.person_id) not in answered]
