"""The geometry of the small charts: scales, lengths, and what they say in words."""

from __future__ import annotations

import pytest

from cqo_registry.portal.charts import HEIGHT, LEFT, TICKS, TOP, WIDTH, Point, bars, columns, round_top


@pytest.mark.parametrize(
    ("largest", "top"),
    [(0, 4), (1, 4), (4, 4), (5, 8), (8, 8), (9, 20), (20, 20), (21, 40), (401, 800)],
)
def test_a_scale_ends_in_round_steps_and_holds_the_largest(largest: float, top: int) -> None:
    assert round_top(largest) == top
    assert top >= largest
    assert top % TICKS == 0


def test_columns_stand_on_the_line_and_reach_their_value() -> None:
    chart = columns("每月", [Point("1月", 0), Point("2月", 4), Point("3月", 2)])
    empty, full, half = chart.marks
    assert (empty.height, full.y) == (0, TOP)
    assert full.height == pytest.approx(2 * half.height)
    assert len({mark.y + mark.height for mark in chart.marks}) == 1
    assert all(mark.x >= LEFT and mark.x + mark.width <= WIDTH for mark in chart.marks)
    assert [tick.value for tick in chart.ticks] == [0, 1, 2, 3, 4]
    assert all(TOP <= tick.y <= HEIGHT for tick in chart.ticks)


def test_a_chart_without_values_is_no_fault() -> None:
    assert columns("空", []).marks == []
    assert bars("空", []).height > 0
    assert bars("零", [Point("甲", 0)]).marks[0].width == 0


def test_a_bar_never_passes_the_whole() -> None:
    chart = bars("覆盖率", [Point("甲", 0.5), Point("乙", 1.5)], full=1)
    half, over = chart.marks
    assert over.width == 2 * half.width


def test_a_chart_says_everything_in_words() -> None:
    chart = bars("覆盖率", [Point("甲", 0.5, shown="50.0%"), Point("乙", 3)])
    assert chart.text == "覆盖率：甲 50.0%；乙 3"
    assert [point.words for point in chart.points] == ["50.0%", "3"]
