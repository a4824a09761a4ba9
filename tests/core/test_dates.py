"""Days, months and calendars."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cqo_registry.core.dates import (
    Calendar,
    add_months,
    add_working_days,
    missing_days,
    working_days_between,
    years_later,
)

D = date.fromisoformat
BARE = Calendar(frozenset(), frozenset(), frozenset())
STATUTORY = [(D(f"2024-{day}"), "off") for day in ("01-01", "05-01", "05-02", "10-02", "10-03")]
KNOWN = Calendar.layered(
    national=[*STATUTORY, (D("2024-10-01"), "work"), (D("2024-02-04"), "work"), (D("2024-05-06"), "off")],
    office=[
        (D("2024-03-04"), "off"),
        (D("2024-05-06"), "work"),
        (D("2024-02-04"), "off"),
        (D("2027-03-01"), "off"),
    ],
)


@pytest.mark.parametrize(
    ("day", "working"),
    [
        ("2024-01-01", False),  # national day off
        ("2024-01-02", True),
        ("2024-01-06", False),  # Saturday
        ("2024-03-04", False),  # the office's leave
        ("2024-05-06", True),  # the office works on a national day off
        ("2024-02-04", False),  # the office is off on a national make-up Sunday
        ("2024-10-01", True),  # a known year says so itself; nothing fixed is added
        ("2025-10-01", False),  # an unknown year has the fixed days
        ("2025-10-03", False),
        ("2025-10-06", True),
        ("2027-03-01", False),  # the office's own day in an unknown year
    ],
)
def test_the_office_overrules_the_nation_and_the_nation_the_weekend(day, working):
    assert KNOWN.is_working(D(day)) is working


def test_a_national_make_up_day_is_worked():
    national = Calendar.layered(national=[(D("2024-02-04"), "work")])
    assert national.is_working(D("2024-02-04"))


def test_a_year_is_known_once_all_its_statutory_days_are_arranged():
    partly = Calendar.layered(national=STATUTORY)
    assert partly.known_years == frozenset()
    assert missing_days(2024, dict(STATUTORY)) == [D("2024-10-01")]
    assert not partly.is_working(D("2024-10-01"))  # what is not entered yet stays off
    assert KNOWN.known_years == {2024}
    assert missing_days(2024, KNOWN.off | KNOWN.work) == []


@pytest.mark.parametrize(
    "day", ["2027-01-01", "2027-05-01", "2027-05-02", "2029-10-01", "2029-10-02", "2029-10-03"]
)
def test_the_fixed_days_are_off_in_a_year_without_data(day):
    assert not BARE.is_working(D(day))


@pytest.mark.parametrize(
    ("day", "answer", "provisional"),
    [
        ("2024-01-02", "2024-01-02", False),
        ("2024-01-01", "2024-01-02", False),
        ("2024-03-02", "2024-03-05", False),
        ("2024-12-31", "2024-12-31", False),
        ("2027-01-01", "2027-01-04", True),
    ],
)
def test_a_day_off_rolls_to_the_next_working_day(day, answer, provisional):
    assert KNOWN.next_working(D(day)) == (D(answer), provisional)


def test_a_roll_into_an_unknown_year_is_provisional():
    calendar = Calendar.layered(national=[*STATUTORY, (D("2024-10-01"), "off"), (D("2024-12-31"), "off")])
    assert calendar.next_working(D("2024-12-31")) == (D("2025-01-02"), True)


@pytest.mark.parametrize(
    ("day", "months", "answer"),
    [
        ("2024-01-31", 1, "2024-02-29"),
        ("2023-01-31", 1, "2023-02-28"),
        ("2025-03-31", 1, "2025-04-30"),
        ("2025-12-15", 1, "2026-01-15"),
        ("2025-03-31", -1, "2025-02-28"),
        ("2025-01-31", -2, "2024-11-30"),
    ],
)
def test_months_end_on_the_corresponding_or_the_last_day(day, months, answer):
    assert add_months(D(day), months) == D(answer)


@pytest.mark.parametrize(("day", "months"), [("9999-12-01", 1), ("0001-01-01", -1)])
def test_a_month_outside_the_calendar_overflows(day, months):
    with pytest.raises(OverflowError):
        add_months(D(day), months)


@pytest.mark.parametrize(
    ("day", "years", "answer"),
    [("2020-02-29", 1, "2021-02-28"), ("2020-02-29", 4, "2024-02-29"), ("2019-06-01", 5, "2024-06-01")],
)
def test_a_leap_day_has_its_anniversary_on_28_february(day, years, answer):
    assert years_later(D(day), years) == D(answer)


@pytest.mark.parametrize(
    ("day", "count", "answer"),
    [("2024-01-05", 0, "2024-01-05"), ("2024-01-05", 1, "2024-01-08"), ("2024-03-01", 5, "2024-03-11")],
)
def test_working_days_are_counted_from_the_next_day(day, count, answer):
    assert add_working_days(KNOWN, D(day), count) == D(answer)
    assert working_days_between(KNOWN, D(day), D(answer)) == count
    assert working_days_between(KNOWN, D(answer), D(day)) == -count


def test_a_negative_count_of_working_days_is_refused():
    with pytest.raises(ValueError, match="negative"):
        add_working_days(KNOWN, D("2024-01-05"), -1)


@given(st.dates(D("2000-01-01"), D("2090-01-01")), st.sets(st.integers(0, 60)))
def test_the_next_working_day_is_worked_and_never_earlier(day, leave):
    calendar = Calendar.layered(national=[(day + timedelta(days=n), "off") for n in leave])
    found, _ = calendar.next_working(day)
    assert found >= day
    assert calendar.is_working(found)
