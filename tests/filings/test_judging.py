"""Cases judged without a filing."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from filings.judging import Impossible, Kind, judge, judge_all

TODAY = date(2026, 1, 15)


def asked(kind, **fields):
    """A case."""
    return {"kind": kind, **fields}


def size(group="IND", employees=300, revenue="2000.00", assets=None, **more):
    """A size case."""
    return asked("size", group=group, employees=employees, revenue=revenue, assets=assets, **more)


def qualification(**changes):
    """A qualification case that passes, but for the changes."""
    return asked(
        "qualification",
        **{
            "size": "medium",
            "education": "bachelor",
            "quality_work": [["2019-06-01", None]],
            "effective_on": "2024-06-01",
            **changes,
        },
    )


def deadline(**changes):
    """A deadline case, but for the changes."""
    return asked(
        "deadline",
        **{"office": "5401", "effective_on": "2025-01-31", "submitted_on": "2025-03-06", **changes},
    )


def without(case, field):
    """The case with a field left out."""
    return {name: value for name, value in case.items() if name != field}


@pytest.mark.parametrize(
    ("case", "answer"),
    [
        (size(), {"size": "medium"}),
        (size(employees=1000, revenue=40000), {"size": "large"}),
        (size(employees="1200", revenue="1999.99"), {"size": "small"}),
        (size(revenue="1999.99999999999999999999"), {"size": "small"}),
        (size(revenue=1999.99), {"size": "small"}),
        (size(revenue=Decimal("2E+3")), {"size": "medium"}),
        (size(employees=19, revenue=" 90000 "), {"size": "micro"}),
        (size("OTH", 100, None), {"size": "medium"}),
        (size("AGR", None, "500"), {"size": "medium"}),
        (size(None, None, None), {"size": "unclassified"}),
        (size(colour="blue"), {"size": "medium"}),
        (without(size(), "assets"), {"size": "medium"}),
        (qualification(), {"passes": True, "reasons": []}),
        (
            qualification(quality_work=[["2019-06-02", None]]),
            {"passes": False, "reasons": [{"code": "quality_years", "article": "6"}]},
        ),
        (
            qualification(education="college"),
            {"passes": False, "reasons": [{"code": "education", "article": "6"}]},
        ),
        (
            qualification(quality_work=[]),
            {"passes": False, "reasons": [{"code": "quality_work_missing", "article": "6"}]},
        ),
        (
            qualification(size="unclassified"),
            {"passes": True, "reasons": [], "warnings": [{"code": "size_unclassified", "article": "6"}]},
        ),
        (
            qualification(
                size="small", quality_work=[["2020-01-01", "2021-01-01"], ["2022-06-01", "2024-06-01"]]
            ),
            {"passes": True, "reasons": []},
        ),
        (deadline(), {"due_on": "2025-03-05", "provisional": False, "overdue_days": 1}),
        (
            deadline(submitted_on="2025-03-05"),
            {"due_on": "2025-03-05", "provisional": False, "overdue_days": 0},
        ),
        (deadline(submitted_on=None), {"due_on": "2025-03-05", "provisional": False, "overdue_days": None}),
        (
            deadline(effective_on="2024-01-31", submitted_on="2024-02-29"),
            {"due_on": "2024-02-29", "provisional": False, "overdue_days": 0},
        ),
        (
            deadline(effective_on="2026-12-01", submitted_on="2027-01-05"),
            {"due_on": "2027-01-04", "provisional": True, "overdue_days": 1},
        ),
        (
            deadline(office="ZQ", submitted_on="2025-03-01"),
            {"due_on": "2025-02-28", "provisional": False, "overdue_days": 1},
        ),
        (
            asked("uscc", value="９１５４０１０２ma0000015b"),
            {"valid": True, "normalised": "91540102MA0000015B", "warnings": []},
        ),
        (
            asked("uscc", value="914003001922038216"),
            {"valid": False, "normalised": "914003001922038216", "warnings": []},
        ),
        (
            asked("identity_no", value="54010219900101002x"),
            {"valid": True, "normalised": "54010219900101002X", "warnings": []},
        ),
        (
            asked("identity_no", value="540102197906060014", on="1990-01-01"),
            {"valid": True, "normalised": "540102197906060014", "warnings": ["age"]},
        ),
        (
            asked("mobile", value="+86 138 0013 8000"),
            {"valid": True, "normalised": "13800138000", "warnings": []},
        ),
        (
            asked("name", value="扎西•次仁"),
            {"valid": True, "normalised": "扎西·次仁", "warnings": []},
        ),
    ],
)
def test_a_case_has_its_answer(case, answer):
    assert judge(case, today=TODAY) == answer


@pytest.mark.parametrize(
    ("case", "named"),
    [
        (None, "对象"),
        ([], "对象"),
        ("size", "对象"),
        ({}, "kind"),
        (asked("colour"), "kind"),
        (asked(None), "kind"),
        (asked(["size"]), "kind"),
        (size("XYZ"), "group"),
        (size("ind"), "group"),
        (size(5), "group"),
        (without(size(), "group"), "group"),
        (size(employees=True), "employees"),
        (size(employees="many"), "employees"),
        (size(employees="٣٠٠"), "employees"),
        (size(employees=[300]), "employees"),
        (size(employees=None), "employees"),
        (size(employees=-1), "employees"),
        (size(employees="300.5"), "employees"),
        (size(revenue="NaN"), "revenue"),
        (size(revenue=float("inf")), "revenue"),
        (size(revenue=Decimal("1E+999999999")), "revenue"),
        (size(revenue=Decimal("NaN")), "revenue"),
        (size(revenue="1,000"), "revenue"),
        (size(revenue="9" * 31), "revenue"),
        (size(revenue="100000000.01"), "revenue"),
        (size(revenue=None), "revenue"),
        (qualification(size="huge"), "size"),
        (qualification(education=None), "education"),
        (qualification(education="PhD"), "education"),
        (without(qualification(), "education"), "education"),
        (qualification(effective_on="2024-6-1"), "effective_on"),
        (qualification(effective_on="2023-02-29"), "effective_on"),
        (qualification(effective_on="20240601"), "effective_on"),
        (qualification(effective_on=20240601), "effective_on"),
        (qualification(quality_work=None), "quality_work"),
        (qualification(quality_work="2019"), "quality_work"),
        (qualification(quality_work=["2019-06-01"]), "quality_work"),
        (qualification(quality_work=[["2019-06-01"]]), "quality_work"),
        (qualification(quality_work=[[None, None]]), "quality_work"),
        (qualification(quality_work=[["2019-06-01", "2019-05-31"]]), "quality_work"),
        (without(qualification(), "quality_work"), "quality_work"),
        (deadline(office="5407"), "office"),
        (deadline(office=5401), "office"),
        (deadline(effective_on=None), "effective_on"),
        (deadline(submitted_on="yesterday"), "submitted_on"),
        (asked("uscc"), "value"),
        (asked("uscc", value=None), "value"),
        (asked("mobile", value=13800138000), "value"),
        (asked("name", value=["扎西"]), "value"),
        (asked("identity_no", value="540102197906060014", on="soon"), "on"),
    ],
)
def test_an_impossible_case_is_named(case, named):
    with pytest.raises(Impossible, match=named):
        judge(case, today=TODAY)


def test_an_impossible_case_answers_in_its_place():
    answers = judge_all([size(), None, deadline(effective_on="9999-12-31"), size("OTH", 9)], today=TODAY)
    assert [list(answer) for answer in answers] == [["size"], ["error"], ["error"], ["size"]]


def test_age_is_todays_when_the_case_names_no_day():
    young = asked("identity_no", value="540102197906060014")
    assert judge(young, today=date(1997, 6, 5))["warnings"] == ["age"]
    assert judge(young, today=date(1997, 6, 6))["warnings"] == []
    assert judge(young, today=date(1979, 6, 5))["valid"] is False


ANYTHING = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text()
    | st.decimals()
    | st.sampled_from(list(Kind)),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=6,
)
FIELDS = sorted({*size(), *qualification(), *deadline(), "value", "on"})


@given(st.lists(ANYTHING | st.dictionaries(st.sampled_from(FIELDS), ANYTHING), max_size=4))
def test_no_case_upsets_the_judge(cases):
    assert len(judge_all(cases, today=TODAY)) == len(cases)


@given(
    st.sampled_from([size(), qualification(), deadline(), asked("name", value="扎西")]),
    st.sampled_from(FIELDS),
    ANYTHING,
)
def test_no_field_upsets_the_judge(case, field, value):
    assert len(judge_all([{**case, field: value}], today=TODAY)) == 1
