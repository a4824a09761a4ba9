"""The list 未参训, invitations, and the public check of a certificate."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.http import QueryDict
from django.test import override_settings
from django.utils import timezone

from cqo_registry.core.verdicts import Refused
from cqo_registry.notifications.models import Mail, Notice
from filings.models import Appointment, Filing
from tests import factories
from tests.factories.enrolments import begun_session as begun
from tests.factories.enrolments import open_session
from training.actions import checking, enrolling, grading, inviting, sessions
from training.actions.grading import Grade
from training.facts import untrained as facts
from training.facts.certificates import has_certificate
from training.forms.filters import untrained_filter
from training.models import CertificateCheck, Enrolment, TrainingSession

pytestmark = pytest.mark.django_db


def filed(on: date = date(2025, 1, 15), at: time = time(23, 59), **values: Any) -> Appointment:
    """A CQO in office whose first filing was accepted on a day."""
    filing = factories.accepted(**values)
    moment = timezone.make_aware(datetime.combine(on, at))
    Filing.objects.filter(pk=filing.pk).update(accepted_at=moment)
    return Appointment.objects.get(pk=filing.appointment_id)


def codes(fault: Any) -> list[str]:
    return [reason.code for reason in fault.value.verdict.blocking]


def graded(held: Appointment, result: str, hours: int | None) -> Enrolment:
    session = begun()
    row = enrolling.enrol_cqo(session.pk, held.enterprise, by=factories.filer(held.enterprise))
    grade = Grade(result, None if hours is None else Decimal(hours))
    return grading.grade(session.pk, {row.pk: grade}, by=session.created_by)[0]


def test_a_cqo_is_on_the_list_from_the_corresponding_day():
    held, region = filed(), factories.region_officer()
    assert held not in facts.untrained(region, on=date(2026, 1, 14))
    (row,) = facts.explained(facts.untrained(region, on=date(2026, 1, 15)))
    assert (row.appointment, row.filed_on, row.since) == (held, date(2025, 1, 15), date(2026, 1, 15))
    assert row.why == "从未报名参加集中培训"
    next_day = filed(date(2025, 1, 16), time(0, 0))
    assert next_day not in facts.untrained(region, on=date(2026, 1, 15))


def test_each_sees_the_list_of_the_own_area():
    held, on = filed(), date(2026, 6, 1)
    assert held in facts.untrained(factories.officer("5401"), on=on)
    assert held not in facts.untrained(factories.officer("5402"), on=on)


def test_who_passed_or_left_is_not_on_the_list():
    region, on = factories.region_officer(), timezone.localdate()
    trained, left = filed(), filed()
    graded(trained, "passed", 16)
    Appointment.objects.filter(pk=left.pk).update(ended_on=timezone.localdate())
    assert list(facts.untrained(region, on=on)) == []


@pytest.mark.parametrize(("result", "hours", "word"), [("absent", None, "缺席"), ("failed", 4, "不合格")])
def test_the_list_says_what_came_of_the_last_session(result: str, hours: int | None, word: str):
    held = filed()
    graded(held, result, hours)
    (row,) = facts.explained(facts.untrained(factories.region_officer(), on=timezone.localdate()))
    assert word in row.why


def test_the_list_says_who_is_enrolled_and_who_waits():
    session = open_session(capacity=1)
    for held in (filed(), filed()):
        enrolling.enrol_cqo(session.pk, held.enterprise, by=factories.filer(held.enterprise))
    rows = facts.explained(
        facts.untrained(factories.region_officer(), on=timezone.localdate()).order_by("pk")
    )
    assert ["候补中" in row.why for row in rows] == [False, True]
    assert "结果未评定" in rows[0].why


def test_a_session_called_off_is_neither_coming_nor_a_result_still_to_come():
    held, region, today = filed(), factories.region_officer(), timezone.localdate()
    session = open_session()
    row = enrolling.enrol_cqo(session.pk, held.enterprise, by=factories.filer(held.enterprise))
    assert row in Enrolment.objects.expected()
    sessions.cancel_session(session.pk, by=session.created_by, version=session.version, reason="停电")
    assert row not in Enrolment.objects.expected()
    assert facts.training_of(held.person_id, on=today).coming is None
    (line,) = facts.explained(facts.untrained(region, on=today))
    assert "已取消" in line.why
    listed = {
        tried: untrained_filter(QueryDict(f"tried={tried}"), region, facts.untrained(region, on=today)).qs
        for tried in ("never", "enrolled", "tried")
    }
    assert {tried: list(rows) for tried, rows in listed.items()} == {
        "never": [],
        "enrolled": [],
        "tried": [held],
    }
    again = open_session(starts_on=today + timedelta(days=10))
    enrolling.enrol_cqo(again.pk, held.enterprise, by=factories.filer(held.enterprise))
    assert "结果未评定" in facts.explained(facts.untrained(region, on=today))[0].why


def test_an_invitation_to_a_session_called_off_is_settled_and_told_without_mail():
    invited, listed, session = filed(), filed(), open_session()
    asked, going = (
        factories.filer(held.enterprise, email=f"{held.pk}@example.cn") for held in (invited, listed)
    )
    for held in (invited, listed):
        inviting.invite(session.pk, held.pk, by=factories.officer())
    enrolling.enrol_cqo(session.pk, listed.enterprise, by=going)
    sessions.cancel_session(session.pk, by=session.created_by, version=session.version, reason="停电")
    assert not Notice.objects.filter(about__startswith="training_invitation:", read_at__isnull=True).exists()
    key = "session_cancelled"
    assert [Notice.objects.filter(recipient=user, key__contains=key).count() for user in (asked, going)] == [
        1,
        1,
    ]
    assert [Mail.objects.filter(recipient=user, key__contains=key).count() for user in (asked, going)] == [
        0,
        1,
    ]


def test_who_waited_in_vain_is_said_to_have_had_no_seat():
    region, session = factories.region_officer(), begun(capacity=1)
    posts = [filed(), filed()]
    rows = [
        enrolling.enrol_cqo(session.pk, held.enterprise, by=factories.filer(held.enterprise))
        for held in posts
    ]
    grading.grade(session.pk, {rows[0].pk: Grade("absent")}, by=session.created_by)
    TrainingSession.objects.filter(pk=session.pk).update(status="completed", completed_at=timezone.now())
    why = {
        each.appointment: each.why
        for each in facts.explained(facts.untrained(region, on=timezone.localdate()))
    }
    assert "没有取得座位" in why[posts[1]]
    assert "缺席" in why[posts[0]]


def test_an_invitation_asks_the_enterprise_once_and_the_enrolment_answers():
    held, session, officer = filed(), open_session(), factories.officer()
    filer = factories.filer(held.enterprise, email="filer@example.cn")
    invitation = inviting.invite(session.pk, held.pk, by=officer)
    notice = Notice.objects.get(recipient=filer, key__startswith="training_invitation:")
    assert notice.path.endswith(f"/{session.pk}/enrol/")
    assert Mail.objects.filter(recipient=filer).count() == 1
    with pytest.raises(Refused) as fault:
        inviting.invite(session.pk, held.pk, by=officer)
    assert codes(fault) == ["invited"]
    enrolling.enrol_cqo(session.pk, held.enterprise, by=filer)
    notice.refresh_from_db()
    assert notice.read_at
    row = facts.explained([with_filing(held)])[0]
    assert row.invited == invitation


def with_filing(held: Appointment) -> Any:
    held.filed_at = timezone.now()  # type: ignore[attr-defined]
    return held


def test_many_are_invited_each_with_a_result():
    officer, session = factories.officer(), open_session()
    good, left = filed(), filed()
    Appointment.objects.filter(pk=left.pk).update(ended_on=timezone.localdate())
    trained = graded(filed(), "passed", 16).appointment
    outcomes = inviting.invite_many(session.pk, [good, left, trained], by=officer)
    said = [[reason.code for reason in outcome.verdict.blocking] for outcome in outcomes]
    assert said == [[], ["left"], ["trained"]]


def test_an_office_invites_its_own_area_alone():
    with pytest.raises(Refused) as fault:
        inviting.invite(open_session("54").pk, filed().pk, by=factories.officer("5402"))
    assert codes(fault) == ["not_office"]


def test_the_training_of_a_person_is_one_query(django_assert_num_queries: Any):
    row = graded(filed(), "passed", 16)
    with django_assert_num_queries(1):
        found = facts.training_of(row.person_id, on=timezone.localdate(), filed_at=timezone.now())
    assert found.last == row
    assert (found.coming, found.since) == (None, None)
    assert facts.training_of(None, on=timezone.localdate()).last is None


def test_a_prefecture_is_listed_with_the_zone_inside_it():
    """As on every list of the region (decision D17)."""
    region, today = factories.region_officer(), date(2026, 3, 1)
    inside = filed(enterprise=factories.make_enterprise("LSJKQ"))
    beside = filed(enterprise=factories.make_enterprise("5402"))
    rows = facts.untrained(region, on=today)
    for code, expected in (("5401", {inside}), ("LSJKQ", {inside}), ("5402", {beside})):
        assert set(untrained_filter(QueryDict(f"authority={code}"), region, rows).qs) == expected


def test_the_training_of_a_person_says_what_is_coming_and_what_is_due():
    held = filed()
    session = open_session()
    row = enrolling.enrol_cqo(session.pk, held.enterprise, by=factories.filer(held.enterprise))
    old = timezone.make_aware(datetime(2024, 1, 1))
    found = facts.training_of(held.person_id, on=timezone.localdate(), filed_at=old)
    assert (found.coming, found.since, found.last) == (row, date(2025, 1, 1), None)
    fresh = facts.training_of(held.person_id, on=timezone.localdate(), filed_at=timezone.now())
    assert fresh.since is None


def test_a_paper_given_out_before_a_correction_is_void_and_not_unknown():
    row = graded(filed(), "passed", 16)
    code = row.certificate_code
    grading.correct(row.pk, Grade("absent"), by=row.session.created_by, reason="登记有误")
    row.refresh_from_db()
    again = Grade("passed", Decimal("8"), row.version)
    row = grading.correct(row.pk, again, by=row.session.created_by, reason="试卷复核")
    assert row.certificate_code != code
    assert checking.check_certificate(code, address="1.2.3.4").state == "void"
    assert checking.check_certificate(row.certificate_code, address="1.2.3.4").state == "valid"


def test_the_public_check_says_valid_void_or_unknown_and_keeps_a_line():
    row = graded(filed(), "passed", 16)
    code = row.certificate_code
    assert has_certificate(row)
    typed = code.lower().replace("-", " ")
    assert checking.check_certificate(typed, address="1.2.3.4").state == "valid"
    grading.correct(row.pk, Grade("absent"), by=row.session.created_by, reason="登记有误")
    assert checking.check_certificate(code, address="1.2.3.4").state == "void"
    assert checking.check_certificate("AAAA-AAAA-AAAA-AAAA", address="1.2.3.4").state == "unknown"
    assert checking.check_certificate("", address="1.2.3.4").state == "unknown"
    assert CertificateCheck.objects.count() == 4
    assert "1.2.3.4" not in str(CertificateCheck.objects.values_list())
    assert not has_certificate(Enrolment.objects.get(pk=row.pk))


def test_an_address_that_asks_too_often_is_answered_no_more():
    with override_settings(VERIFY_LIMIT=1):
        checking.check_certificate("x", address="1.2.3.4")
        with pytest.raises(checking.TooOften):
            checking.check_certificate("x", address="1.2.3.4")
        checking.check_certificate("x", address="5.6.7.8")
    assert CertificateCheck.objects.count() == 2
