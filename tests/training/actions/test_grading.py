"""Attendance, results and certificates."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.utils import timezone

from cqo_registry.audit.models import AuditEvent
from cqo_registry.core.errors import Stale
from cqo_registry.core.verdicts import Refused
from tests import factories
from tests.factories.enrolments import begun_session as begun
from tests.factories.enrolments import open_session, staff
from training.actions import attending, enrolling, grading
from training.actions.grading import Grade
from training.models import Enrolment, TrainingSession

pytestmark = pytest.mark.django_db


def codes(fault: Any) -> list[str]:
    return [reason.code for reason in fault.value.verdict.blocking]


def passed(row: Enrolment, by: Any, hours: str = "16") -> Enrolment:
    return grading.grade(row.session_id, {row.pk: Grade("passed", Decimal(hours), row.version)}, by=by)[0]


def test_the_officer_marks_who_is_there_and_takes_it_back():
    session = begun(capacity=1)
    row, waiting, by = staff(session), staff(session), session.created_by
    assert attending.mark(session.pk, [row.pk, waiting.pk], by=by) == 1
    assert attending.mark(session.pk, [row.pk], by=by) == 0
    row.refresh_from_db()
    assert row.attendance_method == "list"
    row = attending.unmark(row.pk, by=by, version=row.version)
    assert row.attended_at is None
    with pytest.raises(Refused) as fault:
        attending.unmark(row.pk, by=by, version=row.version)
    assert codes(fault) == ["not_marked"]


def test_only_the_organiser_marks_from_the_first_day_on():
    session = begun()
    row = staff(session)
    with pytest.raises(Refused) as fault:
        attending.mark(session.pk, [row.pk], by=factories.officer("5402"))
    assert codes(fault) == ["not_organiser"]
    early = open_session()
    with pytest.raises(Refused) as fault:
        attending.mark(early.pk, [staff(early).pk], by=early.created_by)
    assert codes(fault) == ["too_early"]


def test_at_the_door_an_enterprise_confirms_its_own_people_alone():
    session = begun()
    row, other = staff(session), staff(session)
    assert attending.sign_in(session.door_code, [row.pk], by=row.enrolled_by) == 1
    row.refresh_from_db()
    assert row.attendance_method == "qr"
    with pytest.raises(Refused) as fault:
        attending.sign_in(session.door_code, [other.pk], by=row.enrolled_by)
    assert codes(fault) == ["not_own"]
    with pytest.raises(Refused) as fault:
        attending.sign_in(session.door_code, [], by=row.enrolled_by)
    assert codes(fault) == ["nobody"]


def test_the_door_is_closed_on_another_day():
    session = open_session()
    row = staff(session)
    with pytest.raises(Refused) as fault:
        attending.sign_in(session.door_code, [row.pk], by=row.enrolled_by)
    assert codes(fault) == ["other_day"]


def test_who_passed_receives_a_number_and_a_code_nobody_guesses():
    session = begun()
    rows = [staff(session), staff(session)]
    given = {row.pk: Grade("passed", Decimal(8), row.version) for row in rows}
    done = grading.grade(session.pk, given, by=session.created_by)
    year = timezone.localdate().year
    assert [row.certificate_no for row in done] == [f"XZPXZ-5401-{year}-0001", f"XZPXZ-5401-{year}-0002"]
    assert len({row.certificate_code for row in done}) == 2
    assert all(row.attended_at for row in done)


def test_absent_and_failed_have_no_certificate_and_absence_is_no_attendance():
    session = begun()
    failed, absent, by = staff(session), staff(session), session.created_by
    attending.mark(session.pk, [absent.pk], by=by)
    given = {failed.pk: Grade("failed", Decimal("3.5")), absent.pk: Grade("absent")}
    grading.grade(session.pk, given, by=by)
    failed.refresh_from_db()
    absent.refresh_from_db()
    assert (failed.certificate_no, failed.attended_hours) == ("", Decimal("3.5"))
    assert (absent.attended_at, absent.attended_hours) == (None, Decimal(0))


def test_results_are_entered_all_or_none():
    session = begun()
    good, bad, by = staff(session), staff(session), session.created_by
    given = {good.pk: Grade("passed", Decimal(16)), bad.pk: Grade("passed", Decimal("16.5"))}
    with pytest.raises(Refused) as fault:
        grading.grade(session.pk, given, by=by)
    assert codes(fault) == ["too_many_hours"]
    good.refresh_from_db()
    assert good.result == "pending"
    with pytest.raises(Stale):
        grading.grade(session.pk, {good.pk: Grade("passed", Decimal(1), 99)}, by=by)
    with pytest.raises(Refused) as fault:
        grading.grade(session.pk, {0: Grade("absent")}, by=by)
    assert codes(fault) == ["unknown"]


def test_who_waits_is_not_graded_and_nobody_twice():
    session = begun(capacity=1)
    row, waiting, by = staff(session), staff(session), session.created_by
    with pytest.raises(Refused) as fault:
        grading.grade(session.pk, {waiting.pk: Grade("absent")}, by=by)
    assert codes(fault) == ["no_seat"]
    row = passed(row, by)
    with pytest.raises(Refused) as fault:
        passed(row, by)
    assert codes(fault) == ["graded"]
    with pytest.raises(Refused) as fault:
        attending.unmark(row.pk, by=by)
    assert codes(fault) == ["graded"]


def test_a_wrong_result_is_put_right_with_its_reason():
    session = begun()
    by = session.created_by
    row = passed(staff(session), by)
    number, code = row.certificate_no, row.certificate_code
    with pytest.raises(Refused) as fault:
        grading.correct(row.pk, Grade("absent"), by=by, reason=" ")
    assert codes(fault) == ["reason"]
    row = grading.correct(row.pk, Grade("passed", Decimal(8), row.version), by=by, reason="学时登记有误")
    assert (row.certificate_no, row.attended_hours) == (number, Decimal(8))
    row = grading.correct(row.pk, Grade("failed", Decimal(8), row.version), by=by, reason="考试未通过")
    assert (row.certificate_no, row.certificate_code) == ("", code)
    row = grading.correct(row.pk, Grade("passed", Decimal(8), row.version), by=by, reason="复核通过")
    assert row.certificate_no not in ("", number)
    assert row.certificate_code != code
    assert AuditEvent.objects.about(row).filter(action="enrolment.correct").count() == 3


def test_a_result_is_not_corrected_before_there_is_one_nor_after_completion():
    session = begun()
    row, by = staff(session), session.created_by
    with pytest.raises(Refused) as fault:
        grading.correct(row.pk, Grade("absent"), by=by, reason="x")
    assert codes(fault) == ["pending"]
    row = passed(row, by)
    TrainingSession.objects.filter(pk=session.pk).update(status="completed", completed_at=timezone.now())
    with pytest.raises(Refused) as fault:
        grading.correct(row.pk, Grade("absent"), by=by, reason="x")
    assert codes(fault) == ["completed"]
    with pytest.raises(Refused) as fault:
        enrolling.cancel(row.pk, by=by, reason="x")
    assert codes(fault) == ["not_open", "attended"]


def test_who_signed_in_cannot_be_taken_off():
    session = begun()
    row = staff(session)
    attending.mark(session.pk, [row.pk], by=session.created_by)
    with pytest.raises(Refused) as fault:
        enrolling.cancel(row.pk, by=session.created_by, reason="x")
    assert codes(fault) == ["attended"]


def test_results_wait_for_the_first_day():
    session = open_session(starts_on=timezone.localdate() + timedelta(days=6))
    with pytest.raises(Refused) as fault:
        grading.grade(session.pk, {staff(session).pk: Grade("absent")}, by=session.created_by)
    assert codes(fault) == ["too_early"]
