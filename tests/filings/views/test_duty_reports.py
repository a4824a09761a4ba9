"""The pages of duty reports: writing, reading, searching, counting, the workbook (Art. 7, 8, 10, 11)."""

from __future__ import annotations

import io
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from cqo_registry.accounts.models import User
from filings.actions import duty_reporting
from filings.forms.duty_reports import SUPPORTS
from filings.models import DutyReport, Person
from tests import factories

pytestmark = pytest.mark.django_db
QUERIES = 9


def client(user: User) -> Client:
    browser = Client()
    browser.force_login(user)
    return browser


def filer_with_cqo(office: str = "5401") -> User:
    return factories.filer(factories.accepted(factories.make_enterprise(office)).enterprise)


def reported(filer: User, **values: Any) -> DutyReport:
    report = duty_reporting.start(filer.enterprise_id or 0, timezone.localdate().year, by=filer)
    given = {"strategy": "制定年度质量计划。", **values}
    return duty_reporting.save(report.pk, given, by=filer, version=report.version, hand_in=True)


def test_an_enterprise_writes_saves_and_hands_in() -> None:
    filer = filer_with_cqo()
    browser = client(filer)
    year = timezone.localdate().year
    assert year in browser.get(reverse("filings:duty_report_list")).context["years"]
    answer = browser.post(reverse("filings:duty_report_start"), {"year": year}, follow=True)
    report = DutyReport.objects.get()
    address = reverse("filings:duty_report_edit", args=[report.pk])
    assert answer.redirect_chain[-1][0] == address
    given = {
        "version": report.version,
        "improvement": "成立三个攻关小组。",
        "allowance": "12,000",
        "vetoes": "",
    }
    saved = browser.post(address, {**given, "action": "save"}, follow=True)
    assert "已保存" in saved.content.decode()
    report.refresh_from_db()
    assert (str(report.allowance), report.vetoes, report.submitted_at) == ("12000.00", 0, None)
    done = browser.post(address, {**given, "version": report.version, "action": "hand_in"}, follow=True)
    assert "成立三个攻关小组。" in done.content.decode()
    assert browser.get(address).status_code == 302


def test_a_bad_value_gets_its_sentence_and_everything_stays_typed() -> None:
    filer = filer_with_cqo()
    report = duty_reporting.start(filer.enterprise_id or 0, timezone.localdate().year, by=filer)
    address = reverse("filings:duty_report_edit", args=[report.pk])
    given = {"version": report.version, "allowance": "很多", "hazards_found": "1", "methods": "推行卓越绩效"}
    answer = client(filer).post(address, given)
    text = answer.content.decode()
    assert answer.status_code == 422
    assert "请填写不小于 0 的金额（元" in text
    assert "推行卓越绩效" in text
    more = {"version": report.version, "hazards_found": "", "hazards_closed": "2", "allowance": "很多"}
    text = client(filer).post(address, more).content.decode()
    assert "完成整改的隐患不能多于发现的隐患。" in text
    assert "请填写不小于 0 的金额（元" in text
    unread = {**more, "hazards_found": "三处"}
    assert "不能多于发现" not in client(filer).post(address, unread).content.decode()


def test_what_was_typed_on_an_old_page_is_shown_again() -> None:
    filer = filer_with_cqo()
    report = duty_reporting.start(filer.enterprise_id or 0, timezone.localdate().year, by=filer)
    address = reverse("filings:duty_report_edit", args=[report.pk])
    old = {"version": report.version, "methods": "推行卓越绩效", "action": "save"}
    saved = duty_reporting.save(report.pk, {"strategy": "先存"}, by=filer, version=report.version)
    answer = client(filer).post(address, old)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "推行卓越绩效" in page
    assert "已有变化" in page
    assert f'name="version" value="{saved.version}"' in page
    duty_reporting.save(saved.pk, {}, by=filer, version=saved.version, hand_in=True)
    late = client(filer).post(address, old)
    assert late.status_code == 409
    assert "推行卓越绩效" in late.content.decode()
    assert 'name="action"' not in late.content.decode()


@pytest.mark.parametrize("year", ["", "abcd", "1999", "99999"])
def test_a_year_nobody_can_report_on_is_refused(year: str) -> None:
    filer = filer_with_cqo()
    answer = client(filer).post(reverse("filings:duty_report_start"), {"year": year})
    assert answer.status_code == 409
    assert not DutyReport.objects.exists()


def test_a_report_is_taken_back_by_its_page() -> None:
    filer = filer_with_cqo()
    report = reported(filer)
    page = client(filer).get(report.get_absolute_url()).content.decode()
    assert reverse("filings:duty_report_reopen", args=[report.pk]) in page
    client(filer).post(reverse("filings:duty_report_reopen", args=[report.pk]), {"version": report.version})
    report.refresh_from_db()
    assert report.submitted_at is None
    stale = client(filer).post(reverse("filings:duty_report_reopen", args=[report.pk]), {"version": "1"})
    assert stale.status_code == 409


def test_every_figure_is_its_list() -> None:
    reported(filer_with_cqo(), allowance="100", vetoes=1, hazards_found=3, hazards_closed=2)
    reported(filer_with_cqo("5402"), appraised=True, hazards_found=2, hazards_closed=2)
    for user, reports in (
        (factories.region_officer(), 2),
        (factories.officer(), 1),
        (factories.auditor(), 2),
    ):
        page = client(user).get(reverse("filings:duty_report_list"))
        assert page.context["totals"]["reports"] == page.context["page"].total == reports
        assert len(page.context["supports"]) == len(SUPPORTS)
        for figure in page.context["supports"]:
            listed = client(user).get(reverse("filings:duty_report_list") + figure["url"])
            assert listed.context["page"].total == figure["value"], figure
    address = reverse("filings:duty_report_list")
    region = client(factories.region_officer())
    chosen = region.get(address, {"support": "appraised"})
    assert chosen.context["totals"]["reports"] == chosen.context["page"].total == 1
    for figure in chosen.context["supports"]:
        assert region.get(address + figure["url"]).context["page"].total == figure["value"], figure
    totals = region.get(address).context["totals"]
    assert (totals["vetoes"], totals["found"], totals["closed"], totals["open_hazards"]) == (1, 5, 4, 1)


def test_reports_are_found_by_their_words_and_by_area() -> None:
    found = reported(filer_with_cqo("5402"), education="举办藏文质量知识讲座")
    reported(filer_with_cqo())
    region = client(factories.region_officer())
    address = reverse("filings:duty_report_list")
    Person.objects.filter(pk=found.appointment.person_id).update(name="央金·卓玛", name_bo="དབྱངས་ཅན")
    for query in (
        {"keyword": "讲座"},
        {"authority": "5402"},
        {"keyword": "央金•卓玛"},
        {"keyword": "དབྱངས"},
    ):
        assert list(region.get(address, query).context["page"].rows) == [found]
    assert region.get(address, {"year": "2023"}).context["page"].total == 0


def test_the_workbook_holds_the_list() -> None:
    report = reported(filer_with_cqo(), vetoes=3)
    answer = client(factories.officer()).get(reverse("filings:duty_report_export"))
    book = load_workbook(io.BytesIO(b"".join(answer.streaming_content)))
    rows = [row for row in book.worksheets[0].values if report.enterprise.name in row]
    assert len(rows) == 1
    assert 3 in rows[0]


@pytest.mark.parametrize("count", [1, 4])
def test_the_list_asks_as_much_for_many_as_for_one(count: int, django_assert_num_queries: Any) -> None:
    for _each in range(count):
        reported(filer_with_cqo())
    browser = client(factories.region_officer())
    with django_assert_num_queries(QUERIES):
        browser.get(reverse("filings:duty_report_list"))
