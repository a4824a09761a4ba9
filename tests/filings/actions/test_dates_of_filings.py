"""Dates that cannot be, on every way a filing is handed in and decided (decisions D31, D37)."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
import time_machine
from django.db import connection

from cqo_registry.core.verdicts import Refused
from filings import facts
from filings.actions import deciding, deregistering, drafting, submitting
from filings.models import Appointment, Filing
from tests import factories

pytestmark = pytest.mark.django_db

MORNING = "2026-03-10 09:00:00+08:00"
DAY = date(2026, 3, 10)
LATER = date(2031, 3, 1)
ONE = timedelta(days=1)


def codes(refusal: pytest.ExceptionInfo[Refused]) -> set[str]:
    return {reason.code for reason in refusal.value.verdict.blocking}


def submit(filing: Filing) -> Filing:
    return submitting.submit(filing.pk, by=filing.created_by, version=filing.version)


def work(start: str, end: str | None) -> list[dict[str, object]]:
    return [
        {"employer": "拉萨水泥厂", "post": "质检员", "start": "2012-01-01", "end": None},
        {"employer": "某厂", "post": "检验员", "start": start, "end": end},
    ]


@pytest.mark.parametrize("ahead", [ONE, LATER - DAY])
@time_machine.travel(MORNING)
def test_an_appointment_still_to_come_is_saved_and_not_submitted(ahead: timedelta):
    filing = factories.complete_draft(effective_on=DAY + ahead, signed_on=DAY)
    assert filing.effective_on == DAY + ahead
    with pytest.raises(Refused) as refusal:
        submit(filing)
    assert codes(refusal) == {"effective_ahead"}


@time_machine.travel("2026-03-09 23:59:59+08:00")
def test_the_day_of_effect_begins_at_midnight_in_beijing():
    filing = factories.complete_draft(effective_on=DAY, signed_on=DAY - ONE)
    with pytest.raises(Refused):
        submit(filing)
    with time_machine.travel("2026-03-10 00:00:00+08:00"):
        assert submit(Filing.objects.get(pk=filing.pk)).status == "submitted"


@time_machine.travel(MORNING)
def test_a_resubmission_cannot_move_the_day_ahead():
    sent = factories.claimed(effective_on=DAY, signed_on=DAY)
    filing = deciding.return_for_correction(
        sent.pk, {"effective_on": "日期有误"}, by=sent.claimed_by, version=sent.version
    )
    filing = drafting.save_draft(
        filing.pk, {"effective_on": LATER}, by=filing.created_by, version=filing.version
    )
    with pytest.raises(Refused) as refusal:
        submit(filing)
    assert "effective_ahead" in codes(refusal)


@time_machine.travel(MORNING)
def test_a_successor_begins_before_the_change_is_reported():
    before = factories.accepted(effective_on=date(2026, 1, 5), signed_on=date(2026, 1, 4))
    change = factories.changing(before, "K1", changed_on=DAY - ONE, effective_on=DAY + ONE, signed_on=DAY)
    with pytest.raises(Refused) as refusal:
        submit(change)
    assert "effective_ahead" in codes(refusal)


@pytest.mark.parametrize(
    ("start", "end", "code"),
    [
        ("2020-01-02", "2020-01-01", "quality_work_order"),
        ("2026-03-11", None, "quality_work_ahead"),
        ("2020-01-01", "2026-03-11", "quality_work_ahead"),
    ],
)
@time_machine.travel(MORNING)
def test_an_interval_that_cannot_be_is_not_submitted(start: str, end: str | None, code: str):
    filing = factories.complete_draft(
        effective_on=DAY - ONE, signed_on=DAY - ONE, quality_work=work(start, end)
    )
    with pytest.raises(Refused) as refusal:
        submit(filing)
    assert codes(refusal) == {code}


def handed_in_before_the_rule(**wrong: object) -> Filing:
    """A filing that came in when nothing stopped such dates."""
    filing = factories.claimed(effective_on=DAY - ONE, signed_on=DAY - ONE)
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")  # submitted facts are frozen
        Filing.objects.filter(pk=filing.pk).update(**wrong)
        cursor.execute("SET LOCAL session_replication_role = DEFAULT")
    return Filing.objects.get(pk=filing.pk)


@pytest.mark.parametrize(
    "wrong",
    [
        {"effective_on": LATER, "education": "below"},
        {"quality_work": [{"employer": "x", "post": "y", "start": "2020-01-02", "end": "2020-01-01"}]},
        {"quality_work": [{"employer": "x", "post": "y", "start": "2026-03-11", "end": None}]},
    ],
)
@time_machine.travel(MORNING)
def test_what_came_in_with_such_dates_is_returned_and_neither_accepted_nor_refused(
    wrong: dict[str, object],
):
    filing = handed_in_before_the_rule(**wrong)
    officer = filing.claimed_by
    with pytest.raises(Refused):
        deciding.accept(filing.pk, by=officer, version=filing.version)
    with pytest.raises(Refused) as refusal:
        deciding.refuse(filing.pk, by=officer, version=filing.version, reason="不符合")
    assert codes(refusal) == {"no_ground"}
    field = next(iter(wrong))
    back = deciding.return_for_correction(
        filing.pk, {field: "日期有误，请改正"}, by=officer, version=filing.version
    )
    assert back.status == "returned"


def accepted_for_2062() -> Filing:
    """An appointment that was accepted with a day of effect far ahead."""
    filing = factories.accepted(effective_on=date(2026, 1, 5), signed_on=date(2026, 1, 4))
    Appointment.objects.filter(pk=filing.appointment_id).update(effective_on=date(2062, 1, 5))
    return Filing.objects.get(pk=filing.pk)


@time_machine.travel(MORNING)
def test_a_day_far_ahead_that_was_accepted_does_not_lock_the_enterprise_out():
    days = {"changed_on": DAY - ONE, "effective_on": DAY - ONE, "signed_on": DAY - ONE}
    change = factories.changed(accepted_for_2062(), "K1", **days)
    former = Appointment.objects.get(pk=change.changes_id)
    assert former.ended_on == former.effective_on == date(2062, 1, 5)
    held = Appointment.objects.in_office().get(enterprise=change.enterprise_id)
    assert held.effective_on == DAY - ONE
    assert not Appointment.objects.in_office_on(DAY).filter(pk=former.pk).exists()


@time_machine.travel(MORNING)
def test_a_vacancy_after_such_a_day_is_filled_from_today():
    gone = factories.changed(accepted_for_2062(), "K2", changed_on=DAY - ONE)
    filing = factories.complete_draft(gone.enterprise, effective_on=DAY, signed_on=DAY)
    assert facts.judge_change(filing)
    assert submit(filing).status == "submitted"


@time_machine.travel(MORNING)
def test_an_enterprise_with_such_a_day_is_deregistered_and_comes_back():
    enterprise, officer = accepted_for_2062().enterprise, factories.officer()
    gone = deregistering.deregister(enterprise.pk, DAY, by=officer, version=None, reason="注销")
    assert not Appointment.objects.in_office().filter(enterprise=enterprise).exists()
    deregistering.reinstate(enterprise.pk, by=officer, version=gone.version, reason="误登记")
    assert Appointment.objects.in_office().filter(enterprise=enterprise).exists()
