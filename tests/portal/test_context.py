"""The navigation marks where the reader is, also on pages below an entry."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests import factories
from tests.factories import training

pytestmark = pytest.mark.django_db


def marked(user: Any, path: str) -> list[tuple[str, str, bool]]:
    """Group, entry, and whether the entry is the page itself."""
    client = Client()
    client.force_login(user)
    response = client.get(path)
    assert response.status_code == 200
    found = []
    for entry in response.context["navigation"]:
        links = [link for link in entry.get("links", [entry]) if link["active"]]
        found += [(str(entry["label"]), str(link["label"]), link["current"]) for link in links]
    return found


def test_an_entry_is_marked_on_its_own_page() -> None:
    office = factories.officer()
    assert marked(office, reverse("portal:home")) == [("工作台", "工作台", True)]
    assert marked(office, reverse("training:session_list")) == [("培训推广", "培训班", True)]
    assert marked(office, reverse("talent_pool:member_list")) == [("人才库", "人才库名册", True)]


def test_a_page_below_an_entry_belongs_to_the_nearest() -> None:
    """A list whose address is part of another's does not claim the other's pages."""
    office = factories.officer()
    session = training.session(by=office)
    assert marked(office, session.get_absolute_url()) == [("培训推广", "培训班", False)]
    assert marked(office, reverse("training:session_create")) == [("培训推广", "培训班", False)]
    assert marked(office, reverse("talent_pool:nomination_start")) == [("人才库", "人才库推荐", False)]


def test_a_page_of_no_entry_marks_none() -> None:
    """The home lies above everything and is no mark of it."""
    assert marked(factories.officer(), reverse("notices:list")) == []
