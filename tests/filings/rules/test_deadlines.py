"""Art. 14: the month, its roll and its lateness."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cqo_registry.core.dates import Calendar, add_months, working_days_between
from cqo_registry.directory.seeds.calendar import OFFICES, calendar_for
from filings.rules.deadlines import (
    Due,
    check_change_date,
    clock_used,
    correct_by,
    decision_clock,
    due_date,
    overdue_change,
    overdue_days,
    reported_on,
)

D = date.fromisoformat
LHASA = calendar_for("5401")


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
    plain = calendar_for("ZQ")
    assert due_date(D("2024-03-15"), plain).due_on == D("2024-04-15")
    assert due_date(D("2024-03-15"), plain, shown=D("2024-04-17")).due_on == D("2024-04-17")
    assert due_date(D("2024-03-15"), plain, shown=D("2024-04-12")).due_on == D("2024-04-15")


def test_a_day_shown_that_became_a_day_off_rolls_on():
    leave = Calendar.layered(national=[], office=[(D("2027-04-15"), "off"), (D("2027-04-16"), "off")])
    assert due_date(D("2027-03-13"), leave, shown=D("2027-04-15")) == Due(D("2027-04-19"), True)


@pytest.mark.parametrize(
    ("submitted_on", "days"),
    [("2025-03-01", 0), ("2025-03-05", 0), ("2025-03-06", 1), ("2025-04-05", 31)],
)
def test_overdue_days_are_calendar_days_after_the_due_date(submitted_on, days):
    assert overdue_days(D("2025-03-05"), D(submitted_on)) == days


@pytest.mark.parametrize(
    ("types", "reported", "today", "days"),
    [
        (["K1"], "2025-03-05", "2025-06-01", 0),  # reported on the last day
        (["K1", "K4"], "2025-03-06", "2025-06-01", 1),
        (["K2"], None, "2025-03-05", 0),  # the last day is not over
        (["K2"], None, "2025-03-06", 1),
        (["K3"], None, "2025-06-01", 0),
        (["K3", "K4"], "2025-06-01", "2025-06-01", 0),
        ([], "2025-06-01", "2025-06-01", 0),  # an initial filing has a target
    ],
)
def test_only_a_change_of_the_cqo_itself_is_ever_overdue(types, reported, today, days):
    assert overdue_change(types, D("2025-03-05"), reported and D(reported), D(today)) == days


def test_a_filing_corrected_in_five_working_days_counts_from_its_submission():
    by = correct_by(LHASA, D("2026-02-11"))  # the two Saturdays are made up, Losar lies between
    assert by == D("2026-02-28")
    assert reported_on(D("2026-02-10"), by, by) == D("2026-02-10")
    assert reported_on(D("2026-02-10"), D("2026-03-01"), by) == D("2026-03-01")


@pytest.mark.parametrize(
    ("since", "used", "by"),
    [
        ("2026-02-11", 0, "2026-02-28"),
        ("2026-11-02", 0, "2026-11-09"),
        ("2026-11-02", 3, "2026-11-04"),
        ("2026-11-02", 4, "2026-11-03"),
        ("2026-11-02", 5, "2026-11-03"),  # all used: one day for what comes back
        ("2026-11-06", 9, "2026-11-09"),
    ],
)
def test_the_office_has_the_working_days_it_has_not_used(since, used, by):
    assert decision_clock(LHASA, D(since), used=used) == D(by)


def test_the_clock_of_the_office_stands_still_while_a_return_is_open():
    used = clock_used(LHASA, D("2026-11-02"), D("2026-11-04"))
    assert used == 2
    assert decision_clock(LHASA, D("2026-11-20"), used=used) == D("2026-11-25")
    assert clock_used(LHASA, D("2026-11-20"), D("2026-11-20"), used=used) == 2
    assert clock_used(LHASA, D("2026-11-20"), D("2026-11-23"), used=used) == 3


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


DAYS = st.dates(D("0001-01-01"), D("9998-12-31"))
LEAVE = st.sets(st.integers(0, 45), max_size=30)


@given(DAYS, LEAVE, st.none() | st.integers(0, 90))
def test_a_due_date_is_found_for_any_year_and_never_earlier_than_shown(changed_on, leave, later):
    office = [(changed_on + timedelta(days=n), "off") for n in leave]
    calendar = Calendar.layered(national=[], office=office)
    shown = None if later is None else changed_on + timedelta(days=later)
    due = due_date(changed_on, calendar, shown=shown)
    assert due.provisional
    assert calendar.is_working(due.due_on)
    assert due.due_on >= max(add_months(changed_on, 1), shown or changed_on)
    assert due_date(changed_on, calendar, shown=due.due_on) == due


@given(DAYS, st.integers(0, 400), st.sampled_from(OFFICES))
def test_a_later_change_is_never_due_earlier(changed_on, days, office):
    later = min(changed_on + timedelta(days=days), D("9998-12-31"))
    calendar = calendar_for(office)
    assert due_date(changed_on, calendar).due_on <= due_date(later, calendar).due_on


@given(st.dates(D("2023-01-01"), D("2027-12-31")), st.integers(0, 30), st.integers(0, 9))
def test_stopping_the_clock_loses_and_gives_no_day(since, days, used):
    stopped = since + timedelta(days=days)
    spent = clock_used(LHASA, since, stopped, used=used)
    assert spent >= used
    left = working_days_between(LHASA, stopped, decision_clock(LHASA, stopped, used=spent))
    assert left == max(5 - spent, 1)
