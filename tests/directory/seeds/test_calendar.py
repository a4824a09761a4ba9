"""The seeded calendars: the nation's days, and the leave of the offices."""

from datetime import date

import pytest

from cqo_registry.directory.seeds import calendar, make_calendar, national_days
from cqo_registry.directory.seeds.calendar import OFFICES, calendar_for, days

D = date.fromisoformat


@pytest.mark.parametrize(
    ("office", "day", "working"),
    [
        ("5401", "2023-02-18", True),
        ("5401", "2023-02-19", True),
        ("5401", "2023-02-20", False),
        ("5401", "2023-02-26", False),
        ("5401", "2023-02-27", True),
        ("LSJKQ", "2023-02-20", False),
        ("5402", "2023-02-20", True),
        ("5401", "2025-02-26", True),
        *[(office, "2025-02-27", office == "ZQ") for office in OFFICES],
        *[(office, "2025-03-04", office == "ZQ") for office in OFFICES],
        ("5425", "2025-03-05", True),
        ("5401", "2026-02-14", True),
        ("5401", "2026-02-24", False),
        ("5401", "2026-02-26", False),
        ("5401", "2026-02-27", True),
        ("5401", "2026-02-28", True),
        ("LSJKQ", "2026-02-26", False),
        ("5402", "2026-02-24", True),
        ("ZQ", "2026-02-24", True),
        ("ZQ", "2024-10-01", False),  # national day off
        ("ZQ", "2024-10-12", True),  # national make-up Saturday
        ("ZQ", "2024-10-08", True),
    ],
)
def test_each_office_keeps_its_own_leave_over_the_national_days(office, day, working):
    assert calendar_for(office).is_working(D(day)) is working


def test_the_years_2023_to_2026_are_known():
    assert calendar_for("5401").known_years == {2023, 2024, 2025, 2026}


def test_an_unknown_office_has_no_calendar():
    with pytest.raises(LookupError):
        calendar_for("5407")


def test_a_day_is_listed_once_per_office():
    listed = [(day.office, day.date) for day in days()]
    assert len(listed) == len(set(listed))
    assert {day.office for day in days()} == {"", *OFFICES} - {calendar.ZANGQING}


def test_the_generated_days_are_those_of_the_generator():
    pytest.importorskip("chinese_calendar")
    rows = tuple((str(day), kind, name) for day, kind, name in make_calendar.rows())
    assert rows == national_days.NATIONAL_DAYS
    assert '("2024-10-12", "work", "国庆节调休上班"),' in make_calendar.module()
