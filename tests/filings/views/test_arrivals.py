"""The region's arrivals: grouped, filtered, recorded one by one or many with an outcome each."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from filings.enums import FilingStatus as S
from filings.models import Filing
from tests.factories import accepted, forwarded, make_enterprise, officer, recorded, region_officer
from tests.factories.copies import many

pytestmark = pytest.mark.django_db


def signed_in(user: Any) -> Client:
    client = Client()
    client.force_login(user)
    return client


def arrivals(**query: Any) -> Any:
    response = signed_in(region_officer()).get(reverse("filings:arrivals"), query)
    assert response.status_code == 200
    return response


def test_only_what_was_forwarded_and_not_recorded() -> None:
    waiting = forwarded()
    accepted()
    recorded()
    assert [filing.pk for filing in arrivals().context["page"].rows] == [waiting.pk]


def test_every_group_is_the_length_of_its_list() -> None:
    forwarded()
    forwarded(make_enterprise("5402"))
    groups = arrivals().context["groups"]
    assert {group["authority__code"] for group in groups} == {"5401", "5402"}
    for group in groups:
        page = arrivals(authority=group["authority__code"]).context["page"]
        assert page.total == group["waiting"] == 1


def test_one_batch_can_be_picked() -> None:
    first, _second = forwarded(), forwarded()
    rows = arrivals(batch=first.batch.number).context["page"].rows
    assert [filing.pk for filing in rows] == [first.pk]


@pytest.mark.parametrize("query", [{"batch": "nonsense"}, {"authority": "\0"}, {"keyword": "\0"}])
def test_an_unreadable_filter_is_no_error(query: dict[str, str]) -> None:
    forwarded()
    assert arrivals(**query).context["page"].total == 1


def test_each_ticked_row_has_its_outcome() -> None:
    good, done = forwarded(), recorded()
    client = signed_in(region_officer())
    response = client.post(reverse("filings:record_many"), {"ids": [good.pk, done.pk]})
    assert (response.context["done"], response.context["failed"]) == (1, 1)
    assert Filing.objects.get(pk=good.pk).status == S.RECORDED
    assert "已入册 1 件，未入册 1 件" in response.content.decode()


def test_posting_twice_tells_the_same() -> None:
    filing, client = forwarded(), signed_in(region_officer())
    for _ in range(2):
        response = client.post(reverse("filings:record_many"), {"ids": [filing.pk]})
        assert response.context["done"] == 1


@pytest.mark.parametrize("ids", [[], ["x"], ["9" * 40]])
def test_nothing_ticked_is_said(ids: list[str]) -> None:
    response = signed_in(region_officer()).post(reverse("filings:record_many"), {"ids": ids})
    assert response.status_code == 422
    assert "请在待入册的列表里勾选至少一件。" in response.content.decode()


def test_an_office_has_no_arrivals() -> None:
    client = signed_in(officer())
    assert client.get(reverse("filings:arrivals")).status_code == 404
    assert client.post(reverse("filings:record_many"), {"ids": [forwarded().pk]}).status_code == 404


@pytest.mark.parametrize("count", [1, 50])
def test_the_arrivals_ask_as_many_questions_for_fifty_rows(
    count: int, django_assert_num_queries: Any
) -> None:
    many(count, forwarded, by=officer())
    client = signed_in(region_officer())
    with django_assert_num_queries(10):
        assert len(client.get(reverse("filings:arrivals")).context["page"].rows) == count
