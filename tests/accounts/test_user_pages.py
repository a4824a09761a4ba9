"""The system administrator's pages."""

from __future__ import annotations

import re
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse

from cqo_registry.accounts.models import User
from tests.factories import admin, auditor, filer, officer, uscc

pytestmark = pytest.mark.django_db
LIST, NEW = "/accounts/users/", "/accounts/users/new/"


@pytest.fixture
def administrator(client: Client) -> User:
    user = admin(name="管理员")
    client.force_login(user)
    return user


def values(**given: str) -> dict[str, str]:
    return {"username": "ciren", "name": "次仁", "role": "prefecture_officer", "authority": "5401", **given}


def of(user: User, act: str = "edit") -> str:
    return reverse(f"accounts:user_{act}", args=[user.pk])


def password_in(page: str) -> str:
    found = re.search(r'id="password" value="([^"]+)"', page)
    assert found
    return found[1]


def test_a_new_account_works_with_the_password_shown_once(client: Client, administrator: User):
    password = password_in(client.post(NEW, values()).text)
    user = User.objects.get(username="ciren")
    assert password not in client.get(of(user)).text
    answer = Client().post("/accounts/sign-in/", {"username": "ciren", "password": password})
    assert answer.status_code == 302


def test_a_form_sent_twice_makes_one_account_and_one_password(client: Client, administrator: User):
    token = {"form_token": "5b8ff4a0-5d2e-4f3b-8f6c-0c6f3f1f2a11"}
    user = officer()
    assert client.post(of(user, "reset"), token).status_code == 200
    assert client.post(of(user, "reset"), token).url == of(user)


@pytest.mark.parametrize(
    ("given", "field", "words"),
    [
        ({"username": ""}, "username", "请填写用户名"),
        ({"name": ""}, "name", "请填写姓名"),
        ({"role": ""}, "role", "请选择角色"),
        ({"role": "root"}, "role", "请从列表中选择角色"),
        ({"authority": "54"}, "authority", "地市局工作人员须选择地（市）或园区的机构"),
        ({"authority": "99"}, "authority", "请从列表中选择机构"),
        ({"role": "auditor"}, "authority", "请选择“无”"),
        ({"role": "enterprise_filer", "authority": ""}, "uscc", "企业备案人员须填写所属企业"),
        ({"uscc": "123"}, "uscc", "位数不正确"),
        ({"uscc": uscc()}, "uscc", "名录中没有这家企业"),
    ],
)
def test_each_fault_gets_its_sentence(
    client: Client, administrator: User, given: dict[str, str], field: str, words: str
):
    answer = client.post(NEW, values(**given))
    assert answer.status_code == 422
    assert words in str(answer.context["form"].errors[field])


def test_an_enterprise_account_is_found_by_the_code(client: Client, administrator: User):
    member = filer()
    given = values(role="enterprise_filer", authority="", uscc=member.enterprise.uscc.lower())
    assert client.post(NEW, given).status_code == 200
    assert User.objects.get(username="ciren").enterprise == member.enterprise


def test_an_account_is_changed_and_ended(client: Client, administrator: User):
    user = officer(name="次仁")
    page = client.get(of(user))
    assert page.context["form"].initial["authority"] == "5401"
    given = {"name": "次仁罗布", "role": "region_officer", "authority": "54"}
    assert client.post(of(user), given).url == LIST
    user.refresh_from_db()
    assert (user.name, user.role, user.is_active) == ("次仁罗布", "region_officer", False)


def test_the_own_account_stays(client: Client, administrator: User):
    answer = client.post(of(administrator), {"name": "管理员", "role": "system_admin"})
    assert answer.status_code == 422
    assert "不能停用自己的账号" in answer.text


def test_unlocking_asks_for_a_reason_beside_its_button(client: Client, administrator: User):
    user = filer()
    answer = client.post(of(user, "unlock"), {"reason": ""})
    assert answer.status_code == 422
    assert "请填写理由" in answer.text
    assert "已解锁" in client.post(of(user, "unlock"), {"reason": "来电核实"}, follow=True).text


def test_the_list_is_filtered_by_word_role_office_and_state(client: Client, administrator: User):
    lhasa, shigatse = officer(name="拉萨人"), officer("5402", name="日喀则人")
    member, ended = filer(name="企业人"), auditor(name="离任人", is_active=False)
    everybody = {lhasa, shigatse, member, ended, administrator}
    expected = {
        "": everybody,
        "?q=拉萨": {lhasa},
        f"?q={member.enterprise.uscc}": {member},
        f"?q={member.enterprise.name[:8]}": {member},
        "?role=auditor": {ended},
        "?authority=5402": {shigatse},
        "?active=False": {ended},
        "?active=True": everybody - {ended},
        "?role=nobody": everybody,
    }
    for query, users in expected.items():
        assert set(client.get(LIST + query).context["page"].rows) == users, query
    assert "没有符合条件的账号" in client.get(LIST + "?q=无此人").text


def test_no_telephone_and_no_mail_is_shown(client: Client, administrator: User):
    user = filer(phone="13908919999", email="secret@example.cn")
    for url in (LIST, of(user)):
        page = client.get(url).text
        assert "13908919999" not in page
        assert "secret@example.cn" not in page


def test_the_list_costs_the_same_for_one_and_fifty(
    client: Client, administrator: User, django_assert_num_queries: Any
):
    with django_assert_num_queries(6):
        client.get(LIST)
    for _number in range(50):
        filer()
    with django_assert_num_queries(6):
        page = client.get(LIST + "?sort=-created")
    assert len(page.content) < 100_000
    following = client.get(LIST + page.context["page"].next_url)
    assert len(following.context["page"].rows) == 1


def test_the_first_administrator_comes_from_the_console(client: Client):
    out = StringIO()
    call_command("create_admin", "Root", "--name", "管理员", stdout=out)
    found = re.search(r"用户名 root，密码 (\S+)（", out.getvalue())
    assert found
    assert client.post("/accounts/sign-in/", {"username": "root", "password": found[1]}).status_code == 302
    with pytest.raises(CommandError, match="该用户名已被使用"):
        call_command("create_admin", "root")
