"""Members, their invitations and the page a link leads to."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from cqo_registry.accounts.actions.inviting import invite
from cqo_registry.accounts.models import Invitation, User
from tests.factories import filer, make_enterprise

pytestmark = pytest.mark.django_db
LIST = "/accounts/members/"
PERSON = {
    "name": "卓玛",
    "username": "zhuoma",
    "password": "gangs-rinpoche-1",
    "password_again": "gangs-rinpoche-1",
}


def create(client: Client, **given: str):
    return client.post(
        reverse("accounts:invitation_create"), {"name": "卓玛", "phone": "13908910001", **given}
    )


def link_in(page: str) -> str:
    found = re.search(r"http://testserver(/accounts/invitations/[^<\s]+)", page)
    assert found
    return found[1]


def test_the_link_is_shown_once_and_leads_to_an_account(client: Client):
    member = filer()
    client.force_login(member)
    answer = create(client)
    link = link_in(answer.text)
    assert link not in client.get(LIST).text
    visitor = Client()
    assert member.enterprise.name in visitor.get(link).text
    assert visitor.post(link, PERSON).url == reverse("accounts:sign_in")
    assert User.objects.get(username="zhuoma").enterprise == member.enterprise
    assert visitor.get(link).status_code == 404
    assert visitor.post(link, PERSON).status_code == 404


def test_a_form_sent_twice_invites_once(client: Client):
    client.force_login(filer())
    token = "5b8ff4a0-5d2e-4f3b-8f6c-0c6f3f1f2a11"
    assert create(client, form_token=token).status_code == 200
    assert create(client, form_token=token).url == LIST
    assert Invitation.objects.count() == 1


def test_a_faulty_invitation_comes_back_with_its_words(client: Client):
    client.force_login(filer())
    answer = create(client, phone="12")
    assert answer.status_code == 422
    assert 'value="12"' in answer.text
    assert "格式不正确" in answer.text


def test_a_faulty_acceptance_says_why_and_leaves_the_link(client: Client):
    member = filer(username="dawa")
    _invitation, token = invite(member.enterprise, name="卓玛", phone="13908910001", by=member)
    link = reverse("accounts:invitation_accept", args=[token])
    answer = client.post(link, {**PERSON, "username": "DAWA"})
    assert answer.status_code == 422
    assert "该用户名已被使用" in answer.text
    assert client.get(link).status_code == 200


def test_an_invitation_is_revoked_by_a_member_and_by_no_stranger(client: Client):
    member = filer()
    invitation, _token = invite(member.enterprise, name="卓玛", phone="13908910001", by=member)
    url = reverse("accounts:invitation_revoke", args=[invitation.pk])
    client.force_login(filer())
    assert client.post(url).status_code == 404
    client.force_login(member)
    assert "邀请已撤销" in client.post(url, follow=True).text
    assert client.post(url).status_code == 409


def test_a_colleague_is_ended_and_the_own_account_is_not(client: Client):
    enterprise = make_enterprise()
    member, leaver = filer(enterprise), filer(enterprise)
    session = Client()
    session.force_login(leaver)
    client.force_login(member)
    page = client.post(reverse("accounts:member_deactivate", args=[leaver.pk]), follow=True).text
    assert f"已停用{leaver.name}的账号" in page
    assert session.get(LIST).status_code == 302
    assert client.post(reverse("accounts:member_deactivate", args=[member.pk])).status_code == 409
    stranger = filer()
    assert client.post(reverse("accounts:member_deactivate", args=[stranger.pk])).status_code == 404


def test_only_the_own_enterprise_is_shown(client: Client):
    member, stranger = filer(), filer(name="外人")
    invite(stranger.enterprise, name="外邀", phone="13908910002", by=stranger)
    client.force_login(member)
    page = client.get(LIST).text
    assert member.name in page
    assert "外人" not in page
    assert "外邀" not in page
    assert "还没有发出过邀请" in page


def test_the_page_costs_the_same_for_one_and_fifty(client: Client, django_assert_num_queries: Any):
    member = filer()
    client.force_login(member)
    invite(member.enterprise, name="卓玛", phone="13908910001", by=member)
    with django_assert_num_queries(6):
        client.get(LIST)
    for number in range(50):
        filer(member.enterprise)
        invite(member.enterprise, name="卓玛", phone=f"139089100{number:02d}", by=member)
    with django_assert_num_queries(6):
        client.get(LIST)
