"""Jobs in the database: the one door to the queue (procrastinate behind it).

A job is a function without arguments that looks for its work itself and re-reads every row under a
lock; so it may run twice, late, or on two workers at once, and nothing happens twice.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from asgiref.sync import async_to_sync
from procrastinate import exceptions
from procrastinate.contrib.django import app

Job = Callable[[], Any]
PERIODIC: dict[str, Job] = {}  # by name; what ``manage.py worker --once`` runs
KEPT_HOURS = 30 * 24  # of failed jobs, for whoever looks why; the others leave nothing behind


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


@periodic("30 19 * * *")
def forget_failed() -> None:
    """Throw failed jobs away after a month, at 03:30 in Beijing."""
    forget = async_to_sync(app.job_manager.delete_old_jobs)
    forget(KEPT_HOURS, include_failed=True, include_cancelled=True, include_aborted=True)


def run_periodic() -> Iterator[tuple[str, Any]]:
    """Run every periodic job now, one after the other; its name and what it says of its work."""
    for name, function in sorted(PERIODIC.items()):
        yield name, function()


async def work(*, wait: bool) -> None:
    """Run queued and periodic jobs: until cancelled, or only what is queued already.

    It talks to the database on connections of its own; finished jobs leave no row behind.
    """
    with app.replace_connector(app.connector.get_worker_connector()) as worker:  # type: ignore[attr-defined]  # only the connector of Django has it
        async with worker.open_async():
            await worker.run_worker_async(
                wait=wait, listen_notify=wait, install_signal_handlers=False, delete_jobs="successful"
            )
