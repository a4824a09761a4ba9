"""The public registration form, and the office's list of applications."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from cqo_registry.accounts.models import Registration, User
from cqo_registry.accounts.rules.registering import REGISTRATIONS_PER_HOUR
from cqo_registry.directory.models import Enterprise
from tests.accounts.actions.test_registering import application, register
from tests.factories import auditor, filer, make_enterprise, officer, region_officer, uscc

pytestmark = pytest.mark.django_db

REGISTER = "/accounts/register/"
LIST = "/accounts/registrations/"


def values(**given: str) -> dict[str, str]:
    return {
        "uscc": uscc(),
        "enterprise_name": "那曲牦牛乳业有限公司",
        "county": "540602",
        "name": "卓玛",
        "phone": "139 0891 0001",
        "username": "zhuoma",
        "password": "gangs-rinpoche-1",
        "password_again": "gangs-rinpoche-1",
        **given,
    }


def decide(client: Client, registration: Registration, **given: Any):
    return client.post(reverse("accounts:registration_decide", args=[registration.pk]), given)


def test_an_application_travels_from_the_form_to_a_working_account(client: Client):
    answer = client.post(REGISTER, values(), follow=True)
    assert "备案机关审核通过后" in answer.text
    registration = Registration.objects.get()
    assert (registration.authority.code, registration.phone) == ("5406", "13908910001")
    by = officer("5406")
    client.force_login(by)
    assert "名录中没有，通过后建档" in client.get(LIST).text
    assert (
        "账号已可登录"
        in client.post(
            reverse("accounts:registration_decide", args=[registration.pk]),
            {"decision": "approve"},
            follow=True,
        ).text
    )
    client.logout()
    signed_in = {"username": "Zhuoma", "password": "gangs-rinpoche-1"}
    assert client.post("/accounts/sign-in/", signed_in).status_code == 302


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("uscc", "", "请填写统一社会信用代码"),
        ("uscc", "9154", "位数不正确"),
        ("uscc", "91540102MA0000010I", "含有不允许的字符"),
        ("uscc", "914003001922038216", "校验码不正确"),
        ("enterprise_name", "", "请填写企业名称"),
        ("county", "", "请选择住所所在区县"),
        ("county", "110101", "请从列表中选择区县"),
        ("name", "123", "含有不允许的字符"),
        ("phone", "0891-6331234", "格式不正确"),
        ("email", "x@", "电子邮箱格式不正确"),
        ("username", "abc", "用户名太短，至少4个字符"),
        ("username", "zhuo ma", "用户名只能用"),
        ("password", "zhuoma1234", "太相近"),
        ("password", "1234567890", "不能全是数字"),
        ("password_again", "x", "两次输入的密码不一致"),
    ],
)
def test_each_fault_gets_its_sentence_and_the_rest_stays(client: Client, field: str, value: str, words: str):
    answer = client.post(REGISTER, values(**{field: value}))
    assert answer.status_code == 422
    assert words in str(answer.context["form"].errors[field])
    assert f"#id_{field}" in answer.text
    kept = "enterprise_name" if field != "enterprise_name" else "username"
    assert values()[kept] in answer.text
    assert "gangs-rinpoche-1" not in answer.text
    assert not Registration.objects.exists()


def test_all_faults_are_shown_at_once(client: Client):
    assert len(client.post(REGISTER, {}).context["form"].errors) == 8


def test_an_enterprise_with_an_account_is_told_to_ask_a_colleague_and_no_more(client: Client):
    member = filer(name="白玛央金", phone="13908919999")
    answer = client.post(REGISTER, values(uscc=member.enterprise.uscc))
    assert "请联系本企业同事" in answer.text
    for secret in (member.name, member.username, member.phone, member.enterprise.name):
        assert secret not in answer.text


def test_a_user_name_somebody_asked_for_is_taken(client: Client):
    client.post(REGISTER, values())
    assert "该用户名已被使用" in client.post(REGISTER, values()).text


def test_the_eleventh_application_of_an_hour_waits_with_its_words(client: Client):
    for number in range(10):
        assert client.post(REGISTER, values(username=f"user-{number}")).status_code == 302
    answer = client.post(REGISTER, values())
    assert answer.status_code == 422
    assert "注册申请过多" in answer.text


def test_a_form_sent_twice_registers_once(client: Client):
    token = {"form_token": "5b8ff4a0-5d2e-4f3b-8f6c-0c6f3f1f2a11"}
    given = values(**token)
    client.post(REGISTER, given)
    assert "请等待备案机关审核" in client.post(REGISTER, given).text
    assert Registration.objects.count() == 1


def test_a_declined_application_says_why_and_shows_it(client: Client):
    registration = register(application())
    client.force_login(officer())
    answer = decide(client, registration, decision="decline", reason="")
    assert answer.status_code == 422
    assert "请写明理由" in answer.text
    assert "<title>错误：" in answer.text
    decide(client, registration, decision="decline", reason="名称与营业执照不符")
    assert "名称与营业执照不符" not in client.get(LIST).text
    assert "名称与营业执照不符" in client.get(LIST + "?status=declined").text


def test_a_refused_approval_keeps_the_words_typed(client: Client):
    registration = register(application())
    officer(username="zhuoma.milk")
    client.force_login(officer())
    answer = decide(client, registration, decision="approve", reason="已电话核实")
    assert answer.status_code == 422
    assert "该用户名已被使用" in answer.text
    assert 'value="已电话核实"' in answer.text


def test_what_the_directory_knows_is_shown_beside(client: Client):
    same, other = make_enterprise(), make_enterprise()
    register(application(uscc=same.uscc, enterprise_name=same.name, username="one1"))
    register(application(uscc=other.uscc, username="two2"))
    client.force_login(officer())
    page = client.get(LIST).text
    assert "名称一致" in page
    assert f"名录中的名称为“{other.name}”" in page


@pytest.mark.parametrize(("who", "sees", "status"), [("5401", True, 302), ("5402", False, 404)])
def test_an_office_sees_and_decides_its_own(client: Client, who: str, sees: bool, status: int):
    registration = register(application())
    client.force_login(officer(who))
    assert (registration.enterprise_name in client.get(LIST).text) is sees
    assert decide(client, registration, decision="approve").status_code == status
    assert User.objects.filter(username="zhuoma.milk").exists() is sees


@pytest.mark.parametrize("reader", [region_officer, auditor])
def test_region_and_auditor_read_and_do_not_decide(client: Client, reader: Any):
    registration = register(application())
    client.force_login(reader())
    page = client.get(LIST)
    assert registration.enterprise_name in page.text
    assert "decision" not in page.text
    assert decide(client, registration, decision="approve").status_code == 404
    assert not Enterprise.objects.exists()


def test_the_list_costs_the_same_for_one_and_fifty(client: Client, django_assert_num_queries: Any):
    client.force_login(officer())
    register(application())
    with django_assert_num_queries(6):
        client.get(LIST)
    for number in range(50):
        register(application(username=f"user-{number}"))
    with django_assert_num_queries(6):
        page = client.get(LIST + "?q=&sort=enterprise")
    assert len(page.content) < 200_000
    assert "after=" in page.text
    assert client.get(LIST + "?q=nothing&status=").text.count("没有符合条件") == 1


def test_the_empty_list_says_what_comes(client: Client):
    client.force_login(officer())
    assert "企业在登录页提交注册申请后" in client.get(LIST).text


def test_behind_a_proxy_an_hour_of_registrations_is_that_of_one_sender(client: Client, settings: Any):
    settings.TRUSTED_PROXIES = ["10.0.0.1/32"]

    def send(number: int, sender: str) -> int:
        given = values(uscc=uscc(), username=f"sender{number}{sender[-1]}")
        proxy = {"REMOTE_ADDR": "10.0.0.1", "HTTP_X_FORWARDED_FOR": sender}
        return client.post(REGISTER, given, **proxy).status_code

    assert [send(number, "192.0.2.7") for number in range(REGISTRATIONS_PER_HOUR)] == [302] * 10
    assert send(10, "192.0.2.7") == 422
    assert send(11, "192.0.2.8") == 302
