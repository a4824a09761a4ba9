"""Art. 9: the register."""

from datetime import date

import pytest

from filings.enums import BarGround, BarStatus
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
