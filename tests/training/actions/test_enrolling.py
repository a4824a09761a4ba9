"""Names on the list, seats, the waiting list."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from cqo_registry.audit.models import AuditEvent
from cqo_registry.core.errors import Stale
from cqo_registry.core.verdicts import Refused
from cqo_registry.notifications.models import Mail, Notice
from filings.models import Appointment
from tests import factories
from tests.factories.enrolments import open_session, staff
from training.actions import enrolling
from training.actions.enrolling import Trainee
from training.enums import EnrolmentStatus
from training.models import TrainingSession

pytestmark = pytest.mark.django_db
STAFF = Trainee("央金", "13908910011", "质检科长")


def codes(fault: Any) -> list[str]:
    return [reason.code for reason in fault.value.verdict.blocking]


def lock(session: TrainingSession) -> TrainingSession:
    return TrainingSession.objects.lock(session.pk)


def test_the_cqo_in_office_takes_a_seat_once():
    filing = factories.accepted()
    by, session = factories.filer(filing.enterprise), open_session()
    enrolment = enrolling.enrol_cqo(session.pk, filing.enterprise, by=by)
    assert (enrolment.status, enrolment.seat, enrolment.source) == ("enrolled", 1, "enterprise")
    assert enrolment.name == filing.cqo_name
    assert enrolment.is_cqo
    with pytest.raises(Refused) as fault:
        enrolling.enrol_cqo(session.pk, filing.enterprise, by=by)
    assert codes(fault) == ["listed"]
    line = AuditEvent.objects.about(enrolment).get()
    assert line.action == "enrolment.enrol"
    assert filing.cqo_name not in str(line.details) + line.target_label


def test_a_cancelled_cqo_may_enrol_again():
    filing = factories.accepted()
    by, session = factories.filer(filing.enterprise), open_session()
    first = enrolling.enrol_cqo(session.pk, filing.enterprise, by=by)
    enrolling.cancel(first.pk, by=by, version=first.version)
    second = enrolling.enrol_cqo(session.pk, filing.enterprise, by=by)
    assert second.pk != first.pk
    assert second.seat == 1


def test_an_enterprise_without_a_cqo_cannot_enrol_one():
    by = factories.filer()
    with pytest.raises(Refused) as fault:
        enrolling.enrol_cqo(open_session().pk, by.enterprise, by=by)
    assert codes(fault) == ["no_cqo"]


def test_other_staff_are_kept_by_name_number_and_post_alone():
    by, session = factories.filer(), open_session()
    row = enrolling.enrol_staff(session.pk, by.enterprise, STAFF, by=by)
    assert (row.name, row.phone, row.post, row.person, row.appointment) == (*row_of(STAFF), None, None)
    with pytest.raises(Refused) as fault:
        enrolling.enrol_staff(session.pk, by.enterprise, STAFF, by=by)
    assert codes(fault) == ["listed"]


def row_of(trainee: Trainee) -> tuple[str, str, str]:
    return trainee.name, trainee.phone, trainee.post


@pytest.mark.parametrize(
    ("trainee", "fields"),
    [
        (Trainee("", ""), ["name", "phone"]),
        (Trainee("央金", "12345"), ["phone"]),
        (Trainee("<b>", "13908910011"), ["name"]),
        (Trainee("央金", "13908910011", "长" * 101), ["post"]),
        (Trainee(" 央金 ", "+86 139-0891-0011", "长" * 100), []),
    ],
)
def test_what_is_wrong_with_a_name_is_said_at_its_field(trainee: Trainee, fields: list[str]):
    verdict = trainee.check()
    assert [reason.field for reason in verdict.blocking] == fields
    assert all(str(reason.message) for reason in verdict.blocking)


def test_an_enterprise_cannot_enrol_another_ones_people():
    other = factories.make_enterprise()
    with pytest.raises(Refused) as fault:
        enrolling.enrol_staff(open_session().pk, other, STAFF, by=factories.filer())
    assert codes(fault) == ["not_allowed"]


def test_a_session_of_another_area_is_not_offered():
    by = factories.filer(factories.make_enterprise("5402"))
    with pytest.raises(Refused) as fault:
        staff(open_session("5401"), by)
    assert codes(fault) == ["not_offered"]


@pytest.mark.parametrize(("office", "home"), [("54", "5402"), ("5401", "LSJKQ")])
def test_the_region_and_the_office_above_offer_theirs(office: str, home: str):
    enterprise = factories.make_enterprise("5401")
    enterprise.authority = factories.authority(home)
    enterprise.save()
    assert staff(open_session(office), factories.filer(enterprise)).seat == 1


def test_an_office_enrols_for_its_area_and_the_enterprise_is_told():
    enterprise, officer = factories.make_enterprise(), factories.officer()
    filer = factories.filer(enterprise, email="filer@example.cn")
    row = enrolling.enrol_staff(open_session().pk, enterprise, STAFF, by=officer)
    assert row.source == "officer"
    assert Notice.objects.filter(recipient=filer, key__startswith="enrolment:").count() == 1
    assert not Mail.objects.exists()
    with pytest.raises(Refused):
        enrolling.enrol_staff(open_session().pk, enterprise, STAFF, by=factories.officer("5402"))


def test_the_deadline_binds_the_enterprise_and_not_the_office():
    enterprise, today = factories.make_enterprise(), timezone.localdate()
    session = open_session(starts_on=today, ends_on=today, enrol_until=today - timedelta(days=1))
    with pytest.raises(Refused) as fault:
        staff(session, factories.filer(enterprise))
    assert codes(fault) == ["too_late"]
    assert enrolling.enrol_staff(session.pk, enterprise, STAFF, by=factories.officer()).seat == 1


def test_who_comes_after_the_last_seat_waits_and_moves_up_in_order():
    session = open_session(capacity=1)
    first = staff(session)
    second = staff(session, factories.filer(email="second@example.cn"))
    third = staff(session)
    assert [row.status for row in (first, second, third)] == ["enrolled", "waiting", "waiting"]
    enrolling.cancel(first.pk, by=first.enrolled_by, version=first.version)
    second.refresh_from_db()
    third.refresh_from_db()
    assert (second.status, second.seat, third.status) == ("enrolled", 1, "waiting")
    assert Notice.objects.filter(recipient=second.enrolled_by).count() == 1
    assert Mail.objects.get().recipient == second.enrolled_by
    assert AuditEvent.objects.about(second).filter(action="enrolment.promote").count() == 1


def test_a_larger_room_takes_in_who_waits():
    session = open_session(capacity=1)
    rows = [staff(session) for _ in range(3)]
    TrainingSession.objects.filter(pk=session.pk).update(capacity=3)
    moved = enrolling.fill_seats(lock(session), by=session.created_by)
    assert [row.pk for row in moved] == [row.pk for row in rows[1:]]
    assert [row.seat for row in moved] == [2, 3]
    assert enrolling.fill_seats(lock(session), by=session.created_by) == []


@pytest.mark.parametrize(("late", "status"), [(1, EnrolmentStatus.WAITING), (0, EnrolmentStatus.ENROLLED)])
def test_after_the_first_day_somebody_moves_up_only_while_names_are_taken(late: int, status: str):
    session = open_session(capacity=1)
    first, second = staff(session), staff(session)
    today = timezone.localdate()
    yesterday = today - timedelta(days=1)
    days = {"starts_on": yesterday, "ends_on": today, "enrol_until": today - timedelta(days=late)}
    TrainingSession.objects.filter(pk=session.pk).update(**days)
    enrolling.cancel(first.pk, by=session.created_by, version=1, reason="没有到场")
    second.refresh_from_db()
    assert second.status == status


def test_who_waited_may_be_taken_off_without_moving_anybody():
    session = open_session(capacity=1)
    staff(session)
    waiting = staff(session)
    enrolling.cancel(waiting.pk, by=waiting.enrolled_by)
    assert list(session.enrolments.live().values_list("seat", flat=True)) == [1]


def test_an_office_takes_a_name_off_with_a_reason_and_tells_the_enterprise():
    row = staff(open_session(), factories.filer(email="filer@example.cn"))
    officer = factories.officer()
    with pytest.raises(Refused) as fault:
        enrolling.cancel(row.pk, by=officer, version=row.version)
    assert codes(fault) == ["reason"]
    enrolling.cancel(row.pk, by=officer, version=row.version, reason="企业来电，电话13908910011")
    assert "139" not in Mail.objects.get().body


def test_a_stranger_and_an_old_page_cannot_cancel():
    row = staff(open_session())
    for by in (factories.filer(), factories.officer("5402")):
        with pytest.raises(Refused) as fault:
            enrolling.cancel(row.pk, by=by, reason="x")
        assert codes(fault) == ["not_allowed"]
    with pytest.raises(Stale):
        enrolling.cancel(row.pk, by=row.enrolled_by, version=row.version + 1)


def test_many_go_on_the_list_together_or_not_at_all():
    session, officer = open_session(), factories.officer()
    filing = factories.accepted(by=officer)
    lines = [(filing.enterprise, None), (filing.enterprise, STAFF), (factories.make_enterprise(), STAFF)]
    rows = enrolling.enrol_many(session.pk, lines, by=officer)
    assert [row.status for row in rows] == ["enrolled", "enrolled", "waiting"]
    assert {row.source for row in rows} == {"import"}
    other = open_session()
    with pytest.raises(Refused):
        enrolling.enrol_many(other.pk, [(filing.enterprise, None)] * 2, by=officer)
    assert not other.enrolments.exists()
    with pytest.raises(Refused):
        enrolling.enrol_many(other.pk, lines, by=factories.filer(filing.enterprise))


def test_a_post_that_ended_no_longer_enrols():
    filing = factories.accepted()
    Appointment.objects.filter(pk=filing.appointment_id).update(ended_on=timezone.localdate())
    with pytest.raises(Refused) as fault:
        enrolling.enrol_cqo(open_session().pk, filing.enterprise, by=factories.filer(filing.enterprise))
    assert codes(fault) == ["no_cqo"]
