"""The office's queue: figures, filters, time limits, one officer at a time."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from filings.models import Filing
from filings.views.queue import VIEWS, next_of
from filings.views.rows import Days
from tests.factories import (
    accepted,
    claimed,
    make_enterprise,
    officer,
    region_officer,
    returned,
    submitted,
)
from tests.factories.copies import many
from tests.once import once

pytestmark = pytest.mark.django_db
LHASA = ZoneInfo("Asia/Shanghai")
QUERIES = 8


def signed_in(user: Any) -> Client:
    client = Client()
    client.force_login(user)
    return client


def queue(client: Client, **query: Any) -> Any:
    response = client.get(reverse("filings:queue"), query)
    assert response.status_code == 200
    return response


def make_busy() -> Any:
    """Some filings in every state the queue shows, at different ages."""
    me = officer("5401")
    with time_machine.travel(datetime(2026, 11, 2, 10, tzinfo=LHASA), tick=False):
        submitted()  # decide by 11-09: late on the 16th
    with time_machine.travel(datetime(2026, 11, 10, 10, tzinfo=LHASA), tick=False):
        claimed(by=me)  # decide by 11-17: soon
    with time_machine.travel(datetime(2026, 11, 16, 9, tzinfo=LHASA), tick=False):
        submitted()
        returned()
        accepted()
        submitted(make_enterprise("5402"))
    return me


busy_office = once(make_busy)
five = once(lambda: {submitted().pk for _ in range(5)})


class TestABusyOffice:
    """Of one busy office, made once."""

    @pytest.mark.parametrize("view", VIEWS, ids=lambda view: view.name)
    @time_machine.travel(datetime(2026, 11, 16, 12, tzinfo=LHASA), tick=False)
    def test_every_figure_is_the_length_of_the_list_it_links_to(self, busy_office: Any, view: Any) -> None:
        client = signed_in(busy_office)
        figure = next(f for f in queue(client).context["figures"] if f["name"] == view.name)
        page = client.get(figure["url"]).context["page"]
        assert figure["value"] == page.total == len(page.rows)

    @time_machine.travel(datetime(2026, 11, 16, 12, tzinfo=LHASA), tick=False)
    def test_the_figures_of_a_busy_office(self, busy_office: Any) -> None:
        figures = {f["name"]: f["value"] for f in queue(signed_in(busy_office)).context["figures"]}
        assert figures == {
            "pending": 3,
            "soon": 1,
            "late": 1,
            "mine": 1,
            "returned": 1,
            "forward": 1,
            "queried": 0,
            "all": 5,
        }

    @time_machine.travel(datetime(2026, 11, 16, 12, tzinfo=LHASA), tick=False)
    def test_the_most_urgent_stands_first_with_its_working_days(self, busy_office: Any) -> None:
        rows = queue(signed_in(busy_office)).context["rows"]
        assert [row.left for row in rows] == [-5, 1, 5]
        assert [row.overdue for row in rows] == [5, 0, 0]
        html = queue(signed_in(busy_office)).content.decode()
        assert "超 5 个工作日" in html
        assert "剩 1 个工作日" in html


def test_days_left_at_the_boundary() -> None:
    with time_machine.travel(datetime(2026, 11, 13, 12, tzinfo=LHASA)):  # a Friday
        days = Days.of(officer("5401").authority)
    assert days.left_until(date(2026, 11, 13)) == 0
    assert days.left_until(date(2026, 11, 16)) == 1
    assert days.left_until(date(2026, 11, 12)) == -1


def test_on_a_saturday_the_friday_is_late() -> None:
    with time_machine.travel(datetime(2026, 11, 14, 12, tzinfo=LHASA)):
        days = Days.of(officer("5401").authority)
    assert days.left_until(date(2026, 11, 13)) == -1


def test_another_area_is_not_in_the_queue() -> None:
    submitted(make_enterprise("5402"))
    assert queue(signed_in(officer("5401"))).context["page"].total == 0


def test_the_region_has_no_queue() -> None:
    assert signed_in(region_officer()).get(reverse("filings:queue")).status_code == 404


def test_the_tibetan_name_says_its_language() -> None:
    submitted()
    assert (
        '<span lang="bo" class="bo d-inline">བཀྲ་ཤིས་ཚེ་རིང</span>'
        in queue(signed_in(officer())).content.decode()
    )


def test_a_resubmission_says_why_it_is_here() -> None:
    from filings.actions import drafting, submitting

    filing = returned()
    filing = drafting.save_draft(
        filing.pk, {"school": "西藏大学"}, by=filing.created_by, version=filing.version
    )
    submitting.submit(filing.pk, by=filing.created_by, version=filing.version)
    assert "补正后重新提交，等待复核" in queue(signed_in(officer())).content.decode()


def test_keyword_and_day_narrow_the_list() -> None:
    first, second = submitted(cqo_name="扎西次仁"), submitted(cqo_name="达娃央金")
    client = signed_in(officer())
    assert [row.filing.pk for row in queue(client, keyword="达娃").context["rows"]] == [second.pk]
    assert queue(client, submitted_to="2020-01-01").context["page"].total == 0
    assert {row.filing.pk for row in queue(client, submitted_from="2020-01-01").context["rows"]} == {
        first.pk,
        second.pk,
    }


@pytest.mark.parametrize(
    "query",
    [
        {"submitted_from": "2026-13-45"},
        {"keyword": "a\0b"},
        {"view": "nonsense"},
        {"sort": "password"},
        {"after": "%%%"},
        {"keyword": "长" * 500},
    ],
)
def test_an_unreadable_query_is_no_error(query: dict[str, str]) -> None:
    submitted()
    assert queue(signed_in(officer()), **query).status_code == 200


class TestFivePending:
    """Of five filings, made once."""

    @pytest.mark.parametrize(
        "sort", ["time", "-time", "submitted", "-submitted", "enterprise", "-enterprise"]
    )
    def test_pages_follow_each_other_without_gap_or_repetition(
        self, sort: str, five: set[int], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("cqo_registry.core.lists.keyset_page.__kwdefaults__", {"size": 2}, raising=False)
        client, url, seen = signed_in(officer()), f"{reverse('filings:queue')}?sort={sort}", []
        while url:
            page = client.get(url).context["page"]
            seen += [row.pk for row in page.rows]
            url = page.next_url and reverse("filings:queue") + page.next_url
        assert sorted(seen) == sorted(five)


@pytest.mark.parametrize("count", [1, 50])
def test_the_queue_asks_as_many_questions_for_fifty_rows(count: int, django_assert_num_queries: Any) -> None:
    many(count, submitted)
    client = signed_in(officer())
    with django_assert_num_queries(QUERIES):
        response = queue(client)
    assert len(response.context["rows"]) == count
    assert len(response.content) < 200_000


def test_opening_queue_and_desk_changes_nothing() -> None:
    filing = submitted()
    client = signed_in(officer())
    queue(client)
    client.get(reverse("filings:desk", args=[filing.pk]))
    filing.refresh_from_db()
    assert filing.claimed_by is None
    assert filing.version == Filing.objects.get(pk=filing.pk).version


def test_the_next_filing_is_the_most_urgent_that_nobody_else_holds() -> None:
    me = officer()
    claimed(by=officer())
    with time_machine.travel(datetime(2026, 11, 2, 10, tzinfo=LHASA)):
        urgent = submitted()
    with time_machine.travel(datetime(2026, 11, 16, 10, tzinfo=LHASA)):
        mine = claimed(by=me)
    assert next_of(me) == urgent
    assert next_of(me, after=urgent.pk) == mine
