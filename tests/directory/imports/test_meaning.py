"""Directories that say something else than they seem, and faults that name the cell they are about."""

from __future__ import annotations

import io
from datetime import date, datetime
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.utils import get_column_letter
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from cqo_registry.core.spreadsheets.marking import mark_faults
from cqo_registry.directory.imports.check import Report, check_workbook
from cqo_registry.directory.imports.process import examine
from cqo_registry.directory.imports.words import TITLES
from tests.directory.workbooks import FIELDS, ROW, workbook
from tests.factories import authority, make_enterprise, officer, region_officer, uscc

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 23)
YEAR_CELL = get_column_letter(FIELDS.index("data_year") + 1) + "2"


def check(content: bytes, office: Any = None) -> Report:
    return check_workbook(content, office=office, today=TODAY)


def changed(content: bytes, change: Any) -> bytes:
    book, out = load_workbook(io.BytesIO(content)), io.BytesIO()
    change(book)
    book.save(out)
    return out.getvalue()


def year_of(value: Any, layout: str, epoch: Any = None) -> Report:
    def change(book: Workbook) -> None:
        if epoch is not None:
            book.epoch = epoch
        book.active[YEAR_CELL] = value  # type: ignore[index]
        book.active[YEAR_CELL].number_format = layout  # type: ignore[index]

    return check(changed(workbook({}), change))


@pytest.mark.parametrize("layout", ["yyyy-mm-dd", "yyyy", 'yyyy"年"m"月"', "m/d/yy h:mm", "[h]:mm"])
@pytest.mark.parametrize("epoch", [None, CALENDAR_MAC_1904])
@pytest.mark.parametrize(
    ("typed", "taken"), [(2000, True), (2025, True), (2026, True), (2027, False), (1999, False)]
)
def test_a_year_typed_into_a_cell_for_dates_has_the_bounds_of_years(
    layout: str, epoch: Any, typed: int, taken: bool
) -> None:
    report = year_of(typed, layout, epoch)
    findings = report.notices if taken else report.faults
    assert [(f["row"], f["column"], f["field"]) for f in findings] == [(2, YEAR_CELL[:-1], "data_year")]
    assert "日期格式" in findings[0]["message"]
    assert findings[0]["value"]
    if taken:
        assert report.faults == []
        assert report.listings[0].values["data_year"] == typed
        assert f"读作 {typed} 年" in findings[0]["message"]


@pytest.mark.parametrize(
    ("value", "year"),
    [
        (datetime(2024, 12, 31), 2024),
        (datetime(2000, 1, 1), 2000),
        (datetime(2026, 12, 31), 2026),
        (datetime(2027, 1, 1), None),
        (datetime(1999, 12, 31), None),
        (45, None),
    ],
)
def test_a_true_date_stands_for_its_year_within_the_same_bounds(value: Any, year: int | None) -> None:
    report = year_of(value, "yyyy-mm-dd")
    assert report.notices == []
    if year is None:
        assert [fault["field"] for fault in report.faults] == ["data_year"]
    else:
        assert report.listings[0].values["data_year"] == year


@pytest.mark.parametrize("field", ["employees", "revenue", "assets"])
def test_a_figure_in_a_cell_for_dates_is_said(field: str) -> None:
    report = check(workbook({field: date(2025, 1, 2)}))
    (fault,) = report.faults
    assert (fault["field"], fault["value"]) == (field, "2025-01-02")
    assert "日期格式" in fault["message"]


def test_carriage_returns_in_titles_and_values_are_line_breaks() -> None:
    def change(book: Workbook) -> None:
        for cell in book.active[1]:  # type: ignore[index]
            cell.value = cell.value[:2] + "_x000D_\n" + cell.value[2:]

    row = {"domicile": "城关区_x000D_\n示范路8号", "products": "水泥_x000D_\n砂石_x000d_"}
    (listing,) = check(changed(workbook(row), change)).listings
    assert listing.values["domicile"] == "城关区 示范路8号"
    assert [product["name"] for product in listing.values["products"]] == ["水泥", "砂石"]


REQUIRED = ("name", "uscc", "county")
OPTIONAL = tuple(name for name in FIELDS if name not in (*REQUIRED, "ordinal"))


@pytest.mark.parametrize("sign", ["/", "—", "－", "无", "N/A", "暂无", "\\", "——"])
def test_signs_for_nothing_in_optional_columns_state_nothing(sign: str) -> None:
    report = check(workbook(dict.fromkeys(OPTIONAL, sign)))
    assert (report.faults, report.notices) == ([], [])
    assert report.listings[0].values == check(workbook(dict.fromkeys(OPTIONAL))).listings[0].values


@pytest.mark.parametrize("sign", ["/", "—", "无", "没有", "n/a"])
@pytest.mark.parametrize("field", REQUIRED)
def test_a_sign_for_nothing_in_a_required_column_asks_to_fill_in_and_is_shown(field: str, sign: str) -> None:
    report = check(workbook({field: sign}))
    assert [(f["field"], f["value"], f["row"]) for f in report.faults] == [(field, sign, 2)]
    assert report.faults[0]["column"] == get_column_letter(FIELDS.index(field) + 1)
    assert "请填写" in report.faults[0]["message"]


def test_signs_among_several_are_left_out() -> None:
    row = {"products": "水泥、/", "category": "生产许可、无", "certificates": "XK08-001-00001、/"}
    (listing,) = check(workbook(row)).listings
    (product,) = listing.values["products"]
    assert (product["name"], product["licence_no"]) == ("水泥", "XK08-001-00001")
    two = {"products": "水泥、砖", "category": "生产许可、生产许可", "certificates": "XK08-001-00001、/"}
    (listing,) = check(workbook(two)).listings
    assert [product["licence_no"] for product in listing.values["products"]] == ["XK08-001-00001", ""]


def test_sheets_that_were_not_read_are_notices_and_block_nothing() -> None:
    def change(book: Workbook) -> None:
        other, hidden = book.create_sheet("日喀则"), book.create_sheet("旧")
        for sheet in (other, hidden):
            for row in (("序号", "企业全称"), (1, "甲"), (2, "乙")):
                sheet.append(row)
        hidden.sheet_state = "hidden"

    report = check(changed(workbook({}), change))
    assert (report.rows, report.faults, len(report.listings)) == (1, [], 1)
    assert [(n["sheet"], n["row"]) for n in report.notices] == [("日喀则", 0), ("旧", 0)]
    assert "3 行内容（含标题）没有读取" in report.notices[0]["message"]
    assert "隐藏" in report.notices[1]["message"]


# --- the cell a fault is about -----------------------------------------------------------------------

BAD = {
    "name": "12345",
    "uscc": "91540102MA0000015C",
    "domicile": "=A1",
    "prefecture": "#REF!",
    "county": "不存在县",
    "industry": "X99",
    "employees": "三百",
    "revenue": 1.234,
    "assets": "=1+1",
    "data_year": 2099,
    "products": "=B2",
    "category": "不清楚",
    "certificates": "=C2",
    "legal_representative": "多吉<b>",
    "principal_officer": "=D2",
    "contact_person": "#N/A",
    "contact_phone": "12",
}


def shifted(row: dict[str, Any], *, above: int, left: int, order: list[str], merged: bool) -> bytes:
    """A workbook with blank rows above, blank columns left of it, its columns in another order."""
    book, out = Workbook(), io.BytesIO()
    sheet: Any = book.active
    values = {"ordinal": 1, "uscc": uscc(), **ROW}
    for line, cells in enumerate(({name: TITLES[name][0] for name in order}, values, {**values, **row}), 1):
        for index, name in enumerate(order, 1):
            sheet.cell(above + line, left + index, cells[name])
    if merged:
        for line in range(1, above + 1):
            sheet.merge_cells(start_row=line, end_row=line, start_column=1, end_column=left + 5)
            sheet.cell(line, 1, "西藏自治区企业名录")
    book.save(out)
    return out.getvalue()


@pytest.mark.parametrize("field", BAD)
@pytest.mark.parametrize(
    ("above", "left", "back", "merged"), [(0, 0, False, False), (3, 2, True, False), (4, 1, False, True)]
)
def test_a_fault_names_its_own_cell(field: str, above: int, left: int, back: bool, merged: bool) -> None:
    order = list(reversed(FIELDS)) if back else list(FIELDS)
    row = {"uscc": uscc(), field: BAD[field]}
    report = check(shifted(row, above=above, left=left, order=order, merged=merged))
    (fault,) = report.faults
    assert (fault["row"], fault["field"], fault["value"]) == (above + 3, field, str(BAD[field]))
    assert fault["column"] == get_column_letter(left + order.index(field) + 1)


def test_a_code_that_stands_twice_is_shown_as_it_is_written() -> None:
    code = uscc()
    written = f"{code[:8].lower()} {code[8:]}"
    report = check(workbook({"uscc": code}, {"uscc": written}))
    assert [(f["row"], f["column"], f["value"]) for f in report.faults] == [(3, "C", written)]


def test_the_zone_is_named_when_it_decided_the_office() -> None:
    report = check(workbook({"prefecture": "拉萨经开区", "county": None}), office=authority("5402"))
    assert [(f["field"], f["value"]) for f in report.faults] == [("prefecture", "拉萨经开区")]


def test_what_is_found_beside_the_register_names_its_cell_too() -> None:
    foreign = make_enterprise("5402")
    written = f" {foreign.uscc.lower()} "
    content = shifted({"uscc": written}, above=2, left=1, order=list(FIELDS), merged=False)
    (fault,) = examine(content, by=officer("5401")).faults
    assert (fault["row"], fault["column"], fault["value"]) == (5, "D", written)
    assert examine(content, by=region_officer()).faults == []
    out = io.BytesIO()
    mark_faults(content, [fault], out, author="名录导入")
    book = load_workbook(out)
    assert [cell.coordinate for line in book["Sheet"] for cell in line if cell.comment] == ["D5"]


def test_the_marked_workbook_keeps_signs_and_codes_as_they_were() -> None:
    content = workbook({"name": "12345", "domicile": "/", "products": "_x005F_x000D_"})
    out = io.BytesIO()
    mark_faults(content, check(content).faults, out, author="名录导入")
    cells = [cell.value for cell in load_workbook(out)["企业名录"][2]]
    assert cells[FIELDS.index("domicile")] == "/"
    assert cells[FIELDS.index("products")] == "_x005F_x000D_"
