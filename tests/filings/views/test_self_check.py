"""The public self-check: the rules of a filing, and no query string that breaks it."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

pytestmark = pytest.mark.django_db


def ask(client: Client, **query: Any) -> str:
    answer = client.get(reverse("filings:self_check"), query)
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_page_is_public(client: Client) -> None:
    html = ask(client)
    assert "任职资格自测" in html
    assert "error-summary" not in html
    assert client.post(reverse("filings:self_check")).status_code == 405


@pytest.mark.parametrize(
    ("revenue", "sentence"),
    [
        ("2000.00", "按标准划型：中型。"),
        ("1999.99", "按标准划型：小型。"),
        ("", "不能划型"),
        ("-1", "不小于 0"),
    ],
)
def test_a_size_class_is_found(client: Client, revenue: str, sentence: str) -> None:
    query = {"size-industry": "C30", "size-employees": "300", "size-revenue": revenue}
    assert sentence in ask(client, part="size", **query)


def test_an_industry_outside_the_standard_is_left_to_the_office(client: Client) -> None:
    assert "由备案机关核定规模" in ask(client, part="size", **{"size-industry": "J66"})


@pytest.mark.parametrize(("start", "passes"), [("2019-06-01", True), ("2019-06-02", False)])
def test_a_candidate_is_judged_to_the_day(client: Client, start: str, passes: bool) -> None:
    query = {
        "candidate-size": "medium",
        "candidate-education": "bachelor",
        "candidate-effective_on": "2024-06-01",
        "work-present": "1",
        "work-0-start": start,
    }
    html = ask(client, part="candidate", **query)
    assert ("不符合任职条件。" not in html) is passes
    assert "符合任职条件。" in html


def test_what_a_question_needs_is_said(client: Client) -> None:
    html = ask(client, part="candidate")
    for sentence in ("请选择企业规模。", "请选择学历。", "请填写任命生效日期。"):
        assert sentence in html


def test_rows_are_added_and_removed_without_an_answer(client: Client) -> None:
    rows = {"work-present": "1", "work-0-start": "2019-06-01"}
    html = ask(client, part="candidate", action="add:work", **rows)
    assert html.count("formset-row") == 2
    assert 'value="2019-06-01"' in html
    assert "2019-06-01" not in ask(client, part="candidate", action="remove:work:0", **rows)


@pytest.mark.parametrize(
    ("submitted_on", "sentence"), [("2025-03-05", "在期限内。"), ("2025-03-06", "报送已逾期 1 天")]
)
def test_a_date_is_reckoned_with_the_calendar_of_the_office(
    client: Client, submitted_on: str, sentence: str
) -> None:
    query = {"date-office": "5401", "date-effective_on": "2025-01-31", "date-submitted_on": submitted_on}
    html = ask(client, part="date", **query)
    assert "2025-03-05 24 时前" in html
    assert sentence in html


def test_a_year_without_a_calendar_gives_a_provisional_date(client: Client) -> None:
    query = {"date-office": "5401", "date-effective_on": "2026-12-01", "date-submitted_on": ""}
    assert "此日期为暂定" in ask(client, part="date", **query)


FIELDS = (
    "part", "action", "size-industry", "size-employees", "size-revenue", "size-assets", "candidate-size",
    "candidate-education", "candidate-study_form", "candidate-graduated_on", "candidate-effective_on",
    "date-office",
    "date-effective_on", "date-submitted_on", "work-present", "work-0-start", "work-0-end", "work-9999-start",
)  # fmt: skip
TRICKY = (
    "size candidate date C30 medium bachelor 5401 2024-06-01 9999-12-31 2100-12-31 1900-01-01 1e999 NaN -1 "
    "add:work remove:work:0 party_school unclassified"
)
VALUES = st.one_of(
    st.sampled_from(TRICKY.split()),
    st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=20),
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(query=st.dictionaries(st.sampled_from(FIELDS), VALUES, min_size=3))
def test_no_query_string_breaks_the_page(client: Client, query: dict[str, str]) -> None:
    assert client.get(f"{reverse('filings:self_check')}?{urlencode(query)}").status_code == 200
