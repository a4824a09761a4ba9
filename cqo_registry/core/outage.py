"""A database that is gone: who asks is answered at once, and the log is not flooded."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Iterator
from typing import Any

import psycopg
from django import db

ANSWER_WITHIN = 0.7  # seconds a request waits for a connection
REST = 1.0  # seconds without another try after a failure


class OutOfTime(Exception):
    """The database did not answer in time."""


class Breaker:
    """Refuses for a moment what has just failed; idle until the process serves pages."""

    def __init__(self) -> None:
        self.serving = False
        self._until, self._problem = 0.0, None  # type: tuple[float, Exception | None]

    def check(self) -> None:
        """Raise the last failure again while it is fresh."""
        if self.serving and self._problem is not None and time.monotonic() < self._until:
            raise self._problem.with_traceback(None)

    def failed(self, problem: Exception) -> Exception:
        """Remember the failure."""
        self._until, self._problem = time.monotonic() + REST, problem
        return problem

    def in_time(self, act: Callable[[], Any], *, late: Callable[[Any], None] | None = None) -> Any:
        """What ``act`` returns; raises ``OutOfTime`` when it takes too long, and ``late`` gets its result.

        Libpq waits two seconds at least, and a stopped server accepts connections without ever answering.
        """
        if not self.serving:
            return act()
        outcome = _Outcome(late)
        threading.Thread(target=outcome.run, args=(act,), daemon=True).start()
        return outcome.within(ANSWER_WITHIN)


class _Outcome:
    """The result of an act in a thread of its own, unless nobody waits for it any more."""

    def __init__(self, late: Callable[[Any], None] | None) -> None:
        self._late, self._lock, self._done = late, threading.Lock(), threading.Event()
        self._result: Any = None
        self._fault: BaseException | None = None
        self._given_up = False

    def run(self, act: Callable[[], Any]) -> None:
        try:
            self._result = act()
        except BaseException as fault:
            self._fault = fault
        with self._lock:
            self._done.set()
            unwanted = self._given_up and self._fault is None
        if unwanted and self._late is not None:
            self._late(self._result)

    def within(self, seconds: float) -> Any:
        self._done.wait(seconds)
        with self._lock:
            if not self._done.is_set():
                self._given_up = True
                raise OutOfTime
        if self._fault is not None:
            raise self._fault
        return self._result


breaker = Breaker()


def is_outage(fault: BaseException | None) -> bool:
    """Whether the database, and not our code, is why something failed."""
    kinds = (db.OperationalError, db.InterfaceError, psycopg.OperationalError, psycopg.InterfaceError)
    return any(isinstance(one, kinds) for one in _causes(fault))


def _causes(fault: BaseException | None) -> Iterator[BaseException]:
    while fault is not None:
        yield fault
        fault = fault.__cause__


class OneLineASecond(logging.Filter):
    """Lets one line a second through of each kind of fault of the service, and counts the others."""

    def __init__(self) -> None:
        super().__init__()
        self._lock = threading.Lock()
        self._passed: dict[Any, tuple[float, int]] = {}

    def filter(self, record: logging.LogRecord) -> bool:
        """Whether the line goes out."""
        kind = _kind(record)
        if kind is None:
            return True
        with self._lock:
            at, held = self._passed.get(kind, (0.0, 0))
            now = time.monotonic()
            if at and now - at < 1.0:
                self._passed[kind] = (at, held + 1)
                return False
            self._passed[kind] = (now, 0)
        if held:
            record.msg, record.args = f"{record.getMessage()} (+{held})", ()
        return True


def _kind(record: logging.LogRecord) -> Any:
    """What makes two lines alike; None for a line that is never held back."""
    fault = record.exc_info[1] if record.exc_info else None
    if record.name == __name__ or is_outage(fault):
        return "outage"
    return "unavailable" if getattr(record, "status_code", 0) == 503 else None
