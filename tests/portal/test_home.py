"""The home page of each role: every figure is the length of the list it links to."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import DatabaseError
from django.test import Client
from django.urls import reverse

from cqo_registry.portal.views import overview
from cqo_registry.portal.views.coverage import coverage
from tests.factories import (
    accepted,
    admin,
    auditor,
    changed,
    claimed,
    copies,
    filer,
    forwarded,
    make_enterprise,
    officer,
    pool,
    promotion,
    queried,
    recorded,
    region_officer,
    returned,
    submitted,
    training,
)
from tests.once import once

pytestmark = pytest.mark.django_db
ROLES = {
    "officer": officer,
    "region": region_officer,
    "auditor": auditor,
    "admin": admin,
    "enterprise": filer,
}


def signed_in(user: Any) -> Client:
    client = Client()
    client.force_login(user)
    return client


def home(user: Any) -> Any:
    response = signed_in(user).get(reverse("portal:home"))
    assert response.status_code == 200
    return response


def filings_in_every_state() -> None:
    """Filings in every state at several offices."""
    submitted()
    claimed()
    returned()
    accepted()
    forwarded()
    queried()
    recorded()
    submitted(make_enterprise("5402"))
    accepted(make_enterprise("LSJKQ"))
    recorded(make_enterprise("ZQ"))
    accepted(make_enterprise("5402", products=[{"name": "电线", "category": "C"}]))
    make_enterprise("5406", products=[{"name": "青稞饼", "category": "V"}])


def all_stages() -> None:
    """The same with sessions, experience and members at several stages."""
    filings_in_every_state()
    training.open_session()
    training.open_session("54")
    training.held_session()
    promotion.submitted()
    promotion.reported()
    pool.proposed()
    pool.inactive()
    pool.invited()


def many_filings(count: int) -> int:
    """So many handed in, and as many reported."""
    copies.many(count, submitted)
    copies.many(count, forwarded)
    return count


register, stages, many = once(filings_in_every_state), once(all_stages), once(many_filings, params=[1, 20])


class TestAllStages:
    """Of filings and chapter 5 at every stage, made once."""

    @pytest.mark.parametrize("role", ["officer", "region", "auditor", "admin"])
    @pytest.mark.usefixtures("stages")
    def test_every_figure_is_the_length_of_its_list(self, role: str) -> None:
        user = ROLES[role]()
        figures = home(user).context["figures"]
        assert figures
        for figure in [*figures, *(home(user).context.get("promotion") or ())]:
            page = signed_in(user).get(figure.url).context["page"]
            assert figure.value == page.total, figure.label

    @pytest.mark.parametrize("role", ["officer", "region"])
    @pytest.mark.usefixtures("stages")
    def test_every_bar_of_a_home_is_the_length_of_its_list(self, role: str) -> None:
        changed(None, "K1")
        changed(None, "K2")
        user = ROLES[role]()
        client, charts = signed_in(user), home(user).context["charts"]
        assert sum(point.value for chart in charts["bars"] for point in chart.points) > 0
        for chart in (charts["trend"], *charts["bars"]):
            for point in chart.points:
                total = client.get(point.url).context["page"].total
                if "%" in point.words or point.words == "—":
                    assert bool(total) == bool(point.value), point
                else:
                    assert total == point.value, point


class TestTheRegister:
    """Of one register, made once."""

    @pytest.mark.usefixtures("register")
    def test_coverage_is_told_by_category_too(self) -> None:
        region = region_officer()
        client, row = signed_in(region), coverage(region)[-1]
        for cell in row.filed_kinds:
            assert cell.value == client.get(cell.url).context["page"].total
        assert sum(cell.value for cell in row.filed_kinds) == row.filed.value
        chart = overview.of_categories(row)
        assert [point.words for point in chart.points] == ["60.0%", "100.0%", "—"]

    @pytest.mark.usefixtures("register")
    def test_every_cell_of_the_coverage_is_the_length_of_its_list(self) -> None:
        region = region_officer()
        client = signed_in(region)
        rows = coverage(region)
        for row in rows:
            for cell in (*row.kinds, *row.filed_kinds, row.targets, row.filed, row.recorded):
                assert cell.value == client.get(cell.url).context["page"].total, (row.label, cell.url)

    @pytest.mark.usefixtures("register")
    def test_a_zone_inside_a_prefecture_is_counted_once(self) -> None:
        rows = coverage(region_officer())
        by_name = {str(row.label): row for row in rows}
        assert by_name["拉萨经开区"].inside
        assert not by_name["藏青工业园"].inside
        assert (by_name["拉萨经开区"].targets.value, by_name["拉萨市"].targets.value) == (1, 8)
        outer = [row for row in rows[:-1] if not row.inside]
        total = rows[-1]
        assert total.targets.value == sum(row.targets.value for row in outer) == 11
        assert total.filed.value == sum(row.filed.value for row in outer) == 7
        assert total.recorded.value == sum(row.recorded.value for row in outer) == 2

    @pytest.mark.usefixtures("register")
    def test_the_zone_stands_right_below_its_prefecture(self) -> None:
        names = [str(row.label) for row in coverage(region_officer())]
        assert names.index("拉萨经开区") == names.index("拉萨市") + 1
        assert names[-1] == "全区合计"


def test_the_share_has_one_decimal_and_none_without_targets() -> None:
    accepted()
    make_enterprise()
    make_enterprise()
    rows = {str(row.label): row for row in coverage(region_officer())}
    assert rows["拉萨市"].percent == "33.3%"
    assert rows["那曲市"].percent == "—"


def test_the_landing_page_leads_everywhere() -> None:
    html = Client().get(reverse("portal:home")).content.decode()
    for name in ("accounts:sign_in", "accounts:register", "filings:self_check"):
        assert reverse(name) in html


def test_the_enterprise_finds_its_card_and_one_primary_button() -> None:
    html = home(filer()).content.decode()
    assert "cqo-card" in html
    assert html.count("btn-primary") == 1


def test_the_officer_finds_the_ten_most_urgent() -> None:
    for _ in range(11):
        submitted()
    assert len(home(officer()).context["rows"]) == 10


def test_the_administrator_sees_no_name_of_the_register() -> None:
    filing = submitted()
    html = home(admin()).content.decode()
    assert filing.enterprise_name not in html
    assert filing.cqo_name not in html


class TestManyFilings:
    """Of one filing of a kind and of twenty, made once."""

    @pytest.mark.parametrize(
        ("role", "queries"), [("officer", 27), ("region", 29), ("auditor", 5), ("admin", 4)]
    )
    def test_a_home_asks_as_many_questions_for_many_filings(
        self, role: str, queries: int, many: int, django_assert_num_queries: Any
    ) -> None:
        client = signed_in(ROLES[role]())
        with django_assert_num_queries(queries):
            client.get(reverse("portal:home"))


def test_the_site_is_well() -> None:
    response = Client().get(reverse("portal:health"))
    assert (response.status_code, response.content) == (200, b"ok")


def test_a_missing_database_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*args: Any) -> Any:
        raise DatabaseError

    monkeypatch.setattr("cqo_registry.portal.views.health.connection.cursor", broken)
    assert Client().get(reverse("portal:health")).status_code == 503
