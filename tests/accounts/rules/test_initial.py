"""A password that somebody else chose, from both sides of its three days."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from cqo_registry.accounts.rules.initial import check_initial, valid_until

GIVEN = datetime(2026, 11, 27, 1, 0, tzinfo=UTC)
HOURS = timedelta(hours=72)
SECOND = timedelta(seconds=1)


@pytest.mark.parametrize(
    ("after", "code"),
    [(SECOND, ""), (HOURS - SECOND, ""), (HOURS, "initial_expired"), (HOURS + SECOND, "initial_expired")],
)
def test_it_is_good_for_72_hours(after: timedelta, code: str):
    verdict = check_initial(valid_until(GIVEN), None, GIVEN + after)
    assert [reason.code for reason in verdict] == ([code] if code else [])


def test_it_is_good_once():
    verdict = check_initial(valid_until(GIVEN), GIVEN + SECOND, GIVEN + 2 * SECOND)
    assert [reason.code for reason in verdict] == ["initial_used"]


def test_an_own_password_has_no_end():
    assert check_initial(None, None, GIVEN + 100 * HOURS)
