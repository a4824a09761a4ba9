"""Columns of lists that a package above fills: the list knows the column, not where its words come from.

A package names its filler once, in its ``apps.py``: ``filling.fill("training", of_persons)``. Any list
asks for the words of many keys at once, so that a page or a chunk of an export costs the same queries
with one row as with a thousand. A column that nobody fills stays empty.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Mapping
from datetime import date
from itertools import islice
from typing import TypeVar

Filler = Callable[[Collection[int], date], Mapping[int, str]]
R = TypeVar("R")
AT_ONCE = 1_000  # rows of an export whose words are asked for together

_fillers: dict[Hashable, Filler] = {}


def fill(column: str, filler: Filler) -> None:
    """From now on ``filler`` gives the words of ``column``: for keys, as known at the end of a day.

    Raises ``ValueError`` when another package fills it already.
    """
    if _fillers.setdefault(column, filler) is not filler:
        raise ValueError(f"the column {column} is filled already")


def filled(column: str, keys: Iterable[int | None], *, as_of: date) -> Mapping[int, str]:
    """The words of a column by key; keys without any are missing."""
    filler, known = _fillers.get(column), {key for key in keys if key is not None}
    return filler(known, as_of) if filler and known else {}


def beside(
    rows: Iterable[R], column: str, *, key: Callable[[R], int | None], as_of: date
) -> Iterator[tuple[R, str]]:
    """Each row with its words; read on as the rows are asked for, ``AT_ONCE`` at a time."""
    left = iter(rows)
    while chunk := list(islice(left, AT_ONCE)):
        words = filled(column, map(key, chunk), as_of=as_of)
        for row in chunk:
            found = key(row)
            yield row, words.get(found, "") if found is not None else ""
