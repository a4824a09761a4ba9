"""Faults of the workbooks of people name the column and value of their own cell, wherever it stands."""

from __future__ import annotations

import datetime
import io
from typing import Any

import pytest
from openpyxl import Workbook
from openpyxl.utils import get_column_letter

from tests import factories
from tests.factories import enrolments
from tests.once import once
from training.imports.enrolments import check_enrolments
from training.imports.report import Report
from training.imports.results import check_results
from training.imports.words import ENROLMENT_TITLES, RESULT_TITLES

pytestmark = pytest.mark.django_db

PLACES = [(0, 0, False), (3, 2, True), (2, 0, True), (0, 4, False)]


def laid(rows: list[dict[str, Any]], titles: Any, place: tuple[int, int, bool], **sheets: Any) -> bytes:
    """Rows under their titles, below blank rows, right of blank columns, in either order."""
    above, left, back = place
    order = list(reversed(titles)) if back else list(titles)
    book, out = Workbook(), io.BytesIO()
    sheet: Any = book.active
    for line, row in enumerate([{name: titles[name][0] for name in order}, *rows], above + 1):
        for index, name in enumerate(order, left + 1):
            sheet.cell(line, index, row.get(name))
    for name, lines in sheets.items():
        other = book.create_sheet(name)
        for each in lines:
            other.append(each)
    book.save(out)
    return out.getvalue()


def letter(name: str, titles: Any, place: tuple[int, int, bool]) -> str:
    order = list(reversed(titles)) if place[2] else list(titles)
    return get_column_letter(place[1] + order.index(name) + 1)


def places(report: Report) -> list[tuple[int, str, str]]:
    return [(fault["row"], fault["column"], fault["value"]) for fault in report.faults]


def one_trainee() -> Any:
    session = enrolments.begun_session()
    return session, enrolments.staff(session)


def open_session() -> Any:
    return factories.make_enterprise(), enrolments.open_session()


trained, opened = once(one_trainee), once(open_session)


class TestOneTrainee:
    """Of a session with one trainee, made once."""

    @pytest.mark.parametrize("place", PLACES)
    @pytest.mark.parametrize(
        ("name", "value", "said"),
        [
            *((name, "=4+4", "公式") for name in RESULT_TITLES),
            *((name, "#REF!", "错误值") for name in RESULT_TITLES),
            ("seat", 9, "没有这个座位号"),
            ("seat", "/", "没有这个座位号"),
            ("name", "别人", "名单已变动"),
            ("hours", "八", "只填数字"),
            ("hours", 99, "不能超过"),
            ("result", "好", "结果只能填"),
            ("result", "/", "结果只能填"),
        ],
    )
    def test_a_fault_of_a_result_names_its_own_cell(
        self, name: str, value: Any, said: str, place: tuple[int, int, bool], trained: Any
    ) -> None:
        session, trainee = trained
        row = {"seat": 1, "name": trainee.name, "hours": 8, "result": "合格", name: value}
        report = check_results(laid([row], RESULT_TITLES, place), session=session)
        assert places(report) == [(place[0] + 2, letter(name, RESULT_TITLES, place), str(value))]
        assert said in report.faults[0]["message"]
        assert report.faults[0]["title"] == RESULT_TITLES[name][0]


def test_every_formula_of_a_row_is_named() -> None:
    session = enrolments.begun_session()
    trainee = enrolments.staff(session)
    row = {"seat": 1, "name": trainee.name, "hours": "=4+4", "result": "=A1"}
    report = check_results(laid([row], RESULT_TITLES, (0, 0, False)), session=session)
    assert [fault["title"] for fault in report.faults] == ["实到学时", "结果"]


def test_hours_in_a_cell_for_dates_are_said() -> None:
    session = enrolments.begun_session()
    trainee = enrolments.staff(session)
    row = {"seat": 1, "name": trainee.name, "hours": datetime.date(1900, 1, 8), "result": "合格"}
    report = check_results(laid([row], RESULT_TITLES, (0, 0, False)), session=session)
    assert "日期格式" in report.faults[0]["message"]


def test_a_seat_is_read_in_either_width_and_signs_for_nothing_wait() -> None:
    session = enrolments.begun_session()
    one, two = enrolments.staff(session), enrolments.staff(session, name="扎西")
    rows = [
        {"seat": "１", "name": one.name, "hours": 8, "result": "合格", "uscc": "/"},
        {"seat": 2, "name": two.name, "hours": "/", "result": "—"},
    ]
    report = check_results(laid(rows, RESULT_TITLES, (0, 0, False)), session=session)
    assert report.faults == []
    assert [line[0] for line in report.lines] == [one.pk]


class TestAnOpenSession:
    """Of an enterprise and an open session, made once."""

    @pytest.mark.parametrize("place", PLACES)
    @pytest.mark.parametrize(
        ("name", "value", "said"),
        [
            *((name, "=A1", "公式") for name in ENROLMENT_TITLES),
            ("uscc", "91540000MA7310067F", "本辖区名录里没有"),
            ("uscc", "/", "请填写统一社会信用代码"),
            ("kind", "谁", "人员类别只能填"),
            ("kind", "无", "人员类别只能填"),
            ("enterprise", "别的公司", "与名录中的"),
            ("name", "—", "请填写"),
            ("phone", "12", "格式不正确"),
            ("post", "长" * 101, "100 个字"),
        ],
    )
    def test_a_fault_of_an_enrolment_names_its_own_cell(
        self, name: str, value: Any, said: str, place: tuple[int, int, bool], opened: Any
    ) -> None:
        enterprise, session = opened
        row = {"uscc": enterprise.uscc, "kind": "其他", "name": "央金", "phone": "13908910011", name: value}
        content = laid([row], ENROLMENT_TITLES, place)
        report = check_enrolments(content, session=session, user=factories.officer())
        assert places(report) == [(place[0] + 2, letter(name, ENROLMENT_TITLES, place), value)]
        assert said in report.faults[0]["message"]


def test_signs_for_nothing_are_empty_in_optional_columns_of_an_enrolment() -> None:
    filing, session = factories.accepted(), enrolments.open_session()
    row = {
        "uscc": filing.enterprise.uscc,
        "enterprise": "/",
        "kind": "首席质量官",
        "name": "无",
        "phone": "—",
    }
    content = laid([{**row, "post": "N/A"}], ENROLMENT_TITLES, (0, 0, False))
    report = check_enrolments(content, session=session, user=factories.officer())
    assert (report.faults, report.lines) == ([], [[filing.enterprise_id, "", "", ""]])


def test_a_row_that_stands_on_another_sheet_already_is_found() -> None:
    session = enrolments.begun_session()
    trainee = enrolments.staff(session)
    row = {"seat": 1, "name": trainee.name, "hours": 8, "result": "合格"}
    again = [("座位号", "姓名", "实到学时", "结果"), (1, trainee.name, 8, "合格")]
    content = laid([row], RESULT_TITLES, (0, 0, False), 二=again)
    report = check_results(content, session=session)
    assert [(fault["sheet"], fault["row"]) for fault in report.faults] == [("二", 2)]
    assert "座位号与工作表“Sheet”第2行重复" in report.faults[0]["message"]
    filing, opened = factories.accepted(), enrolments.open_session()
    code = filing.enterprise.uscc
    again = [("统一社会信用代码", "人员类别", "姓名"), (code, "首席质量官", None)]
    content = laid([{"uscc": code, "kind": "首席质量官"}], ENROLMENT_TITLES, (0, 0, False), 二=again)
    report = check_enrolments(content, session=opened, user=factories.officer())
    assert [(fault["sheet"], fault["column"], fault["value"]) for fault in report.faults] == [
        ("二", "A", code)
    ]
    assert "与工作表“Sheet”第2行重复" in report.faults[0]["message"]


def test_sheets_that_were_not_read_are_told() -> None:
    session = enrolments.begun_session()
    trainee = enrolments.staff(session)
    row = {"seat": 1, "name": trainee.name, "hours": 8, "result": "合格"}
    content = laid(
        [row], RESULT_TITLES, (0, 0, False), 第二批=[("座号", "人"), (3, "某")], 说明=[("内容", "x")]
    )
    report = check_results(content, session=session)
    assert report.faults == []
    assert [(notice["sheet"], notice["row"]) for notice in report.notices] == [("第二批", 0)]
    enterprise = factories.make_enterprise()
    row = {"uscc": enterprise.uscc, "kind": "其他", "name": "央金", "phone": "13908910011"}
    content = laid([row], ENROLMENT_TITLES, (0, 0, False), 第二批=[("代码", "人"), ("x", "某")])
    report = check_enrolments(content, session=enrolments.open_session(), user=factories.officer())
    assert len(report.notices) == len(report.lines) == 1
