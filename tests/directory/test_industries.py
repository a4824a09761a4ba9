"""Industry codes and the size group they fall in."""

import pytest

from cqo_registry.directory.enums import IndustryGroup
from cqo_registry.directory.industries import DIVISIONS, GROUPS, SECTIONS, group_of, label_of, normalised


def test_the_standard_has_20_sections_and_97_divisions():
    assert list(SECTIONS) == list("ABCDEFGHIJKLMNOPQRST")
    assert [division[1:] for division in DIVISIONS] == [f"{n:02}" for n in range(1, 98)]
    assert set(GROUPS.values()) == set(IndustryGroup)


@pytest.mark.parametrize(
    ("code", "group"),
    [
        ("A01", "AGR"),
        ("A", "AGR"),
        ("B06", "IND"),
        ("C26", "IND"),
        ("C2614", "IND"),
        ("D46", "IND"),
        ("E47", "CON"),
        ("F51", "WHO"),
        ("F52", "RET"),
        ("G53", None),
        ("G54", "TRA"),
        ("G58", "TRA"),
        ("G59", "STO"),
        ("G5910", "TRA"),
        ("G592", "STO"),
        ("G60", "POS"),
        ("H61", "HOT"),
        ("H62", "CAT"),
        ("I63", "INF"),
        ("I64", "INF"),
        ("I65", "SOF"),
        ("J66", None),
        ("K70", None),
        ("K701", "RED"),
        ("K7010", "RED"),
        ("K702", "PRO"),
        ("K703", "OTH"),
        ("K704", None),
        ("K709", "OTH"),
        ("L71", "LEA"),
        ("M73", "OTH"),
        ("O82", "OTH"),
        ("P83", None),
        ("Q84", None),
        ("Q85", "OTH"),
        ("R90", "OTH"),
        ("S91", None),
        ("T97", None),
        ("G", None),
    ],
)
def test_each_industry_has_its_group_or_none(code, group):
    assert group_of(code) == group


@pytest.mark.parametrize("typed", ["c26", " C 26 ", "26", "Ｃ２６"])
def test_a_code_may_be_typed_loosely(typed):
    assert normalised(typed) == "C26"


@pytest.mark.parametrize("code", ["", "U01", "A26", "C99", "00", "C2", "C26145", "化工", "26C", "X" * 5000])
def test_an_unknown_code_is_refused_with_a_sentence(code):
    with pytest.raises(LookupError, match="没有行业代码"):
        group_of(code)


@pytest.mark.parametrize(
    ("code", "label"), [("C", SECTIONS["C"]), ("c2614", DIVISIONS["C26"]), ("70", DIVISIONS["K70"])]
)
def test_a_code_has_the_name_of_its_division_or_section(code, label):
    assert label_of(code) is label
