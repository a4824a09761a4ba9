"""The database engine: finds the embedded server, and says in one sentence what is wrong."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db.backends.postgresql import base
from psycopg import OperationalError

from cqo_registry.core.outage import OutOfTime, breaker
from cqo_registry.database import DatabaseUnavailable
from cqo_registry.postgres import embedded


class DatabaseWrapper(base.DatabaseWrapper):
    """PostgreSQL by psycopg 3; ``EMBEDDED`` in the settings names a data folder of our own."""

    def get_connection_params(self) -> dict[str, Any]:
        """The parameters of a new connection; starts the embedded server if it is not up."""
        breaker.check()
        if folder := self.settings_dict.get("EMBEDDED"):
            # Asking whether it is up holds every thread for seconds where a server does not answer: pages
            # just connect, and only after a refusal is it looked for, and started, again.
            if not (breaker.serving and self.settings_dict["HOST"]):
                self.settings_dict["HOST"] = str(self._in_time(lambda: embedded.socket_folder(folder)))
            # Whoever else answers at that socket is told nothing.
            return {**super().get_connection_params(), "requirepeer": embedded.owner(folder)}
        return super().get_connection_params()

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        """Connect; a refusal becomes ``DatabaseUnavailable`` without the password."""
        connect = super().get_new_connection
        try:
            return self._in_time(lambda: connect(conn_params), late=lambda made: made.close())
        except OperationalError as problem:
            if self.settings_dict.get("EMBEDDED"):
                self.settings_dict["HOST"] = ""
            where = conn_params.get("host") or "localhost"
            reason = " ".join(str(problem).split())
            unavailable = DatabaseUnavailable(
                f"无法连接数据库（{where}），请确认 PostgreSQL 已启动、DATABASE_URL 正确。原因：{reason}"
            )
            raise breaker.failed(unavailable) from problem

    def is_usable(self) -> bool:
        """Whether the connection answers, and in time: a stopped server never does."""
        usable = super().is_usable
        try:
            return bool(breaker.in_time(usable))
        except OutOfTime:
            breaker.failed(DatabaseUnavailable("数据库没有应答。"))
            return False

    def _in_time(self, act: Callable[[], Any], *, late: Callable[[Any], None] | None = None) -> Any:
        """What ``act`` returns; ``DatabaseUnavailable`` when a page would wait too long for it."""
        try:
            return breaker.in_time(act, late=late)
        except OutOfTime:
            raise breaker.failed(DatabaseUnavailable("数据库没有应答。")) from None
        except DatabaseUnavailable as problem:
            raise breaker.failed(problem) from problem.__cause__
