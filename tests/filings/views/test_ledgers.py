"""The pages of the ledgers: scope, day, filters, figures, and words for what cannot be read."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from filings.models import Filing
from tests import factories
from tests.factories.copies import many

pytestmark = pytest.mark.django_db


def page(client: Client, user: Any, tier: str = "prefecture", **query: str) -> Any:
    client.force_login(user)
    return client.get(reverse("filings:ledger", args=[tier]), query)


def numbers(response: Any) -> list[str]:
    return [row.filing.filing_no for row in response.context["rows"]]


def test_accepted_filings_stand_in_the_prefecture_ledger_only(client: Client) -> None:
    filing = factories.accepted()
    user = factories.officer()
    assert numbers(page(client, user)) == [filing.filing_no]
    assert numbers(page(client, user, "region")) == []


def test_recorded_filings_stand_in_both(client: Client) -> None:
    filing = factories.recorded()
    user = factories.region_officer()
    assert numbers(page(client, user)) == numbers(page(client, user, "region")) == [filing.filing_no]


@pytest.mark.parametrize("make", ["submitted", "returned", "refused", "withdrawn"])
def test_what_was_not_accepted_stands_in_neither(client: Client, make: str) -> None:
    getattr(factories, make)()
    user = factories.region_officer()
    assert numbers(page(client, user)) == numbers(page(client, user, "region")) == []


def test_an_office_sees_its_area(client: Client) -> None:
    factories.accepted(factories.make_enterprise("5402"))
    own = factories.accepted(factories.make_enterprise("5401"))
    assert numbers(page(client, factories.officer("5401"))) == [own.filing_no]
    assert numbers(page(client, factories.officer("LSJKQ"))) == []


@pytest.mark.parametrize("who", ["filer", "admin"])
@pytest.mark.parametrize("name", ["ledger", "roster"])
def test_who_has_no_ledger_is_told_there_is_none(client: Client, who: str, name: str) -> None:
    client.force_login(getattr(factories, who)())
    assert client.get(reverse(f"filings:{name}", args=["prefecture"])).status_code == 404


@pytest.mark.parametrize("name", ["ledger", "roster"])
def test_there_is_no_third_tier(client: Client, name: str) -> None:
    client.force_login(factories.region_officer())
    assert client.get(reverse(f"filings:{name}", args=["county"])).status_code == 404


def test_a_head_request_leaves_no_line(client: Client) -> None:
    client.force_login(factories.region_officer())
    assert client.head(reverse("filings:roster", args=["region"])).status_code == 405


def test_a_ledger_of_a_day_shows_how_things_stood(client: Client) -> None:
    with time_machine.travel(datetime(2026, 11, 10, 4, tzinfo=UTC), tick=False):
        filing = factories.accepted()
    with time_machine.travel(datetime(2026, 11, 12, 4, tzinfo=UTC), tick=False):
        factories.reporting.forward([filing.pk], by=factories.officer())
    with time_machine.travel(datetime(2026, 11, 14, 4, tzinfo=UTC), tick=False):
        factories.reporting.record(filing.pk, by=factories.region_officer())
    user = factories.officer()
    with time_machine.travel(datetime(2026, 11, 23, 4, tzinfo=UTC), tick=False):
        seen = {
            day: [row.status.value for row in page(client, user, as_of=day).context["rows"]]
            for day in ("2026-11-09", "2026-11-10", "2026-11-12", "2026-11-14", "")
        }
    assert list(seen.values()) == [[], ["accepted"], ["forwarded"], ["recorded"], ["recorded"]]


def test_a_day_ends_at_midnight_in_beijing(client: Client) -> None:
    with time_machine.travel(datetime(2026, 11, 10, 15, 59, 59, tzinfo=UTC), tick=False):
        late = factories.accepted()
    with time_machine.travel(datetime(2026, 11, 10, 16, 0, 0, tzinfo=UTC), tick=False):
        factories.accepted()
    user = factories.officer()
    with time_machine.travel(datetime(2026, 11, 23, 4, tzinfo=UTC), tick=False):
        assert numbers(page(client, user, as_of="2026-11-10")) == [late.filing_no]


@pytest.mark.parametrize(
    ("day", "sentence"),
    [
        ("2026-13-01", "请按“年-月-日”填写截至日期"),
        ("昨天", "请按“年-月-日”填写截至日期"),
        ("0000-00-00", "请按“年-月-日”填写截至日期"),
        ("\x00", "请按“年-月-日”填写截至日期"),
        ("9999-12-31", "截至日期不能晚于今天。"),
        ("0001-01-01", "截至日期不能早于实施办法施行之日（2023-12-14）。"),
    ],
)
@pytest.mark.parametrize("name", ["ledger", "roster", "ledger_home"])
def test_a_day_that_cannot_be_is_answered_with_a_sentence(
    client: Client, name: str, day: str, sentence: str
) -> None:
    client.force_login(factories.region_officer())
    address = reverse(f"filings:{name}", args=[] if name == "ledger_home" else ["prefecture"])
    response = client.get(address, {"as_of": day})
    assert response.status_code == (422 if name == "roster" else 200)
    assert sentence in response.content.decode()


def test_a_day_that_cannot_be_stays_as_typed(client: Client) -> None:
    content = page(client, factories.auditor(), as_of="去年底").content.decode()
    assert '<input type="text" name="as_of" value="去年底"' in content


def test_without_a_day_the_form_says_today(client: Client) -> None:
    for query in ({}, {"as_of": ""}):
        content = page(client, factories.auditor(), **query).content.decode()
        assert f'name="as_of" value="{timezone.localdate().isoformat()}"' in content


@pytest.mark.parametrize("field", ["authority", "county", "size", "category", "education", "keyword"])
def test_a_filter_that_cannot_be_read_shows_no_rows(client: Client, field: str) -> None:
    factories.accepted()
    response = page(client, factories.region_officer(), **{field: "\x00" * 200})
    assert response.context["valid"] is False
    assert numbers(response) == []


def found(client: Client, **query: str) -> set[str]:
    return set(numbers(page(client, factories.region_officer(), **query)))


def test_each_filter_narrows(client: Client) -> None:
    products = [{"name": "青稞酒", "category": "C"}, {"name": "酒糟", "category": "V"}]
    brewery = factories.make_enterprise("5401", name="拉萨青稞酒业有限公司", products=products)
    one = factories.accepted(brewery, cqo_name="次仁央宗", education="bachelor")
    two = factories.accepted(factories.make_enterprise("5402"), cqo_name_bo="བདེ་སྐྱིད")
    Filing.objects.filter(pk=one.pk).update(officer_size="large")
    assert found(client) == {one.filing_no, two.filing_no}
    assert found(client, keyword="青稞") == {one.filing_no}
    assert found(client, keyword="次仁央宗") == {one.filing_no}
    assert found(client, keyword="བདེ") == {two.filing_no}
    assert found(client, keyword=two.filing_no) == {two.filing_no}
    assert found(client, keyword=one.enterprise.uscc.lower()) == {one.filing_no}
    assert found(client, keyword="%") == set()
    assert found(client, authority="5402") == {two.filing_no}
    assert found(client, county=one.county.code) == {one.filing_no}
    assert found(client, size="large") == {one.filing_no}
    assert found(client, size="small") == {two.filing_no}
    assert found(client, category="C") == {one.filing_no}
    assert found(client, category="L") == {two.filing_no}
    assert found(client, education="bachelor") == {one.filing_no}


def test_an_office_chooses_from_its_own_counties(client: Client) -> None:
    form = page(client, factories.officer("5402")).context["filter"].form
    assert "authority" not in form.fields
    assert {county.authority.code for county in form.fields["county"].queryset} == {"5402"}


def test_the_figures_of_the_home_are_the_lengths_of_their_lists(client: Client) -> None:
    factories.accepted()
    factories.forwarded(factories.make_enterprise("5402"))
    factories.recorded(factories.make_enterprise("ZQ"))
    for user, values in (
        (factories.region_officer(), [3, 1, 2]),
        (factories.auditor(), [3, 1, 2]),
        (factories.officer("5402"), [1, 0, 1]),
    ):
        client.force_login(user)
        home = client.get(reverse("filings:ledger_home"))
        assert [figure.value for figure in home.context["figures"]] == values
        for figure in home.context["figures"]:
            assert client.get(figure.url).context["page"].total == figure.value
        for row in home.context["offices"]:
            for cell in row["cells"]:
                assert client.get(cell["url"]).context["page"].total == cell["value"]
    assert home.context["offices"] == []


def test_the_roster_button_carries_the_query(client: Client) -> None:
    response = page(client, factories.officer(), size="small", as_of="2026-11-01", sort="name")
    address = reverse("filings:roster", args=["prefecture"])
    assert f"{address}?size=small&amp;as_of=2026-11-01&amp;sort=name" in response.content.decode()


def test_pages_follow_each_other_in_every_order(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    filings = [factories.recorded().filing_no for _round in range(5)]
    monkeypatch.setattr("filings.views.ledgers.keyset_page", _small_page)
    user = factories.region_officer()
    client.force_login(user)
    for sort in ("entered", "-entered", "number", "enterprise", "-name", "effective"):
        for tier in ("prefecture", "region"):
            seen: list[str] = []
            address = f"?sort={sort}"
            while address:
                response = client.get(reverse("filings:ledger", args=[tier]) + address)
                seen += numbers(response)
                address = response.context["page"].next_url
            assert sorted(seen) == sorted(filings)


def _small_page(*args: Any, **kwargs: Any) -> Any:
    from cqo_registry.core.lists import keyset_page

    return keyset_page(*args, **kwargs, size=2)


@pytest.mark.parametrize("name", ["ledger", "ledger_home"])
def test_the_number_of_queries_is_the_same_for_one_row_and_for_many(
    client: Client, name: str, django_assert_num_queries: Any
) -> None:
    address = reverse(f"filings:{name}", args=[] if name == "ledger_home" else ["prefecture"])
    queries = {"ledger": 11, "ledger_home": 8}[name]
    user = factories.region_officer()
    client.force_login(user)
    for rows in (1, 49):
        many(rows, factories.accepted)
        with django_assert_num_queries(queries):
            response = client.get(address)
        assert len(response.content) < 100_000


def test_a_person_with_two_posts_is_one_person(client: Client) -> None:
    """Decision D11: the ledger says how many posts there are, and how many people hold them."""
    number = factories.identity_no()
    factories.accepted(identity_no=number)
    factories.accepted(factories.make_enterprise(), identity_no=number)
    factories.accepted(factories.make_enterprise())
    shown = page(client, factories.officer())
    assert shown.context["holders"] == {"posts": 3, "people": 2}
    assert "任职岗位 3 个，首席质量官 2 人" in shown.content.decode()


def test_each_measure_of_support_is_counted_and_leads_to_its_list(client: Client) -> None:
    """Art. 7, 8: told of free will, searchable and counted, in the scope of whoever looks."""
    own = factories.accepted(has_allowance=True, has_budget=True)
    factories.accepted(factories.make_enterprise(), has_allowance=True)
    factories.accepted(factories.make_enterprise("5402"), has_allowance=True)
    office = factories.officer("5401")
    response = page(client, office, support="budget")
    assert numbers(response) == [own.filing_no]
    shown = {str(item["label"]): item["value"] for item in response.context["supports"]}
    assert shown == {"设有岗位津贴": 2, "纳入内部绩效考核": 0, "提供质量工作经费": 1, "有职责文件": 0}
    for item in response.context["supports"]:
        found = client.get(reverse("filings:ledger", args=["prefecture"]) + item["url"])
        assert len(found.context["rows"]) == item["value"], item["label"]


def test_an_empty_ledger_says_what_would_come(client: Client) -> None:
    assert "备案机关予以备案" in page(client, factories.officer()).content.decode()
    assert "请放宽筛选条件" in page(client, factories.officer(), size="small").content.decode()
