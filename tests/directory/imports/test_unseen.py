"""A directory with marks that nobody sees: let in as if they were not there, and found by what is seen."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from cqo_registry.directory.imports.process import enter_at_once
from cqo_registry.directory.models import Enterprise
from tests.directory.workbooks import ROW, workbook
from tests.factories import region_officer, uscc

pytestmark = pytest.mark.django_db
NAME = "西藏生物高原水泥有限公司"
MARKS = ["\u200e", "\u200b", "\ufeff", "\u2068", "\u00ad", "\u200d", "\u202a", "\u2060", "\u061c"]


def let_in(**values: Any) -> Enterprise:
    report, _comparison = enter_at_once(workbook(values), file_name="a.xlsx", by=None)
    assert report.faults == []
    return Enterprise.objects.select_related("profile").get()


def found(keyword: str) -> list[str]:
    client = Client()
    client.force_login(region_officer())
    answer = client.get(reverse("directory:enterprise_list"), {"keyword": keyword})
    return [row["enterprise"].name for row in answer.context["rows"]]


@pytest.mark.parametrize("mark", MARKS, ids=ascii)
def test_a_marked_name_is_found_by_what_is_seen(mark: str) -> None:
    let_in(name=f"{mark}西藏{mark}生物高原水泥有限公司{mark}")
    assert found(NAME) == found(f"生物{mark}高原") == [NAME]


@pytest.mark.parametrize("typed", ["西藏⽣物⾼原⽔泥有限公司", "⻄藏⽣物⾼原水泥有限公司"])
def test_a_name_of_radicals_is_found_by_the_characters(typed: str) -> None:
    let_in(name=typed)
    assert found(NAME) == found("⽣物⾼原") == [NAME]


@pytest.mark.parametrize("brackets", ["（拉萨）", "(拉萨)"])
def test_a_name_in_wide_brackets_is_found_by_itself(brackets: str) -> None:
    let_in(name="西藏（拉萨）水泥有限公司")
    assert found(f"西藏{brackets}水泥") == ["西藏（拉萨）水泥有限公司"]


@pytest.mark.parametrize("mark", [*MARKS, "\u00a0", "\u3000", "\u2009"], ids=ascii)
def test_marks_around_persons_and_figures_are_no_fault(mark: str) -> None:
    typed = ("employees", "revenue", "assets", "data_year", "legal_representative", "contact_phone")
    places = ("prefecture", "county", "industry", "category", "certificates", "products", "domicile")
    values = {name: f"{mark}{ROW[name]}{mark}" for name in (*typed, *places)}
    code = uscc()
    enterprise = let_in(**values, uscc=f"{mark}{code}{mark}")
    profile: Any = enterprise.profile
    assert enterprise.uscc == code
    assert (profile.employees, profile.data_year, profile.revenue) == (300, 2025, 2000)
    assert (profile.legal_representative, profile.contact_phone) == ("扎西·次仁", "0891-6331234")
    assert (profile.domicile, profile.products[0]["name"]) == (ROW["domicile"], ROW["products"])
