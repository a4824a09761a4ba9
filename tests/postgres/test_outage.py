"""A site whose database goes away and comes back: answered at once, said quietly, healed by itself."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path

import psutil
import pytest
from django.conf import settings

from cqo_registry.postgres import embedded, processes

pytestmark = pytest.mark.slow
BASE = Path(settings.BASE_DIR)
PAGES = ("/healthz", "/", "/accounts/sign-in/", "/verify/", "/filings/queue/")
WITHIN = 1.0  # seconds of an answer


def free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


def get(port: int, path: str, **headers: str) -> tuple[int, str, float]:
    began = time.monotonic()
    connection = HTTPConnection("127.0.0.1", port, timeout=10)
    try:
        connection.request("GET", path, headers=headers)
        answer = connection.getresponse()
        answer.read()
        return answer.status, answer.headers.get("Retry-After", ""), time.monotonic() - began
    finally:
        connection.close()


def wait_for(port: int, status: int, seconds: float) -> None:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        try:
            if get(port, "/healthz")[0] == status:
                return
        except OSError:
            pass
        time.sleep(0.2)
    raise AssertionError(f"no {status} within {seconds} s")


@pytest.fixture
def folder() -> Iterator[Path]:
    """The data of a server of its own, outside the folders that parallel runs shut."""
    with tempfile.TemporaryDirectory(prefix="cqo-") as place:
        yield Path(place) / "pg"
        embedded.remove(Path(place) / "pg")


@pytest.fixture
def site(folder: Path, tmp_path: Path) -> Iterator[tuple[int, Path]]:
    """The site on that server, as gunicorn serves it; its port and its log."""
    where, port, log = embedded.socket_folder(folder), free_port(), tmp_path / "log"
    environment = {
        **os.environ,
        "CQO_DEMO": "1",
        "DATABASE_URL": f"postgresql://postgres@/postgres?host={where}",
    }
    environment.pop("CQO_TESTS", None)
    collect = [sys.executable, "manage.py", "collectstatic", "--noinput", "--verbosity", "0"]
    subprocess.run(collect, cwd=BASE, env=environment, check=True, timeout=60)
    command = [sys.executable, "-m", "gunicorn", "--workers", "1", "--bind", f"127.0.0.1:{port}"]
    with log.open("wb") as out:
        process = subprocess.Popen(
            [*command, "cqo_registry.wsgi"], cwd=BASE, env=environment, stdout=out, stderr=out
        )
    try:
        wait_for(port, 200, 30)
        yield port, log
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(timeout=20)


def test_a_site_without_its_database_answers_at_once_and_heals(site: tuple[int, Path], folder: Path):
    port, log = site
    server = psutil.Process(int((folder / "postmaster.pid").read_text().splitlines()[0]))
    server.send_signal(signal.SIGINT)
    assert processes.ended(server)
    wait_for(port, 503, 5)
    began, written, took = time.monotonic(), log.stat().st_size, dict[str, float]()
    for _round in range(4):
        for path in PAGES:
            status, retry, seconds = get(port, path, Cookie="sessionid=somebody")
            assert (status, bool(retry)) == (503, True), path
            took[path] = min(seconds, took.get(path, seconds))
    assert max(took.values()) < WITHIN, took
    lines = log.read_bytes()[written:].decode(errors="replace").splitlines()
    said = [line for line in lines if line.startswith("20")]
    assert len(said) <= time.monotonic() - began + 2, said
    embedded.socket_folder(folder)
    wait_for(port, 200, 10)
