"""Cursors of keyset pages: whatever stands in the address, a page comes."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db.models import QuerySet
from django.http import QueryDict
from django.test import Client, RequestFactory
from django.urls import reverse

from cqo_registry.core.lists import keyset_page
from cqo_registry.directory.models import Enterprise
from filings.models import Filing
from filings.views.lists import with_sorts
from tests import factories
from tests.factories import admin

pytestmark = pytest.mark.django_db

BROKEN = (
    '["\\u0000", 1]',
    '["\\ud800", 1]',
    '["x", 1e999]',
    f'["x", {10**30}]',
    f'["x", {2**63}]',
    f'["x", -{2**63 + 1}]',
    "[" * 2900,
    '["0001-01-01T00:00:00", 1]',
    '["9999-12-31T23:59:59", 1]',
    '["9999-12-31T23:59:59Z", 1]',
    "[{}, {}]",
    "[1, 2, 3]",
)


@pytest.mark.parametrize("text", BROKEN, ids=range(len(BROKEN)))
@pytest.mark.parametrize("sort", ["username", "-created"])
@pytest.mark.parametrize("direction", ["after", "before"])
def test_a_broken_cursor_is_no_fault_of_the_page(client: Client, text: str, sort: str, direction: str):
    client.force_login(admin())
    cursor = base64.urlsafe_b64encode(text.encode()).decode()
    answer = client.get(reverse("accounts:user_list"), {"sort": sort, direction: cursor})
    assert answer.status_code == 200


@pytest.mark.parametrize("value", ["32768", "-32769", "99999999999999999999", "x", "", "1.5"])
def test_a_number_the_column_cannot_hold_gives_the_first_page(value: str) -> None:
    factories.make_enterprise()
    text = base64.urlsafe_b64encode(json.dumps([value, 1]).encode()).decode()
    page = page_of(Enterprise.objects.all(), "authority__order", {"after": text})
    assert len(page.rows) == 1
    assert page.previous_url == ""


def page_of(rows: QuerySet[Any], column: str, query: dict[str, str], size: int = 2) -> Any:
    request = RequestFactory().get("/", query)
    return keyset_page(request, rows, sorts={"it": column}, default="it", size=size)


def names_of(number: int) -> str:
    return ("西藏甲", "西藏乙", "zz", "")[number % 4]


LISTS: dict[str, Callable[[], QuerySet[Any]]] = {
    "id": Enterprise.objects.all,
    "name": Enterprise.objects.all,
    "uscc": Enterprise.objects.all,
    "authority__order": Enterprise.objects.all,
    "sent": lambda: with_sorts(Filing.objects.for_list()),
    "effective": lambda: with_sorts(Filing.objects.for_list()),
    "effective_on": lambda: Filing.objects.exclude(effective_on=None),
    "enterprise__name": lambda: Filing.objects.for_list(),
    "county__code": lambda: Filing.objects.exclude(county=None),
}


@pytest.mark.parametrize("column", LISTS)
@pytest.mark.parametrize("sort", ["it", "-it"])
def test_pages_hold_every_row_once_in_both_directions(column: str, sort: str) -> None:
    for number in range(7):
        enterprise = factories.make_enterprise(name=names_of(number))
        day = date(2026, 1, 1 + number // 3) if number % 3 else None
        factories.complete_draft(enterprise, effective_on=day)
    rows = LISTS[column]()
    sign = "-" if sort.startswith("-") else ""
    expected = [row.pk for row in rows.order_by(sign + column, f"{sign}id")]
    there, back = walk(rows, column, sort)
    assert there == expected
    assert back == expected[: len(back)]
    assert len(back) >= len(expected) - 2


def walk(rows: QuerySet[Any], column: str, sort: str) -> tuple[list[int], list[int]]:
    """All pages to the last one, and the way back from it."""
    page, there, back = page_of(rows, column, {"sort": sort}), [], []
    while True:
        there += [row.pk for row in page.rows]
        if not page.next_url:
            break
        page = page_of(rows, column, query_of(page.next_url))
    while page.previous_url:
        page = page_of(rows, column, query_of(page.previous_url))
        back = [row.pk for row in page.rows] + back
    return there, back


def query_of(url: str) -> dict[str, str]:
    return QueryDict(url.removeprefix("?")).dict()
