"""A form older than the last sign-in loses nothing; two sign-in tabs both lead on."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from tests.accounts.test_access import kept_field, post_invitation, sign_in
from tests.factories import filer

pytestmark = pytest.mark.django_db


@pytest.fixture
def strict() -> Client:
    client = Client(enforce_csrf_checks=True)
    client.force_login(filer())
    return client


def test_a_stale_token_offers_what_was_typed(strict: Client):
    answer = post_invitation(strict, csrfmiddlewaretoken="x" * 64, password="secret")
    assert answer.status_code == 403
    assert "<title>页面已过期" in answer.text
    assert "无权办理" not in answer.text
    assert 'name="name" value="卓玛"' in answer.text
    assert "secret" not in answer.text


@pytest.mark.parametrize(
    "headers", [{"Origin": "https://evil.example"}, {"Origin": "null"}, {"Sec-Fetch-Site": "cross-site"}]
)
def test_what_another_site_sent_is_not_offered(strict: Client, headers: dict[str, str]):
    url = reverse("accounts:invitation_create")
    answer = strict.post(url, {"name": "卓玛"}, headers=headers)
    assert answer.status_code == 403
    assert "卓玛" not in answer.text
    assert "继续提交" not in answer.text


@pytest.mark.parametrize(
    ("query", "location"),
    [
        ("", "/"),
        ("?next=/filings/", "/filings/"),
        ("?next=//evil.example/", "/"),
        ("?next=/accounts/sign-in/", "/"),
        ("?next=/accounts/sign-in/%3Fnext%3D/", "/"),
    ],
)
def test_the_sign_in_page_of_a_signed_in_user_leads_on(strict: Client, query: str, location: str):
    assert strict.get(reverse("accounts:sign_in") + query).url == location
    assert strict.post(reverse("accounts:sign_in") + query).url == location


def test_the_second_sign_in_tab_still_has_what_was_kept(client: Client):
    kept = kept_field(post_invitation(client).text)
    user = filer()
    assert sign_in(client, user).status_code == 302
    assert 'name="name" value="卓玛"' in sign_in(client, user, kept=kept).text
