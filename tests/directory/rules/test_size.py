"""The size class: every limit of every group from both sides."""

from datetime import date
from decimal import Decimal

import pytest

from cqo_registry.directory.enums import IndustryGroup, SizeClass
from cqo_registry.directory.rules.size import LIMITS, Figures, check_figures, classify, indicators

D = Decimal
ORDER = [SizeClass.LARGE, SizeClass.MEDIUM, SizeClass.SMALL, SizeClass.MICRO]
TABLE = LIMITS.on(date.max)
CASES = [(group, indicator, n) for group, used in TABLE.items() for indicator in used for n in range(3)]

# The official table again, typed apart from the code: X | Y | Z.
OFFICIAL = """
AGR - 20000/500/50 -
IND 1000/300/20 40000/2000/300 -
CON - 80000/6000/300 80000/5000/300
WHO 200/20/5 40000/5000/1000 -
RET 300/50/10 20000/500/100 -
TRA 1000/300/20 30000/3000/200 -
STO 200/100/20 30000/1000/100 -
POS 1000/300/20 30000/2000/100 -
HOT 300/100/10 10000/2000/100 -
CAT 300/100/10 10000/2000/100 -
INF 2000/100/10 100000/1000/100 -
SOF 300/100/10 10000/1000/50 -
RED - 200000/1000/100 10000/5000/2000
PRO 1000/300/100 5000/1000/500 -
LEA 300/100/10 - 120000/8000/100
OTH 300/100/10 - -
"""


def test_the_limits_are_those_of_the_standard():
    rows = [line.split() for line in OFFICIAL.split("\n") if line]
    table = {
        row[0]: {
            name: tuple(map(int, cell.split("/")))
            for name, cell in zip(["employees", "revenue", "assets"], row[1:], strict=True)
            if cell != "-"
        }
        for row in rows
    }
    assert table == TABLE
    assert set(table) == set(IndustryGroup)


@pytest.mark.parametrize(("group", "indicator", "n"), CASES)
def test_a_limit_is_inclusive_and_a_cent_below_drops_a_class(group, indicator, n):
    at = {name: D(limits[n]) for name, limits in TABLE[group].items()}
    step = D(1) if indicator == "employees" else D("0.01")
    below = {**at, indicator: at[indicator] - step}
    assert classify(Figures(group, **at)) == ORDER[n]
    assert classify(Figures(group, **below)) == ORDER[n + 1]


@pytest.mark.parametrize(
    ("group", "employees", "revenue", "size"),
    [
        ("IND", 1000, "40000", "large"),
        ("IND", 1200, "1999.99", "small"),
        ("IND", 300, "2000", "medium"),
        ("IND", 300, "2000.00", "medium"),
        ("IND", 19, "90000", "micro"),
        ("IND", 0, "0", "micro"),
        ("OTH", 100, None, "medium"),
    ],
)
def test_the_worked_examples(group, employees, revenue, size):
    assert classify(Figures(IndustryGroup(group), employees, revenue and D(revenue))) == size


def test_without_a_group_nothing_is_classified_or_needed():
    assert classify(Figures(None)) == SizeClass.UNCLASSIFIED
    assert indicators(None) == ()
    assert check_figures(Figures(None))


@pytest.mark.parametrize(
    ("group", "figures", "missing"),
    [("IND", {"employees": 5}, "revenue"), ("LEA", {"employees": 5}, "assets"), ("OTH", {}, "employees")],
)
def test_a_missing_figure_is_named(group, figures, missing):
    incomplete = Figures(IndustryGroup(group), **figures)
    with pytest.raises(ValueError, match=missing):
        classify(incomplete)
    assert [(r.code, r.field) for r in check_figures(incomplete)] == [(f"{missing}_missing", missing)]


def figures(**changes):
    """Figures of an industrial enterprise that are all right, but for the changes."""
    return Figures(**{"group": IndustryGroup.IND, "employees": 300, "revenue": D(2000), **changes})


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"employees": -1}, "employees_negative"),
        ({"employees": D("300.5")}, "employees_fraction"),
        ({"employees": 10_000_001}, "employees_too_large"),
        ({"revenue": D("-0.01")}, "revenue_negative"),
        ({"revenue": D("NaN")}, "revenue_not_a_number"),
        ({"revenue": D("sNaN")}, "revenue_not_a_number"),
        ({"revenue": D("Infinity")}, "revenue_not_a_number"),
        ({"revenue": D("100000000.01")}, "revenue_too_large"),
        ({"assets": D("1E+1000")}, "assets_too_large"),
    ],
)
def test_an_absurd_figure_is_named_with_its_article(changes, code):
    assert [(r.code, r.article) for r in check_figures(figures(**changes))] == [(code, "6")]


@pytest.mark.parametrize(
    "changes", [{}, {"employees": 0}, {"employees": 10_000_000}, {"revenue": D(10**8)}, {"assets": D(0)}]
)
def test_a_figure_at_the_limit_is_accepted(changes):
    assert check_figures(figures(**changes)) == check_figures(figures())
    assert check_figures(figures(**changes)).passes


def test_every_fault_is_named_at_once():
    wrong = Figures(IndustryGroup.CON, -1, None, D(-1))
    assert {r.code for r in check_figures(wrong)} == {
        "employees_negative",
        "revenue_missing",
        "assets_negative",
    }
