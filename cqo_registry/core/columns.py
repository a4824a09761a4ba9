"""What a model says of its columns, by name: the questions that forms, pages and workbooks ask."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db.models import Field, Model


def column(model: type[Model], name: str) -> Field[Any, Any]:
    """The column of that name; raises ``FieldDoesNotExist`` for what is none."""
    found = model._meta.get_field(name)
    if not isinstance(found, Field):
        raise FieldDoesNotExist(f"{model._meta.label} has no column {name}")
    return found


def length_of(model: type[Model], name: str) -> int:
    """How many signs the column takes; raises ``LookupError`` where it takes any number."""
    length = column(model, name).max_length
    if length is None:
        raise LookupError(f"{model._meta.label}.{name} has no limit")
    return length


def choices_of(model: type[Model], name: str) -> dict[Any, Any]:
    """The values that may stand in the column, with their names; empty where any value may."""
    return dict(column(model, name).flatchoices)
