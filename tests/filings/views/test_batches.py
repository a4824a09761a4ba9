"""Forwarding many under one cover sheet, and the sheets themselves."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from filings.enums import FilingStatus as S
from filings.models import Filing, ForwardingBatch
from tests.factories import (
    accepted,
    auditor,
    filer,
    forwarded,
    make_enterprise,
    officer,
    region_officer,
    submitted,
)

pytestmark = pytest.mark.django_db


def signed_in(user: Any) -> Client:
    client = Client()
    client.force_login(user)
    return client


def forward(user: Any, *filings: Filing, **data: Any) -> Any:
    body = {"ids": [filing.pk for filing in filings], **data}
    return signed_in(user).post(reverse("filings:forward_many"), body)


def test_the_first_step_only_counts_and_shows() -> None:
    first, second = accepted(), accepted()
    response = forward(officer(), first, second)
    assert "共 2 件" in response.content.decode()
    assert response.context["ready"]
    assert not ForwardingBatch.objects.exists()


def test_confirmed_all_go_under_one_number() -> None:
    first, second = accepted(), accepted()
    response = forward(officer(), first, second, confirm="1")
    batch = ForwardingBatch.objects.get()
    assert response.url == batch.get_absolute_url()
    assert set(batch.filings.all()) == {first, second}


def test_one_that_cannot_go_keeps_all_and_is_named() -> None:
    good, bad = accepted(), submitted()
    preview = forward(officer(), good, bad)
    assert not preview.context["ready"]
    response = forward(officer(), good, bad, confirm="1")
    assert response.status_code == 422
    assert [bool(row.verdict) for row in response.context["rows"]] == [True, False]
    assert "一件也没有改变" in response.content.decode()
    good.refresh_from_db()
    assert good.status == S.ACCEPTED
    assert not ForwardingBatch.objects.exists()


def test_a_double_post_makes_one_batch() -> None:
    filing, token, me = accepted(), str(uuid.uuid4()), officer()
    first, second = (forward(me, filing, confirm="1", form_token=token) for _ in range(2))
    assert first.url == second.url
    assert ForwardingBatch.objects.count() == 1


@pytest.mark.parametrize("ids", [[], ["x"], ["9" * 60], ["-1"], ["\0"], ["0"]])
def test_nothing_or_nonsense_ticked_is_said(ids: list[str]) -> None:
    client = signed_in(officer())
    for data in ({"ids": ids}, {"ids": ids, "confirm": "1"}):
        response = client.post(reverse("filings:forward_many"), data)
        assert response.status_code in (200, 422)
        assert "没有选择备案" in response.content.decode()


def test_filings_of_another_area_are_not_there() -> None:
    other = accepted(make_enterprise("5402"))
    assert forward(officer("5401"), other).context["rows"] == []


def test_the_whole_page_can_be_ticked_without_a_script() -> None:
    accepted()
    html = (
        signed_in(officer())
        .get(reverse("filings:queue"), {"view": "forward", "ticked": "1"})
        .content.decode()
    )
    assert "checked" in html.split('name="ids"')[1].split(">")[0]


def test_the_cover_sheet_has_number_office_and_rows() -> None:
    filing = forwarded()
    html = signed_in(officer()).get(filing.batch.get_absolute_url()).content.decode()
    for words in (filing.batch.number, "拉萨市市场监督管理局", filing.filing_no, filing.enterprise.uscc):
        assert words in html


def test_who_sees_which_batches() -> None:
    batch = forwarded().batch
    for user in (officer(), region_officer(), auditor()):
        assert signed_in(user).get(batch.get_absolute_url()).status_code == 200
    for user in (officer("5402"), filer()):
        assert signed_in(user).get(batch.get_absolute_url()).status_code == 404
    page = signed_in(officer("5402")).get(reverse("filings:batch_list")).context["page"]
    assert page.total == 0


@pytest.mark.parametrize("count", [1, 50])
def test_the_batches_ask_as_many_questions_for_fifty_rows(count: int, django_assert_num_queries: Any) -> None:
    me = officer()
    from django.utils import timezone

    for number in range(count):
        ForwardingBatch.objects.create(authority=me.authority, number=f"N{number}", at=timezone.now(), by=me)
    client = signed_in(me)
    with django_assert_num_queries(6):
        assert len(client.get(reverse("filings:batch_list")).context["page"].rows) == count


@pytest.mark.parametrize("count", [1, 12])
def test_a_cover_sheet_asks_as_many_questions_for_many_rows(
    count: int, django_assert_num_queries: Any
) -> None:
    me = officer()
    forward(me, *[accepted(by=me) for _ in range(count)], confirm="1")
    client = signed_in(me)
    address = ForwardingBatch.objects.get().get_absolute_url()
    with django_assert_num_queries(6):
        client.get(address)
