"""Keyset pages: page 10,000 costs what page 1 costs, and rows never shift under the reader."""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.db.models import F, IntegerField, QuerySet
from django.db.models.fields.tuple_lookups import Tuple, TupleGreaterThan, TupleLessThan
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from cqo_registry.core.text import tidy

PAGE_SIZE = 50
COUNT_CAP = 10_000


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a list: its rows, where the neighbours are, and how many rows there are in all."""

    rows: Sequence[Any]
    previous_url: str
    next_url: str
    summary: str
    total: int
    sort: str


def keyset_page(
    request: HttpRequest,
    queryset: QuerySet[Any],
    *,
    sorts: Mapping[str, str],
    default: str,
    size: int = PAGE_SIZE,
) -> Page:
    """The page the query string asks for; an unknown sort or a broken cursor gives the first page.

    ``sorts`` maps the words allowed in ``?sort=`` (with ``-`` for descending) to non-null columns or
    annotations of ``queryset``; ``id`` in the same direction breaks ties.
    """
    sort = request.GET.get("sort", default)
    if sort.removeprefix("-") not in sorts:
        sort = default
    column, down = sorts[sort.removeprefix("-")], sort.startswith("-")
    backwards = "before" in request.GET
    cursor = _read(request.GET.get("before" if backwards else "after", ""), queryset, column)
    backwards = backwards and cursor is not None
    descending = down != backwards
    rows = list(_window(queryset, column, descending, cursor)[: size + 1])
    more, rows = len(rows) > size, rows[:size]
    if backwards:
        rows.reverse()
    has_previous = more if backwards else cursor is not None
    has_next = True if backwards else more
    total = queryset.order_by()[: COUNT_CAP + 1].count()
    return Page(
        rows=rows,
        previous_url=_url(request, "before", rows[0], column) if rows and has_previous else "",
        next_url=_url(request, "after", rows[-1], column) if rows and has_next else "",
        summary=_("共 10,000 条以上") if total > COUNT_CAP else _("共 %(total)d 条") % {"total": total},
        total=total,
        sort=sort,
    )


def sort_url(request: HttpRequest, word: str, current: str) -> str:
    """The address that sorts by ``word``, turning the direction when it already does."""
    query = request.GET.copy()
    for name in ("after", "before"):
        query.pop(name, None)
    query["sort"] = f"-{word}" if current == word else word
    return f"?{query.urlencode()}"


def heads(request: HttpRequest, columns: Sequence[tuple[str, Any]], current: str) -> list[dict[str, Any]]:
    """Heads of a table from (sort word or "", label): label, address that sorts by it, direction."""
    direction = "descending" if current.startswith("-") else "ascending"
    return [
        {
            "label": label,
            "url": sort_url(request, word, current) if word else "",
            "sort": direction if word and word == current.removeprefix("-") else "",
        }
        for word, label in columns
    ]


def _window(
    queryset: QuerySet[Any], column: str, descending: bool, cursor: tuple[Any, int] | None
) -> QuerySet[Any]:
    """The rows beyond the cursor, in order.

    ``(column, id) > (value, pk)`` as one row comparison: an index on both finds the place by it, where
    ``column > value OR column = value AND id > pk`` only filters all the rows before it away.
    """
    sign, beyond = ("-", TupleLessThan) if descending else ("", TupleGreaterThan)
    names = ("pk",) if column in ("id", "pk") else (column, "pk")
    if cursor is not None:
        queryset = queryset.filter(beyond(Tuple(*map(F, names)), cursor[-len(names) :]))
        if "__" in column:  # no index spans two tables: the other table's own finds the place
            queryset = queryset.filter(**{f"{column}__{'lte' if descending else 'gte'}": cursor[0]})
    return queryset.order_by(*(f"{sign}{name}" for name in names))


def _value(row: Any, column: str) -> Any:
    for part in column.split("__"):
        row = row[part] if isinstance(row, dict) else getattr(row, part)
    return row


def _url(request: HttpRequest, direction: str, row: Any, column: str) -> str:
    pk = row["id"] if isinstance(row, dict) else row.pk
    body = json.dumps([str(_value(row, column)), pk], ensure_ascii=False)
    query = request.GET.copy()
    for name in ("after", "before"):
        query.pop(name, None)
    query[direction] = base64.urlsafe_b64encode(body.encode()).decode()
    return f"?{query.urlencode()}"


def _read(text: str, queryset: QuerySet[Any], column: str) -> tuple[Any, int] | None:
    """The cursor, or None for anything that is none."""
    if not text:
        return None
    try:
        value, pk = json.loads(base64.urlsafe_b64decode(text.encode()))
        if not isinstance(value, str) or not isinstance(pk, int):
            return None
        queryset.model._meta.pk.run_validators(pk)
        return _typed(_storable(tidy(value)), queryset, column), pk
    except (ValueError, TypeError, ValidationError, OverflowError, RecursionError):
        return None


def _storable(text: str) -> str:
    """The text, if the database could hold it. Raises ``ValueError`` for NUL and lone surrogates."""
    if "\0" in text:
        raise ValueError("NUL in a cursor")
    text.encode()
    return text


def _typed(value: Any, queryset: QuerySet[Any], column: str) -> Any:
    annotation = queryset.query.annotations.get(column)
    try:
        field = annotation.output_field if annotation is not None else _field(queryset, column)
    except FieldDoesNotExist:
        return value
    typed = field.to_python(value)
    if isinstance(field, IntegerField):
        field.run_validators(typed)  # in the range of the column
    if isinstance(typed, datetime):
        if timezone.is_naive(typed):
            raise ValueError("a moment without its zone")
        typed.astimezone(UTC)  # the first and last day of the calendar overflow in some zones
    return typed


def _field(queryset: QuerySet[Any], column: str) -> Any:
    model, field = queryset.model, None
    for part in column.split("__"):
        field = model._meta.get_field(part)
        model = field.related_model or model
    return field
