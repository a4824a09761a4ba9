"""What may stand in a calendar."""

from datetime import date

import pytest

from cqo_registry.directory.rules.calendar import check_day, check_span, check_words, years

D = date.fromisoformat
TODAY = D("2026-11-23")


@pytest.mark.parametrize(
    ("day", "kept"),
    [("2022-12-31", False), ("2023-01-01", True), ("2028-12-31", True), ("2029-01-01", False)],
)
def test_a_calendar_is_kept_from_2023_to_the_year_after_next(day, kept):
    assert bool(check_day(D(day), TODAY)) is kept
    assert (D(day).year in years(TODAY)) is kept


@pytest.mark.parametrize(
    ("last", "codes"),
    [("2027-01-31", ["order"]), ("2027-02-01", []), ("2027-03-03", []), ("2027-03-04", ["long"])],
)
def test_a_holiday_is_entered_in_one_piece_of_at_most_31_days(last, codes):
    assert [reason.code for reason in check_span(D("2027-02-01"), D(last))] == codes


@pytest.mark.parametrize(
    ("name", "notice_no", "fields"),
    [
        ("藏历新年", "", []),
        ("", "", ["name"]),
        ("年" * 60, "号" * 80, []),
        ("年" * 61, "号" * 81, ["name", "notice_no"]),
    ],
)
def test_a_day_has_a_name_and_its_texts_fit(name, notice_no, fields):
    assert [reason.field for reason in check_words(name, notice_no)] == fields
