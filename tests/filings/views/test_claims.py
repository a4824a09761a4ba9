"""Handing over at the desk and for an absence: forms that keep what was typed, and who holds what."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from filings.models import Filing
from tests.factories import claimed, officer, submitted
from tests.factories.copies import many

pytestmark = pytest.mark.django_db


def signed_in(user: Any) -> Client:
    client = Client()
    client.force_login(user)
    return client


def post(user: Any, name: str, filing: Filing, **data: Any) -> Any:
    address = reverse(f"filings:{name}", args=[filing.pk])
    return signed_in(user).post(address, {"version": filing.version, **data})


def holder(filing: Filing) -> Any:
    return Filing.objects.get(pk=filing.pk).claimed_by


def test_the_holder_is_offered_the_colleagues_of_the_office() -> None:
    me, colleague = officer(name="德吉"), officer(name="索朗")
    officer("5402", name="外地人")
    officer(name="已离职", is_active=False)
    html = signed_in(me).get(reverse("filings:desk", args=[claimed(by=me).pk])).content.decode()
    assert f'<option value="{colleague.pk}">索朗（{colleague.username}）</option>' in html
    assert not {"外地人", "已离职", "接手经办"} & {
        word for word in ("外地人", "已离职", "接手经办") if word in html
    }


def test_handing_over_goes_back_to_the_queue() -> None:
    me, colleague = officer(), officer()
    filing = claimed(by=me)
    response = post(me, "hand_over", filing, to=colleague.pk, reason="出差")
    assert response.url == reverse("filings:queue")
    assert holder(filing) == colleague


@pytest.mark.parametrize("data", [{}, {"to": "x", "reason": "出差"}, {"to": "9" * 30, "reason": "出差"}])
def test_a_wrong_hand_over_keeps_what_was_typed(data: dict[str, str]) -> None:
    me = officer()
    filing = claimed(by=me)
    response = post(me, "hand_over", filing, **data)
    html = response.content.decode()
    assert (response.status_code, holder(filing)) == (422, me)
    assert "没有办理成功" in html
    assert data.get("reason", "请写明移交理由。") in html


def test_a_colleague_sees_since_when_it_is_held_and_takes_over() -> None:
    me, colleague = officer(name="德吉"), officer()
    filing = claimed(by=me)
    html = signed_in(colleague).get(reverse("filings:desk", args=[filing.pk])).content.decode()
    assert f"这件备案由德吉经办（{filing.claimed_at.astimezone():%Y-%m-%d}" in html
    response = post(colleague, "take_over", filing, reason="德吉休假")
    assert response.url == reverse("filings:desk", args=[filing.pk])
    assert holder(filing) == colleague


def test_taking_over_without_a_reason_is_asked_for_it() -> None:
    filing = claimed()
    response = post(officer(), "take_over", filing)
    assert response.status_code == 422
    assert "请写明接手理由" in response.content.decode()


def test_a_stale_take_over_changes_nothing_and_keeps_the_reason() -> None:
    filing = claimed()
    response = post(officer(), "take_over", filing, version="0", reason="原经办人休假")
    assert response.status_code == 409
    assert "原经办人休假" in response.content.decode()


def test_who_does_not_hold_it_is_told_who_does() -> None:
    filing = claimed(by=officer(name="德吉"))
    response = post(officer(), "hand_over", filing, to=officer().pk, reason="替他")
    assert response.status_code == 422
    assert "这件备案由德吉经办，请与其联系。" in response.content.decode()


def absence(user: Any, **data: Any) -> Any:
    return signed_in(user).post(reverse("filings:absence"), data, follow=True)


def test_the_absence_page_lists_who_holds_what_and_the_outcome() -> None:
    absent, stand_in = officer(name="德吉"), officer(name="索朗")
    first, second = claimed(by=absent), claimed(by=absent)
    page = signed_in(stand_in).get(reverse("filings:absence"), {"holder": absent.pk})
    assert list(page.context["held"]) == [first, second]
    assert f'<option value="{absent.pk}" selected>' in page.content.decode()
    html = absence(stand_in, holder=absent.pk, to=stand_in.pk, reason="休假").content.decode()
    assert "已将德吉经办的 2 件备案移交给索朗" in html
    assert html.count(first.enterprise_name) >= 2
    assert {holder(first), holder(second)} == {stand_in}


def test_without_a_colleague_all_goes_back_to_the_queue() -> None:
    absent = officer()
    filing = claimed(by=absent)
    html = absence(officer(), holder=absent.pk, to="", reason="离职").content.decode()
    assert "放回队列" in html
    assert holder(filing) is None


def test_a_wrong_absence_says_what_is_missing() -> None:
    absent = officer()
    claimed(by=absent)
    head = officer()
    assert "请选择缺勤人员。" in absence(head, reason="休假").content.decode()
    response = absence(head, holder=absent.pk, to=absent.pk, reason="休假")
    assert response.status_code == 422
    assert "请选择另一位工作人员。" in response.content.decode()
    assert absence(officer("5402"), holder=absent.pk, reason="休假").status_code == 422


def test_nobody_in_charge_of_anything_is_an_empty_page() -> None:
    submitted()
    html = signed_in(officer()).get(reverse("filings:absence"), {"holder": "x"}).content.decode()
    assert "现在没有人经办备案" in html


@pytest.mark.parametrize("count", [1, 20])
def test_the_absence_page_asks_as_many_questions_for_many(count: int, django_assert_num_queries: Any) -> None:
    me = officer()
    many(count, claimed, by=me)
    client = signed_in(me)
    with django_assert_num_queries(QUERIES):
        client.get(reverse("filings:absence"))


QUERIES = 8
