"""When the enterprise is reminded of a day it has to act by: ten and three days before, and the day after."""

from __future__ import annotations

from datetime import date, timedelta

from cqo_registry.core.regulation import cites

OFFSETS = (10, 3, -1)  # days before the day itself
CATCH_UP = 2  # days a reminder may be late: a worker that stood still over a weekend makes up for it
QUIET = timedelta(days=1)  # whoever worked on it since yesterday needs no reminder yet
EARLIEST, LATEST = OFFSETS[0], OFFSETS[-1] - CATCH_UP


@cites("12", "14")
def reminder_on(due_on: date, *, today: date, active_on: date | None = None) -> int | None:
    """The reminder that is due on ``today``, as its offset; None for none.

    ``active_on`` is the day of the last work on the matter: a reminder before the day waits for as long
    as it may when somebody is at it.
    """
    left = (due_on - today).days
    offset = next((each for each in OFFSETS if each - CATCH_UP <= left <= each), None)
    if offset is None or offset < 0 or active_on is None:
        return offset
    may_wait = left > offset - CATCH_UP
    return None if may_wait and today - active_on <= QUIET else offset
