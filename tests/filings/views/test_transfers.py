"""The pages of a move between offices: proposed, answered, listed (D14)."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from cqo_registry.directory.models import Enterprise, EnterpriseTransfer
from filings.views.queue import queue_of
from tests import factories
from tests.filings.actions.test_moving import confirmed, proposed

pytestmark = pytest.mark.django_db


def signed_in(user: Any) -> Client:
    """A browser of the user."""
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def page(user: Any, name: str, *args: Any, **query: Any) -> str:
    """The text of a page."""
    answer = signed_in(user).get(reverse(f"filings:{name}", args=args), query)
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_move_goes_from_the_enterprises_page_to_the_receivers_queue():
    filing = factories.submitted()
    giver, receiver = factories.officer(), factories.officer("5402")
    enterprise = Enterprise.objects.get(pk=filing.enterprise_id)
    url = reverse("filings:transfer_propose", args=[enterprise.pk])
    assert url in signed_in(giver).get(enterprise.get_absolute_url()).content.decode()
    answer = signed_in(giver).post(
        url,
        {
            "destination": factories.authority("5402").pk,
            "reason": "住所迁入",
            "version": enterprise.version,
        },
    )
    transfer = EnterpriseTransfer.objects.get()
    assert answer.url == transfer.get_absolute_url()
    answer = signed_in(receiver).post(
        reverse("filings:transfer_confirm", args=[transfer.pk]), {"version": transfer.version}
    )
    assert answer.status_code == 302
    assert [row.pk for row in queue_of(receiver)] == [filing.pk]
    assert not queue_of(giver)
    assert "拉萨市移交" in page(receiver, "queue")


def test_an_incomplete_proposal_comes_back_as_typed():
    enterprise = factories.make_enterprise()
    url = reverse("filings:transfer_propose", args=[enterprise.pk])
    answer = signed_in(factories.officer()).post(url, {"reason": "住所迁入", "version": enterprise.version})
    text = answer.content.decode()
    assert answer.status_code == 422
    assert "请选择接收机关。" in text
    assert "住所迁入" in text


def test_a_second_proposal_says_why_not():
    transfer = proposed()
    text = signed_in(factories.officer()).get(transfer.enterprise.get_absolute_url()).content.decode()
    assert "已有一件待接收的移交" in text
    assert transfer.get_absolute_url() in text


def test_declining_without_a_reason_shows_the_page_again():
    transfer = proposed()
    url = reverse("filings:transfer_decline", args=[transfer.pk])
    answer = signed_in(factories.officer("5402")).post(url, {"version": transfer.version, "reason": ""})
    assert answer.status_code == 422
    assert "请填写不予接收的理由。" in answer.content.decode()
    answer = signed_in(factories.officer("5402")).post(
        url, {"version": transfer.version, "reason": "仍在拉萨"}
    )
    assert "仍在拉萨" in page(factories.officer(), "transfer", transfer.pk)


def test_only_the_receiver_finds_the_answer_and_only_the_giver_the_way_back():
    transfer = proposed()
    confirm = reverse("filings:transfer_confirm", args=[transfer.pk])
    cancel = reverse("filings:transfer_cancel", args=[transfer.pk])
    for user, finds in (
        (factories.officer(), {cancel}),
        (factories.officer("5402"), {confirm}),
        (factories.region_officer(), {cancel}),
        (factories.auditor(), set()),
    ):
        text = page(user, "transfer", transfer.pk)
        assert {url for url in (confirm, cancel) if url in text} == finds, user.role
    answer = signed_in(factories.officer()).post(cancel, {"version": transfer.version})
    assert answer.url == transfer.get_absolute_url()


def test_the_list_shows_what_comes_and_goes():
    incoming = proposed(factories.make_enterprise("5402"), "5401")
    outgoing = proposed()
    officer = factories.officer()
    assert incoming.enterprise.name in page(officer, "transfer_list", way="in")
    assert outgoing.enterprise.name not in page(officer, "transfer_list", way="in")
    assert outgoing.enterprise.name in page(
        officer, "transfer_list", way="out", keyword=outgoing.enterprise.uscc
    )
    assert "没有符合条件" in page(officer, "transfer_list", status="declined")


@pytest.mark.parametrize("rows", [1, 4])
def test_the_list_asks_as_many_questions_for_many_rows(rows: int, django_assert_max_num_queries: Any):
    for _ in range(rows):
        proposed()
    client = signed_in(factories.officer())
    with django_assert_max_num_queries(6):
        client.get(reverse("filings:transfer_list"))


def test_a_filing_that_moved_in_as_history_is_not_in_the_queue():
    filing = factories.accepted()
    confirmed(filing.enterprise)
    assert not queue_of(factories.officer("5402"))
    assert queue_of(factories.officer()).get() == filing
