"""COPY as PostgreSQL's text format wants it, and ranges of ids reserved for it."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from django.db import models

NULL = "\\N"
_ESCAPES = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})


def encode(value: Any) -> str:
    """One value as a COPY field; lists of plain codes become arrays, other lists and objects JSON."""
    if value is None:
        return NULL
    if isinstance(value, bool):
        return "t" if value else "f"
    if isinstance(value, Json):
        return json.dumps(value.value, ensure_ascii=False).translate(_ESCAPES)
    if isinstance(value, list):
        return "{" + ",".join(value) + "}"
    return str(value).translate(_ESCAPES)


class Json:
    """A value for a JSON column."""

    def __init__(self, value: Any) -> None:
        self.value = value


def tail(model: type[models.Model], values: dict[str, Any]) -> tuple[str, str]:
    """Columns and the ready-made end of a line for values that many rows share, each after its separator."""
    fields: list[Any] = [model._meta.get_field(name) for name in values]
    encoded = (
        encode(Json(value) if isinstance(field, models.JSONField) else value)
        for field, value in zip(fields, values.values(), strict=True)
    )
    return "".join(f",{field.column}" for field in fields), "".join(f"\t{text}" for text in encoded)


def copy_lines(cursor: Any, model: type[models.Model], columns: str, lines: Iterable[str]) -> None:
    """Write lines of tab-separated fields; ``columns`` names them in order."""
    with cursor.copy(f"COPY {model._meta.db_table} ({columns}) FROM STDIN") as copy:
        for line in lines:
            copy.write(line + "\n")


def reserve_ids(cursor: Any, model: type[models.Model], count: int) -> int:
    """The first of ``count`` ids that nobody else will get."""
    table = model._meta.db_table
    cursor.execute("SELECT nextval(pg_get_serial_sequence(%s, 'id'))", [table])
    first: int = cursor.fetchone()[0]
    cursor.execute("SELECT setval(pg_get_serial_sequence(%s, 'id'), %s)", [table, first + count - 1])
    return first
