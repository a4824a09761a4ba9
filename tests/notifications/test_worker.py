"""``manage.py worker``: from an act to a mail that arrived, and an end that leaves nothing half done."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
import time
from io import StringIO
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.core.management import call_command
from django.db import connection

from cqo_registry.core import jobs
from cqo_registry.core.management.commands import worker
from cqo_registry.notifications.enums import MailState
from cqo_registry.notifications.models import Mail
from tests import factories
from tests.notifications.smtp import MailServer

pytestmark = [pytest.mark.races, pytest.mark.slow]


def queued() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT task_name FROM procrastinate_jobs WHERE status = 'todo' ORDER BY id")
        return [name for (name,) in cursor.fetchall()]


def test_a_decision_becomes_a_mail_that_arrives(committed: None, smtp: MailServer) -> None:
    enterprise = factories.make_enterprise(name="拉萨水泥有限公司")
    factories.filer(enterprise, email="a@example.cn")
    factories.accepted(enterprise)
    assert Mail.objects.get().state == MailState.QUEUED
    assert queued() == ["cqo_registry.notifications.jobs.deliver"]
    out = StringIO()
    call_command("worker", once=True, stdout=out)
    assert Mail.objects.get().state == MailState.SENT
    assert len(smtp.mails) == 1
    assert "notifications.jobs.deliver: 1" in out.getvalue()
    assert "filings.jobs.remind: 0" in out.getvalue()
    call_command("worker", once=True, stdout=out)
    assert len(smtp.mails) == 1


def test_asking_twice_for_a_job_makes_one_row(committed: None) -> None:
    name = "cqo_registry.core.jobs.forget_failed"
    jobs.enqueue(name)
    jobs.enqueue(name)
    assert queued() == [name]
    call_command("worker", once=True, stdout=StringIO())
    assert name not in queued()


def test_the_worker_takes_jobs_by_itself_and_stops_when_told(committed: None, smtp: MailServer) -> None:
    process = start(smtp)
    try:
        assert "后台任务已启动" in (process.stdout.readline() if process.stdout else "")
        factories.returned(factories.filer(email="a@example.cn").enterprise)
        for _turn in range(100):
            if Mail.objects.filter(state=MailState.SENT).exists():
                break
            time.sleep(0.1)
        assert Mail.objects.get().state == MailState.SENT
    finally:
        process.send_signal(signal.SIGTERM)
        rest, errors = process.communicate(timeout=20)
    assert (process.returncode, errors) == (0, "")
    assert "后台任务已停止" in rest


def test_a_worker_that_lost_its_database_says_so_and_tries_again(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    lives: list[bool] = []

    async def work(*, wait: bool) -> None:
        lives.append(wait)
        if len(lives) == 1:
            raise OSError("secret-host")
        await asyncio.sleep(60)

    monkeypatch.setattr(jobs, "work", work)
    monkeypatch.setattr(worker, "PAUSE", 0.01)
    out, err = StringIO(), StringIO()

    async def course() -> None:
        stop, command = asyncio.Event(), worker.Command(stdout=out, stderr=err)
        await command._work_until(stop)
        asyncio.get_running_loop().call_later(0.05, stop.set)
        await command._work_until(stop)

    asyncio.run(course())
    assert lives == [True, True]
    assert err.getvalue().count("后台任务中断") == 1
    assert "OSError" in caplog.text
    assert "secret-host" not in caplog.text


def start(smtp: MailServer) -> subprocess.Popen[str]:
    """The worker as its own process, on the database of the tests and the mail server of the test."""
    values: dict[str, Any] = connection.get_connection_params()
    password = f":{values['password']}" if values.get("password") else ""
    place = f"host={values.get('host', '')}&port={values.get('port', '') or 5432}"
    url = f"postgresql://{values.get('user', '')}{password}@/{values['dbname']}?{place}"
    environ = {
        **os.environ,
        "DATABASE_URL": url,
        "CQO_EMAIL_HOST": "127.0.0.1",
        "CQO_EMAIL_PORT": str(smtp.port),
        "CQO_EMAIL_FROM": "cqo@example.cn",
        "CQO_PUBLIC_URL": "https://cqo.example.cn",
        "PYTHONUNBUFFERED": "1",
    }
    pipe = subprocess.PIPE
    command = [sys.executable, "manage.py", "worker"]
    return subprocess.Popen(
        command, cwd=django_settings.BASE_DIR, env=environ, stdout=pipe, stderr=pipe, text=True
    )
