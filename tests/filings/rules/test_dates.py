"""Every date of a declaration, from both sides of the day it turns on (decisions D31, D37)."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from cqo_registry.core.verdicts import Reason, Severity, Verdict
from filings.rules.dates import DATE_RULES, Dates, check_dates, check_quality_work, grounds_of_refusal
from filings.rules.qualification import Interval

TODAY = date(2026, 3, 10)
DAY = timedelta(days=1)


def codes(verdict: Verdict) -> list[str]:
    return [reason.code for reason in verdict]


def declared(**values: object) -> Dates:
    sound = {
        "signed_on": TODAY - 10 * DAY,
        "effective_on": TODAY - 9 * DAY,
        "graduated_on": date(2012, 7, 1),
        "quality_work": (Interval(date(2015, 1, 1)),),
    }
    return Dates(today=TODAY, **{**sound, **values})  # type: ignore[arg-type]


def test_a_sound_declaration_has_nothing_said_of_it():
    assert codes(check_dates(declared())) == []
    assert codes(check_dates(Dates(today=TODAY))) == []


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("effective_on", "effective_ahead"),
        ("signed_on", "signed_ahead"),
        ("graduated_on", "graduated_ahead"),
    ],
)
def test_today_has_come_and_tomorrow_has_not(name: str, code: str):
    assert code not in codes(check_dates(declared(**{name: TODAY})))
    verdict = check_dates(declared(**{name: TODAY + DAY}))
    assert code in codes(verdict)
    found = next(reason for reason in verdict if reason.code == code)
    assert (found.severity, found.field, found.article) == (Severity.BLOCK, name, "14")


@pytest.mark.parametrize("day", [date(2031, 3, 1), date(2062, 3, 1)])
def test_an_appointment_still_to_come_says_from_when_it_may_be_submitted(day: date):
    verdict = check_dates(declared(effective_on=day))
    assert str(verdict.blocking[0].message) == f"任命自 {day.year}年3月1日 起生效，生效后再提交。"


def test_a_signature_after_the_effective_day_is_only_a_warning():
    day = TODAY - 5 * DAY
    assert codes(check_dates(declared(signed_on=day, effective_on=day))) == []
    verdict = check_dates(declared(signed_on=day + DAY, effective_on=day))
    assert codes(verdict) == ["signed_late"]
    assert verdict


@pytest.mark.parametrize(
    ("start", "end", "code"),
    [
        (TODAY, None, ""),
        (TODAY, TODAY, ""),
        (TODAY - DAY, TODAY, ""),
        (TODAY + DAY, None, "quality_work_ahead"),
        (TODAY - DAY, TODAY + DAY, "quality_work_ahead"),
        (TODAY, TODAY - DAY, "quality_work_order"),
        (TODAY + 2 * DAY, TODAY + DAY, "quality_work_order"),
    ],
)
def test_an_interval_that_cannot_have_been_worked_is_an_error_of_form(start: date, end: date, code: str):
    verdict = check_quality_work((Interval(start, end),), TODAY)
    assert codes(verdict) == ([code] if code else [])
    assert all(reason.article == "14" and reason.field == "quality_work" for reason in verdict)


def test_every_wrong_interval_is_named_by_its_number():
    sound, reversed_, ahead = (
        Interval(date(2015, 1, 1)),
        Interval(date(2016, 1, 2), date(2016, 1, 1)),
        Interval(TODAY + DAY),
    )
    said = [str(reason.message) for reason in check_quality_work((sound, reversed_, ahead), TODAY)]
    assert [sentence[:5] for sentence in said] == ["第 2 段", "第 3 段"]


def test_every_row_of_the_table_has_a_code_of_its_own():
    assert len({rule.code for rule in DATE_RULES}) == len(DATE_RULES)


YEARS = Reason("quality_years", "", "6", field="quality_work")
EDUCATION = Reason("education", "", "6", field="education")
BAR = Reason("bar_confirmed", "", "9")
OTHER = Reason("other", "", "14")
WARNING = Reason("advice", "", "6", Severity.WARN)


def form(field: str, severity: Severity = Severity.BLOCK) -> Verdict:
    return Verdict((Reason("form", "", "14", severity, field),))


@pytest.mark.parametrize(
    ("wrong", "left"),
    [
        (Verdict(), (YEARS, EDUCATION, BAR)),
        (form("quality_work"), (EDUCATION, BAR)),
        (form("effective_on"), (BAR,)),
        (form("signed_on"), (YEARS, EDUCATION, BAR)),
        (form("effective_on", Severity.WARN), (YEARS, EDUCATION, BAR)),
    ],
)
def test_an_error_of_form_is_never_a_ground_of_refusal(wrong: Verdict, left: tuple[Reason, ...]):
    judged = Verdict((YEARS, EDUCATION, BAR, OTHER, WARNING))
    assert grounds_of_refusal(judged, wrong) == left
