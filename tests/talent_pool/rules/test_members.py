"""Staying and leaving (Art. 12, 15)."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from talent_pool.rules import members as rules

DAY = date(2026, 11, 20)
ONE = timedelta(days=1)


def test_only_who_lost_the_post_is_reviewed():
    assert rules.check_reviewable(False)
    assert [reason.code for reason in rules.check_reviewable(True)] == ["active"]


def test_a_wish_has_to_be_on_record():
    assert rules.check_wished(DAY)
    assert [reason.code for reason in rules.check_wished(None)] == ["no_wish"]


def test_who_wishes_to_leave_is_asked_no_more():
    assert rules.check_willing(None)
    assert [reason.code for reason in rules.check_willing(DAY)] == ["leaving"]


@pytest.mark.parametrize(
    ("already", "on", "codes"),
    [
        (None, DAY, []),
        (None, DAY + ONE, []),
        (DAY, DAY, ["wished"]),
        (None, DAY - ONE, ["wished_early"]),
        (None, DAY + 2 * ONE, ["wished_ahead"]),
    ],
)
def test_a_wish_is_recorded_once_from_the_admission_to_today(already, on, codes):
    assert [reason.code for reason in rules.check_wish(already, on, DAY, DAY + ONE)] == codes


def test_a_replacement_before_the_admission_ends_no_stay():
    admitted = datetime(2026, 11, 20, 8, tzinfo=UTC)
    assert rules.ends_stay(admitted, admitted)
    assert not rules.ends_stay(admitted - timedelta(seconds=1), admitted)
    assert not rules.ends_stay(None, admitted)
