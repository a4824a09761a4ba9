"""A real server with demonstration data on the test database, and Debian's Chromium before it."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.db import connection
from django.test.testcases import LiveServerThread

from tests.conftest import sweep

# The browser driver keeps an event loop in this thread; the database is used before and after it only.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
ROOT = Path(__file__).resolve().parents[2]
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
PASSWORD = "demo-CQO-2026"


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, Any]:
    """Launch the browser of the machine; none is downloaded."""
    path = next((found for found in map(shutil.which, BROWSERS) if found), None)
    assert path, "no chromium on this machine: run make e2e"
    return {"executable_path": path, "args": FLAGS, "headless": True}


def database_url() -> str:
    """The address of the test database for another process."""
    wanted = connection.get_connection_params()
    user, password = quote(str(wanted.get("user") or "")), quote(str(wanted.get("password") or ""))
    sign_in = f"{user}:{password}@" if password else f"{user}@" if user else ""
    host, port = wanted.get("host") or "", wanted.get("port") or ""
    return f"postgresql://{sign_in}/{wanted['dbname']}?host={quote(str(host), safe='')}" + (
        f"&port={port}" if port else ""
    )


def free_port() -> int:
    """A port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_for(url: str, process: subprocess.Popen[bytes], seconds: int = 60) -> None:
    """Until the server answers; fails when it ended or the time is up."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        assert process.poll() is None, "the server ended"
        try:
            urllib.request.urlopen(url, timeout=2)
            return
        except OSError:
            time.sleep(0.2)
    raise AssertionError(f"no answer from {url}")


@pytest.fixture(scope="session")
def empty_copy(own_database: None, django_db_blocker: Any) -> Iterator[str]:
    """The name of a copy of the test database, taken before the demonstration fills it."""
    suffix = "empty"
    with django_db_blocker.unblock():
        connection.creation.clone_test_db(suffix, verbosity=0, autoclobber=True)
        name = connection.creation.get_test_db_clone_settings(suffix)["NAME"]
        with renamed(name):
            sweep()
    yield name
    with django_db_blocker.unblock():
        connection.creation.destroy_test_db(suffix=suffix, verbosity=0)


@contextmanager
def renamed(name: str) -> Iterator[None]:
    """Every thread's connection goes to the database of this name."""
    before = connection.settings_dict["NAME"]
    connection.close()
    connection.settings_dict["NAME"] = name
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict["NAME"] = before


@pytest.fixture
def empty_site(empty_copy: str, django_db_blocker: Any) -> Iterator[str]:
    """The address of a site with nothing in it, served by this process: it shows the clock a test moves."""
    with django_db_blocker.unblock(), renamed(empty_copy):
        server = LiveServerThread("127.0.0.1", StaticFilesHandler)
        server.daemon = True
        server.start()
        server.is_ready.wait()
        assert server.error is None, server.error
        yield f"http://127.0.0.1:{server.port}"
        server.terminate()
        sweep()


@pytest.fixture(scope="session")
def site(empty_copy: str, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the running site."""
    with django_db_blocker.unblock():
        url = database_url()
        connection.close()
    environment = {
        **os.environ,
        "DATABASE_URL": url,
        "CQO_DEMO": "1",
        "CQO_MEDIA_ROOT": str(tmp_path_factory.mktemp("media")),
        "DJANGO_SETTINGS_MODULE": "cqo_registry.settings",
        "WEB_WORKERS": "1",
    }
    for command in (["collectstatic", "--noinput", "--verbosity", "0"], ["demo", "--if-empty"]):
        subprocess.run(
            [sys.executable, "manage.py", *command], cwd=ROOT, env=environment, check=True, timeout=300
        )
    port = free_port()
    command = [sys.executable, "-m", "gunicorn", "--bind", f"127.0.0.1:{port}", "cqo_registry.wsgi"]
    with subprocess.Popen(command, cwd=ROOT, env=environment) as server:
        try:
            wait_for(f"http://127.0.0.1:{port}/healthz", server)
            yield f"http://127.0.0.1:{port}"
        finally:
            server.terminate()
            server.wait(timeout=20)


@pytest.fixture
def sign_in(site: str) -> Any:
    """Sign a page in as one of the demonstration accounts."""

    def act(page: Any, username: str, password: str = PASSWORD) -> None:
        page.context.clear_cookies()
        page.goto(f"{site}/accounts/sign-in/")
        page.fill("[name=username]", username)
        page.fill("[name=password]", password)
        page.click("main button[type=submit]")
        page.wait_for_url(lambda url: "sign-in" not in url)

    return act
