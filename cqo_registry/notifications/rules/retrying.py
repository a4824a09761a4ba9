"""How often a mail is tried, and for how long it is still worth sending."""

from __future__ import annotations

from datetime import datetime, timedelta

WAITS = (
    timedelta(minutes=1),
    timedelta(minutes=5),
    timedelta(minutes=30),
    timedelta(hours=2),
    timedelta(hours=6),
    timedelta(days=1),
)
LIFETIME = timedelta(days=14)  # a mail that waited longer tells old news and is not sent


def next_try(attempts: int, *, at: datetime) -> datetime | None:
    """When to try again after the ``attempts``-th failure; None when it was the last one."""
    return at + WAITS[attempts - 1] if attempts <= len(WAITS) else None


def is_stale(queued_at: datetime, *, at: datetime) -> bool:
    """Whether the mail waited longer than it is worth."""
    return at - queued_at > LIFETIME
