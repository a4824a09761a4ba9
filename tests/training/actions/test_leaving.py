"""A CQO who leaves the post before the class leaves the seat too (Art. 14, 16)."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.utils import timezone

from cqo_registry.notifications.models import Mail, Notice
from filings.actions import deregistering
from filings.models import Appointment, Filing
from tests import factories
from tests.factories.enrolments import begun_session, cqo, open_session, staff
from training.actions import enrolling, inviting
from training.models import Enrolment
from training.rules.enrolling import leaves_seat

pytestmark = pytest.mark.django_db
FIRST = date(2026, 6, 10)


@pytest.mark.parametrize(
    ("left", "on", "expected"),
    [
        (FIRST, date(2026, 6, 9), True),
        (date(2026, 6, 11), date(2026, 6, 9), False),
        (date(2026, 6, 1), FIRST, False),
    ],
)
def test_who_leaves_by_the_first_day_of_a_session_to_come_leaves_the_list(
    left: date, on: date, expected: bool
):
    assert leaves_seat(left, FIRST, on) is expected


def replaced(filing: Filing) -> Filing:
    """Another person holds the post."""
    return factories.changed(filing, "K1")


def test_the_seat_goes_to_who_waits_and_the_enterprise_is_told_by_mail():
    filing, session = factories.accepted(), open_session(capacity=1)
    filer = factories.filer(filing.enterprise, email="filer@example.cn")
    row, waiting = cqo(session, filing), staff(session)
    replaced(filing)
    row.refresh_from_db()
    waiting.refresh_from_db()
    assert (row.status, row.seat, "离任" in row.cancel_reason) == ("cancelled", None, True)
    assert (waiting.status, waiting.seat) == ("enrolled", 1)
    mail = Mail.objects.get(recipient=filer, key__contains="training_cancelled")
    assert "继任者备案后可以另行报名" in mail.body


def test_the_successor_enrols_anew():
    filing, session = factories.accepted(), open_session()
    first = cqo(session, filing)
    change = replaced(filing)
    second = enrolling.enrol_cqo(session.pk, filing.enterprise, by=factories.filer(filing.enterprise))
    assert second.person == Appointment.objects.get(pk=change.appointment_id).person
    assert (second.person != first.person, second.seat) == (True, 1)


def test_a_session_that_has_begun_keeps_its_list():
    filing = factories.accepted()
    row = cqo(begun_session(), filing)
    replaced(filing)
    row.refresh_from_db()
    assert row.status == "enrolled"


def test_an_open_invitation_of_who_left_is_settled():
    filing, session = factories.accepted(), open_session()
    filer = factories.filer(filing.enterprise)
    invitation = inviting.invite(session.pk, filing.appointment_id, by=factories.officer())
    notice = Notice.objects.get(recipient=filer, key=f"training_invitation:{invitation.pk}")
    replaced(filing)
    notice.refresh_from_db()
    assert notice.read_at


def test_a_deregistered_enterprise_leaves_its_cqos_seat_and_never_moves_up():
    filing, session = factories.accepted(), open_session(capacity=1)
    by = factories.filer(filing.enterprise)
    seated = staff(session)
    cqo_row, other = cqo(session, filing), staff(session, by, name="卓玛")
    on = timezone.localdate() - timedelta(days=1)
    deregistering.deregister(
        filing.enterprise_id, on, by=factories.officer(), version=None, reason="依法注销登记。"
    )
    enrolling.cancel(seated.pk, by=seated.enrolled_by, version=seated.version)
    states = Enrolment.objects.filter(pk__in=[cqo_row.pk, other.pk]).order_by("pk")
    assert list(states.values_list("status", flat=True)) == ["cancelled", "waiting"]
