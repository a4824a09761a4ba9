"""Shares, medians, digests and differences of sheets (Art. 19)."""

from __future__ import annotations

import pytest

from cqo_registry.portal.rules.indicators import Difference, differences, digest, median, share


@pytest.mark.parametrize(
    ("part", "whole", "said"),
    [(1, 3, "33.3"), (2, 3, "66.7"), (1, 1, "100.0"), (0, 4, "0.0"), (1, 2000, "0.1"), (1, 2001, "0.0")],
)
def test_a_share_has_one_decimal_with_halves_up(part, whole, said):
    assert share(part, whole) == said


def test_nothing_has_no_share():
    assert share(0, 0) is None


@pytest.mark.parametrize(
    ("counts", "said"), [({3: 1}, "3.0"), ({3: 1, 4: 1}, "3.5"), ({1: 3, 90: 2}, "1.0"), ({}, None)]
)
def test_the_median_of_values_by_how_often_they_occur(counts, said):
    assert median(counts) == said


def test_the_digest_does_not_depend_on_the_order_of_keys():
    assert digest({"a": 1, "b": "西藏"}) == digest({"b": "西藏", "a": 1})
    assert digest({"a": 1}) != digest({"a": 2})


def test_differences_name_area_indicator_and_both_figures():
    before = {"5401": {"filed": 1, "vacant": 0}, "5402": {"filed": 2}}
    after = {"5401": {"filed": 2, "vacant": 0}, "ZQ": {"filed": 1}}
    assert differences(before, after) == [
        Difference("5401", "filed", 1, 2),
        Difference("5402", "filed", 2, None),
        Difference("ZQ", "filed", None, 1),
    ]
    assert differences(before, before) == []
