"""When a reminder is due (Art. 12, 14)."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from filings.rules.reminders import EARLIEST, LATEST, reminder_on

DUE = date(2026, 11, 30)


@pytest.mark.parametrize(
    ("left", "offset"),
    [
        (11, None),
        (10, 10),
        (8, 10),
        (7, None),
        (4, None),
        (3, 3),
        (1, 3),
        (0, None),
        (-1, -1),
        (-3, -1),
        (-4, None),
    ],
)
def test_ten_and_three_days_before_and_the_day_after_and_a_little_late(left: int, offset: int | None) -> None:
    assert reminder_on(DUE, today=DUE - timedelta(days=left)) == offset


def test_the_window_looked_at_holds_every_reminder() -> None:
    days = range(-40, 40)
    reminded = [left for left in days if reminder_on(DUE, today=DUE - timedelta(days=left)) is not None]
    assert (max(reminded), min(reminded)) == (EARLIEST, LATEST)


@pytest.mark.parametrize(
    ("left", "days_ago", "offset"),
    [(10, 0, None), (10, 1, None), (10, 2, 10), (8, 0, 10), (3, 0, None), (1, 0, 3), (-1, 0, -1)],
)
def test_whoever_is_at_it_is_left_alone_as_long_as_possible(
    left: int, days_ago: int, offset: int | None
) -> None:
    today = DUE - timedelta(days=left)
    assert reminder_on(DUE, today=today, active_on=today - timedelta(days=days_ago)) == offset
