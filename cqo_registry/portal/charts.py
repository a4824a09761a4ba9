"""Small charts drawn by the server as SVG: plain geometry, no script, always with its table beside it.

Lengths are in the units of the ``viewBox``; the template turns them into attributes, never into styles.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

WIDTH, HEIGHT = 720, 200  # of a column chart
LEFT, TOP, BOTTOM = 40, 12, 26
ROW, LABEL = 26, 110  # of a bar chart: height of a row, width of its label
GAP = 0.28  # of a column's place
TICKS = 4
# What a scale may step by within a power of ten, so that its ticks are round numbers.
STEPS = (1, 2, 5, 10)


@dataclass(frozen=True, slots=True)
class Point:
    """One value with its words and the list it counts; ``part`` says it is inside the row above (其中)."""

    label: Any
    value: float
    url: str = ""
    shown: str = ""
    part: bool = False

    @property
    def words(self) -> str:
        """The value as people read it."""
        return self.shown or f"{self.value:g}"


@dataclass(frozen=True, slots=True)
class Mark:
    """One rectangle of a chart with what is written at it."""

    point: Point
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Tick:
    """One line of the scale."""

    value: int
    y: float


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart with its size, its marks, its scale and its text alternative."""

    title: Any
    width: int
    height: int
    marks: Sequence[Mark]
    ticks: Sequence[Tick] = field(default=())

    @property
    def points(self) -> list[Point]:
        """The values, for the table."""
        return [mark.point for mark in self.marks]

    @property
    def text(self) -> str:
        """All the chart says in one sentence, for whoever does not see it."""
        said = "；".join(f"{mark.point.label} {mark.point.words}" for mark in self.marks)
        return f"{self.title}：{said}"


def round_top(largest: float) -> int:
    """The end of a scale with ``TICKS`` round steps that holds the largest value; at least ``TICKS``."""
    step = max(largest / TICKS, 1)
    power = 10 ** math.floor(math.log10(step))
    return next(int(part * power) for part in STEPS if part * power >= step) * TICKS


def columns(title: Any, points: Iterable[Point]) -> Chart:
    """Upright columns along a time, with a scale at the left."""
    points = list(points)
    top = round_top(max((point.value for point in points), default=0))
    room, place = HEIGHT - TOP - BOTTOM, (WIDTH - LEFT) / max(len(points), 1)
    marks = [
        Mark(
            point,
            x=round(LEFT + place * (number + GAP / 2), 1),
            y=round(TOP + room * (1 - point.value / top), 1),
            width=round(place * (1 - GAP), 1),
            height=round(room * point.value / top, 1),
        )
        for number, point in enumerate(points)
    ]
    values = [top * part // TICKS for part in range(TICKS + 1)]
    ticks = [Tick(value, round(TOP + room * (1 - value / top), 1)) for value in values]
    return Chart(title, WIDTH, HEIGHT, marks, ticks)


def bars(title: Any, points: Iterable[Point], *, full: float = 0) -> Chart:
    """Lying bars with their labels at the left; ``full`` is the value of a bar over the whole width."""
    points = list(points)
    whole = full or max((point.value for point in points), default=0) or 1
    room = WIDTH // 2 - LABEL - 50
    marks = [
        Mark(
            point,
            x=LABEL,
            y=number * ROW + 5,
            width=round(room * min(point.value / whole, 1), 1),
            height=ROW - 10,
        )
        for number, point in enumerate(points)
    ]
    return Chart(title, WIDTH // 2, ROW * max(len(points), 1), marks)
