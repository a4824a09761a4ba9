"""Art. 12: grounds, incident, the soft term of thirty days, the two answers."""

from __future__ import annotations

from datetime import date

import pytest

from filings.rules import replacement

ISSUED = date(2026, 11, 23)


def codes(verdict) -> list[str]:
    return [reason.code for reason in verdict]


@pytest.mark.parametrize(
    ("grounds", "found"),
    [
        (["conduct"], []),
        (["conduct", "duty", "standard"], []),
        ([], ["no_ground"]),
        (["conduct", "age"], ["unknown_ground"]),
    ],
)
def test_one_of_the_three_grounds_is_enough_and_no_other_counts(grounds, found) -> None:
    assert codes(replacement.check_grounds(grounds)) == found


@pytest.mark.parametrize(
    ("day", "number", "found"),
    [
        (None, "", []),
        (ISSUED, "藏质事〔2026〕1号", []),
        (None, "藏质事〔2026〕1号", ["incident_day"]),
        (ISSUED, "", ["incident_document"]),
        (date(2026, 11, 24), "藏质事〔2026〕1号", ["incident_ahead"]),
    ],
)
def test_an_incident_is_named_by_day_and_document_and_has_happened(day, number, found) -> None:
    assert codes(replacement.check_incident(day, number, ISSUED)) == found


def test_the_usual_term_is_thirty_days() -> None:
    assert replacement.reply_by(ISSUED) == date(2026, 12, 23)


@pytest.mark.parametrize(
    ("named", "found", "passes"),
    [
        (date(2026, 11, 23), ["term_past"], False),
        (date(2026, 11, 24), ["term_short"], True),
        (date(2026, 12, 22), ["term_short"], True),
        (date(2026, 12, 23), [], True),
    ],
)
def test_a_shorter_term_is_remarked_upon_and_a_past_one_is_none(named, found, passes) -> None:
    verdict = replacement.check_reply_term(ISSUED, named)
    assert (codes(verdict), verdict.passes) == (found, passes)


@pytest.mark.parametrize(("today", "days"), [(date(2026, 12, 23), 0), (date(2026, 12, 24), 1)])
def test_the_last_day_is_still_in_time(today, days) -> None:
    assert replacement.overdue_days(date(2026, 12, 23), today) == days


@pytest.mark.parametrize(
    ("reply", "reason", "found"),
    [
        ("replaced", "", []),
        ("refused", "事实不符", []),
        ("refused", "", ["refusal_reason"]),
        ("none", "", ["no_reply"]),
        ("", "", ["no_reply"]),
    ],
)
def test_the_enterprise_says_which_and_a_refusal_why(reply, reason, found) -> None:
    assert codes(replacement.check_reply(reply, reason)) == found
