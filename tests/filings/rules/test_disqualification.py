"""Art. 9: the register."""

from datetime import date

import pytest

from cqo_registry.core.identifiers import Checked
from filings.enums import BarGround, BarStatus
from filings.rules import disqualification as rules
from filings.rules.disqualification import Bar, check_bars

D = date.fromisoformat
ON = D("2024-06-01")


def bar(status, since="2024-01-01", lifted_on=None, ground="G1A"):
    """An entry of the register."""
    return Bar(BarGround(ground), BarStatus(status), D(since), lifted_on and D(lifted_on))


@pytest.mark.parametrize(
    ("entry", "blocking", "warnings"),
    [
        (bar("confirmed"), ["bar_confirmed_G1A"], []),
        (bar("confirmed", ground="G1B"), ["bar_confirmed_G1B"], []),
        (bar("confirmed", since="2024-06-01"), ["bar_confirmed_G1A"], []),
        (bar("confirmed", since="2024-06-02"), [], []),
        (bar("confirmed", lifted_on="2024-06-02"), ["bar_confirmed_G1A"], []),
        (bar("confirmed", lifted_on="2024-06-01"), [], []),
        (bar("proposed", ground="G4"), [], ["bar_proposed_G4"]),
        (bar("proposed", since="2024-06-02"), [], []),
        (bar("lifted"), [], []),
    ],
)
def test_only_a_confirmed_standing_bar_blocks(entry, blocking, warnings):
    verdict = check_bars([entry], ON)
    assert [reason.code for reason in verdict.blocking] == blocking
    assert [reason.code for reason in verdict.warnings] == warnings
    assert {reason.article for reason in verdict} <= {"9"}


def test_a_clear_register_passes_and_every_entry_is_named():
    assert check_bars([], ON) == check_bars([bar("lifted")], ON)
    assert len(tuple(check_bars([bar("confirmed"), bar("proposed")], ON))) == 2


# --- the person is told and heard (decision D19) -----------------------------------------------------


@pytest.mark.parametrize(
    ("told", "codes"),
    [
        ("2024-05-31", ["notified_early"]),
        ("2024-06-01", []),
        ("2024-06-08", []),
        ("2024-06-09", ["notified_ahead"]),
    ],
)
def test_the_person_is_told_between_the_proposal_and_today(told, codes):
    verdict = rules.check_notice_day(ON, D(told), D("2024-06-08"))
    assert [reason.code for reason in verdict.blocking] == codes


@pytest.mark.parametrize(
    ("stated", "codes"),
    [
        ("2024-05-31", ["stated_early"]),
        ("2024-06-01", []),
        ("2024-06-08", []),
        ("2024-06-09", ["stated_ahead"]),
    ],
)
def test_the_answer_comes_between_the_notification_and_today(stated, codes):
    verdict = rules.check_statement("不属实", False, ON, D(stated), D("2024-06-08"))
    assert [reason.code for reason in verdict.blocking] == codes


@pytest.mark.parametrize(
    ("text", "waived", "fits"),
    [("不属实", False, True), ("", True, True), ("", False, False), ("不属实", True, False)],
)
def test_either_something_was_stated_or_nothing_was(text, waived, fits):
    assert rules.check_statement(text, waived, ON, ON, ON).passes is fits


@pytest.mark.parametrize(
    ("told", "stated", "codes"),
    [(None, None, ["not_notified", "not_heard"]), (ON, None, ["not_heard"]), (ON, ON, [])],
)
def test_nothing_is_confirmed_before_the_person_was_heard(told, stated, codes):
    assert [reason.code for reason in rules.check_heard(told, stated).blocking] == codes


GOOD = Checked(True, "扎西")
BAD = Checked(False, "", reason="length")


@pytest.mark.parametrize(
    ("number", "name", "expected"),
    [
        (GOOD, GOOD, []),
        (BAD, GOOD, ["identity_no"]),
        (GOOD, BAD, ["person_name"]),
        (BAD, BAD, ["identity_no", "person_name"]),
    ],
)
def test_whom_a_bar_is_about_has_a_number_and_a_name(number, name, expected):
    assert [reason.code for reason in rules.check_subject(number, name)] == expected


@pytest.mark.parametrize(
    ("known", "expected"),
    [((), []), (("扎西", ""), []), (("次仁", " 扎西 "), []), (("次仁",), ["other_name"])],
)
def test_a_number_that_is_known_comes_with_a_known_name(known, expected):
    assert [reason.code for reason in rules.check_known_name("扎西", known)] == expected


def test_every_finding_bears_a_code_of_the_set():
    found = {
        reason.code
        for status in BarStatus
        for reason in check_bars([Bar(ground, status, ON) for ground in BarGround], ON)
    }
    assert found < rules.CODES
    assert {code for code in found if "proposed" in code} == rules.PROPOSED_CODES
