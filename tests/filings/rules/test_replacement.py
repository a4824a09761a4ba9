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


def test_one_clue_is_open_at_a_time_about_a_cqo_in_office() -> None:
    assert codes(replacement.check_only_clue(known=True)) == ["clue_open"]
    assert codes(replacement.check_in_office(left=True)) == ["departed"]
    assert codes(replacement.check_left(left=False)) == ["still_in_office"]
    fine = replacement.check_only_clue(known=False) & replacement.check_in_office(left=False)
    assert codes(fine & replacement.check_left(left=True)) == []


@pytest.mark.parametrize(
    ("reply", "found"), [("", []), ("none", []), ("replaced", ["answered"]), ("refused", ["answered"])]
)
def test_an_answer_is_given_once(reply, found) -> None:
    assert codes(replacement.check_answerable(reply)) == found


@pytest.mark.parametrize(
    ("named", "found"),
    [(None, ["term_runs"]), (ISSUED, ["term_runs"]), (date(2026, 11, 22), [])],
)
def test_a_term_is_missed_after_its_last_day(named, found) -> None:
    assert codes(replacement.check_term_over(named, ISSUED)) == found


@pytest.mark.parametrize(
    ("status", "reply", "left", "found"),
    [
        ("issued", "", False, ["answer_awaited"]),
        ("issued", "", True, []),
        ("replied", "replaced", False, ["change_awaited"]),
        ("replied", "replaced", True, []),
        ("replied", "refused", False, []),
    ],
)
def test_what_still_awaits_an_answer_or_a_change_is_not_closed(status, reply, left, found) -> None:
    assert codes(replacement.check_closable(status, reply, left=left)) == found


def test_a_character_without_a_glyph_is_named_at_its_field() -> None:
    (reason,) = replacement.check_printable({"letter_no": "", "letter_text": "𠮷"})
    assert (reason.code, reason.field) == ("unprintable", "letter_text")
