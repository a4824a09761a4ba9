"""岗位空缺: who is on the list, since when, for whom, and the workbook (Art. 14, K2)."""

from __future__ import annotations

import io
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from cqo_registry.portal.views.posts import of_posts
from filings.models import Filing
from tests import factories

pytestmark = pytest.mark.django_db
QUERIES = 8


def vacancies(user: Any, name: str = "vacancies", **query: str) -> Any:
    client = Client()
    client.force_login(user)
    return client.get(reverse(f"filings:{name}"), query)


def listed(user: Any, **query: str) -> list[Filing]:
    return [filing for filing, _days in vacancies(user, **query).context["rows"]]


def vacant(office: str = "5401") -> Filing:
    """An enterprise whose CQO has left."""
    filed = factories.accepted(factories.make_enterprise(office))
    return factories.changed(filed, "K2", by=factories.officer(office))


def test_a_post_is_on_the_list_from_the_removal_until_somebody_follows() -> None:
    factories.accepted()
    removal = vacant()
    region = factories.region_officer()
    assert listed(region) == [removal]
    [(filing, days)] = vacancies(region).context["rows"]
    assert (filing.changed_on, days) == (timezone.localdate() - timedelta(days=1), 1)
    factories.accepted(removal.enterprise, effective_on=removal.changed_on)
    assert listed(region) == []


def figures(user: Any) -> dict[str, int]:
    return {str(figure.label): figure.value for figure in of_posts(user)}


def test_an_office_sees_its_area_and_its_figure_is_the_list() -> None:
    own, _other = vacant("5402"), vacant()
    officer = factories.officer("5402")
    assert listed(officer) == [own]
    assert figures(officer)["岗位空缺"] == 1
    assert figures(factories.region_officer())["岗位空缺"] == 2
    assert len(listed(factories.auditor(), authority="5401")) == 1


def test_the_day_before_the_removal_was_filed_nothing_was_vacant() -> None:
    vacant()
    yesterday = (timezone.localdate() - timedelta(days=1)).isoformat()
    assert listed(factories.region_officer(), as_of=yesterday) == []
    assert vacancies(factories.region_officer(), as_of="x").status_code == 200


def test_the_workbook_holds_the_list() -> None:
    removal = vacant()
    answer = vacancies(factories.auditor(), "vacancies_export")
    book = load_workbook(io.BytesIO(b"".join(answer.streaming_content)))
    rows = list(book.worksheets[0].values)
    assert any(removal.filing_no in row and 1 in row for row in rows)
    assert vacancies(factories.auditor(), "vacancies_export", as_of="x").status_code == 422


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_asks_as_much_for_many_as_for_one(count: int, django_assert_num_queries: Any) -> None:
    for _each in range(count):
        vacant()
    client = Client()
    client.force_login(factories.region_officer())
    with django_assert_num_queries(QUERIES):
        client.get(reverse("filings:vacancies"))
