"""Jobs in the database: the one door to the queue (procrastinate behind it).

A job is a function without arguments that looks for its work itself and re-reads every row under a
lock; so it may run twice, late, or on two workers at once, and nothing happens twice.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from procrastinate import exceptions
from procrastinate.contrib.django import app

Job = Callable[[], Any]
PERIODIC: dict[str, Job] = {}  # by name; what ``manage.py worker --once`` runs


def periodic(cron: str) -> Callable[[Job], Job]:
    """Run the function whenever ``cron`` (in UTC: Beijing time less eight hours) says so."""

    def register(function: Job) -> Job:
        name = name_of(function)
        PERIODIC[name] = function

        def run(timestamp: int = 0) -> None:
            """What the queue calls; ``timestamp`` is when it was due."""
            function()

        app.periodic(cron=cron)(app.task(name=name, queueing_lock=name)(run))
        return function

    return register


def name_of(function: Job) -> str:
    """What the queue calls a job."""
    return f"{function.__module__}.{function.__name__}"


def enqueue(name: str) -> None:
    """Ask for a run of the named job soon; nothing when one is asked for already.

    Call it after the commit: two open transactions asking for the same job would wait for each other.
    """
    try:
        app.configure_task(name, queueing_lock=name).defer()
    except exceptions.AlreadyEnqueued:
        return
