"""``manage.py worker``: run the jobs beside the site: outbox, reminders, digest, clean-up."""

from __future__ import annotations

import asyncio
import logging
import signal
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils.translation import gettext as _

from cqo_registry.core import jobs

logger = logging.getLogger(__name__)
STOPPING = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)
PAUSE = 5.0  # seconds before another try when the database was away


class Command(BaseCommand):
    """Works until it is told to stop; the job in hand is finished first."""

    help = "Run the jobs until stopped, or with --once everything that is due."

    def add_arguments(self, parser: CommandParser) -> None:
        """``--once`` runs everything due and ends, for cron and tests."""
        parser.add_argument("--once", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        """Once, or until a signal."""
        if options["once"]:
            self._once()
        else:
            asyncio.run(self._until_stopped())

    def _once(self) -> None:
        for name, done in jobs.run_periodic():
            self.stdout.write(f"{name}: {done}")
        asyncio.run(jobs.work(wait=False))

    async def _until_stopped(self) -> None:
        stop = asyncio.Event()
        # One line of ours an outage, not one of the pool for every attempt.
        logging.getLogger("psycopg.pool").setLevel(logging.ERROR)
        for name in STOPPING:
            asyncio.get_running_loop().add_signal_handler(name, stop.set)
        self.stdout.write(_("后台任务已启动：发送邮件、期限提醒、待办摘要和清理。"))
        self.stdout.flush()
        while not stop.is_set():
            await self._work_until(stop)
        self.stdout.write(_("后台任务已停止。"))

    async def _work_until(self, stop: asyncio.Event) -> None:
        """One life of the worker: ends with the signal, or with the database, after a pause."""
        work, told = asyncio.create_task(jobs.work(wait=True)), asyncio.create_task(stop.wait())
        await asyncio.wait({work, told}, return_when=asyncio.FIRST_COMPLETED)
        if told.done():
            work.cancel()
        try:
            await work
        except asyncio.CancelledError:
            pass
        except Exception as fault:
            logger.warning("worker: %s", type(fault).__name__)
        if not stop.is_set():
            self.stderr.write(_("后台任务中断，稍后重试。"))
            await asyncio.wait({told}, timeout=PAUSE)
        told.cancel()
