"""An ended session loses nothing: the POST is kept through sign-in and offered again."""

from __future__ import annotations

import re

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from cqo_registry.accounts import access
from cqo_registry.accounts.enums import Role
from tests.factories import PASSWORD, auditor, filer, officer

pytestmark = pytest.mark.django_db


def kept_field(page: str) -> str:
    found = re.search(r'name="kept" value="([^"]+)"', page)
    assert found, page
    return found[1]


def post_invitation(client: Client, **values: str):
    return client.post(reverse("accounts:invitation_create"), {"name": "卓玛", "phone": "139", **values})


def sign_in(client: Client, user, **values: str):
    values = {"username": user.username, "password": PASSWORD, **values}
    return client.post(reverse("accounts:sign_in"), values)


def test_a_page_asks_an_anonymous_reader_to_sign_in_and_comes_back(client: Client):
    response = client.get(reverse("accounts:member_list") + "?a=1")
    assert response.status_code == 302
    assert response.url == reverse("accounts:sign_in") + "?next=/accounts/members/%3Fa%3D1"


def test_a_post_of_an_ended_session_is_kept_and_sent_again_unchanged(client: Client):
    answer = post_invitation(client, csrfmiddlewaretoken="x", password="secret", name='卓玛<&"')
    assert answer.status_code == 200
    assert "刚才填写的内容已保留" in answer.text
    assert "no-store" in answer["Cache-Control"]
    replay = sign_in(client, filer(), kept=kept_field(answer.text))
    assert "您的登录已过期，刚才填写的内容已保留" in replay.text
    assert f'action="{reverse("accounts:invitation_create")}"' in replay.text
    assert 'name="name" value="卓玛&lt;&amp;&quot;"' in replay.text
    assert "secret" not in replay.text
    assert replay.text.count("csrfmiddlewaretoken") == 2  # the form's own and sign-out's
    again = post_invitation(client, name="卓玛", phone="13908910001")
    assert "邀请链接" in again.text


def test_another_role_does_not_get_to_send_it(client: Client):
    kept = kept_field(post_invitation(client).text)
    answer = sign_in(client, officer(), kept=kept)
    assert answer.status_code == 302
    assert answer.url == reverse("portal:home")


def test_a_wrong_password_keeps_what_was_kept(client: Client):
    kept = kept_field(post_invitation(client).text)
    answer = client.post(reverse("accounts:sign_in"), {"username": "x", "password": "y", "kept": kept})
    assert answer.status_code == 422
    assert kept_field(answer.text) == kept


def test_after_an_hour_it_is_over(client: Client):
    with time_machine.travel("2026-11-01 10:00+08:00", tick=False) as clock:
        kept = kept_field(post_invitation(client).text)
        clock.shift(3600)
        assert access.kept(kept) is not None
        clock.shift(1)
        assert access.kept(kept) is None
        answer = sign_in(client, filer(), kept=kept)
    assert answer.status_code == 302


@pytest.mark.parametrize("text", ["", "x", "a:b:c", "\u0000"])
def test_anything_not_signed_here_is_nothing(text: str):
    assert access.kept(text) is None


def test_a_path_to_elsewhere_is_never_followed(rf):
    request = rf.post("/x/", {"a": "1"})
    request.path, request.get_full_path = "//evil.example/", lambda: "//evil.example/"
    assert access.kept(access.keep(request, access.ENTERPRISE)) is None


def test_fields_keep_their_order_and_repetition_and_files_are_told(rf):
    from django.core.files.uploadedfile import SimpleUploadedFile

    request = rf.post("/x/?y=1", {"a": ["1", "2"], "b": "3", "f": SimpleUploadedFile("f.pdf", b"x")})
    kept = access.kept(access.keep(request, access.ENTERPRISE))
    assert kept == access.Kept(
        "/x/?y=1", (Role.ENTERPRISE_FILER,), (("a", "1"), ("a", "2"), ("b", "3")), True
    )


def test_up_to_200_kb_are_kept_and_no_more(client: Client, rf):
    overhead = len('["/x/", ["enterprise_filer"], [["a", ""]], false]')
    fits = rf.post("/x/", {"a": "x" * (access.KEPT_BYTES - overhead)})
    assert access.keep(fits, access.ENTERPRISE)
    assert not access.keep(rf.post("/x/", {"a": "x" * (access.KEPT_BYTES - overhead + 1)}), access.ENTERPRISE)
    answer = post_invitation(client, name="x" * access.KEPT_BYTES)
    assert answer.status_code == 200
    assert "内容过长" in answer.text


def test_htmx_is_sent_to_the_sign_in_page(client: Client):
    headers = {"HX-Request": "true", "HX-Current-URL": "http://testserver/filings/3/cqo/"}
    answer = client.post(reverse("accounts:invitation_create"), headers=headers)
    assert answer.status_code == 401
    assert answer["HX-Redirect"] == reverse("accounts:sign_in") + "?next=%2Ffilings%2F3%2Fcqo%2F"


def test_htmx_from_elsewhere_comes_back_to_the_home_page(client: Client):
    headers = {"HX-Request": "true", "HX-Current-URL": "https://evil.example/"}
    assert client.get(reverse("accounts:member_list"), headers=headers)["HX-Redirect"].endswith("?next=%2F")


def test_a_wrong_role_is_told_there_is_no_such_page(client: Client):
    client.force_login(auditor())
    assert client.get(reverse("accounts:member_list")).status_code == 404
