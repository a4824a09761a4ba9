"""Which database this process uses: the server that DATABASE_URL names, or the embedded one.

Whatever is wrong with it ends as ``DatabaseUnavailable`` with one official sentence, which
``one_clear_sentence`` prints; a person who starts the site never reads a traceback.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Mapping, MutableMapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.db.utils import OperationalError

from cqo_registry.environment import CannotStart

EMBEDDED_FOLDER = Path(".data") / "pg"
WEB_STATEMENT_SECONDS = 10
WEB_LOCK_SECONDS = 5


class DatabaseUnavailable(OperationalError):
    """The database cannot be had; the text is one sentence for the person who started the process."""


def database_settings(base_dir: Path, environ: Mapping[str, str]) -> dict[str, Any]:
    """Django's ``DATABASES["default"]``; the embedded server is started only by the first connection."""
    url = environ.get("DATABASE_URL", "").strip()
    named: dict[str, Any] = _from_url(url) if url else {"USER": "postgres", "NAME": "postgres"}
    options: dict[str, Any] = {**_options(environ), **named.pop("OPTIONS", {})}
    return {
        "ENGINE": "cqo_registry.postgres",
        "EMBEDDED": "" if url else str(base_dir / EMBEDDED_FOLDER),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": options,
        **named,
    }


def _options(environ: Mapping[str, str]) -> dict[str, Any]:
    """Connection options: plans kept on the server, and a limit on waiting (in whole seconds)."""
    statement = _seconds(environ, "CQO_STATEMENT_SECONDS", WEB_STATEMENT_SECONDS)
    lock = _seconds(environ, "CQO_LOCK_SECONDS", WEB_LOCK_SECONDS)
    return {
        "server_side_binding": True,
        "prepare_threshold": 1,
        "connect_timeout": 5,
        "options": f"-c statement_timeout={statement}s -c lock_timeout={lock}s",
    }


def _seconds(environ: Mapping[str, str], name: str, default: int) -> int:
    raw = environ.get(name, "").strip()
    if raw and not (raw.isascii() and raw.isdigit()):
        raise DatabaseUnavailable(f"环境变量 {name} 应为整数秒，现为 {raw!r}。")
    return int(raw or default)


def _from_url(url: str) -> dict[str, Any]:
    """The parts of a libpq URL by Django's names; what else it says becomes an option."""
    from psycopg import ProgrammingError
    from psycopg.conninfo import conninfo_to_dict

    shape = "DATABASE_URL 无法识别，应形如 postgresql://用户:密码@主机:端口/库名。"
    if not url.startswith(("postgresql://", "postgres://")):
        raise DatabaseUnavailable(shape)
    try:
        parts: dict[str, Any] = dict(conninfo_to_dict(url))
    except ProgrammingError:
        raise DatabaseUnavailable(shape) from None
    known = {"NAME": "dbname", "USER": "user", "PASSWORD": "password", "HOST": "host", "PORT": "port"}
    named: dict[str, Any] = {key: str(parts.pop(part, "")) for key, part in known.items()}
    if not named["PORT"].replace(",", "").isdigit() and named["PORT"]:
        raise DatabaseUnavailable(shape)
    if not named["NAME"]:
        raise DatabaseUnavailable("DATABASE_URL 缺少库名，应形如 postgresql://用户:密码@主机:端口/库名。")
    return {**named, "OPTIONS": parts}


def require_database() -> None:
    """Raise ``DatabaseUnavailable`` unless the database answers; leaves no connection open."""
    from django.db import connection

    connection.ensure_connection()
    connection.close()


def allow_long_statements(environ: MutableMapping[str, str] = os.environ) -> None:
    """Give the command line the time of a job (migrations, imports, exports), not that of a page."""
    environ.setdefault("CQO_STATEMENT_SECONDS", "300")
    environ.setdefault("CQO_LOCK_SECONDS", "150")


@contextmanager
def one_clear_sentence() -> Iterator[None]:
    """Turn an unavailable database and a wrong setting into one sentence on stderr and exit code 1."""
    try:
        yield
    except (DatabaseUnavailable, CannotStart) as problem:
        print(problem, file=sys.stderr)
        raise SystemExit(1) from None
