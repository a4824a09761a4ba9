"""How often a mail is tried."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from cqo_registry.notifications.rules.retrying import LIFETIME, is_stale, next_try

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)


def test_the_waits_grow_from_a_minute_to_a_day_and_then_end() -> None:
    waits = [next_try(attempts, at=NOW) for attempts in range(1, 8)]
    minutes = [wait and (wait - NOW) // timedelta(minutes=1) for wait in waits]
    assert minutes == [1, 5, 30, 120, 360, 1440, None]


def test_a_mail_is_old_news_after_a_fortnight() -> None:
    assert not is_stale(NOW - LIFETIME, at=NOW)
    assert is_stale(NOW - LIFETIME - timedelta(seconds=1), at=NOW)
