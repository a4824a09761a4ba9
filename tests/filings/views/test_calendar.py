"""The pages of the calendar."""

from __future__ import annotations

import io
import uuid
from typing import Any

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from cqo_registry.core.dates import FIXED_DAYS_OFF
from cqo_registry.directory.models import Holiday
from tests import factories
from tests.directory.imports.test_calendar import workbook

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_november")]
PAGE = "filings:calendar"
LOSAR = {
    "first_on": "2027-02-07",
    "last_on": "2027-02-13",
    "kind": "off",
    "name": "藏历新年",
    "notice_no": "1号",
}


@pytest.fixture
def _november():
    with time_machine.travel("2026-11-23 10:00:00+08:00", tick=True):
        yield


def signed_in(user: Any) -> Client:
    client = Client()
    client.force_login(user)
    return client


def text(response: Any) -> str:
    return response.content.decode()


def address(name: str = PAGE, *args: Any, office: str = "", year: str = "2027") -> str:
    return f"{reverse(name, args=args)}?office={office}&year={year}"


def test_an_office_sees_the_national_days_and_its_own_with_their_layers():
    page = signed_in(factories.officer("5401")).get(address(year="2026"))
    assert "2026年工作日历：拉萨市" in text(page)
    assert "替代全国安排：上班，春节调休上班" in text(page)
    assert "期限为暂定" not in text(page)
    assert page.context["months"][0][0] == 1
    edits = {
        line.day.authority_id: bool(may) for _month, lines in page.context["months"] for line, may in lines
    }
    assert edits == {None: False, factories.authority("5401").pk: True}


def test_a_year_without_national_days_has_a_band():
    officer, region = signed_in(factories.officer("5401")), signed_in(factories.region_officer())
    assert "期限为暂定" in text(officer.get(address()))
    assert [str(day)[5:] for day in region.get(address()).context["missing"]][:2] == ["01-01", "05-01"]
    for month, day in FIXED_DAYS_OFF:
        Holiday.objects.create(date=f"2027-{month:02}-{day:02}", kind="off", name="节日")
    assert "期限为暂定" not in text(officer.get(address()))


@pytest.mark.parametrize("query", ["?year=1999", "?year=x&office=nowhere", "?office=5402", ""])
def test_an_officer_has_only_the_own_calendar_and_a_strange_year_is_this_one(query: str):
    page = signed_in(factories.officer("5401")).get(reverse(PAGE) + query)
    assert (page.context["office"].code, page.context["year"]) == ("5401", 2026)


def test_the_region_chooses_a_calendar_and_the_auditor_only_reads():
    region, auditor = signed_in(factories.region_officer()), signed_in(factories.auditor())
    assert region.get(address(office="5402")).context["layer"] == "日喀则市"
    assert region.get(address()).context["layer"] == "全国"
    assert "添加放假或上班日：日喀则市" in text(region.get(address(office="5402")))
    assert "添加放假或上班日" not in text(auditor.get(address(office="5402")))


def test_a_leave_is_added_in_one_piece_and_says_what_it_did():
    client = signed_in(factories.officer("5401"))
    filing = factories.submitted()
    token = {"form_token": str(uuid.uuid4())}
    leave = {**LOSAR, "first_on": "2026-11-09", "last_on": "", **token}
    for _again in (1, 2):
        response = client.post(address("filings:calendar_add"), leave)
        assert response.url == address(office="5401", year="2026")
    assert "已添加1天。1件备案的期限已重算。" in text(client.get(response.url))
    filing.refresh_from_db()
    assert str(filing.due_on) == "2026-11-10"
    response = client.post(address("filings:calendar_add"), LOSAR, follow=True)
    assert "已添加7天。没有备案的期限因此改变。" in text(response)
    assert Holiday.objects.filter(date__year=2027, authority__code="5401", notice_no="1号").count() == 7


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"first_on": ""}, "请填写起始日期。"),
        ({"first_on": "明天"}, "日期写法不正确"),
        ({"first_on": "2031-01-01"}, "只能安排2023年至2028年"),
        ({"first_on": "2028-12-31", "last_on": "2029-01-01"}, "只能安排2023年至2028年"),
        ({"last_on": "2027-02-01"}, "不能早于起始日期"),
        ({"last_on": "2027-04-01"}, "一次最多添加31天"),
        ({"name": ""}, "请填写名称"),
        ({"kind": "x"}, "请从列表中选择一项"),
        ({"first_on": "2026-02-26", "last_on": "2026-02-27"}, "2026-02-26已有安排"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_typed_is_lost(wrong: dict[str, str], message: str):
    client = signed_in(factories.officer("5401"))
    response = client.post(address("filings:calendar_add"), {**LOSAR, "notice_no": "藏〔2027〕9号", **wrong})
    assert response.status_code == 422
    assert message in text(response)
    assert "藏〔2027〕9号" in text(response)
    assert not Holiday.objects.filter(date__year=2027).exists()


def own_day() -> Holiday:
    return Holiday.objects.get(authority__code="5401", date="2026-02-24")


def test_a_day_is_corrected_from_the_page_that_was_drawn():
    client, day = signed_in(factories.officer("5401")), own_day()
    url = address("filings:calendar_day", day.pk, year="2026")
    assert day.shown in text(client.get(url))
    data = {"kind": "work", "name": "调休上班", "notice_no": "", "shown": day.shown}
    response = client.post(url, data, follow=True)
    assert "已修改2026-02-24的安排。" in text(response)
    assert own_day().kind == "work"
    stale = client.post(url, {**data, "name": "第二次"})
    assert stale.status_code == 422
    assert "现在是“2026-02-24 上班 调休上班”" in text(stale)
    assert "第二次" in text(stale)


def test_a_day_is_removed_after_a_question():
    client, day = signed_in(factories.officer("5401")), own_day()
    url = address("filings:calendar_remove", day.pk, year="2026")
    assert "确定删除2026-02-24的安排吗" in text(client.get(url))
    assert client.post(url).status_code == 422
    response = client.post(url, {"shown": day.shown}, follow=True)
    assert "已删除2026-02-24的安排。" in text(response)
    assert not Holiday.objects.filter(pk=day.pk).exists()


def test_a_national_day_says_to_an_officer_who_keeps_it():
    client, day = signed_in(factories.officer("5401")), Holiday.objects.get(authority=None, date="2026-01-01")
    for name in ("filings:calendar_day", "filings:calendar_remove"):
        page = client.get(address(name, day.pk))
        assert "全国安排由自治区局维护" in text(page)
        assert '<button class="btn btn-danger"' not in text(page)
        assert (
            client.post(address(name, day.pk), {"shown": day.shown, "kind": "off", "name": "x"}).status_code
            == 422
        )
    assert "确定删除" in text(
        signed_in(factories.region_officer()).get(address("filings:calendar_remove", day.pk))
    )


def upload(client: Client, content: bytes, **query: str) -> Any:
    data = {"workbook": SimpleUploadedFile("日历.xlsx", content)}
    return client.post(address("filings:calendar_import", **query), data)


def test_a_workbook_is_reported_then_confirmed_once():
    client = signed_in(factories.officer("5401"))
    assert "导入工作日历：拉萨市" in text(client.get(address("filings:calendar_import")))
    content = workbook(("2027-02-07", "放假", "藏历新年", "1号"), ("2026-02-24", "上班", "补班"))
    report = upload(client, content)
    assert "新增 2027-02-07 放假 藏历新年" in text(report)
    assert not Holiday.objects.filter(date__year=2027).exists()
    data = {"days": report.context["sealed"], "form_token": str(uuid.uuid4())}
    for _again in (1, 2):
        response = client.post(address("filings:calendar_apply"), data)
        assert response.url == address(office="5401", year="2026")
    assert "已导入：新增1天，修改1天，未变0天。" in text(client.get(response.url))
    assert own_day().name == "补班"
    assert "没有需要导入的" in text(upload(client, content))


def test_a_sheet_that_was_not_read_is_told_and_blocks_nothing():
    book, out = load_workbook(io.BytesIO(workbook(("2027-02-07", "放假", "藏历新年", "1号")))), io.BytesIO()
    book.create_sheet("明年").append(("哪天", "放不放"))
    book.save(out)
    page = text(upload(signed_in(factories.officer("5401")), out.getvalue()))
    assert "工作表“明年”：这张工作表没有找到表头，1 行内容（含标题）没有读取" in page
    assert "确认导入" in page


def test_faults_stop_the_import_and_a_file_that_is_none_is_said_so():
    client = signed_in(factories.officer("5401"))
    report = upload(client, workbook(("2027-02-30", "放假", "藏历新年")))
    assert report.status_code == 422
    assert "日期写法不正确" in text(report)
    assert "确认导入" not in text(report)
    for content, message in ((b"x", "Excel"), (workbook(titles=("a", "b")), "没有找到表头")):
        response = upload(client, content)
        assert response.status_code == 422
        assert message in text(response)


def test_a_report_is_good_for_its_user_its_calendar_and_an_hour_only():
    officer, region = signed_in(factories.officer("5401")), signed_in(factories.region_officer())
    sealed = upload(officer, workbook(("2027-02-07", "放假", "藏历新年"))).context["sealed"]
    url = address("filings:calendar_apply", office="5401")
    for client, days in ((region, sealed), (officer, sealed + "x"), (officer, "")):
        assert client.post(url, {"days": days}).status_code == 409
    with time_machine.travel("2026-11-23 11:10:00+08:00"):
        assert officer.post(url, {"days": sealed}).status_code == 409
    assert not Holiday.objects.filter(date__year=2027).exists()


def test_template_and_export_are_workbooks():
    client = signed_in(factories.officer("5401"))
    for name, rows in (
        ("template", 1),
        ("export", 1 + Holiday.objects.filter(date__year=2026).filter(authority=None).count() + 14),
    ):
        response = client.get(address(f"filings:calendar_{name}", year="2026"))
        book = load_workbook(io.BytesIO(b"".join(response.streaming_content)))
        assert book.worksheets[0].max_row == rows


def test_the_year_costs_the_same_queries_with_one_day_and_with_many():
    client = signed_in(factories.region_officer())
    counts = []
    Holiday.objects.create(date="2028-01-01", kind="off", name="元旦")
    for year in ("2028", "2026"):
        with CaptureQueriesContext(connection) as queries:
            client.get(address(office="5401", year=year))
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 7
