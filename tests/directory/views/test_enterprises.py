"""The list of enterprises and one enterprise's page, each in the user's scope."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from cqo_registry.directory.facts import search_text
from cqo_registry.directory.models import Enterprise
from tests.factories import admin, auditor, filer, make_enterprise, officer, recorded, region_officer

pytestmark = pytest.mark.django_db
LIST = "directory:enterprise_list"


def signed_in(user: Any) -> Client:
    client = Client()
    client.force_login(user)
    return client


def named(name: str, office: str = "5401", **values: Any) -> Enterprise:
    enterprise = make_enterprise(office, name=name, **values)
    enterprise.search_text = search_text(enterprise.name, enterprise.uscc)
    enterprise.save()
    return enterprise


def listed(client: Client, **query: str) -> list[str]:
    response = client.get(reverse(LIST), query)
    assert response.status_code == 200
    return [row["enterprise"].name for row in response.context["rows"]]


@pytest.mark.parametrize("keyword", ["水泥", "SNC", "snc", "  水泥 lss ", "ｓｎｃ"])
def test_a_keyword_finds_by_name_code_and_initials(keyword: str) -> None:
    found = named("拉萨市水泥厂")
    named("曲水饮料厂")
    client = signed_in(region_officer())
    assert listed(client, keyword=keyword) == ["拉萨市水泥厂"]
    assert listed(client, keyword=found.uscc.lower()) == ["拉萨市水泥厂"]


def test_every_reading_of_the_first_character_is_found() -> None:
    named("曾氏食品厂")
    client = signed_in(region_officer())
    assert listed(client, keyword="zs") == listed(client, keyword="cs") == ["曾氏食品厂"]


@pytest.mark.parametrize("keyword", ["%", "_", "'", "\\", "\x00", "x" * 101])
def test_a_strange_keyword_finds_nothing_and_breaks_nothing(keyword: str) -> None:
    named("拉萨市水泥厂")
    response = signed_in(region_officer()).get(reverse(LIST), {"keyword": keyword})
    assert response.status_code == 200


def test_filters_narrow_the_list() -> None:
    here = named("甲")
    there = named("乙", "5402", products=[{"name": "线", "category": "C"}])
    client = signed_in(region_officer())
    assert listed(client, authority="5402") == ["乙"]
    assert listed(client, county=str(here.county and here.county.code)) == ["甲"]
    assert listed(client, category="C") == ["乙"]
    assert listed(client, size="small") == ["甲", "乙"] or listed(client, size="small") == ["乙", "甲"]
    assert listed(client, size="large") == []
    Enterprise.objects.filter(pk=there.pk).update(status="deregistered", deregistered_on="2026-01-01")
    assert listed(client, status="active") == ["甲"]
    assert sorted(listed(client, authority="9999", sort="nonsense", after="x")) == sorted(["甲", "乙"])


def test_enterprises_with_and_without_a_cqo_are_told_apart() -> None:
    held = recorded().enterprise
    free = named("尚未备案企业")
    client = signed_in(region_officer())
    assert listed(client, cqo="yes") == [held.name]
    assert listed(client, cqo="no") == [free.name]


def test_an_office_lists_its_own_area_and_is_not_offered_others() -> None:
    named("甲")
    named("乙", "5402")
    client = signed_in(officer("5402"))
    assert listed(client) == ["乙"]
    page = client.get(reverse(LIST)).content.decode()
    assert 'name="authority"' not in page
    assert "白朗县" in page
    assert "城关区" not in page


@pytest.mark.parametrize("sort", ["name", "-name", "office", "uscc", "-entered"])
def test_pages_follow_each_other_in_every_order(sort: str) -> None:
    for number in range(52):
        named(f"企业{number:02d}", ("5401", "5402")[number % 2])
    client = signed_in(region_officer())
    first = client.get(reverse(LIST), {"sort": sort})
    second = client.get(reverse(LIST) + first.context["page"].next_url)
    names = [row["enterprise"].name for page in (first, second) for row in page.context["rows"]]
    assert len(set(names)) == 52


def test_the_list_costs_the_same_at_one_and_at_fifty_rows(django_assert_num_queries: Any) -> None:
    client = signed_in(region_officer())
    named("甲")
    with django_assert_num_queries(8):
        client.get(reverse(LIST))
    for number in range(49):
        named(f"企业{number}")
    with django_assert_num_queries(8):
        response = client.get(reverse(LIST))
    assert len(response.content) < 100_000


def test_an_empty_directory_offers_the_import_to_those_who_may() -> None:
    assert reverse("directory:import_create") in signed_in(officer()).get(reverse(LIST)).content.decode()
    assert reverse("directory:import_create") not in signed_in(auditor()).get(reverse(LIST)).content.decode()
    assert "没有符合条件的企业" in signed_in(officer()).get(reverse(LIST), {"keyword": "x"}).content.decode()


def test_the_page_shows_both_sizes_the_products_and_the_history() -> None:
    papers = [
        {"name": "水泥", "category": "L", "licence_no": "旧字第1号"},
        {"name": "线", "category": "C", "ccc_no": "2000000000015519"},
    ]
    enterprise = named("甲", stated_size="large", products=papers)
    page = (
        signed_in(officer())
        .get(reverse("directory:enterprise_detail", args=[enterprise.pk]))
        .content.decode()
    )
    assert "企业自报为大型，按标准划型为小型" in page
    assert page.count("请核对") == 1
    assert "非金属矿物制品业" in page
    assert "名录导入" in page


def test_the_page_stands_without_a_profile_and_with_an_unknown_industry() -> None:
    enterprise = named("甲", industry="X9")
    client, url = signed_in(officer()), reverse("directory:enterprise_detail", args=[enterprise.pk])
    assert client.get(url).status_code == 200
    Enterprise.objects.update(profile=None)
    assert "还没有这家企业的详细信息" in client.get(url).content.decode()
    assert listed(client) == ["甲"]


def test_the_page_is_for_those_in_scope() -> None:
    enterprise = named("甲")
    url = reverse("directory:enterprise_detail", args=[enterprise.pk])
    for user, status in (
        (officer("5401"), 200),
        (region_officer(), 200),
        (auditor(), 200),
        (filer(enterprise), 200),
        (officer("5402"), 404),
        (filer(), 404),
        (admin(), 404),
    ):
        assert signed_in(user).get(url).status_code == status
    assert signed_in(filer(enterprise)).get(reverse(LIST)).status_code == 404
