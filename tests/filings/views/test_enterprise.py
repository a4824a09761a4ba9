"""Start, submit, withdraw, discard: each act once, each refusal with all that is missing."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from filings.actions import drafting
from filings.enums import FilingStatus
from filings.models import Filing
from tests import factories

pytestmark = pytest.mark.django_db


def submit(client: Client, filing: Filing, **more: Any) -> Any:
    client.force_login(filing.created_by)
    data = {"version": filing.version, **more}
    return client.post(reverse("filings:submit", args=[filing.pk]), data)


def status(filing: Filing) -> str:
    return Filing.objects.get(pk=filing.pk).status


def test_starting_leads_to_the_first_incomplete_step_and_twice_to_the_same_filing(client: Client) -> None:
    user = factories.filer()
    client.force_login(user)
    first, second = (client.post(reverse("filings:start")) for _ in range(2))
    filing = Filing.objects.get()
    assert first.url == second.url == reverse("filings:step", args=[filing.pk, "cqo"])


def test_starting_while_a_filing_waits_shows_that_filing(client: Client) -> None:
    filing = factories.submitted()
    client.force_login(filing.created_by)
    assert client.post(reverse("filings:start")).url == filing.get_absolute_url()


def test_an_enterprise_with_a_cqo_is_told_so(client: Client) -> None:
    filing = factories.accepted()
    client.force_login(filing.created_by)
    answer = client.post(reverse("filings:start"))
    assert answer.status_code == 409
    assert "变更备案" in answer.content.decode()


def test_the_start_is_no_link(client: Client) -> None:
    client.force_login(factories.filer())
    by_hand = client.get(reverse("filings:start"))
    assert by_hand.status_code == 405
    assert "请后退到填写的页面" in by_hand.content.decode()
    assert client.put(reverse("filings:start")).content == b""


def test_a_complete_filing_is_submitted_and_shown(client: Client) -> None:
    filing = factories.complete_draft()
    answer = submit(client, filing)
    assert answer.url == filing.get_absolute_url()
    assert status(filing) == FilingStatus.SUBMITTED


def test_submitting_twice_submits_once(client: Client) -> None:
    filing = factories.complete_draft()
    token = str(uuid.uuid4())
    first, second = (submit(client, filing, form_token=token) for _ in range(2))
    assert first.url == second.url
    assert Filing.objects.get(pk=filing.pk).snapshots.count() == 1


def test_everything_missing_is_named_at_once_and_linked_to_its_field(client: Client) -> None:
    filing = factories.draft()
    answer = submit(client, filing)
    html = answer.content.decode()
    assert answer.status_code == 422
    for step, anchor in (
        ("cqo", "id_cqo_name"),
        ("cqo", "id_identity_no"),
        ("appointment", "quality_work"),
        ("materials", "attachment_seal_page"),
        ("materials", "id_declares_true"),
    ):
        assert f'href="{reverse("filings:step", args=[filing.pk, step])}#{anchor}"' in html
    assert "错误：" in html
    assert status(filing) == FilingStatus.DRAFT


def test_the_places_the_summary_links_to_exist(client: Client) -> None:
    from lxml import html as parser

    filing = factories.draft()
    page = parser.fromstring(submit(client, filing).content)
    links = [a.get("href") for a in page.xpath('//div[@class="error-summary"]//a')]
    pages = {}
    for link in links:
        address, _hash, anchor = link.partition("#")
        if address not in pages:
            pages[address] = parser.fromstring(client.get(address).content)
        assert pages[address].xpath(f'//*[@id="{anchor}"]'), link
    assert len(links) > 20


def test_a_candidate_below_article_6_may_be_submitted_with_a_word_of_warning(client: Client) -> None:
    filing = factories.complete_draft(education="secondary")
    client.force_login(filing.created_by)
    page = client.get(reverse("filings:step", args=[filing.pk, "review"])).content.decode()
    assert "仍然可以提交" in page
    assert submit(client, filing).status_code == 302


def test_an_outdated_last_look_submits_nothing(client: Client) -> None:
    filing = factories.complete_draft()
    drafting.save_draft(filing.pk, {"school": "甲校"}, by=filing.created_by, version=None)
    answer = submit(client, filing)
    assert answer.status_code == 409
    assert filing.created_by.name in answer.content.decode()
    assert status(filing) == FilingStatus.DRAFT


def test_a_submitted_filing_is_not_submitted_again(client: Client) -> None:
    filing = factories.submitted()
    assert submit(client, filing).status_code == 409
    assert submit(client, filing, version=1).status_code == 409


def test_an_untouched_return_item_is_named_when_submitting(client: Client) -> None:
    filing = factories.returned(school="请填写全称。")
    answer = submit(client, filing)
    assert answer.status_code == 422
    assert "这一项尚未补正" in answer.content.decode()


def test_withdrawing_asks_first(client: Client) -> None:
    filing = factories.submitted()
    client.force_login(filing.created_by)
    address = reverse("filings:withdraw", args=[filing.pk])
    assert "确定撤回" in client.get(address).content.decode()
    assert status(filing) == FilingStatus.SUBMITTED
    client.post(address, {"version": filing.version, "reason": "填错了"})
    assert status(filing) == FilingStatus.WITHDRAWN


def test_what_is_decided_cannot_be_withdrawn(client: Client) -> None:
    filing = factories.accepted()
    client.force_login(filing.created_by)
    address = reverse("filings:withdraw", args=[filing.pk])
    assert client.get(address).url == filing.get_absolute_url()
    assert client.post(address, {}).status_code == 409
    assert status(filing) == FilingStatus.ACCEPTED


def test_a_draft_is_thrown_away_after_a_question(client: Client) -> None:
    filing = factories.draft()
    client.force_login(filing.created_by)
    address = reverse("filings:discard", args=[filing.pk])
    assert "确定删除" in client.get(address).content.decode()
    assert client.post(address, {"version": filing.version}).url == reverse("portal:home")
    assert not Filing.objects.exists()


def test_a_submitted_filing_is_not_thrown_away(client: Client) -> None:
    filing = factories.submitted()
    client.force_login(filing.created_by)
    address = reverse("filings:discard", args=[filing.pk])
    assert client.get(address).status_code == 302
    assert client.post(address, {"version": filing.version}).status_code == 409


@pytest.mark.parametrize("name", ["submit", "withdraw", "discard"])
def test_another_enterprise_finds_nothing(client: Client, name: str) -> None:
    filing = factories.complete_draft()
    client.force_login(factories.filer())
    assert client.post(reverse(f"filings:{name}", args=[filing.pk]), {"version": 1}).status_code == 404
