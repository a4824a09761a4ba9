"""Tibetan headings: each office its own, the region all; only Tibetan that can be printed."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from cqo_registry.audit.models import AuditEvent
from cqo_registry.core.verdicts import Refused
from cqo_registry.directory.actions.headings import save_headings
from tests.factories import authority, officer, region_officer

pytestmark = pytest.mark.django_db
LHASA = "ལྷ་ས་གྲོང་ཁྱེར"


def signed_in(user: Any) -> Client:
    client = Client()
    client.force_login(user)
    return client


def post(client: Client, office: Any, **values: str) -> Any:
    url = reverse("directory:headings_edit", args=[office.pk])
    return client.post(url, {"version": office.version, "name_bo": office.name_bo, **values})


def test_an_officer_enters_the_headings_of_the_own_office() -> None:
    office, client = authority(), signed_in(officer())
    assert client.get(reverse("directory:headings")).url.endswith(f"/{office.pk}/")
    assert post(client, office, form_title_bo=f" {LHASA} ").status_code == 302
    office.refresh_from_db()
    assert (office.form_title_bo, office.version) == (LHASA, 2)
    event = AuditEvent.objects.get(action="directory.headings")
    assert event.details == {"fields": ["form_title_bo"]}


def test_saving_the_same_leaves_no_trace() -> None:
    office = authority()
    post(signed_in(officer()), office)
    assert not AuditEvent.objects.filter(action="directory.headings").exists()


def test_the_region_sees_and_enters_those_of_all() -> None:
    client = signed_in(region_officer())
    assert client.get(reverse("directory:headings")).content.count(b"<tr>") == 11
    assert post(client, authority("5402"), receipt_title_bo=LHASA).status_code == 302


@pytest.mark.parametrize(
    ("text", "sentence"), [("拉萨", "请只用藏文填写"), ("\u0fff", "无法打印")], ids=["chinese", "no glyph"]
)
def test_what_cannot_stand_there_comes_back_as_typed(text: str, sentence: str) -> None:
    office = authority()
    response = post(signed_in(officer()), office, name_bo=text)
    assert response.status_code == 422
    assert sentence in response.content.decode()
    assert text in response.content.decode()


def test_too_long_a_heading_is_said() -> None:
    assert post(signed_in(officer()), authority(), form_title_bo="ཀ" * 201).status_code == 422


def test_a_page_opened_before_another_saved_overwrites_nothing() -> None:
    office, client = authority(), signed_in(officer())
    post(client, office, receipt_title_bo=LHASA)
    response = post(client, office, receipt_title_bo="ཐོ་འགོད")
    assert response.status_code == 422
    assert "别人刚刚改过" in response.content.decode()
    office.refresh_from_db()
    assert office.receipt_title_bo == LHASA
    assert response.context["office"].version == office.version


def test_no_other_office_may_enter_them() -> None:
    with pytest.raises(Refused, match="本机关"):
        save_headings(authority().pk, {"name_bo": LHASA}, by=officer("5402"), version=None)
