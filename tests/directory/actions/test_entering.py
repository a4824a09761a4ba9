"""A directory enters whole or not at all, and only what differs is written."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.utils import timezone

from cqo_registry.directory.actions.entering import Comparison, Listing, compare, enter, summary
from cqo_registry.directory.models import County, Enterprise, EnterpriseProfile, EnterpriseTransfer
from tests.factories import make_enterprise, officer, region_officer, uscc

pytestmark = pytest.mark.django_db
FACTS: dict[str, Any] = {
    "industry": "C30",
    "employees": 300,
    "revenue": Decimal("2000.00"),
    "assets": Decimal("1.00"),
    "data_year": 2025,
    "products": [],
    "categories": ["L"],
}


def listing(
    code: str = "", name: str = "西藏试验水泥有限公司", county: str = "540102", **values: Any
) -> Listing:
    place = County.objects.select_related("authority__parent").get(code=county)
    return Listing(code or uscc(), name, place, {**FACTS, **values})


def counts(result: Comparison) -> tuple[int, int, int, int]:
    return len(result.new), len(result.changed), result.unchanged, len(result.kept)


def only() -> Enterprise:
    return Enterprise.objects.select_related("profile", "authority").get()


def test_a_new_enterprise_gets_its_row_its_profile_and_its_size() -> None:
    by = officer()
    assert counts(enter([listing()], by=by)) == (1, 0, 0, 0)
    enterprise = only()
    assert (enterprise.authority.code, enterprise.name) == ("5401", "西藏试验水泥有限公司")
    profile = enterprise.profile
    assert profile is not None
    assert (profile.size, profile.source, profile.created_by) == ("medium", "import", by)
    assert profile.valid_from == timezone.localdate()
    assert "xzsysnyxgs" in enterprise.search_text


def test_a_cooperative_is_listed_as_a_volunteer() -> None:
    row = listing("93540102MA0000015B")
    enter([row], by=None)
    assert only().profile.categories == ["V"]
    assert counts(enter([row], by=None)) == (0, 0, 1, 0)


def test_the_same_directory_twice_changes_nothing() -> None:
    rows = [listing(), listing(name="西藏另一企业")]
    enter(rows, by=None)
    before = list(Enterprise.objects.order_by("pk").values())
    assert counts(enter(rows, by=None)) == (0, 0, 2, 0)
    assert list(Enterprise.objects.order_by("pk").values()) == before
    assert EnterpriseProfile.objects.count() == 2


def test_a_changed_fact_makes_a_new_profile_and_the_old_one_stays() -> None:
    code = uscc()
    enter([listing(code, domicile="旧址", employees=299)], by=None)
    old = only().profile
    assert counts(enter([listing(code)], by=None)) == (0, 1, 0, 0)
    enterprise = only()
    assert enterprise.version == 3
    assert enterprise.profile is not None
    assert enterprise.profile != old
    assert (enterprise.profile.size, enterprise.profile.domicile) == ("medium", "旧址")
    assert list(enterprise.profiles.values_list("size", flat=True)) == ["medium", "small"]


def test_a_row_that_drifted_from_its_profile_is_set_right_without_a_new_profile() -> None:
    code = uscc()
    enter([listing(code)], by=None)
    Enterprise.objects.update(search_text="")
    assert counts(enter([listing(code)], by=None)) == (0, 1, 0, 0)
    assert EnterpriseProfile.objects.count() == 1
    assert only().search_text


def test_an_enterprise_without_a_profile_gets_one() -> None:
    enterprise = make_enterprise()
    Enterprise.objects.update(profile=None)
    assert counts(enter([listing(enterprise.uscc)], by=None)) == (0, 1, 0, 0)
    assert only().profile is not None


def test_a_move_to_another_office_is_told() -> None:
    code = uscc()
    enter([listing(code)], by=None)
    result = enter([listing(code, county="540202")], by=None)
    assert [(moved.uscc, office.code) for moved, office in result.moved] == [(code, "5401")]
    assert only().authority.code == "5402"


@pytest.mark.parametrize(("year", "kept"), [(2024, 1), (2025, 1), (2026, 0), (None, 1)])
def test_facts_of_a_filing_give_way_only_to_newer_figures(year: int | None, kept: int) -> None:
    enterprise = make_enterprise()
    profile = enterprise.profile
    assert profile is not None
    profile.pk, profile.source = None, "filing"
    profile.save(force_insert=True)
    Enterprise.objects.update(profile=profile)
    values = {"data_year": year} if year else {"data_year": None}
    assert counts(enter([listing(enterprise.uscc, **values)], by=None)) == (0, 1 - kept, 0, kept)


def test_comparing_writes_nothing() -> None:
    assert counts(compare([listing()])) == (1, 0, 0, 0)
    assert not Enterprise.objects.exists()


def test_nothing_to_enter_is_nothing() -> None:
    assert counts(enter([], by=None)) == (0, 0, 0, 0)


@pytest.mark.parametrize(
    ("values", "size"),
    [
        ({"industry": ""}, ""),
        ({"employees": None}, ""),
        ({"industry": "P83"}, "unclassified"),
        ({}, "medium"),
    ],
)
def test_the_size_waits_for_its_figures(values: dict[str, Any], size: str) -> None:
    enter([listing(**values)], by=None)
    profile = only().profile
    assert profile is not None
    assert profile.size == size


def test_the_number_of_queries_does_not_grow_with_the_rows(django_assert_num_queries: Any) -> None:
    rows = [listing(name=f"西藏企业{n}") for n in range(60)]
    with django_assert_num_queries(8):
        enter(rows, by=None)
    with django_assert_num_queries(5):
        enter(rows, by=None)


def test_the_summary_names_every_count() -> None:
    text = summary(Comparison(unchanged=3).counts)
    assert "新增 0 家" in text
    assert "未变 3 家" in text


def test_the_dates_of_profiles_are_days() -> None:
    enter([listing()], by=None)
    assert isinstance(EnterpriseProfile.objects.get().valid_from, date)


def test_an_enterprise_listed_elsewhere_by_somebody_leaves_its_move_behind() -> None:
    enterprise, by = make_enterprise(), region_officer()
    enter([listing(enterprise.uscc, county="540202")], by=by)
    move = EnterpriseTransfer.objects.get()
    assert (move.origin.code, move.destination.code, move.status) == ("5401", "5402", "confirmed")
