"""The enterprise's card: its CQO, and one thing to do next."""

from __future__ import annotations

from datetime import date

import pytest
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.urls import reverse

from cqo_registry.accounts.models import User
from filings.views.cards import Card, enterprise_card
from tests import factories

pytestmark = pytest.mark.django_db


def card_of(user: User) -> Card:
    card = enterprise_card(user)
    assert card is not None
    return card


def html_of(card: Card) -> str:
    return render_to_string("filings/_cqo_card.html", {"card": card}, RequestFactory().get("/"))


def test_a_new_enterprise_is_invited_to_start() -> None:
    card = card_of(factories.filer())
    assert card.button is None
    assert reverse("filings:start") in html_of(card)


def test_a_draft_goes_on_where_something_is_missing_with_its_target_in_days() -> None:
    filing = factories.draft()
    card = card_of(filing.created_by)
    assert card.button is not None
    assert card.button[1] == reverse("filings:step", args=[filing.pk, "cqo"])
    assert card.target is None
    complete = card_of(factories.complete_draft().created_by)
    assert complete.button is not None
    assert complete.button[1].endswith("/review/")
    assert complete.target is not None
    assert complete.target.due_on.isoformat() == "2026-11-09"
    assert complete.target.past == max(-complete.target.days_left, 0)
    assert "报送目标日期" in html_of(complete)


def test_a_returned_filing_lists_its_items_and_leads_to_the_first() -> None:
    filing = factories.returned(school="请填写全称。")
    card = card_of(filing.created_by)
    assert [item.field for item in card.items] == ["school"]
    assert card.button is not None
    assert card.button[1] == reverse("filings:step", args=[filing.pk, "cqo"])
    assert "请填写全称。" in html_of(card)


def test_a_waiting_filing_is_looked_at() -> None:
    filing = factories.submitted()
    card = card_of(filing.created_by)
    assert card.button is not None
    assert card.button[1] == filing.get_absolute_url()
    assert card.target is None


@pytest.mark.parametrize(
    ("make", "word"), [("accepted", "待上报"), ("forwarded", "待入册"), ("recorded", "已入册")]
)
def test_the_cqo_in_office_shows_the_state_of_both_ledgers(make: str, word: str) -> None:
    filing = getattr(factories, make)()
    card = card_of(filing.created_by)
    html = html_of(card)
    assert card.appointment == filing.appointment
    assert filing.filing_no in html
    assert "已备案" in html
    assert word in html
    assert reverse("filings:start") not in html


def test_only_enterprises_have_a_card() -> None:
    assert enterprise_card(factories.region_officer()) is None


def test_a_deregistered_enterprise_is_told_why_it_cannot_start() -> None:
    user = factories.filer()
    assert user.enterprise is not None
    user.enterprise.status, user.enterprise.deregistered_on = "deregistered", date(2026, 5, 1)
    user.enterprise.save()
    assert "已注销" in html_of(card_of(user))
