"""Art. 16 and 17: what a session must say, who may hold it, when it begins and ends."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from training.enums import SessionStatus
from training.rules import commissions, plans, sessions
from training.rules.commissions import Commission, Standing
from training.rules.plans import Progress
from training.rules.sessions import PlanLine, SessionFacts

DAY = date(2026, 6, 1)
TERM = Commission(date(2026, 1, 1), date(2026, 12, 31))
FACTS = SessionFacts(
    title="集中培训班",
    mode="onsite",
    place="会议中心",
    online_address="",
    starts_on=DAY,
    ends_on=date(2026, 6, 2),
    enrol_until=date(2026, 5, 28),
    hours=Decimal(8),
    syllabus="法规；方法。",
    capacity=30,
    fee=Decimal(0),
    fee_reason="",
)


def codes(verdict: Any) -> list[str]:
    return [reason.code for reason in verdict]


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({}, None),
        ({"title": ""}, "title"),
        ({"syllabus": ""}, "syllabus"),
        ({"hours": Decimal(0)}, "hours"),
        ({"hours": Decimal("0.5")}, None),
        ({"capacity": 0}, "capacity"),
        ({"capacity": 1}, None),
        ({"ends_on": date(2026, 5, 31)}, "ends_first"),
        ({"ends_on": DAY}, None),
        ({"enrol_until": date(2026, 6, 3)}, "enrols_after"),
        ({"enrol_until": date(2026, 6, 2)}, None),
        ({"place": ""}, "place"),
        ({"mode": "online"}, "address"),
        ({"mode": "online", "online_address": "https://a.cn/1"}, None),
        ({"mode": "radio"}, "mode"),
        ({"fee": Decimal(-1)}, "fee_negative"),
        ({"fee": Decimal("0.01")}, "fee_reason"),
        ({"fee": Decimal(100), "fee_reason": "教材费"}, None),
        ({"fee_reason": "教材费"}, "fee_missing"),
    ],
)
def test_a_session_says_what_it_must(change: dict[str, Any], code: str | None) -> None:
    assert codes(sessions.check_session(replace(FACTS, **change))) == ([code] if code else [])


@pytest.mark.parametrize(
    ("first", "last", "covered"),
    [
        (date(2026, 1, 1), date(2026, 12, 31), True),
        (date(2025, 12, 31), date(2026, 1, 5), False),
        (date(2026, 12, 31), date(2027, 1, 1), False),
    ],
)
def test_an_institution_is_under_commission_on_every_day(first: date, last: date, covered: bool) -> None:
    assert sessions.check_institution(TERM, first, last).passes is covered


def test_an_early_end_cuts_the_commission_on_its_day() -> None:
    ended = replace(TERM, ended_on=date(2026, 7, 1))
    assert ended.holds_until == date(2026, 6, 30)
    assert sessions.check_institution(ended, date(2026, 6, 30), date(2026, 6, 30))
    assert not sessions.check_institution(ended, date(2026, 6, 30), date(2026, 7, 1))
    assert sessions.check_institution(None, DAY, DAY)


def test_the_region_trains_through_an_institution_an_office_need_not() -> None:
    assert codes(sessions.check_organiser(True, None)) == ["no_institution"]
    assert sessions.check_organiser(True, TERM)
    assert sessions.check_organiser(False, None)


@pytest.mark.parametrize(
    ("line", "code"),
    [
        (None, None),
        (PlanLine(1, 2026, True), None),
        (PlanLine(1, 2026, False), "plan_draft"),
        (PlanLine(2, 2026, True), "plan_office"),
        (PlanLine(1, 2025, True), "plan_year"),
    ],
)
def test_a_session_counts_towards_its_own_line(line: PlanLine | None, code: str | None) -> None:
    assert codes(sessions.check_plan_line(line, 1, DAY)) == ([code] if code else [])


def test_opening_after_the_deadline_is_only_remarked_upon() -> None:
    late = sessions.check_opening(DAY, date(2026, 6, 2))
    assert (late.passes, codes(late)) == (True, ["enrolment_over"])
    assert codes(sessions.check_opening(DAY, DAY)) == []


def test_a_session_is_completed_after_its_last_day_with_every_result() -> None:
    assert codes(sessions.check_completion(DAY, DAY, 0)) == ["not_over"]
    assert codes(sessions.check_completion(DAY, date(2026, 6, 2), 1)) == ["pending"]
    assert sessions.check_completion(DAY, date(2026, 6, 2), 0)


def test_what_took_place_is_not_called_off() -> None:
    assert sessions.check_cancelling(0)
    assert codes(sessions.check_cancelling(1)) == ["held"]


@pytest.mark.parametrize(("capacity", "fits"), [(4, False), (5, True), (6, True)])
def test_seats_shrink_to_those_taken(capacity: int, fits: bool) -> None:
    assert sessions.check_seats(capacity, 5).passes is fits


@pytest.mark.parametrize(
    ("change", "staff", "code"),
    [
        ({"place": "另一处"}, (True, True), None),
        ({"hours": Decimal(16)}, (True, True), "hours_settled"),
        ({"fee": Decimal(1)}, (True, True), "fee_settled"),
        ({}, (True, False), "audience_settled"),
        ({}, (False, True), None),
    ],
)
def test_what_was_offered_does_not_get_worse(
    change: dict[str, Any], staff: tuple[bool, bool], code: str | None
) -> None:
    found = sessions.check_offered(
        FACTS, replace(FACTS, **change), staff_before=staff[0], staff_after=staff[1]
    )
    assert codes(found) == ([code] if code else [])


def test_a_move_is_another_place_or_day() -> None:
    assert sessions.moved(FACTS, replace(FACTS, place="另一处", syllabus="新")) == {"place"}
    assert sessions.moved(FACTS, replace(FACTS, capacity=99)) == frozenset()


@pytest.mark.parametrize(
    ("today", "standing"),
    [
        (date(2025, 12, 31), Standing.AHEAD),
        (date(2026, 1, 1), Standing.IN_FORCE),
        (date(2026, 10, 31), Standing.IN_FORCE),
        (date(2026, 11, 1), Standing.EXPIRING),
        (date(2026, 12, 31), Standing.EXPIRING),
        (date(2027, 1, 1), Standing.EXPIRED),
    ],
)
def test_a_commission_stands_by_the_day(today: date, standing: Standing) -> None:
    assert commissions.standing(TERM, today) is standing


def test_an_early_end_outweighs_the_rest() -> None:
    ended = replace(TERM, ended_on=date(2026, 3, 1))
    assert commissions.standing(ended, date(2026, 2, 28)) is Standing.EXPIRING
    assert commissions.standing(ended, date(2026, 3, 1)) is Standing.ENDED
    assert not commissions.runs_out(None, DAY)


def test_a_commission_has_days_in_order_since_the_regulation() -> None:
    assert commissions.check_commission(DAY, DAY)
    assert codes(commissions.check_commission(DAY, date(2026, 5, 31))) == ["ends_first"]
    assert codes(commissions.check_commission(date(2023, 12, 13), DAY)) == ["before_regulation"]
    assert commissions.check_commission(date(2023, 12, 14), DAY)


def test_a_shorter_term_leaves_no_session_without_ground() -> None:
    assert commissions.check_amended(TERM, [(DAY, DAY)])
    assert codes(commissions.check_amended(TERM, [(DAY, DAY), (date(2027, 1, 1), date(2027, 1, 2))])) == [
        "sessions_uncovered"
    ]


@pytest.mark.parametrize(
    ("on", "held", "code"),
    [
        (date(2026, 1, 1), None, None),
        (date(2025, 12, 31), None, "before_start"),
        (date(2026, 12, 31), None, None),
        (date(2027, 1, 1), None, "after_end"),
        (DAY, DAY, "held"),
        (date(2026, 6, 2), DAY, None),
    ],
)
def test_a_commission_ends_early_within_its_term(on: date, held: date | None, code: str | None) -> None:
    assert codes(commissions.check_ending(TERM, on, held)) == ([code] if code else [])
    assert codes(commissions.check_ending(replace(TERM, ended_on=DAY), date(2026, 7, 1), None)) == ["ended"]


def test_a_plan_has_a_year_and_a_title() -> None:
    assert plans.check_plan(2023, "计划")
    assert codes(plans.check_plan(2022, "")) == ["year", "title"]
    assert codes(plans.check_plan(2101, "计划")) == ["year"]


@pytest.mark.parametrize(
    ("line", "code"),
    [
        (("内容", 1, 1, Decimal(8), 1), None),
        (("", 4, 1, Decimal(8), 1), "topic"),
        (("内容", 5, 1, Decimal(8), 1), "quarter"),
        (("内容", 1, 0, Decimal(8), 1), "sessions"),
        (("内容", 1, 1, Decimal(0), 1), "hours"),
        (("内容", 1, 1, Decimal(8), 0), "heads"),
    ],
)
def test_a_line_of_a_plan_is_whole(line: Any, code: str | None) -> None:
    assert codes(plans.check_line(*line)) == ([code] if code else [])


def test_a_plan_is_published_once_with_lines() -> None:
    assert plans.check_publishing(1, False)
    assert codes(plans.check_publishing(0, True)) == ["published", "no_lines"]
    assert plans.check_removal(0)
    assert codes(plans.check_removal(1)) == ["line_used"]


@pytest.mark.parametrize(("held", "heads", "done"), [(2, 60, True), (1, 60, False), (2, 59, False)])
def test_a_line_is_done_when_both_figures_are_reached(held: int, heads: int, done: bool) -> None:
    assert Progress(2, 60, held, heads).done is done


@pytest.mark.parametrize(
    ("status", "edits", "discards"),
    [
        (SessionStatus.DRAFT, [], []),
        (SessionStatus.OPEN, [], ["offered"]),
        (SessionStatus.COMPLETED, ["wrong_state"], ["offered"]),
        (SessionStatus.CANCELLED, ["wrong_state"], ["offered"]),
    ],
)
def test_what_was_held_stays_and_what_was_offered_does_not_disappear(
    status: SessionStatus, edits: list[str], discards: list[str]
):
    assert [reason.code for reason in sessions.check_editable(status)] == edits
    assert [reason.code for reason in sessions.check_discardable(status)] == discards


def test_a_session_that_cannot_be_edited_says_its_state():
    (reason,) = sessions.check_editable(SessionStatus.CANCELLED)
    assert str(SessionStatus.CANCELLED.label) in str(reason.message)


def test_a_commission_that_was_ended_stays_as_it_ended():
    assert commissions.check_not_ended(TERM)
    ended = commissions.check_not_ended(replace(TERM, ended_on=DAY))
    assert [reason.code for reason in ended] == ["ended"]
