"""Signing in and out, being locked out, and changing the password."""

from __future__ import annotations

import pytest
from axes.models import AccessAttempt
from django.test import Client
from django.urls import reverse

from cqo_registry.accounts.models import User
from cqo_registry.audit.models import AuditEvent
from tests.factories import PASSWORD, admin, filer, officer

pytestmark = pytest.mark.django_db

SIGN_IN = "/accounts/sign-in/"


def sign_in(client: Client, username: str, password: str = PASSWORD, **values: str):
    return client.post(SIGN_IN, {"username": username, "password": password, **values})


@pytest.mark.parametrize("mark", ["\u200b", "\u202d", "\ufeff", "\u2066"], ids=ascii)
def test_unseen_marks_in_a_user_name_do_not_matter_but_in_a_password(client: Client, mark: str):
    user = officer(username="dawa")
    assert sign_in(Client(), f"{mark}da{mark}wa\u3000").status_code == 302
    assert sign_in(client, "dawa", f"{PASSWORD}{mark}").status_code == 422
    assert User.objects.get_by_natural_key(f"{mark}DAWA") == user


def test_unseen_marks_win_no_more_attempts(client: Client):
    officer(username="dawa")
    for times in range(8):
        sign_in(client, "dawa" + "\u200b" * times, "wrong")
    assert [attempt.username for attempt in AccessAttempt.objects.all()] == ["dawa"]
    assert sign_in(client, "dawa\u200b").status_code == 429


@pytest.mark.parametrize("typed", ["dawa", "DAWA", " Dawa "])
def test_letter_case_of_the_user_name_does_not_matter(client: Client, typed: str):
    officer(username="dawa")
    answer = sign_in(client, typed)
    assert answer.status_code == 302
    assert answer.url == reverse("portal:home")


@pytest.mark.parametrize(
    ("next_page", "location"),
    [("/filings/", "/filings/"), ("https://evil.example/", "/"), ("//evil.example/", "/")],
)
def test_sign_in_leads_on_within_the_site_only(client: Client, next_page: str, location: str):
    assert sign_in(client, officer().username, next=next_page).url == location


@pytest.mark.parametrize(
    ("username", "password", "words"),
    [("", "", "请填写用户名"), ("x", "", "请填写密码"), ("x", "y", "用户名或密码不正确")],
)
def test_each_fault_says_what_to_do(client: Client, username: str, password: str, words: str):
    answer = sign_in(client, username, password)
    assert answer.status_code == 422
    assert words in answer.text
    assert "<title>错误：" in answer.text


def test_an_account_that_was_ended_cannot_sign_in(client: Client):
    assert sign_in(client, officer(is_active=False).username).status_code == 422


def test_who_is_signed_in_goes_on_to_the_home_page(client: Client):
    client.force_login(officer())
    assert client.get(SIGN_IN).status_code == 302


def test_after_eight_failures_in_any_spelling_sign_in_pauses_and_says_so(client: Client):
    user = officer(username="pema")
    for attempt in range(7):
        answer = sign_in(client, "pema" if attempt % 2 else "PEMA", "wrong", kept="typed words")
        assert answer.status_code == 422
    answer = sign_in(client, "Pema", "wrong")
    assert answer.status_code == 429
    assert "已连续 8 次输错密码" in answer.text
    assert sign_in(client, user.username).status_code == 429
    assert "typed words" not in AccessAttempt.objects.get().post_data


def test_sign_out_needs_a_post(client: Client):
    client.force_login(officer())
    assert client.get(reverse("accounts:sign_out")).status_code == 405
    answer = client.post(reverse("accounts:sign_out"), follow=True)
    assert "您已安全退出" in answer.text
    assert "_auth_user_id" not in client.session


def test_a_changed_password_keeps_this_session_and_ends_the_others(client: Client):
    user, other = filer(), Client()
    client.force_login(user)
    other.force_login(user)
    values = {"old_password": PASSWORD, "password": "gangs-rinpoche-1", "password_again": "gangs-rinpoche-1"}
    assert client.post(reverse("accounts:password_change"), values).status_code == 302
    assert client.get(reverse("accounts:password_change")).status_code == 200
    assert other.get(reverse("accounts:password_change")).status_code == 302
    assert User.objects.get(pk=user.pk).check_password("gangs-rinpoche-1")
    assert AuditEvent.objects.about(user).values_list("action", flat=True)[0] == "account.change_password"


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"old_password": "wrong"}, "当前密码不正确"),
        ({"password": "short"}, "密码太短，至少10个字符"),
        ({"password_again": "another"}, "两次输入的密码不一致"),
        ({"password": ""}, "请填写新密码"),
    ],
)
def test_a_refused_password_says_why(client: Client, values: dict[str, str], words: str):
    client.force_login(admin())
    good = {"old_password": PASSWORD, "password": "gangs-rinpoche-1", "password_again": "gangs-rinpoche-1"}
    answer = client.post(reverse("accounts:password_change"), {**good, **values})
    assert answer.status_code == 422
    assert words in answer.text


@pytest.mark.parametrize(("demo", "status"), [(True, 302), (False, 422)])
def test_the_password_of_the_demonstration_opens_only_a_demonstration(
    client: Client, settings, demo: bool, status: int
):
    settings.DEMO = demo
    user = officer()
    user.set_password(settings.DEMO_PASSWORD)
    user.save()
    answer = sign_in(client, user.username, settings.DEMO_PASSWORD)
    assert answer.status_code == status
    assert demo or "演示密码" in answer.content.decode()
