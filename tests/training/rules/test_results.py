"""Hours and results that fit each other."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from training.rules.results import check_certificate, check_door, check_gradable, check_result

FIRST, LAST = date(2026, 6, 10), date(2026, 6, 12)


@pytest.mark.parametrize(
    ("result", "hours", "expected"),
    [
        ("passed", "16", []),
        ("passed", "0.1", []),
        ("passed", "16.1", ["too_many_hours"]),
        ("passed", "0", ["no_hours"]),
        ("passed", None, ["hours"]),
        ("passed", "8.25", ["hours"]),
        ("failed", "0", []),
        ("failed", None, ["hours"]),
        ("failed", "-1", ["hours"]),
        ("absent", None, []),
        ("absent", "0", []),
        ("absent", "1", ["absent_hours"]),
        ("pending", "1", ["result"]),
        ("", None, ["result", "hours"]),
    ],
)
def test_result_and_hours_fit_the_session(result: str, hours: str | None, expected: list[str]):
    given = None if hours is None else Decimal(hours)
    verdict = check_result(result, given, Decimal("16.0"))
    assert [reason.code for reason in verdict.blocking] == expected


@pytest.mark.parametrize(
    ("taught", "said"), [("20.0", "20 学时"), ("16.5", "16.5 学时"), ("100.0", "100 学时")]
)
def test_round_hours_are_said_in_plain_figures(taught: str, said: str):
    (reason,) = check_result("passed", Decimal("200.0"), Decimal(taught)).blocking
    assert said in str(reason.message)


@pytest.mark.parametrize(
    ("status", "day", "expected"),
    [
        ("open", FIRST, []),
        ("open", date(2026, 6, 9), ["too_early"]),
        ("open", date(2026, 8, 1), []),
        ("completed", LAST, ["completed"]),
        ("draft", LAST, ["not_open"]),
        ("cancelled", LAST, ["not_open"]),
    ],
)
def test_results_are_entered_from_the_first_day_until_completion(status: str, day: date, expected: list[str]):
    verdict = check_gradable(status=status, starts_on=FIRST, on=day)
    assert [reason.code for reason in verdict.blocking] == expected


@pytest.mark.parametrize(
    ("status", "day", "expected"),
    [
        ("open", date(2026, 6, 9), ["other_day"]),
        ("open", FIRST, []),
        ("open", LAST, []),
        ("open", date(2026, 6, 13), ["other_day"]),
        ("completed", LAST, ["not_open"]),
    ],
)
def test_the_door_is_open_on_the_days_of_the_session(status: str, day: date, expected: list[str]):
    verdict = check_door(status=status, starts_on=FIRST, ends_on=LAST, on=day)
    assert [reason.code for reason in verdict.blocking] == expected


def test_only_who_passed_has_a_certificate():
    assert check_certificate("XZPX-2026-0001")
    assert [reason.code for reason in check_certificate("")] == ["no_certificate"]
