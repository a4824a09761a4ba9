"""The database engine: finds the embedded server, and says in one sentence what is wrong."""

from __future__ import annotations

from typing import Any

from django.db.backends.postgresql import base
from psycopg import OperationalError

from cqo_registry.database import DatabaseUnavailable
from cqo_registry.postgres import embedded


class DatabaseWrapper(base.DatabaseWrapper):
    """PostgreSQL by psycopg 3; ``EMBEDDED`` in the settings names a data folder of our own."""

    def get_connection_params(self) -> dict[str, Any]:
        """The parameters of a new connection; starts the embedded server if it is not up."""
        if folder := self.settings_dict.get("EMBEDDED"):
            self.settings_dict["HOST"] = str(embedded.socket_folder(folder))
            # Whoever else answers at that socket is told nothing.
            return {**super().get_connection_params(), "requirepeer": embedded.owner(folder)}
        return super().get_connection_params()

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        """Connect; a refusal becomes ``DatabaseUnavailable`` without the password."""
        try:
            return super().get_new_connection(conn_params)
        except OperationalError as problem:
            where = conn_params.get("host") or "localhost"
            reason = " ".join(str(problem).split())
            raise DatabaseUnavailable(
                f"无法连接数据库（{where}），请确认 PostgreSQL 已启动、DATABASE_URL 正确。原因：{reason}"
            ) from problem
