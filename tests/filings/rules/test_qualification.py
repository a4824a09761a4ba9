"""Art. 6: education and years, both sides of every boundary."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cqo_registry.directory.enums import SizeClass
from filings.enums import EDUCATION_BY_GB4658, EducationLevel, StudyForm
from filings.rules.qualification import (
    Candidate,
    Interval,
    check_qualification,
    has_years,
    merged,
    quality_years,
)

D = date.fromisoformat


def job(start: str, end: str | None = None) -> Interval:
    """An interval from ISO dates."""
    return Interval(D(start), D(end) if end else None)


def candidate(size="medium", education="bachelor", work=(("2019-06-01",),), on="2024-06-01", **more):
    """Somebody who passes everywhere, but for the changes."""
    level = EducationLevel(education) if education else None
    return Candidate(SizeClass(size), level, tuple(job(*ends) for ends in work), D(on), **more)


def codes(verdict):
    """The codes of a verdict, in order."""
    return [reason.code for reason in verdict]


@pytest.mark.parametrize(
    ("size", "enough", "too_low"),
    [
        ("large", "bachelor", "college"),
        ("medium", "bachelor", "college"),
        ("small", "college", "secondary"),
        ("micro", "college", "secondary"),
    ],
)
def test_education_is_judged_by_size(size, enough, too_low):
    assert check_qualification(candidate(size, enough))
    assert check_qualification(candidate(size, "doctor"))
    refused = check_qualification(candidate(size, too_low))
    assert codes(refused) == ["education"]
    assert refused.blocking[0].article == "6"


@pytest.mark.parametrize(
    ("size", "start", "passes"),
    [
        ("large", "2019-06-01", True),
        ("large", "2019-06-02", False),
        ("medium", "2019-06-01", True),
        ("medium", "2019-06-02", False),
        ("small", "2021-06-01", True),
        ("small", "2021-06-02", False),
        ("micro", "2021-06-01", True),
        ("micro", "2021-06-02", False),
    ],
)
def test_the_years_are_full_on_the_anniversary(size, start, passes):
    verdict = check_qualification(candidate(size, work=[(start,)]))
    assert verdict.passes is passes
    assert codes(verdict) == ([] if passes else ["quality_years"])


@pytest.mark.parametrize(
    ("work", "years", "on", "enough"),
    [
        # one year exactly, and a day less
        ([("2020-01-01", "2020-12-31")], 1, "2024-06-01", True),
        ([("2020-01-01", "2020-12-30")], 1, "2024-06-01", False),
        # three years with both days worked are enough on the day after, and not before
        ([("2020-01-01", "2022-12-31")], 3, "2023-01-01", True),
        ([("2020-01-01", "2022-12-31")], 3, "2022-12-31", False),
        ([("2020-01-01", "2022-12-30")], 3, "2023-01-01", False),
        ([("2020-01-02", "2022-12-31")], 3, "2023-01-01", False),
        # leap days
        ([("2020-02-29",)], 1, "2021-02-28", True),
        ([("2020-02-29",)], 1, "2021-02-27", False),
        ([("2020-02-29",)], 4, "2024-02-29", True),
        ([("2020-02-29",)], 4, "2024-02-28", False),
        ([("2021-03-01",)], 3, "2024-02-29", False),
        # jobs that touch or follow on the next day lose nothing
        ([("2019-06-01", "2021-12-31"), ("2022-01-01", None)], 5, "2024-06-01", True),
        ([("2019-06-01", "2022-01-01"), ("2022-01-01", None)], 5, "2024-06-01", True),
        ([("2019-06-01", "2021-12-30"), ("2022-01-01", None)], 5, "2024-06-01", False),
        ([("2019-06-01", "2021-12-30"), ("2022-01-01", None)], 5, "2024-06-02", True),
        ([("2019-06-01", "2024-05-31"), ("2024-06-01", None)], 5, "2024-06-01", True),
        # a gap is moved on by its days: one year, a year off, two years
        ([("2018-01-01", "2018-12-31"), ("2020-01-01", None)], 3, "2022-01-01", True),
        ([("2018-01-01", "2018-12-31"), ("2020-01-01", None)], 3, "2021-12-31", False),
        # one day of work is one day
        ([("2020-01-01", "2020-01-01"), ("2020-01-02", "2020-12-31")], 1, "2021-01-01", True),
        # overlaps count once, in whatever order
        ([("2021-01-01", None), ("2020-01-01", "2023-01-01")], 4, "2024-01-01", True),
        ([("2021-01-01", None), ("2020-01-01", "2023-01-01")], 4, "2023-12-31", False),
        ([("2020-01-01", "2022-01-01"), ("2020-06-01", "2020-07-01")], 2, "2024-06-01", True),
        # days after the effective date count nothing
        ([("2021-06-01", "2030-01-01")], 3, "2024-06-01", True),
        ([("2021-06-02", "2030-01-01")], 3, "2024-06-01", False),
        ([("2024-06-02", None)], 1, "2024-06-01", False),
        ([("2010-01-01", "2020-01-01"), ("2025-01-01", None)], 5, "2024-06-01", True),
        ([], 1, "2024-06-01", False),
        ([("9998-01-01", None)], 5, "9999-12-31", False),
    ],
)
def test_years_of_interrupted_careers(work, years, on, enough):
    assert has_years([job(*ends) for ends in work], years, D(on)) is enough


@pytest.mark.parametrize(
    ("work", "on", "experience"),
    [
        ([("2019-06-01",)], "2024-06-01", (5, 0)),
        ([("2019-06-02",)], "2024-06-01", (4, 365)),
        ([("2020-02-29",)], "2021-03-01", (1, 1)),
        ([("2018-01-01", "2018-12-31"), ("2020-01-01", "2020-01-10")], "2024-06-01", (1, 10)),
        ([("2024-06-01",)], "2024-06-01", (0, 0)),
        ([("2025-06-01",)], "2024-06-01", (0, 0)),
    ],
)
def test_the_years_are_shown_by_the_same_count(work, on, experience):
    assert quality_years([job(*ends) for ends in work], D(on)) == experience


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"education": None}, ["education_missing"]),
        ({"work": ()}, ["quality_work_missing"]),
        ({"work": [("2020-01-02", "2020-01-01")]}, ["quality_years"]),
        ({"work": [("2030-01-01", None)]}, ["quality_years"]),
        ({"graduated_on": D("2024-06-01")}, []),
        ({"graduated_on": D("2024-06-02")}, ["graduation_date"]),
        ({"education": "below", "work": [("2024-01-01",)]}, ["education", "quality_years"]),
    ],
)
def test_every_failing_condition_is_named(changes, expected):
    verdict = check_qualification(candidate(**changes))
    assert codes(verdict) == expected
    assert verdict.passes is (not expected)


def test_a_party_school_only_asks_the_officer_to_look():
    verdict = check_qualification(candidate(study_form=StudyForm.PARTY_SCHOOL))
    assert codes(verdict) == ["education_equivalence"]
    assert verdict.passes


def test_an_unclassified_size_warns_and_is_held_to_the_least_requirement():
    passed = check_qualification(candidate("unclassified", "college", [("2021-06-01",)]))
    assert codes(passed) == ["size_unclassified"]
    assert passed.passes
    refused = check_qualification(candidate("unclassified", "secondary", [("2021-06-02",)]))
    assert codes(refused) == ["education", "quality_years", "size_unclassified"]
    assert not refused


def test_education_levels_are_ranked_and_read_from_their_codes():
    assert [level.rank for level in EducationLevel] == [6, 5, 4, 3, 2, 1]
    assert EDUCATION_BY_GB4658["28"] == EducationLevel.COLLEGE
    assert set(EDUCATION_BY_GB4658.values()) == set(EducationLevel)


def test_the_rules_say_which_article_they_carry_out():
    assert check_qualification.articles == has_years.articles == quality_years.articles == ("6",)


DAY = st.dates(D("2000-01-01"), D("2030-01-01"))
LENGTH = st.integers(0, 2000).map(lambda days: timedelta(days=days))
JOBS = st.lists(st.builds(lambda start, length: Interval(start, start + length), DAY, LENGTH), max_size=8)


@given(JOBS, DAY)
def test_merging_keeps_every_day_once_in_order_and_none_after_the_date(jobs, on):
    spans = merged(jobs, on)
    days = [s + timedelta(days=n) for s, e in spans for n in range((e - s).days + 1)]
    worked = {j.start + timedelta(days=n) for j in jobs for n in range((j.end - j.start).days + 1)}
    assert days == sorted(day for day in worked if day <= on)
    assert all(later[0] - earlier[1] > timedelta(days=1) for earlier, later in pairwise(spans))
    assert merged([Interval(*span) for span in spans], on) == spans
    assert merged(reversed(jobs), on) == spans


@given(JOBS, DAY, st.integers(1, 6))
def test_the_years_shown_and_the_years_judged_agree(jobs, on, years):
    assert has_years(jobs, years, on) is (quality_years(jobs, on).years >= years)


def years_counted_day_by_day(jobs, years, on):
    """The law in another way: a calendar with every day worked ticked, both ends of a job among them."""
    ticked = set()
    for each in jobs:
        day, last = each.start, min(each.end or on, on)
        while day <= last:
            ticked.add(day)
            day += timedelta(days=1)
    if not ticked:
        return False
    first, last = min(ticked), max(ticked)
    idle = sum(1 for n in range((last - first).days) if first + timedelta(days=n) not in ticked)
    try:
        anniversary = first.replace(year=first.year + years)
    except ValueError:  # 29 February
        anniversary = date(first.year + years, 2, 28)
    return anniversary + timedelta(days=idle) <= min(last + timedelta(days=1), on)


OPEN_OR_CLOSED = st.lists(
    st.builds(
        lambda start, length: Interval(start, None if length is None else start + timedelta(days=length)),
        st.dates(D("2015-12-25"), D("2025-01-05")),
        st.none() | st.integers(0, 1500) | st.sampled_from([0, 1, 364, 365, 366, 1095, 1096]),
    ),
    max_size=6,
)


@given(OPEN_OR_CLOSED, st.dates(D("2016-01-01"), D("2025-12-31")), st.sampled_from([1, 3, 5]))
def test_a_calendar_ticked_day_by_day_agrees(jobs, on, years):
    assert has_years(jobs, years, on) is years_counted_day_by_day(jobs, years, on)


@given(st.dates(D("2008-01-01"), D("2018-12-31")), st.sampled_from([3, 5]), st.integers(-2, 2))
def test_adjacent_jobs_are_as_good_as_one(start, years, off):
    on = start.replace(year=start.year + years, day=min(start.day, 28)) + timedelta(days=off)
    middle = start + (on - start) / 2
    split = [Interval(start, middle), Interval(middle + timedelta(days=1), on)]
    assert has_years(split, years, on) is has_years([Interval(start, None)], years, on)
