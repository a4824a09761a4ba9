"""A clock that can be moved, so that three years of filings come to be in one minute."""

from __future__ import annotations

import heapq
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from random import Random

from django.utils import timezone

from cqo_registry.core.dates import ONE_DAY, Calendar
from filings.rules.deadlines import due_date

Story = Generator[datetime, None, None]
Move = Callable[[datetime], None]


@contextmanager
def moved_clock() -> Iterator[Move]:
    """Let ``django.utils.timezone.now`` answer what the yielded function was last given."""
    real = timezone.now
    shown = real()

    def move(moment: datetime) -> None:
        nonlocal shown
        shown = moment

    timezone.now = lambda: shown
    try:
        yield move
    finally:
        timezone.now = real


def play(stories: Iterable[Story], *, move: Move, until: datetime) -> None:
    """Carry all stories on together in the order of time; each yields the moment of its next act.

    Nothing happens after ``until``: a story that would go on then simply stays where it is. Nor does time
    go back: what a story wanted earlier than what has happened comes next.
    """
    waiting: list[tuple[datetime, int, Story]] = []
    for order, story in enumerate(stories):
        _wait(waiting, order, story)
    reached = waiting[0][0] if waiting else until
    while waiting:
        moment, order, story = heapq.heappop(waiting)
        if moment > until:
            return
        reached = max(reached, moment)
        move(reached)
        _wait(waiting, order, story)


def _wait(waiting: list[tuple[datetime, int, Story]], order: int, story: Story) -> None:
    moment = next(story, None)
    if moment is not None:
        heapq.heappush(waiting, (moment, order, story))


class Diary:
    """The working days of one office, counted back from the day before ``today``."""

    def __init__(self, calendar: Calendar, *, today: date, since: date) -> None:
        days = (today - n * ONE_DAY for n in range(1, (today - since).days + 1))
        self.days = [day for day in days if calendar.is_working(day)]
        self.calendar, self.today = calendar, today

    def back(self, count: int) -> date:
        """The ``count``-th working day before today; the earliest known one when that is too far."""
        return self.days[min(max(count, 1), len(self.days)) - 1]

    def ago(self, days: int) -> int:
        """How many working days before today the latest one at least ``days`` calendar days ago lies."""
        before = self.today - days * ONE_DAY
        return next((n for n, day in enumerate(self.days, start=1) if day <= before), len(self.days))

    def day_due_in(self, days: int) -> date:
        """A day past whose one month runs out in about so many days, never earlier (Art. 14)."""
        wanted, day = self.today + days * ONE_DAY, self.today - 35 * ONE_DAY
        while due_date(day, self.calendar).due_on < wanted:
            day += ONE_DAY
        return day

    def moment(self, count: int, rng: Random, *, hours: tuple[int, int] = (9, 18)) -> datetime:
        """Some minute within the opening hours of that day, Beijing time."""
        first, last = hours
        minutes = rng.randrange(first * 60 + 30, last * 60)
        start = timezone.make_aware(datetime.combine(self.back(count), time.min))
        return start + timedelta(minutes=minutes, seconds=rng.randrange(60))
