"""Who may be put forward, and what a recommendation and an answer say (Art. 9, 15)."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from talent_pool.rules import nominations as rules
from talent_pool.rules.nominations import Candidate

DAY = date(2026, 11, 20)
ONE = timedelta(days=1)


def codes(verdict) -> list[str]:
    return [reason.code for reason in verdict.blocking]


@pytest.mark.parametrize(
    ("candidate", "expected"),
    [
        (Candidate(True), []),
        (Candidate(False), ["not_in_office"]),
        (Candidate(True, is_member=True), ["is_member"]),
        (Candidate(True, is_nominated=True), ["is_nominated"]),
        (Candidate(True, confirmed_bars=("谋取不正当利益",)), ["barred"]),
        (Candidate(True, proposed_bars=("谋取不正当利益",)), []),
    ],
)
def test_a_candidate_holds_a_current_filing_and_no_confirmed_bar(candidate, expected):
    assert codes(rules.check_candidate(candidate)) == expected


def test_a_bar_is_named_when_confirmed_and_only_warns_when_proposed():
    confirmed = rules.check_candidate(Candidate(True, confirmed_bars=("谋取不正当利益",)))
    assert "谋取不正当利益" in str(confirmed.blocking[0].message)
    proposed = rules.check_candidate(Candidate(True, proposed_bars=("谋取不正当利益",)))
    assert proposed
    assert [reason.code for reason in proposed.warnings] == ["bar_proposed"]


@pytest.mark.parametrize(
    ("text", "skills", "evidence", "expected"),
    [
        ("降低不良率", ["brand"], True, []),
        ("", ["brand"], True, ["contributions"]),
        ("降低不良率", [], True, ["skills"]),
        ("降低不良率", ["magic"], True, ["unknown_skill"]),
        ("降低不良率", ["brand"], False, ["evidence"]),
    ],
)
def test_a_case_has_contributions_skills_and_evidence(text, skills, evidence, expected):
    assert codes(rules.check_case(text, skills, has_evidence=evidence)) == expected


def test_only_a_given_consent_admits():
    assert rules.check_consent_given("given")
    assert codes(rules.check_consent_given("asked")) == ["consent_awaited"]
    assert codes(rules.check_consent_given("refused")) == ["consent_refused"]


@pytest.mark.parametrize(
    ("answer", "on", "expected"),
    [
        ("given", DAY, []),
        ("refused", DAY + ONE, []),
        ("asked", DAY, ["answer"]),
        ("given", DAY - ONE, ["answered_early"]),
        ("given", DAY + 2 * ONE, ["answered_ahead"]),
    ],
)
def test_an_answer_is_a_yes_or_a_no_from_the_proposal_to_today(answer, on, expected):
    assert codes(rules.check_answer(answer, on, DAY, DAY + ONE)) == expected
