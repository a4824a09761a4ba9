"""Who may go on a list, until when, and who gets the seat."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from training.rules import enrolling as rules

UNTIL, FIRST, LAST = date(2026, 6, 5), date(2026, 6, 10), date(2026, 6, 12)


def offer(**values: Any) -> rules.Offer:
    given = {
        "status": "open",
        "enrol_until": UNTIL,
        "starts_on": FIRST,
        "audience": "both",
    }
    return rules.Offer(**{**given, **values})


def codes(verdict: Any) -> list[str]:
    return [reason.code for reason in verdict.blocking]


@pytest.mark.parametrize(
    ("day", "late", "expected"),
    [
        (UNTIL, False, []),
        (date(2026, 6, 6), False, ["too_late"]),
        (LAST, True, []),
        (date(2027, 6, 13), True, []),
    ],
)
def test_an_enterprise_has_until_the_last_day_and_an_office_longer(
    day: date, late: bool, expected: list[str]
):
    assert codes(rules.check_open(offer(), day, late=late)) == expected


@pytest.mark.parametrize("status", ["draft", "completed", "cancelled"])
def test_only_an_open_session_takes_names(status: str):
    assert codes(rules.check_open(offer(status=status), UNTIL)) == ["not_open"]


@pytest.mark.parametrize(
    ("candidate", "audience", "expected"),
    [
        ({"kind": "cqo"}, "cqo", []),
        ({"kind": "cqo"}, "both", []),
        ({"kind": "staff", "in_office": False}, "both", []),
        ({"kind": "staff"}, "cqo", ["audience"]),
        ({"kind": "cqo", "in_office": False}, "both", ["no_cqo"]),
        ({"kind": "cqo", "standing": False}, "both", ["deregistered"]),
        ({"kind": "cqo", "offered": False}, "both", ["not_offered"]),
        ({"kind": "cqo", "listed": True}, "both", ["listed"]),
        ({"kind": "staff", "listed": True, "offered": False}, "cqo", ["not_offered", "audience", "listed"]),
    ],
)
def test_who_may_sit_in_a_session(candidate: dict[str, Any], audience: str, expected: list[str]):
    verdict = rules.check_candidate(offer(audience=audience), rules.Candidate(**candidate))
    assert codes(verdict) == expected


@pytest.mark.parametrize(
    ("day", "values", "expected"),
    [
        (date(2026, 6, 9), {}, []),
        (FIRST, {}, ["begun"]),
        (FIRST, {"late": True}, []),
        (UNTIL, {"cancelled": True}, ["cancelled"]),
        (FIRST, {"attended": True, "late": True}, ["attended"]),
    ],
)
def test_a_name_comes_off_the_list_before_the_session_begins(
    day: date, values: dict[str, bool], expected: list[str]
):
    given = {"cancelled": False, "attended": False, **values}
    assert codes(rules.check_cancellable(offer(), day, **given)) == expected


def test_the_list_of_a_completed_session_stays():
    verdict = rules.check_cancellable(offer(status="completed"), UNTIL, cancelled=False, attended=False)
    assert codes(verdict) == ["not_open"]


@pytest.mark.parametrize(
    ("status", "day", "expected"),
    [("open", FIRST, True), ("open", date(2026, 6, 11), False), ("completed", UNTIL, False)],
)
def test_who_waits_moves_up_until_the_first_day(status: str, day: date, expected: bool):
    assert rules.promotes(offer(status=status), day) is expected


@pytest.mark.parametrize(
    ("capacity", "taken", "free"), [(3, [], [1, 2, 3]), (3, [2], [1, 3]), (1, [1], []), (1, [1, 2], [])]
)
def test_the_lowest_seat_is_given_first(capacity: int, taken: list[int], free: list[int]):
    assert rules.free_seats(capacity, taken) == free


@pytest.mark.parametrize(("capacity", "taken", "free"), [(2, [1, 30], []), (3, [1, 30], [2]), (2, [30], [1])])
def test_a_seat_above_a_cut_capacity_is_a_place_all_the_same(
    capacity: int, taken: list[int], free: list[int]
):
    assert rules.free_seats(capacity, taken) == free


@pytest.mark.parametrize(("day", "expected"), [(date(2026, 6, 11), True), (LAST, False)])
def test_who_waits_comes_before_who_enrols_while_a_begun_session_takes_names(day: date, expected: bool):
    assert rules.promotes(offer(enrol_until=date(2026, 6, 11)), day) is expected


@pytest.mark.parametrize(
    ("typed", "expected"),
    [("", []), ("次仁", []), (" 次仁 ", []), ("卓玛", ["other_name"])],
)
def test_a_name_that_was_typed_is_that_of_the_cqo_in_office(typed: str, expected: list[str]):
    assert codes(rules.check_name(typed, "次仁")) == expected
