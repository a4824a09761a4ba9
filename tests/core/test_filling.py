"""Columns that a package above fills: once each, in chunks, and empty where nobody fills them."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date

import pytest

from cqo_registry.core import filling

DAY = date(2026, 11, 23)


@pytest.fixture(autouse=True)
def _registry(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(filling, "_fillers", {})


class Words:
    """A filler that counts how often it is asked; odd keys have no words."""

    def __init__(self) -> None:
        self.asked: list[tuple[set[int], date]] = []

    def __call__(self, keys: Collection[int], as_of: date) -> dict[int, str]:
        self.asked.append((set(keys), as_of))
        return {key: f"字{key}" for key in keys if key % 2 == 0}


def test_each_row_has_its_words_and_many_are_asked_for_together() -> None:
    words = Words()
    filling.fill("training", words)
    rows = [4, 3, None, 4]
    assert list(filling.beside(rows, "training", key=lambda row: row, as_of=DAY)) == [
        (4, "字4"),
        (3, ""),
        (None, ""),
        (4, "字4"),
    ]
    assert words.asked == [({4, 3}, DAY)]


def test_a_long_list_is_read_on_as_it_is_sent(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(filling, "AT_ONCE", 2)
    words, read = Words(), []
    filling.fill("training", words)

    def rows() -> Iterator[int]:
        for number in range(5):
            read.append(number)
            yield number

    found = filling.beside(rows(), "training", key=lambda row: row, as_of=DAY)
    assert next(found) == (0, "字0")
    assert read == [0, 1]
    assert [row for row, _words in found] == [1, 2, 3, 4]
    assert [keys for keys, _day in words.asked] == [{0, 1}, {2, 3}, {4}]


def test_nobody_is_asked_for_nothing() -> None:
    words = Words()
    filling.fill("training", words)
    assert list(filling.beside([None], "training", key=lambda row: row, as_of=DAY)) == [(None, "")]
    assert filling.filled("training", [], as_of=DAY) == {}
    assert words.asked == []


def test_a_column_nobody_fills_stays_empty() -> None:
    assert list(filling.beside([2], "training", key=lambda row: row, as_of=DAY)) == [(2, "")]


def test_a_column_has_one_filler() -> None:
    words = Words()
    filling.fill("training", words)
    filling.fill("training", words)
    with pytest.raises(ValueError, match="training"):
        filling.fill("training", Words())
