"""Which processes serve a data folder, and what its pid file is worth.

A pid file outlives a power cut, and its number then belongs to any other program: only a process named
``postgres`` that works inside the folder is ever taken for its server, waited for or ended.
"""

from __future__ import annotations

import signal
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

from psycopg import pq
from psycopg.conninfo import make_conninfo

from cqo_registry.postgres.access import SOCKET_NAME

PID_FILE = "postmaster.pid"
PATIENCE = 60  # seconds for a start or an end: recovery after a power cut takes its time
PAUSE = 0.1
BRIEF = 0.01


def answering(folder: Path) -> Path | None:
    """The socket folder that the server itself wrote down, if somebody answers there."""
    lines = _lines(folder)
    # A copied folder brings the pid file of the original, whose server is not ours.
    if len(lines) < 5 or Path(lines[1]) != folder or not lines[4].strip():
        return None
    where = lines[4].strip()
    answer = pq.PGconn.ping(make_conninfo(host=where, connect_timeout=2).encode())
    return Path(where) if answer == pq.Ping.OK else None


def awaited(folder: Path) -> Path | None:
    """The socket folder, once a server that is just starting answers."""
    until = time.monotonic() + PATIENCE
    while not (where := answering(folder)) and time.monotonic() < until:
        if not any(_lines(folder)[:1] == [str(process.pid)] for process in _servers(folder)):
            return None
        time.sleep(PAUSE)
    return where


def end(folder: Path) -> None:
    """End the server of ``folder`` if one lives, and remove a pid file that nobody answers for."""
    import psutil

    for how in (signal.SIGINT, signal.SIGQUIT):  # quickly and in order; at once, if that takes too long
        servers = _servers(folder)
        for process in servers:
            with suppress(psutil.NoSuchProcess):
                process.send_signal(how)
        if all(map(ended, servers)):
            break
    (folder / PID_FILE).unlink(missing_ok=True)


def ended(process: Any) -> bool:
    """Whether it ends in time. What nobody has fetched yet has ended too: not every machine has an init that
    does so at once, and a container may have none.
    """
    import psutil

    until = time.monotonic() + PATIENCE
    with suppress(psutil.NoSuchProcess):
        while process.status() != psutil.STATUS_ZOMBIE:
            if time.monotonic() > until:
                return False
            time.sleep(BRIEF)
    return True


def clear_socket(where: Path) -> None:
    """Remove the socket that a dead server left, and its lock, which names the same pid."""
    for name in (SOCKET_NAME, f"{SOCKET_NAME}.lock"):
        (where / name).unlink(missing_ok=True)


def _lines(folder: Path) -> list[str]:
    with suppress(OSError):
        return (folder / PID_FILE).read_bytes().decode(errors="surrogateescape").splitlines()
    return []


def _servers(folder: Path) -> list[Any]:
    """The servers of ``folder`` that live, without the processes they made for themselves."""
    import psutil

    found = {}
    for process in psutil.process_iter():
        with suppress(psutil.Error, OSError):
            if process.name() == "postgres" and Path(process.cwd()) == folder:
                found[process.pid] = (process, process.ppid())
    return [process for process, parent in found.values() if parent not in found]
