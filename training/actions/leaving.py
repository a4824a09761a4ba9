"""A CQO leaves the post before the class: the seat goes to who waits (Art. 14, 16).

The receiver runs in the transaction of the act that ended the post.
"""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from cqo_registry.accounts.models import User
from cqo_registry.core.regulation import cites
from filings.models import Appointment
from training.actions.enrolling import fill_seats, take_off
from training.models import Enrolment, TrainingSession
from training.notices import enrolments as notices
from training.rules import enrolling as rules


@cites("14", "16")
@transaction.atomic
def on_appointment_ended(sender: Any, appointment: Appointment, by: User | None, **_more: Any) -> int:
    """Take whoever no longer is the CQO off the lists of sessions to come; how many lists.

    The successor is another person and enrols anew, and so does this person from another post. A session
    that begins while the post is still held, or has begun, keeps its list.
    """
    notices.invitations_lapsed(appointment)
    rows = Enrolment.objects.expected().filter(appointment=appointment, attended_at__isnull=True)
    done = 0
    for session_pk, pk in list(rows.order_by("session_id").values_list("session_id", "pk")):
        done += _release(session_pk, pk, appointment, by)
    return done


def _release(session_pk: int, pk: int, appointment: Appointment, by: User | None) -> bool:
    session = TrainingSession.objects.select_related("authority").lock(session_pk)
    row = Enrolment.objects.lock(pk)
    row.session = session
    left, today = appointment.ended_on, timezone.localdate()
    if not (row.is_expected and left and rules.leaves_seat(left, session.starts_on, today)):
        return False
    reason = _("首席质量官已于%(day)s离任，报名随之取消；继任者备案后可以另行报名。") % {"day": left}
    row = take_off(row, by=by, reason=reason)
    notices.taken_off(row, reason=reason)
    fill_seats(session, by=by)
    return True
