"""参训情况 of many persons as of a day: both sides of each date, as many queries for three as for one."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.utils import timezone

from tests import factories
from tests.factories import enrolments
from tests.factories import training as classes
from training.actions import enrolling, grading, sessions
from training.actions.grading import Grade
from training.facts.standing import in_words_of
from training.models import Enrolment

pytestmark = pytest.mark.django_db

NOW = "2026-11-23T04:00:00Z"
ONE = timedelta(days=1)


@pytest.fixture
def clock() -> Any:
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


def on(row: Enrolment, days: int = 0) -> str:
    """The words of the trainee so many days from today."""
    assert row.person_id is not None
    day = timezone.localdate() + days * ONE
    return in_words_of([row.person_id], day, today=timezone.localdate()).get(row.person_id, "")


def passed(days_ago: int, clock: Any) -> Enrolment:
    """Passed so many days ago in a class of that day."""
    filing = factories.accepted()
    clock.shift(-days_ago * ONE)
    row = enrolments.graded(enrolments.cqo(enrolments.begun_session(), filing))
    clock.shift(days_ago * ONE)
    return row


def test_a_certificate_shows_from_its_day_on_and_not_before(clock: Any) -> None:
    row = passed(3, clock)
    said = f"首席质量官集中培训班（合格，证书 {row.certificate_no}，2026-11-20）"
    assert [on(row, days) for days in (0, -3, -4)] == [said, said, ""]


def test_a_name_on_the_list_shows_until_the_result(clock: Any) -> None:
    row = enrolments.cqo(classes.open_session())
    assert on(row) == "首席质量官集中培训班（已报名，2026-12-13 开班）"
    assert on(row, -1) == ""
    clock.shift(20 * ONE)
    enrolments.graded(row, "failed")
    assert on(row) == "首席质量官集中培训班（不合格，2026-12-13）"
    assert on(row, -1) == "首席质量官集中培训班（已报名，2026-12-13 开班）"


def test_a_result_nobody_entered_is_said_to_be_missing(clock: Any) -> None:
    row = enrolments.cqo(enrolments.begun_session())
    clock.shift(ONE)
    assert on(row) == "首席质量官集中培训班（结果未评定，2026-11-23 结班）"


def test_a_certificate_taken_back_is_gone_from_that_day_on(clock: Any) -> None:
    row = passed(0, clock)
    certificate = row.certificate_no
    clock.shift(ONE)
    session = row.session
    grading.correct(
        row.pk, Grade("failed", row.attended_hours, row.version), by=session.created_by, reason="误录"
    )
    assert on(row) == "首席质量官集中培训班（不合格，2026-11-24）"
    assert on(row, -1) == f"首席质量官集中培训班（合格，证书 {certificate}，2026-11-23）"
    again = Enrolment.objects.get(pk=row.pk)
    clock.shift(ONE)
    again = grading.correct(
        row.pk, Grade("passed", row.attended_hours, again.version), by=session.created_by, reason="复核"
    )
    assert again.certificate_no != certificate
    assert again.certificate_no in on(row)
    assert "不合格" in on(row, -1)


def test_a_name_taken_off_is_gone_from_that_day_on(clock: Any) -> None:
    row = enrolments.cqo(classes.open_session())
    clock.shift(ONE)
    enrolling.cancel(row.pk, by=row.enrolled_by, version=row.version)
    assert (on(row), "已报名" in on(row, -1)) == ("", True)


def test_a_class_called_off_is_gone_from_that_day_on(clock: Any) -> None:
    row = enrolments.cqo(classes.open_session())
    clock.shift(ONE)
    session = row.session
    session.refresh_from_db()
    sessions.cancel_session(session.pk, by=session.created_by, version=session.version, reason="停电")
    assert (on(row), "已报名" in on(row, -1)) == ("", True)


def test_who_waits_is_said_to_wait_and_to_have_a_seat_once_there_is_one(clock: Any) -> None:
    session = classes.open_session(capacity=1)
    first, second = enrolments.cqo(session), enrolments.cqo(session)
    assert "候补" in on(second)
    clock.shift(ONE)
    enrolling.cancel(first.pk, by=first.enrolled_by, version=first.version)
    assert ("已报名" in on(second), "候补" in on(second, -1)) == (True, True)


def test_several_classes_stand_with_the_latest_first(clock: Any) -> None:
    filing = factories.accepted()
    late = enrolments.cqo(classes.open_session(title="提升班"), filing)
    clock.shift(-ONE)
    early = enrolments.graded(enrolments.cqo(enrolments.begun_session(title="基础班"), filing))
    clock.shift(ONE)
    assert late.person_id == early.person_id
    assert on(late) == (
        f"提升班（已报名，2026-12-13 开班）；基础班（合格，证书 {early.certificate_no}，2026-11-22）"
    )


def test_a_row_without_a_line_in_the_trail_is_told_by_itself(clock: Any) -> None:
    row = enrolments.cqo(classes.open_session())
    seeded = Enrolment.objects.get(pk=row.pk)
    seeded.pk, seeded.seat, seeded.person_id = None, 2, factories.accepted().appointment.person_id
    seeded.save(force_insert=True)
    clock.shift(ONE)
    assert "已报名" in on(seeded, -1)


def test_three_persons_cost_as_much_as_one(clock: Any, django_assert_num_queries: Any) -> None:
    people = [passed(2, clock).person_id for _person in range(3)]
    day = timezone.localdate()
    for some in (people[:1], people):
        with django_assert_num_queries(1):
            assert len(in_words_of(some, day, today=day)) == len(some)
        with django_assert_num_queries(2):
            assert len(in_words_of(some, day - ONE, today=day)) == len(some)
