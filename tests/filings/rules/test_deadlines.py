"""Art. 14: the month, its roll and its lateness."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cqo_registry.core.dates import Calendar, add_months
from cqo_registry.directory.seeds.calendar import OFFICES, calendar_for
from filings.rules.deadlines import Due, check_change_date, due_date, overdue_days

D = date.fromisoformat


@pytest.mark.parametrize(
    ("office", "changed_on", "due_on", "provisional"),
    [
        ("5401", "2024-01-31", "2024-02-29", False),
        ("5401", "2025-03-31", "2025-04-30", False),
        ("5401", "2025-01-31", "2025-03-05", False),
        ("5402", "2025-01-31", "2025-03-05", False),
        ("LSJKQ", "2025-01-31", "2025-03-05", False),
        ("ZQ", "2025-01-31", "2025-02-28", False),
        ("5401", "2026-12-01", "2027-01-04", True),
        ("5401", "2026-11-30", "2026-12-30", False),
        ("5401", "2026-01-28", "2026-02-28", False),  # a Saturday made up
        ("ZQ", "2026-01-28", "2026-02-28", False),
        ("5401", "2026-01-24", "2026-02-27", False),
        ("5402", "2026-01-24", "2026-02-24", False),
        ("5401", "2024-09-12", "2024-10-12", False),  # a national make-up Saturday
        ("5401", "2024-09-05", "2024-10-08", False),
        ("5401", "2024-05-15", "2024-06-17", False),  # a plain weekend
        ("5401", "2023-01-18", "2023-02-18", False),
        ("5401", "2023-01-20", "2023-02-27", False),
        ("5402", "2023-01-18", "2023-02-20", False),
    ],
)
def test_the_month_ends_on_a_working_day_of_the_office(office, changed_on, due_on, provisional):
    assert due_date(D(changed_on), calendar_for(office)) == Due(D(due_on), provisional)


def test_a_recomputed_due_date_is_never_earlier_than_the_one_shown():
    plain = Calendar.layered(national=[(D("2024-12-31"), "off")])
    assert due_date(D("2024-03-15"), plain).due_on == D("2024-04-15")
    assert due_date(D("2024-03-15"), plain, shown=D("2024-04-17")).due_on == D("2024-04-17")
    assert due_date(D("2024-03-15"), plain, shown=D("2024-04-12")).due_on == D("2024-04-15")


@pytest.mark.parametrize(
    ("submitted_on", "days"),
    [("2025-03-01", 0), ("2025-03-05", 0), ("2025-03-06", 1), ("2025-04-05", 31)],
)
def test_overdue_days_are_calendar_days_after_the_due_date(submitted_on, days):
    assert overdue_days(D("2025-03-05"), D(submitted_on)) == days


def test_a_change_before_the_regulation_is_warned_of_and_not_blocked():
    before = check_change_date(D("2023-12-13"))
    assert [(reason.code, reason.article) for reason in before.warnings] == [("before_in_force", "22")]
    assert before.passes
    assert not tuple(check_change_date(D("2023-12-14")))


@given(st.dates(D("2022-01-01"), D("2031-01-01")), st.sampled_from(OFFICES))
def test_a_due_date_is_never_before_the_nominal_day_and_always_worked_or_provisional(changed_on, office):
    calendar = calendar_for(office)
    due = due_date(changed_on, calendar)
    nominal = add_months(changed_on, 1)
    assert nominal <= due.due_on <= nominal + timedelta(days=14)
    assert calendar.is_working(due.due_on)
    assert due.provisional or {nominal.year, due.due_on.year} <= calendar.known_years
