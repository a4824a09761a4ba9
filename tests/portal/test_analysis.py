"""统计分析 and the charts of the region's home: every number is the length of its list."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cqo_registry.portal.views.trend import months_until
from tests import factories
from tests.once import once

pytestmark = pytest.mark.django_db
QUERIES = 14


def get(user: Any, url: str, query: dict[str, Any] | None = None) -> Any:
    client = Client()
    client.force_login(user)
    return client.get(url, query or {})


def analysis(user: Any, **query: Any) -> Any:
    return get(user, reverse("portal:analysis"), query)


def filings_of_all_kinds() -> None:
    """Filings of several areas, sizes, kinds and categories."""
    filed = factories.accepted()
    factories.changed(filed, "K2", by=factories.officer())
    factories.submitted(factories.make_enterprise("5402"))
    factories.accepted(factories.make_enterprise("LSJKQ"))
    factories.returned(factories.make_enterprise("5406", products=[{"name": "青稞饼", "category": "V"}]))


register = once(filings_of_all_kinds)


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_a_period_at_the_end_of_the_calendar_is_drawn(day: str) -> None:
    for bound in ("submitted_from", "submitted_to"):
        assert analysis(factories.region_officer(), **{bound: day}).status_code == 200


def test_a_period_that_cannot_be_read_is_named() -> None:
    page = analysis(factories.region_officer(), submitted_from="昨天")
    assert page.status_code == 422
    assert "请按“年-月-日”填写日期" in page.content.decode()
    assert page.context["series"] == []


def test_months_run_to_the_day_across_a_year() -> None:
    spans = list(months_until(date(2026, 2, 10), 3))
    assert spans == [
        (date(2025, 12, 1), date(2025, 12, 31)),
        (date(2026, 1, 1), date(2026, 1, 31)),
        (date(2026, 2, 1), date(2026, 2, 28)),
    ]


class TestTheRegister:
    """Of one register, made once."""

    @pytest.mark.parametrize(
        "query",
        [
            {},
            {"authority": "5401"},
            {"category": "target"},
            {"size": "small"},
            {"industry": "C", "kind": "initial"},
        ],
    )
    @pytest.mark.usefixtures("register")
    def test_every_number_is_the_length_of_its_list(self, query: dict[str, str]) -> None:
        region = factories.region_officer()
        page = analysis(region, **query)
        assert page.status_code == 200
        assert get(region, page.context["list_url"]).context["page"].total == page.context["total"]
        points = [point for series in page.context["series"] for point in series.points]
        assert any(point.value for point in points)
        for point in points:
            if point.value or point.part:
                assert get(region, point.url).context["page"].total == point.value, point

    @pytest.mark.usefixtures("register")
    def test_a_zone_is_counted_inside_its_prefecture(self) -> None:
        areas = next(s for s in analysis(factories.auditor()).context["series"] if s.name == "areas")
        lhasa, zone = areas.points[:2]
        assert (lhasa.value, zone.value, zone.part) == (3, 1, True)
        assert sum(point.value for point in areas.points if not point.part) == 5

    @pytest.mark.usefixtures("register")
    def test_the_period_decides_the_months(self) -> None:
        today = timezone.localdate()
        page = analysis(factories.region_officer(), submitted_from=today.replace(day=1), submitted_to=today)
        months = page.context["series"][0].points
        assert [point.label for point in months] == [today.strftime("%Y-%m")]
        assert months[0].value == page.context["total"]

    @pytest.mark.usefixtures("register")
    def test_the_charts_of_the_home_page_are_their_lists(self) -> None:
        region = factories.region_officer()
        charts = get(region, reverse("portal:home")).context["charts"]
        assert sum(point.value for point in charts["trend"].points) == 5
        for point in charts["trend"].points:
            assert get(region, point.url).context["page"].total == point.value
        assert [point.label for point in charts["bars"][0].points][-1] == "全区合计"

    @pytest.mark.usefixtures("register")
    def test_the_page_asks_a_fixed_number_of_questions(self, django_assert_num_queries: Any) -> None:
        client = Client()
        client.force_login(factories.region_officer())
        with django_assert_num_queries(QUERIES):
            client.get(reverse("portal:analysis"))
