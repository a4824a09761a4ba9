"""Deregistration, its undoing and the head office on their pages (D15, D29)."""

from __future__ import annotations

import pytest
from django.urls import reverse
from django.utils import timezone

from cqo_registry.directory.models import Enterprise
from tests import factories
from tests.filings.actions.test_deregistering import gone
from tests.filings.views.test_transfers import signed_in

pytestmark = pytest.mark.django_db


def test_an_enterprise_is_deregistered_and_reinstated_from_its_page():
    enterprise = factories.make_enterprise()
    client = signed_in(factories.officer())
    url = reverse("filings:deregister", args=[enterprise.pk])
    assert "账号仍可登录" in client.get(url).content.decode()
    day = timezone.localdate().isoformat()
    answer = client.post(
        url, {"deregistered_on": day, "reason": "依法注销", "version": enterprise.version}, follow=True
    )
    assert "依法注销" in answer.content.decode()
    assert client.get(url).url == enterprise.get_absolute_url()
    back = reverse("filings:reinstate", args=[enterprise.pk])
    assert back in answer.content.decode()
    version = Enterprise.objects.get(pk=enterprise.pk).version
    client.post(back, {"reason": "误操作", "version": version})
    assert Enterprise.objects.get(pk=enterprise.pk).is_active


def test_an_outdated_page_changes_nothing():
    enterprise = factories.make_enterprise()
    answer = signed_in(factories.officer()).post(
        reverse("filings:deregister", args=[enterprise.pk]),
        {"deregistered_on": timezone.localdate().isoformat(), "reason": "依法注销", "version": 99},
    )
    assert answer.status_code == 409
    assert Enterprise.objects.get(pk=enterprise.pk).is_active


def test_a_day_left_open_is_missing_and_not_misspelt():
    enterprise = factories.make_enterprise()
    answer = signed_in(factories.officer()).post(
        reverse("filings:deregister", args=[enterprise.pk]),
        {"reason": "依法注销", "version": enterprise.version},
    )
    page = answer.content.decode()
    assert "请填写注销日期。" in page
    assert "日期写法不正确" not in page


def test_a_day_to_come_is_said_at_its_field():
    enterprise = factories.make_enterprise()
    answer = signed_in(factories.officer()).post(
        reverse("filings:deregister", args=[enterprise.pk]),
        {"deregistered_on": "2099-01-01", "reason": "依法注销", "version": enterprise.version},
    )
    assert answer.status_code == 422
    assert "注销日期不能晚于今天。" in answer.content.decode()


def test_a_head_office_is_found_by_its_code():
    head, branch = factories.make_enterprise("5402"), factories.make_enterprise()
    client, url = signed_in(factories.officer()), reverse("filings:head_office", args=[branch.pk])
    answer = client.post(url, {"uscc": factories.uscc(), "version": branch.version})
    assert "企业名录中没有这个代码" in answer.content.decode()
    answer = client.post(url, {"uscc": head.uscc, "version": branch.version}, follow=True)
    assert "分支机构" in answer.content.decode()
    assert head.name in answer.content.decode()
    assert "分支机构" in client.get(reverse("directory:enterprise_list")).content.decode()
    assert head.uscc in client.get(url).content.decode()


def test_a_deregistered_enterprise_still_reads_and_no_longer_writes():
    filing = factories.draft()
    client = signed_in(filing.created_by)
    gone(filing.enterprise)
    assert client.get(filing.get_absolute_url()).status_code == 200
    step = reverse("filings:step", args=[filing.pk, "cqo"])
    assert client.get(step).url == filing.get_absolute_url()
    assert client.get(reverse("portal:home")).status_code == 200
    assert "继续填报" not in client.get(filing.get_absolute_url()).content.decode()


def test_an_auditor_finds_no_button():
    enterprise = factories.make_enterprise()
    text = signed_in(factories.auditor()).get(enterprise.get_absolute_url()).content.decode()
    assert reverse("filings:deregister", args=[enterprise.pk]) not in text
