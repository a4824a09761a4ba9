"""Which years a duty report can be about, and what it must not claim (Art. 10, 11)."""

from __future__ import annotations

from datetime import date

import pytest

from filings.rules import duty

TODAY = date(2026, 11, 25)


def year(number: int, began: date = date(2024, 3, 1), ended: date | None = None) -> list[str]:
    return [reason.code for reason in duty.check_year(number, began=began, ended=ended, today=TODAY)]


def test_the_years_run_from_the_measure_to_today() -> None:
    assert year(2022, began=date(2020, 1, 1)) == ["before_the_measure"]
    assert year(2023, began=date(2020, 1, 1)) == []
    assert year(2026) == []
    assert year(2027) == ["year_ahead"]


def test_somebody_held_the_post_in_that_year() -> None:
    assert year(2023) == ["not_in_office"]
    assert year(2024) == []
    assert year(2025, ended=date(2025, 1, 1)) == ["not_in_office"]
    assert year(2025, ended=date(2025, 1, 2)) == []
    assert year(2024, began=date(2024, 12, 31)) == []
    assert year(2024, began=date(2025, 1, 1)) == ["not_in_office"]


@pytest.mark.parametrize(("closed", "fits"), [(0, True), (3, True), (4, False)])
def test_nobody_closes_more_hazards_than_were_found(closed: int, fits: bool) -> None:
    assert duty.check_hazards(3, closed).passes is fits


def test_a_report_says_something() -> None:
    assert not duty.check_told(["", "  "])
    assert duty.check_told(["", "开展质量月活动。"])
