"""有疑问: asked by the region, answered by the office, seen by both and by nobody else."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from filings.actions import reporting
from filings.enums import FilingStatus as S
from filings.models import Filing, Query
from tests.factories import auditor, filer, forwarded, officer, queried, recorded, region_officer

pytestmark = pytest.mark.django_db


def signed_in(user: Any) -> Client:
    client = Client()
    client.force_login(user)
    return client


def get(user: Any, name: str, filing: Filing | None = None, **query: Any) -> str:
    address = reverse(f"filings:{name}", args=[filing.pk] if filing else [])
    response = signed_in(user).get(address, query)
    assert response.status_code == 200
    return response.content.decode()


def post(user: Any, name: str, filing: Filing, text: str = "", **data: Any) -> Any:
    address = reverse(f"filings:{name}", args=[filing.pk])
    body = {"version": filing.version, "reason": text, **data}
    return signed_in(user).post(address, body)


def now(filing: Filing) -> Filing:
    return Filing.objects.get(pk=filing.pk)


def test_the_region_asks_from_the_arrivals_and_the_filing() -> None:
    region, filing = region_officer(), forwarded()
    link = reverse("filings:query", args=[filing.pk])
    assert link in get(region, "arrivals")
    assert link in get(region, "detail", filing)
    response = post(region, "query", filing, "任命文件缺盖章页")
    assert response.url == reverse("filings:arrivals")
    assert (now(filing).status, Query.objects.get().question) == (S.QUERIED, "任命文件缺盖章页")
    html = get(region, "arrivals")
    assert "另有 1 件已提出疑问" in html
    assert link not in html


def test_the_office_finds_it_in_its_queue_and_answers() -> None:
    me, filing = officer(), queried()
    link = reverse("filings:reply", args=[filing.pk])
    queue = get(me, "queue", view="queried")
    assert link in queue
    assert "等待备案机关答复" in queue
    assert link in get(me, "desk", filing)
    assert link in get(me, "detail", filing)
    assert "任命文件日期与申报不一致" in get(me, "reply", filing)
    response = post(me, "reply", filing, "日期以任命文件为准，已核实")
    assert response.url == reverse("filings:queue") + "?view=queried"
    assert (now(filing).status, Query.objects.get().answer) == (S.FORWARDED, "日期以任命文件为准，已核实")
    assert "疑问已答复" in get(region_officer(), "arrivals")


def test_both_sides_and_the_auditor_read_what_was_said_and_the_enterprise_does_not() -> None:
    filing = queried()
    reporting.reply(filing.pk, by=officer(), version=filing.version, answer="已核实无误")
    reporting.record(filing.pk, by=region_officer())
    for user in (officer(), region_officer(), auditor()):
        html = get(user, "detail", filing)
        assert "任命文件日期与申报不一致" in html
        assert "已核实无误" in html
    own = get(filing.created_by, "detail", filing)
    assert "任命文件日期" not in own
    assert "已核实无误" not in own


@pytest.mark.parametrize(
    ("make", "who", "name", "sentence"),
    [
        (forwarded, region_officer, "query", "请写明需要备案机关核实的内容。"),
        (queried, officer, "reply", "请写明核实结果。"),
    ],
)
def test_an_empty_text_is_asked_for(make: Any, who: Any, name: str, sentence: str) -> None:
    filing = make()
    response = post(who(), name, filing, "  ")
    assert response.status_code == 422
    assert sentence in response.content.decode()
    assert now(filing).status == filing.status


@pytest.mark.parametrize(
    ("make", "who", "name"), [(recorded, region_officer, "query"), (forwarded, officer, "reply")]
)
def test_a_filing_in_another_state_says_so_and_keeps_the_text(make: Any, who: Any, name: str) -> None:
    filing, user = make(), who()
    assert "当前状态为" in get(user, name, filing)
    response = post(user, name, filing, "核实编号")
    assert response.status_code == 422
    assert "核实编号" in response.content.decode()


def test_an_outdated_page_changes_nothing_and_keeps_the_text() -> None:
    filing = forwarded()
    response = post(region_officer(), "query", filing, "请核实学历", version="0")
    assert (response.status_code, now(filing).status) == (409, S.FORWARDED)
    assert "请核实学历" in response.content.decode()


def test_only_the_own_office_answers() -> None:
    filing = queried()
    for user in (officer("5402"), region_officer(), filer()):
        assert post(user, "reply", filing, "已核实").status_code == 404
    for user in (officer(), auditor()):
        assert post(user, "query", filing, "？").status_code == 404


def test_the_cover_sheet_shows_that_a_filing_is_asked_about() -> None:
    filing = queried()
    html = signed_in(officer()).get(filing.batch.get_absolute_url()).content.decode()
    assert "badge-status tone-waiting" in html
