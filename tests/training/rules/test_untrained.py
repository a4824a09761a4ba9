"""Twelve calendar months after acceptance, on both sides."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from training.rules.untrained import accepted_by, listed_from


@pytest.mark.parametrize(
    ("accepted", "listed"),
    [
        (date(2025, 1, 15), date(2026, 1, 15)),
        (date(2024, 2, 29), date(2025, 2, 28)),
        (date(2023, 12, 31), date(2024, 12, 31)),
    ],
)
def test_a_filing_is_listed_from_the_corresponding_day(accepted: date, listed: date):
    assert listed_from(accepted) == listed
    assert accepted <= accepted_by(listed)
    assert accepted > accepted_by(listed - timedelta(days=1))


@pytest.mark.parametrize("on", [date(2025, 2, 27), date(2025, 2, 28), date(2025, 3, 1), date(2024, 2, 29)])
def test_the_last_day_of_acceptance_is_the_inverse(on: date):
    last = accepted_by(on)
    assert listed_from(last) <= on < listed_from(last + timedelta(days=1))
