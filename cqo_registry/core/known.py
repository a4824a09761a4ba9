"""What is there by what went before, although its type says that it may be missing.

A column is empty until the row has come so far, an attribute is no column but was read by the query. Whoever
is sure of it says so here, and learns it by an error of this name where it is not so.
"""

from __future__ import annotations

from typing import TypeVar

T = TypeVar("T")


class Missing(LookupError):
    """What was taken for certain is not there: a mistake of the program, never of its user."""


def known(value: T | None) -> T:
    """The value; raises ``Missing`` for None."""
    if value is None:
        raise Missing
    return value


def annotated(row: object, name: str, kind: type[T]) -> T:
    """What the query that read the row annotated or prefetched by that name; raises ``Missing``."""
    value = getattr(row, name, None)
    if not isinstance(value, kind):
        raise Missing(f"{type(row).__name__} was read without its {name}")
    return value
