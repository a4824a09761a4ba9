"""The day a paper form came in."""

from __future__ import annotations

from datetime import date

import pytest

from cqo_registry.core.regulation import IN_FORCE_ON
from filings.rules.paper import check_received

TODAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("day", "codes"),
    [
        (None, []),
        (TODAY, []),
        (date(2026, 11, 25), ["received_ahead"]),
        (IN_FORCE_ON, []),
        (date(2023, 12, 13), ["received_before"]),
    ],
)
def test_a_day_of_receipt_lies_between_the_regulation_and_today(day: date | None, codes: list[str]):
    assert [reason.code for reason in check_received(day, TODAY).blocking] == codes
