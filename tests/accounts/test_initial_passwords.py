"""Initial and reset passwords: good once, for 72 hours, and only to choose an own one."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cqo_registry.accounts.actions import passwords
from cqo_registry.accounts.actions.managing import Account, create_user, reset_password
from cqo_registry.accounts.enums import Role
from cqo_registry.accounts.models import User
from cqo_registry.audit.models import AuditEvent
from cqo_registry.core.verdicts import Refused
from cqo_registry.notifications.models import Notice
from tests import factories

pytestmark = pytest.mark.django_db

OWN = "一只耳朵很长的兔子 47"
MONDAY = "2026-11-23 09:00:00+08:00"
CHANGE = "/accounts/password/"


def sign_in(user: User, password: str, client: Client | None = None) -> tuple[Client, Any]:
    client = client or Client()
    answer = client.post(reverse("accounts:sign_in"), {"username": user.username, "password": password})
    return client, answer


def change(client: Client, old: str, new: str = OWN) -> Any:
    given = {"old_password": old, "password": new, "password_again": new}
    return client.post(reverse("accounts:password_change"), given)


def test_an_administrator_who_resets_the_auditors_password_gets_nowhere_with_it_unseen():
    auditor, admin = factories.auditor(), factories.admin()
    password = reset_password(auditor.pk, by=admin)
    thief, answer = sign_in(auditor, password)
    assert answer["Location"] == CHANGE
    for path in ("/", "/audit/", "/filings/", reverse("notices:list"), "/accounts/users/"):
        for asked in (thief.get(path), thief.post(path)):
            assert (asked.status_code, asked["Location"]) == (302, CHANGE), path
    _client, again = sign_in(auditor, password)
    assert again.status_code == 422
    assert "初始密码只能使用一次" in again.content.decode()
    notice = Notice.objects.get(recipient=auditor)
    assert admin.name in notice.body
    actions = [event.action for event in AuditEvent.objects.about(auditor)]
    assert actions == ["account.use_initial_password", "account.reset_password"]


def test_the_person_chooses_an_own_password_and_goes_on():
    admin = factories.admin()
    user, password = create_user("ciren", Account("次仁", Role.AUDITOR), by=admin)
    client, _answer = sign_in(user, password)
    page = client.get(CHANGE).content.decode()
    assert "请先设置本人的密码" in page
    assert change(client, password).status_code == 302
    assert client.get("/audit/").status_code == 200
    user.refresh_from_db()
    assert (user.initial_until, user.initial_used_at, user.password_state) == (None, None, "")
    assert sign_in(user, OWN)[1].status_code == 302
    assert sign_in(user, password)[1].status_code == 422


def test_the_own_password_is_another_one():
    user, password = create_user("ciren", Account("次仁", Role.AUDITOR), by=factories.admin())
    client, _answer = sign_in(user, password)
    refused = change(client, password, password)
    assert refused.status_code == 422
    assert "新密码不能与当前密码相同" in refused.content.decode()
    assert client.get("/audit/")["Location"] == CHANGE


@pytest.mark.parametrize(
    ("after", "valid"),
    [
        (timedelta(hours=72, seconds=-1), True),
        (timedelta(hours=72), False),
        (timedelta(hours=72, seconds=1), False),
    ],
)
def test_it_is_good_for_72_hours(after: timedelta, valid: bool):
    with time_machine.travel(MONDAY, tick=False):
        user, password = create_user("ciren", Account("次仁", Role.AUDITOR), by=factories.admin())
        now = timezone.now()
    with time_machine.travel(now + after, tick=False):
        _client, answer = sign_in(user, password)
        assert (answer.status_code == 302) is valid
        assert valid or "初始密码已超过72小时" in answer.content.decode()


def test_who_does_not_know_the_password_is_told_nothing_of_it():
    user, password = create_user("ciren", Account("次仁", Role.AUDITOR), by=factories.admin())
    sign_in(user, password)
    _client, answer = sign_in(user, "wrong-password-1")
    assert "初始密码" not in answer.content.decode()


def test_whoever_leaves_without_choosing_needs_a_new_one():
    admin = factories.admin()
    user, password = create_user("ciren", Account("次仁", Role.AUDITOR), by=admin)
    client, _answer = sign_in(user, password)
    assert client.post(reverse("accounts:sign_out")).status_code == 302
    assert sign_in(user, password)[1].status_code == 422
    assert sign_in(user, reset_password(user.pk, by=admin))[1].status_code == 302


def test_of_two_sign_ins_at_once_one_gets_in():
    user, _password = create_user("ciren", Account("次仁", Role.AUDITOR), by=factories.admin())
    passwords.use_initial_password(by=user)
    with pytest.raises(Refused):
        passwords.use_initial_password(by=user)


def test_a_fragment_leads_to_the_password_page_too():
    user, password = create_user("ciren", Account("次仁", Role.AUDITOR), by=factories.admin())
    client, _answer = sign_in(user, password)
    answer = client.get("/audit/", headers={"HX-Request": "true"})
    assert (answer.status_code, answer["HX-Redirect"]) == (401, CHANGE)


def test_the_administrator_reads_how_it_stands():
    admin, client = factories.admin(), Client()
    client.force_login(admin)
    user, password = create_user("ciren", Account("次仁", Role.AUDITOR), by=admin)
    listed = reverse("accounts:user_list")
    assert "前有效" in client.get(listed).content.decode()
    with time_machine.travel(timezone.now() + timedelta(hours=73)):
        assert User.objects.get(pk=user.pk).password_state == "初始密码已过期"
    sign_in(user, password)
    assert "初始密码已使用，待本人修改" in client.get(listed).content.decode()
    assert "初始密码已使用" in client.get(reverse("accounts:user_edit", args=[user.pk])).content.decode()


def test_the_first_administrator_has_an_initial_password_too(capsys: pytest.CaptureFixture[str]):
    call_command("create_admin", "first")
    password = capsys.readouterr().out.split("密码 ")[1].split("（")[0]
    user = User.objects.get(username="first")
    client, answer = sign_in(user, password)
    assert answer["Location"] == CHANGE
    assert client.get("/accounts/users/")["Location"] == CHANGE


def test_a_password_that_the_person_chose_asks_for_nothing():
    user = factories.officer()
    client, answer = sign_in(user, factories.PASSWORD)
    assert answer["Location"] == "/"
    assert client.get("/filings/queue/").status_code == 200
    assert not AuditEvent.objects.about(user).exists()
