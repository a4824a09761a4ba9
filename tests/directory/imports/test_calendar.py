"""A calendar from Excel: every fault by sheet, row and column, and what comes back from an export."""

from __future__ import annotations

import io
from datetime import date, datetime
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.utils import get_column_letter

from cqo_registry.core.spreadsheets.intake import Unreadable
from cqo_registry.directory.exports import calendar_template, calendar_workbook
from cqo_registry.directory.facts import calendar_year
from cqo_registry.directory.imports.calendar import ROWS, check_calendar
from cqo_registry.directory.imports.words import CALENDAR_TITLES
from tests import factories

D = date.fromisoformat
TITLES = ("日期", "类型", "名称", "通知文号")
TODAY = D("2026-11-23")


def workbook(*rows: tuple[Any, ...], titles: tuple[str, ...] = TITLES) -> bytes:
    """A calendar with these rows."""
    book = Workbook()
    book.active.title = "日历"
    for row in (titles, *rows):
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def check(content: bytes, layer: str = "拉萨市"):
    return check_calendar(content, layer=layer, today=TODAY)


@pytest.mark.parametrize(
    "written",
    [
        datetime(2027, 2, 7),
        "2027-02-07",
        "2027/2/7",
        "2027.2.7",
        "2027年2月7日",
        20270207,
        " 2027-02-07 ",
    ],
)
def test_a_day_is_read_however_people_write_it(written):
    (entry,) = check(workbook((written, "放假", "藏历新年"))).entries
    assert (entry.date, entry.kind, entry.name, entry.notice_no) == (D("2027-02-07"), "off", "藏历新年", "")


def test_every_fault_is_told_at_once_by_sheet_row_and_column():
    report = check(
        workbook(
            ("2027-02-07", "放假", "藏历新年", "1号"),
            ("2027-02-30", "放假", "藏历新年"),
            (46388, "休假中", "藏历新年"),
            ("2027-02-07", "上班", "补班"),
            ("2031-01-01", "off", "=1+1"),
            (None, "放假", None, "号" * 81),
        )
    )
    assert report.rows == 6
    assert [(fault["sheet"], fault["row"], fault["column"], fault["title"]) for fault in report.faults] == [
        ("日历", 3, "A", "日期"),
        ("日历", 4, "A", "日期"),
        ("日历", 4, "B", "类型"),
        ("日历", 5, "A", "日期"),
        ("日历", 6, "A", "日期"),
        ("日历", 6, "B", "类型"),
        ("日历", 6, "C", "名称"),
        ("日历", 7, "A", "日期"),
        ("日历", 7, "C", "名称"),
        ("日历", 7, "D", "通知文号"),
    ]
    messages = [fault["message"] for fault in report.faults]
    assert "2027-01-31" in messages[0]
    assert "第 2 行" in messages[3]
    assert "2023年至2028年" in messages[4]
    assert [entry.date for entry in report.entries] == [D("2027-02-07")]


def test_a_workbook_without_the_titles_is_no_calendar():
    with pytest.raises(Unreadable, match="日期、类型、名称"):
        check(workbook(("x",), titles=("企业名称",)))


def test_too_many_rows_are_one_fault():
    report = check(workbook(*[("2027-02-07", "放假", "假")] * (ROWS + 5)))
    assert report.rows == ROWS + 5
    assert sum("最多导入" in fault["message"] for fault in report.faults) == 1


@pytest.mark.django_db
def test_an_exported_year_comes_back_layer_by_layer():
    office = factories.authority("5401")
    year = calendar_year(office, 2026)
    content = b"".join(calendar_workbook(year, office, 2026))
    own, national = check(content), check(content, layer="全国")
    assert len(own.entries) == 14
    assert len(own.skipped) == len(national.entries) > 30
    assert not own.faults
    assert "暂定" not in str(list(load_workbook(io.BytesIO(content))["说明"].values))
    unknown = b"".join(calendar_workbook(calendar_year(office, 2027), office, 2027))
    assert "2027-10-01" in str(list(load_workbook(io.BytesIO(unknown))["说明"].values))


def test_the_template_has_the_titles_the_import_looks_for():
    book = load_workbook(io.BytesIO(b"".join(calendar_template())))
    assert tuple(cell.value for cell in book.worksheets[0][1]) == TITLES
    with pytest.raises(Unreadable, match="没有数据"):
        check(b"".join(calendar_template()))


PLACES = [(0, 0, False), (3, 2, True), (2, 0, False)]


def laid(row: dict[str, Any], place: tuple[int, int, bool], **sheets: Any) -> bytes:
    above, left, back = place
    order = list(reversed(CALENDAR_TITLES)) if back else list(CALENDAR_TITLES)
    book, out = Workbook(), io.BytesIO()
    for line, each in enumerate(({name: CALENDAR_TITLES[name][0] for name in order}, row), above + 1):
        for index, name in enumerate(order, left + 1):
            book.active.cell(line, index, each.get(name))
    for name, lines in sheets.items():
        other = book.create_sheet(name)
        for each in lines:
            other.append(each)
    book.save(out)
    return out.getvalue()


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        *((name, "=A1", "公式") for name in ("date", "kind", "name", "notice_no")),
        ("date", "2027-02-30", "日期写法"),
        ("date", "/", "日期写法"),
        ("kind", "休假中", "类型只能填"),
        ("name", "无", "请填写名称"),
        ("notice_no", "号" * 200, "请缩短"),
    ],
)
def test_a_fault_names_its_own_cell(name, value, said, place):
    row = {"date": "2027-02-07", "kind": "放假", "name": "藏历新年", "notice_no": "1号", name: value}
    report = check(laid(row, place))
    order = list(reversed(CALENDAR_TITLES)) if place[2] else list(CALENDAR_TITLES)
    column = get_column_letter(place[1] + order.index(name) + 1)
    assert [(f["row"], f["column"], f["value"]) for f in report.faults] == [(place[0] + 2, column, value)]
    assert said in report.faults[0]["message"]


def test_signs_for_nothing_and_sheets_unread():
    row = {"date": "2027-02-07_x000D_", "kind": "放假", "name": "藏历新年", "notice_no": "/", "source": "—"}
    report = check(laid(row, (0, 0, False), 明年=[("放哪天", "假"), ("2028-01-01", "元旦")]))
    assert report.faults == report.skipped == []
    assert [entry.notice_no for entry in report.entries] == [""]
    assert [(notice["sheet"], notice["row"]) for notice in report.notices] == [("明年", 0)]
