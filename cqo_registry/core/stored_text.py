"""What people typed before text was tidied at every entrance: written anew as it would be typed today.

What can be seen stays the same, so rows that are kept from change are written too, their triggers lifted
for just that. Left alone are the trail, hashes, seals, codes, passwords, stored snapshots and whatever the
register wrote itself.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db import DataError, IntegrityError, models, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

from cqo_registry.core.text import half_width, tidy_lines

BATCH = 2_000
APPS = ("directory", "accounts", "filings", "training", "talent_pool", "portal")
NOT_TYPED = (
    *("formtoken", "numbercounter", "receiptcheck", "certificatecheck"),
    *("filingsnapshot", "assessmentsnapshot"),
)
WRITTEN_BY_THE_REGISTER = re.compile(
    r".*(sha256|hash|_index|_sealed|_masked|_type|code|verdict|faults|outcome)|password|rule_set|filing_no"
    r"|certificate_no|number|series|key|path|origin|sex|industry|uscc"
)
NAMES = {"directory_enterprise": "name", "filings_person": "name", "training_institution": "name"}
USER_NAMES = {"accounts_user": "username", "accounts_registration": "username"}


@dataclass(slots=True)
class Report:
    """What was written anew, what could not be, and which rows have the same name since."""

    changed: Counter[str] = field(default_factory=Counter)
    kept: list[str] = field(default_factory=list)
    same: list[str] = field(default_factory=list)

    def lines(self) -> Iterator[str]:
        """The report in lines without a name in it: table, column and row ids."""
        yield from (f"tidied {table}: {count}" for table, count in sorted(self.changed.items()))
        why = "another row has this value or it does not fit"
        yield from (f"kept as it was, {why}: {place}" for place in self.kept)
        yield from (f"same name now: {place}" for place in self.same)


def tidy_stored(connection: BaseDatabaseWrapper, known: Iterable[type[models.Model]]) -> Report:
    """Tidy the typed columns of these models, in batches, inside the caller's transaction."""
    report = Report()
    for model in known:
        columns = typed_columns(model)
        if columns:
            _tidy_table(connection, model, columns, report)
    return report


def typed_columns(model: Any) -> list[str]:
    """The columns of a model in which people's own words stand."""
    meta = model._meta
    if meta.app_label not in APPS or meta.model_name in NOT_TYPED or not meta.managed:
        return []
    return [
        str(each.column)
        for each in meta.local_concrete_fields
        if isinstance(each, models.CharField | models.TextField | models.JSONField)
        and each.editable
        and not each.choices
        and not WRITTEN_BY_THE_REGISTER.fullmatch(str(each.column))
    ]


def _tidy_table(connection: Any, model: Any, columns: list[str], report: Report) -> None:
    table = _Table(model._meta.db_table, columns, {f.column for f in model._meta.fields if is_json(f)})
    lifted = False
    with connection.cursor() as cursor:
        for rows in _batches(cursor, table):
            fresh = [(row, after) for row in rows if (after := table.tidied(row)) != row]
            if fresh and not lifted:
                cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
                cursor.execute(f"ALTER TABLE {table.name} DISABLE TRIGGER USER")
                lifted = True
            for before, after in fresh:
                _write(connection, table, before, after, report)
        if lifted:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute(f"ALTER TABLE {table.name} ENABLE TRIGGER USER")


def is_json(each: Any) -> bool:
    """Whether the field holds texts inside JSON."""
    return isinstance(each, models.JSONField)


@dataclass(frozen=True, slots=True)
class _Table:
    """A table, its typed columns, and those of them that are JSON."""

    name: str
    columns: list[str]
    as_json: set[str]

    def tidied(self, row: tuple[Any, ...]) -> tuple[Any, ...]:
        """The row, its id first, as it would be typed today."""
        pairs = zip(self.columns, row[1:], strict=True)
        return row[0], *(self._value(column, value) if value else value for column, value in pairs)

    def _value(self, column: str, value: str) -> str:
        if USER_NAMES.get(self.name) == column:
            return half_width(value)
        if column not in self.as_json:
            return tidy_lines(value)
        before = json.loads(value)
        after = _words(before)
        return value if after == before else json.dumps(after, ensure_ascii=False)


def _words(value: Any) -> Any:
    match value:
        case str():
            return tidy_lines(value)
        case list():
            return [_words(each) for each in value]
        case dict():
            return {key: _words(each) for key, each in value.items()}
    return value


def _batches(cursor: Any, table: _Table) -> Iterator[list[tuple[Any, ...]]]:
    last, named = 0, ", ".join(f"{column}::text" for column in table.columns)
    query = f"SELECT id, {named} FROM {table.name} WHERE id > %s ORDER BY id LIMIT %s"  # noqa: S608
    while True:
        cursor.execute(query, [last, BATCH])
        rows = cursor.fetchall()
        if not rows:
            return
        yield rows
        last = rows[-1][0]


def _write(connection: Any, table: _Table, before: Any, after: Any, report: Report) -> None:
    """One column after the other: what collides or does not fit stays as it is and is told."""
    for column, old, new in zip(table.columns, before[1:], after[1:], strict=True):
        if old == new:
            continue
        place, kind = f"{table.name}.{column} {after[0]}", "::jsonb" if column in table.as_json else ""
        update = f"UPDATE {table.name} SET {column} = %s{kind} WHERE id = %s"  # noqa: S608
        try:
            with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
                cursor.execute(update, [new, after[0]])
        except (IntegrityError, DataError):
            report.kept.append(place)
            continue
        report.changed[table.name] += 1
        if NAMES.get(table.name) == column:
            report.same += [
                f"{place} = {other}" for other in _namesakes(connection, table.name, new, after[0])
            ]


def _namesakes(connection: Any, table: str, name: str, pk: int) -> list[int]:
    with connection.cursor() as cursor:
        query = f"SELECT id FROM {table} WHERE {NAMES[table]} = %s AND id <> %s ORDER BY id"  # noqa: S608
        cursor.execute(query, [name, pk])
        return [other for (other,) in cursor.fetchall()]
