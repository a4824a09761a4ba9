"""What a matter names, who can be sent, and what is said of the work (Art. 15)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from talent_pool.rules import assignments as rules
from talent_pool.rules.assignments import Matter, Span

DAY = date(2026, 11, 20)
ONE = timedelta(days=1)
MATTER = Matter("diagnosis", "水泥质量诊断", Span(DAY, DAY + ONE), True, "process")


def codes(verdict) -> list[str]:
    return [reason.code for reason in verdict.blocking]


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({}, []),
        ({"kind": "party"}, ["kind"]),
        ({"title": ""}, ["title"]),
        ({"skill": ""}, []),
        ({"skill": "magic"}, ["skill"]),
        ({"has_enterprise": False}, ["enterprise"]),
        ({"has_enterprise": False, "kind": "consultation"}, []),
        ({"span": Span(DAY + ONE, DAY)}, ["days"]),
        ({"span": Span(DAY, DAY + 365 * ONE)}, []),
        ({"span": Span(DAY, DAY + 366 * ONE)}, ["days"]),
        ({"span": Span(DAY - ONE, DAY)}, []),
        ({"span": Span(DAY - ONE, DAY - ONE)}, ["past"]),
    ],
)
def test_a_matter_is_complete_and_not_over(values, expected):
    assert codes(rules.check_matter(replace(MATTER, **values), DAY)) == expected


def test_only_an_active_member_is_sent():
    assert rules.check_available(current=True, holds_post=True)
    assert codes(rules.check_available(current=True, holds_post=False)) == ["inactive"]
    assert codes(rules.check_available(current=False, holds_post=True)) == ["left"]


@pytest.mark.parametrize(
    ("start", "end", "meets"),
    [(-3, -1, False), (-3, 0, True), (0, 0, True), (1, 5, True), (2, 5, False), (-3, 5, True)],
)
def test_days_that_meet_only_warn(start, end, meets):
    other = Span(DAY + start * ONE, DAY + end * ONE)
    verdict = rules.check_overlap(MATTER.span, [other])
    assert verdict
    assert bool(verdict.warnings) is meets


def test_nothing_is_done_before_it_begins():
    assert rules.check_begun(DAY, DAY)
    assert codes(rules.check_begun(DAY + ONE, DAY)) == ["not_begun"]


@pytest.mark.parametrize(
    ("outcome", "days", "rating", "expected"),
    [
        ("改进", "1", 1, []),
        ("改进", "0.5", 5, []),
        ("改进", "2", 3, []),
        ("", "1", 3, ["outcome"]),
        ("改进", None, 3, ["days"]),
        ("改进", "0", 3, ["days"]),
        ("改进", "0.3", 3, ["days"]),
        ("改进", "2.5", 3, ["too_many_days"]),
        ("改进", "1", None, ["rating"]),
        ("改进", "1", 0, ["rating"]),
        ("改进", "1", 6, ["rating"]),
    ],
)
def test_a_result_has_an_outcome_days_in_halves_and_a_rating(outcome, days, rating, expected):
    worked = None if days is None else Decimal(days)
    assert codes(rules.check_result(outcome, worked, rating, MATTER.span, DAY + 9 * ONE)) == expected


def test_days_worked_end_today():
    assert codes(rules.check_result("改进", Decimal("1.5"), 3, MATTER.span, DAY)) == ["too_many_days"]
