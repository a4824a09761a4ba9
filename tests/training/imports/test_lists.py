"""Workbooks of people: every fault is named where it stands, sound rows become lines (Art. 16)."""

from __future__ import annotations

import io
from typing import Any

import pytest
from openpyxl import Workbook

from tests import factories
from tests.factories import enrolments
from training.imports import enrolments as many
from training.imports.enrolments import check_enrolments
from training.imports.report import Report
from training.imports.results import check_results

pytestmark = pytest.mark.django_db

PEOPLE = ("统一社会信用代码", "企业名称", "人员类别", "姓名", "手机号码", "职务")
RESULTS = ("座位号", "姓名", "实到学时", "结果")


def book(*rows: tuple[Any, ...]) -> bytes:
    made, kept = Workbook(), io.BytesIO()
    for row in rows:
        made.active.append(row)  # type: ignore[union-attr]
    made.save(kept)
    return kept.getvalue()


def messages(report: Report) -> str:
    return " ".join(str(fault["message"]) for fault in report.faults)


def test_sound_rows_are_lines_in_their_order() -> None:
    filing, session = factories.accepted(), enrolments.open_session()
    code = filing.enterprise.uscc
    rows = ((code, "", "首席质量官", "", "", ""), (code, "", "其他", "央金", "139 0891 0011", "科长"))
    report = check_enrolments(book(PEOPLE, *rows), session=session, user=factories.officer())
    assert report.faults == []
    key = filing.enterprise_id
    assert report.lines == [[key, "", "", ""], [key, "央金", "13908910011", "科长"]]


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (("{code}", "", "谁", "", "", ""), "人员类别只能填"),
        (("{code}", "别的公司", "首席质量官", "", "", ""), "与名录中的"),
        (("{code}", "", "首席质量官", "别人", "", ""), "姓名不一致"),
        (("{code}", "", "其他", "", "", ""), "请填写"),
        (("{code}", "", "其他", "央金", "12", ""), "格式不正确"),
        (("{other}", "", "首席质量官", "", "", ""), "本辖区名录里没有"),
        (("{empty}", "", "首席质量官", "", "", ""), "首席质量官"),
    ],
)
def test_a_row_at_fault_says_what_to_do(row: tuple[str, ...], said: str) -> None:
    filing, session = factories.accepted(), enrolments.open_session()
    codes = {
        "code": filing.enterprise.uscc,
        "other": factories.make_enterprise("5402").uscc,
        "empty": factories.make_enterprise().uscc,
    }
    filled = tuple(cell.format(**codes) for cell in row)
    report = check_enrolments(book(PEOPLE, filled), session=session, user=factories.officer())
    assert said in messages(report)
    assert report.lines == []
    assert report.faults[0]["row"] == 2


def test_nobody_is_listed_twice_and_not_more_than_fit(monkeypatch: pytest.MonkeyPatch) -> None:
    filing, session = factories.accepted(), enrolments.open_session()
    row = (filing.enterprise.uscc, "", "首席质量官", "", "", "")
    officer = factories.officer()
    assert "与第2行重复" in messages(check_enrolments(book(PEOPLE, row, row), session=session, user=officer))
    monkeypatch.setattr(many, "ROWS", 1)
    report = check_enrolments(book(PEOPLE, row, row, row), session=session, user=officer)
    assert messages(report).count("一次最多导入1人") == 1
    enrolments.cqo(session, filing)
    assert "名单中" in messages(check_enrolments(book(PEOPLE, row), session=session, user=officer))


def test_a_person_who_is_the_cqo_of_two_enterprises_sits_once() -> None:
    session, officer, number = enrolments.open_session(), factories.officer(), factories.identity_no()
    one, two = (factories.accepted(identity_no=number) for _each in range(2))
    rows = [(each.enterprise.uscc, "", "首席质量官", "", "", "") for each in (one, two)]
    report = check_enrolments(book(PEOPLE, *rows), session=session, user=officer)
    assert "与第2行重复" in messages(report)
    enrolments.cqo(session, one)
    assert "名单中" in messages(check_enrolments(book(PEOPLE, rows[1]), session=session, user=officer))


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ((9, "央金", 8, "合格"), "没有这个座位号"),
        ((1, "别人", 8, "合格"), "名单已变动"),
        ((1, "央金", "八", "合格"), "只填数字"),
        ((1, "央金", "NaN", "合格"), "只填数字"),
        ((1, "央金", 8, "好"), "结果只能填"),
        ((1, "央金", 99, "合格"), "不能超过"),
        ((1, "央金", "", "合格"), "请填写实到学时"),
    ],
)
def test_a_result_at_fault_says_what_to_do(row: tuple[Any, ...], said: str) -> None:
    session = enrolments.begun_session()
    enrolments.staff(session)
    report = check_results(book(RESULTS, row), session=session)
    assert said in messages(report)
    assert report.lines == []


def test_empty_and_standing_results_are_left_out_and_changed_ones_refused() -> None:
    session = enrolments.begun_session()
    graded = enrolments.graded(enrolments.staff(session))
    waiting = enrolments.staff(session, name="扎西")
    rows = ((1, graded.name, 8, "合格"), (2, waiting.name, None, None))
    report = check_results(book(RESULTS, *rows), session=session)
    assert (report.faults, report.lines) == ([], [])
    changed = check_results(book(RESULTS, (1, graded.name, 4, "不合格")), session=session)
    assert "更正" in messages(changed)
    twice = (2, waiting.name, "8学时", "合格")
    report = check_results(book(RESULTS, twice, twice), session=session)
    assert "座位号与第2行重复" in messages(report)
    assert report.lines == [[waiting.pk, waiting.version, "passed", "8"]]
