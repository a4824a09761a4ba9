"""Moves of an enterprise, and the office of its county."""

from __future__ import annotations

import pytest

from cqo_registry.core.verdicts import Verdict
from cqo_registry.directory.rules import moving as rules


def codes(verdict: Verdict) -> list[str]:
    return [reason.code for reason in verdict.blocking]


@pytest.mark.parametrize(
    ("active", "waiting", "expected"),
    [
        (True, False, []),
        (True, True, ["waiting"]),
        (False, False, ["deregistered"]),
        (False, True, ["deregistered", "waiting"]),
    ],
)
def test_an_enterprise_that_exists_moves_once_at_a_time(active: bool, waiting: bool, expected: list[str]):
    assert codes(rules.check_movable(active=active, waiting=waiting)) == expected
    assert codes(rules.check_existing(active=active)) == ([] if active else ["deregistered"])


def test_the_county_is_one_the_office_files_for():
    assert rules.check_county(1, 1, "拉萨市市场监管局")
    (reason,) = rules.check_county(2, 1, "拉萨市市场监管局")
    assert (reason.code, reason.field) == ("other_office", "county")
    assert "拉萨市市场监管局" in str(reason.message)
