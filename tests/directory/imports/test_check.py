"""Every fault of every row at once, each with its place and what to do; sound rows become listings."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from cqo_registry.core.spreadsheets.reader import Unreadable
from cqo_registry.directory.imports.check import Report, check_workbook
from tests.directory.workbooks import FIELDS, sample, workbook
from tests.factories import authority, uscc

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 23)


def check(*rows: dict[str, Any], office: Any = None, fields: tuple[str, ...] = FIELDS) -> Report:
    return check_workbook(workbook(*rows, fields=fields), office=office, today=TODAY)


def places(report: Report) -> list[tuple[int, str, str]]:
    return [(fault["row"], fault["column"], fault["field"]) for fault in report.faults]


def test_the_messy_sample_has_exactly_the_expected_faults() -> None:
    expected = json.loads(sample("directory-messy.expected.json"))
    report = check_workbook(sample("directory-messy.xlsx"), office=None, today=TODAY)
    assert report.rows == expected["rows"]
    found = [(fault["row"], fault["field"]) for fault in report.faults]
    assert sorted(found) == sorted((bad["row"], bad["field"]) for bad in expected["bad"])
    assert len(report.listings) == 90
    assert all(fault["message"] and fault["sheet"] and fault["column"] for fault in report.faults)
    assert {notice["field"] for notice in report.notices} == {"prefecture"}


def test_the_clean_sample_has_no_fault() -> None:
    report = check_workbook(sample("directory.xlsx"), office=None, today=TODAY)
    assert (report.rows, report.faults, len(report.listings)) == (200, [], 200)


def test_a_sound_row_becomes_a_listing_of_typed_facts() -> None:
    code = uscc(77)
    spaced = f" {code[:8].lower()} {code[8:]}\u00a0"
    (listing,) = check({"uscc": spaced, "revenue": "8,600.5", "employees": "３００"}).listings
    assert (listing.uscc, listing.name, listing.county.code) == (code, "西藏试验水泥有限公司", "540102")
    assert listing.values["revenue"] == Decimal("8600.50")
    assert listing.values["employees"] == 300
    assert listing.values["legal_representative"] == "扎西·次仁"
    assert listing.values["categories"] == ["L"]
    assert listing.values["products"][0]["licence_no"] == "XK08-001-00001"
    assert "stated_size" not in listing.values
    assert "uscc" not in listing.values


def test_an_empty_cell_states_nothing() -> None:
    empty = dict.fromkeys(("domicile", "employees", "products", "category", "certificates", "contact_phone"))
    (listing,) = check({**empty, "industry": None, "data_year": None, "contact_person": None}).listings
    assert not {"domicile", "employees", "products", "categories", "industry"} & set(listing.values)


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("uscc", "91540102MA0000015C", "校验码"),
        ("uscc", "91540102MA0000015", "位数"),
        ("uscc", "9154O102MA0000015B", "不允许"),
        ("uscc", None, "请填写统一社会信用代码"),
        ("uscc", 9.15401e17, "已丢失"),
        ("uscc", '="9154"', "公式"),
        ("name", None, "请填写企业名称"),
        ("name", "=A1&B1", "公式"),
        ("name", "@甲", "不像名称"),
        ("name", "12345", "不像名称"),
        ("name", "甲" * 201, "200 个字"),
        ("domicile", "路" * 301, "300 个字"),
        ("county", None, "请填写住所所在区县"),
        ("county", "不存在县", "没有这个区县"),
        ("industry", "X99", "没有行业代码"),
        ("employees", "三百二十人", "整数"),
        ("employees", 12.5, "整数"),
        ("employees", -1, "负数"),
        ("employees", True, "整数"),
        ("revenue", 12_500_000_000, "万元"),
        ("revenue", "1,50", "万元"),
        ("revenue", 1.234, "两位小数"),
        ("assets", "abc", "万元"),
        ("data_year", 1999, "四位年份"),
        ("data_year", 2027, "不晚于今年"),
        ("data_year", "去年", "四位年份"),
        ("category", "不清楚", "没有类别"),
        ("certificates", 2000000000015519, "已丢失"),
        ("legal_representative", "多吉<b>", "姓名有误"),
        ("contact_phone", "12345", "联系电话有误"),
    ],
)
def test_a_faulty_cell_is_the_one_fault_of_its_row(field: str, value: Any, words: str) -> None:
    report = check({}, {field: value})
    assert places(report) == [(3, "ABCDEFGHIJKLMNOPQR"[FIELDS.index(field)], field)]
    assert words in report.faults[0]["message"]
    assert len(report.listings) == 1


def test_an_error_value_in_a_row_is_a_fault() -> None:
    report = check({"domicile": "#REF!"})
    assert [fault["field"] for fault in report.faults] == ["domicile"]
    assert "#REF!" in report.faults[0]["message"]


def test_all_faults_of_a_row_are_told_at_once() -> None:
    report = check({"name": None, "uscc": "1", "employees": "x", "county": "无"})
    assert [fault["field"] for fault in report.faults] == ["name", "uscc", "employees", "county"]


def test_a_code_stands_once_in_the_file() -> None:
    code = uscc(5)
    report = check({"uscc": code}, {"uscc": code.lower()})
    assert places(report) == [(3, "C", "uscc")]
    assert "第 2 行" in report.faults[0]["message"]


def test_the_county_decides_and_another_prefecture_is_only_told() -> None:
    report = check({"prefecture": "拉萨", "county": "白朗县"})
    assert report.listings[0].office.code == "5402"
    assert [notice["field"] for notice in report.notices] == ["prefecture"]
    assert "日喀则市" in report.notices[0]["message"]


@pytest.mark.parametrize(
    ("prefecture", "county", "code"),
    [
        ("拉萨市", "城关", "540102"),
        ("", "西藏自治区拉萨市城关区", "540102"),
        ("山南市", "错那县", "540581"),
        ("阿里", "扎达县", "542522"),
        ("拉萨经开区", None, "540172"),
        ("藏青工业园", "格尔木市", "632801"),
        (None, "540102", "540102"),
    ],
)
def test_a_county_is_found_by_any_of_its_names(prefecture: str, county: str, code: str) -> None:
    report = check({"prefecture": prefecture, "county": county})
    assert not report.faults
    assert not report.notices
    assert report.listings[0].county.code == code


def test_a_prefecture_with_several_counties_does_not_name_one() -> None:
    assert places(check({"prefecture": "拉萨市", "county": None})) == [(2, "F", "county")]


def test_a_formula_in_the_prefecture_leaves_the_county_unjudged() -> None:
    assert places(check({"prefecture": "=A1", "county": None})) == [(2, "E", "prefecture")]


def test_an_office_lists_only_its_own_area() -> None:
    report = check({}, {"county": "白朗县", "prefecture": "日喀则市"}, office=authority("5401"))
    assert places(report) == [(3, "F", "county")]
    assert "不属于本机关辖区" in report.faults[0]["message"]


def test_unknown_columns_are_told() -> None:
    import io

    from openpyxl import load_workbook

    book = load_workbook(io.BytesIO(workbook({})))
    book.active["S1"] = "传真"
    out = io.BytesIO()
    book.save(out)
    report = check_workbook(out.getvalue(), office=None, today=TODAY)
    assert [(notice["value"], notice["row"]) for notice in report.notices] == [("传真", 1)]


def test_columns_may_be_left_out_but_not_the_three_that_matter() -> None:
    assert not check({}, fields=("name", "uscc", "county")).faults
    with pytest.raises(Unreadable, match="所属区县"):
        check({}, fields=("name", "uscc", "employees"))


def test_the_stated_size_is_read_when_there_is_a_column() -> None:
    report = check({"stated_size": "中"}, {"stated_size": "巨型"}, fields=(*FIELDS, "stated_size"))
    assert report.listings[0].values["stated_size"] == "medium"
    assert places(report) == [(3, "S", "stated_size")]


def test_a_date_may_stand_for_its_year() -> None:
    assert check({"data_year": date(2024, 12, 31)}).listings[0].values["data_year"] == 2024


@pytest.mark.parametrize(
    ("names", "category", "numbers", "expected"),
    [
        ("水泥", "生产许可", "XK08-001-00001", [("水泥", "L", "XK08-001-00001")]),
        (
            "水泥",
            "生产许可,强制性标准",
            "XK08-001-00001；GB 175",
            [("水泥", "L", "XK08-001-00001"), ("水泥", "S", "GB 175")],
        ),
        ("水泥、电线", "生产许可/CCC", None, [("水泥", "L", ""), ("电线", "C", "")]),
        (
            "甲，乙",
            "强制性标准",
            "GB/T 1、GB 2",
            [("甲", "S", "GB/T 1"), ("乙", "S", "GB 2")],
        ),
        ("甲，乙，丙", "生产许可", "旧号", [("甲", "L", "旧号"), ("乙", "L", "旧号"), ("丙", "L", "旧号")]),
        ("青稞酒", "其他", "XK08-001-00001", [("青稞酒", "V", "")]),
        ("青稞酒", None, None, [("青稞酒", "", "")]),
        (None, "其它", None, [("", "V", "")]),
    ],
)
def test_products_categories_and_numbers_are_combined(
    names: str, category: str, numbers: str, expected: list[tuple[str, str, str]]
) -> None:
    (listing,) = check({"products": names, "category": category, "certificates": numbers}).listings
    papers = ("licence_no", "ccc_no", "standard_no")
    found = [
        (p["name"], p["category"], next((p[name] for name in papers if p[name]), ""))
        for p in listing.values["products"]
    ]
    assert found == expected


@pytest.mark.parametrize(
    ("industry", "category", "own"),
    [("C15", "其他", True), ("C30", "其他", False), ("C15", "生产许可", False)],
)
def test_food_and_drink_outside_the_three_groups_have_a_regime_of_their_own(
    industry: str, category: str, own: bool
) -> None:
    (listing,) = check({"industry": industry, "category": category}).listings
    assert listing.values["products"][0]["other_regime"] is own
