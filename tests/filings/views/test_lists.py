"""The list of filings and the page of one filing, for every role."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from filings.models import Filing
from tests.factories import (
    accepted,
    admin,
    auditor,
    draft,
    filer,
    forwarded,
    make_enterprise,
    officer,
    recorded,
    refused,
    region_officer,
    returned,
    submitted,
)
from tests.factories.copies import many
from tests.once import once

pytestmark = pytest.mark.django_db
QUERIES = {"officer": 7, "region": 8, "auditor": 7, "enterprise": 6}


def signed_in(user: Any) -> Client:
    client = Client()
    client.force_login(user)
    return client


def listed(user: Any, **query: Any) -> set[int]:
    response = signed_in(user).get(reverse("filings:list"), query)
    assert response.status_code == 200
    return {filing.pk for filing in response.context["page"].rows}


def test_each_role_lists_its_own_scope() -> None:
    lhasa, shigatse = submitted(), submitted(make_enterprise("5402"))
    own_draft = draft(make_enterprise("5402"))
    assert listed(lhasa.created_by) == {lhasa.pk}
    assert listed(own_draft.created_by) == {own_draft.pk}
    assert listed(officer("5401")) == {lhasa.pk}
    assert listed(officer("5402")) == {shigatse.pk}
    assert listed(region_officer()) == listed(auditor()) == {lhasa.pk, shigatse.pk}


def test_the_administrator_has_no_list() -> None:
    assert signed_in(admin()).get(reverse("filings:list")).status_code == 404


def test_several_states_at_once() -> None:
    waiting, back, _done = submitted(), returned(), accepted()
    assert listed(officer(), status=["submitted", "returned"]) == {waiting.pk, back.pk}


def test_a_draft_is_no_choice_for_an_officer() -> None:
    html = signed_in(officer()).get(reverse("filings:list")).content.decode()
    assert 'value="draft"' not in html
    assert 'value="draft"' in signed_in(filer()).get(reverse("filings:list")).content.decode()


def test_a_prefecture_holds_the_zone_inside_it() -> None:
    lhasa, zone = submitted(), submitted(make_enterprise("LSJKQ"))
    submitted(make_enterprise("ZQ"))
    region = region_officer()
    assert listed(region, authority="5401") == {lhasa.pk, zone.pk}
    assert listed(region, authority="LSJKQ") == {zone.pk}


def test_an_enterprise_counts_under_its_first_category_only() -> None:
    products = [{"name": "电线", "category": "C"}, {"name": "水泥", "category": "L"}]
    filing = submitted(make_enterprise(products=products))
    assert listed(officer(), category="L") == {filing.pk}
    assert listed(officer(), category="C") == set()


def test_the_ledgers_of_today() -> None:
    first, second = accepted(), recorded()
    assert listed(officer(), ledger="prefecture") == {first.pk, second.pk}
    assert listed(officer(), ledger="region") == {second.pk}


one, three = once(submitted), once(lambda: {submitted().pk, accepted().pk, submitted().pk})


class TestOneFiling:
    """Of one filing, made once."""

    @pytest.mark.parametrize(
        ("query", "found"),
        [
            ({"keyword": "扎西次仁"}, True),
            ({"keyword": "达娃"}, False),
            ({"size": "small"}, True),
            ({"size": "large"}, False),
            ({"education": "college"}, True),
            ({"education": "doctor"}, False),
            ({"effective_from": "2026-10-09"}, True),
            ({"effective_from": "2026-10-10"}, False),
            ({"effective_to": "2026-10-09"}, True),
            ({"effective_to": "2026-10-08"}, False),
            ({"submitted_from": "2999-01-01"}, False),
            ({"category": "L"}, True),
            ({"category": "target"}, True),
            ({"category": "C"}, False),
            ({"category": "V"}, False),
            ({"ledger": "prefecture"}, False),
            ({"late": "on"}, False),
        ],
    )
    def test_each_filter_narrows_and_lets_through(
        self, query: dict[str, str], found: bool, one: Filing
    ) -> None:
        assert (one.pk in listed(officer(), **query)) is found

    @pytest.mark.parametrize(
        "query",
        [
            {"effective_from": "0000-00-00"},
            {"status": "nonsense"},
            {"county": "9" * 40},
            {"authority": "x\0"},
            {"keyword": "\0"},
            {"sort": "-nonsense"},
            {"after": "W10="},
            {"before": "eyJhIjoxfQ=="},
            {"col": "nonsense"},
        ],
    )
    def test_an_unreadable_filter_narrows_nothing(self, query: dict[str, str], one: Filing) -> None:
        assert listed(region_officer(), **query) == {one.pk}


def test_an_unreadable_day_is_named_beside_its_field() -> None:
    response = signed_in(officer()).get(reverse("filings:list"), {"effective_from": "0000-00-00"})
    assert response.context["filter"].form.errors["effective_from"]
    assert "请按“年-月-日”填写日期" in response.content.decode()


class TestThreeFilings:
    """Of three filings, made once."""

    @pytest.mark.parametrize("word", ["time", "effective", "enterprise", "number"])
    @pytest.mark.parametrize("sign", ["", "-"])
    def test_every_sort_pages_through_all_rows(
        self, word: str, sign: str, three: set[int], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("cqo_registry.core.lists.keyset_page.__kwdefaults__", {"size": 2}, raising=False)
        user = officer()
        client, url, seen = signed_in(user), f"{reverse('filings:list')}?sort={sign}{word}", []
        while url:
            page = client.get(url).context["page"]
            seen += [row.pk for row in page.rows]
            url = page.next_url and reverse("filings:list") + page.next_url
        assert sorted(seen) == sorted(three)


def test_a_draft_without_days_sorts_too() -> None:
    filing = draft()
    for sort in ("effective", "-effective", "time", "-time"):
        assert listed(filing.created_by, sort=sort) == {filing.pk}


def test_columns_are_chosen_in_the_address() -> None:
    submitted()
    response = signed_in(officer()).get(reverse("filings:list"), {"col": ["holder", "kind"]})
    assert [column["name"] for column in response.context["columns"] if column["shown"]] == ["kind", "holder"]
    assert "首次备案" in response.content.decode()


def test_the_export_carries_the_address_of_the_list() -> None:
    submitted()
    html = signed_in(officer()).get(reverse("filings:list"), {"status": "submitted"}).content.decode()
    assert f"{reverse('filings:list_export')}?status=submitted" in html


@pytest.mark.parametrize("count", [1, 50])
@pytest.mark.parametrize("role", ["officer", "region", "auditor"])
def test_the_list_asks_as_many_questions_for_fifty_rows(
    role: str, count: int, django_assert_num_queries: Any
) -> None:
    many(count, submitted)
    user = {"officer": officer, "region": region_officer, "auditor": auditor}[role]()
    client = signed_in(user)
    with django_assert_num_queries(QUERIES[role]):
        assert len(client.get(reverse("filings:list")).context["page"].rows) == count


def test_the_enterprises_list_asks_few_questions(django_assert_num_queries: Any) -> None:
    client = signed_in(submitted().created_by)
    with django_assert_num_queries(QUERIES["enterprise"]):
        client.get(reverse("filings:list"))


# --- one filing ----------------------------------------------------------------------------------


def page_of(user: Any, filing: Filing) -> Any:
    return signed_in(user).get(reverse("filings:detail", args=[filing.pk]))


@pytest.mark.parametrize("make", [submitted, returned, accepted, forwarded, recorded, refused])
def test_the_page_opens_in_every_state_for_all_who_may_see_it(make: Any) -> None:
    filing = make()
    for user in (filing.created_by, officer(), region_officer(), auditor()):
        response = page_of(user, filing)
        assert response.status_code == 200
        assert "规则判定" in response.content.decode()


def test_a_draft_is_seen_by_its_enterprise_alone() -> None:
    filing = draft()
    assert page_of(filing.created_by, filing).status_code == 200
    assert {page_of(u, filing).status_code for u in (officer(), region_officer(), filer(), admin())} == {404}


def test_the_enterprise_follows_the_procedure_without_the_desk_work() -> None:
    filing = accepted()
    own = page_of(filing.created_by, filing).context["events"]
    office = page_of(officer(), filing).context["events"]
    assert "filing.claim" not in {event.action for event in own}
    assert "filing.claim" in {event.action for event in office}
    assert "filing.save" not in {event.action for event in office}


def test_each_role_finds_its_own_button() -> None:
    waiting, done, arrived = submitted(), accepted(), forwarded()
    assert set(page_of(waiting.created_by, waiting).context["buttons"]) == {"withdraw"}
    assert set(page_of(officer(), done).context["buttons"]) == {"forward"}
    assert set(page_of(region_officer(), arrived).context["buttons"]) == {"record", "query"}
    assert page_of(auditor(), arrived).context["buttons"] == {}
    assert page_of(done.created_by, done).context["buttons"] == {}


def test_a_refusal_shows_its_reason_and_a_return_its_items() -> None:
    declined = refused()
    assert "不予备案，理由：学历未达到任职条件" in page_of(declined.created_by, declined).content.decode()
    back = returned(school="请写全称")
    assert "请写全称" in page_of(back.created_by, back).content.decode()


def test_the_auditor_is_not_offered_the_identity_number() -> None:
    filing = submitted()
    assert page_of(auditor(), filing).context["reveal"] is None
    assert page_of(region_officer(), filing).context["reveal"] is not None
