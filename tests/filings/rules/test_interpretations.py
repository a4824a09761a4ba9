"""Art. 21: the days of an interpretation, each bound from both sides."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from cqo_registry.core.dates import ONE_DAY
from cqo_registry.core.regulation import IN_FORCE_ON
from filings.rules.interpretations import check_ending, check_interpretation

TODAY = date(2026, 11, 23)
BEGUN = TODAY - timedelta(days=30)


def codes(verdict: object) -> list[str]:
    return [reason.code for reason in verdict]  # type: ignore[attr-defined]


def test_an_interpretation_may_begin_with_the_regulation_and_not_before():
    assert check_interpretation("6", IN_FORCE_ON, None)
    assert codes(check_interpretation("6", IN_FORCE_ON - ONE_DAY, None)) == ["before_regulation"]


def test_its_last_day_may_be_its_first():
    assert check_interpretation("6", TODAY, TODAY)
    assert codes(check_interpretation("6", TODAY, TODAY - ONE_DAY)) == ["ends_first"]


def test_it_is_of_an_article_that_exists():
    assert codes(check_interpretation("23", TODAY, None)) == ["unknown_article"]


@pytest.mark.parametrize(
    ("valid_to", "on", "found"),
    [
        (None, TODAY, []),
        (None, TODAY - ONE_DAY, ["in_the_past"]),
        (TODAY, TODAY, []),
        (TODAY, TODAY + ONE_DAY, ["longer"]),
        (TODAY - ONE_DAY, TODAY, ["ended"]),
    ],
)
def test_it_ends_today_or_later_and_never_later_than_published(
    valid_to: date | None, on: date, found: list[str]
):
    assert codes(check_ending(valid_from=BEGUN, valid_to=valid_to, on=on, today=TODAY)) == found


def test_one_to_come_ends_on_its_first_day_at_the_earliest():
    begins = TODAY + timedelta(days=10)
    assert check_ending(valid_from=begins, valid_to=None, on=begins, today=TODAY)
    assert codes(check_ending(valid_from=begins, valid_to=None, on=TODAY, today=TODAY)) == ["ends_first"]
