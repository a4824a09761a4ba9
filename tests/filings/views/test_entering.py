"""An officer walks a paper form through the steps without JavaScript (代录)."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from filings.models import Filing
from tests import factories
from tests.filings.actions.test_entering import begun, typed
from tests.filings.views.test_transfers import page, signed_in

pytestmark = pytest.mark.django_db


def posted(client, **values):
    """The answer to the first page."""
    given = {"kind": "initial", "paper_received_on": timezone.localdate().isoformat(), **values}
    return client.post(reverse("filings:paper_start"), given)


def test_a_paper_form_goes_through_the_steps_of_every_filing():
    enterprise, client = factories.make_enterprise(), signed_in(factories.officer())
    answer = posted(client, enterprise=enterprise.uscc)
    filing = Filing.objects.get()
    assert answer.url == reverse("filings:step", args=[filing.pk, "cqo"])
    assert client.get(answer.url).status_code == 200
    saved = client.post(answer.url, {"cqo_name": "达瓦", "version": filing.version, "action": "save"})
    assert saved.status_code == 302
    upload = SimpleUploadedFile("表.pdf", factories.PDF_BYTES, "application/pdf")
    add = reverse("filings:attachment_add", args=[filing.pk, "paper_form"])
    assert client.post(add, {"file": upload}).status_code == 302
    filing.refresh_from_db()
    assert (filing.cqo_name, filing.attachments.count()) == ("达瓦", 1)
    assert "达瓦" in client.get(reverse("filings:paper_start")).content.decode()
    refused = client.post(reverse("filings:submit", args=[filing.pk]), {"version": filing.version})
    assert refused.status_code == 422


def test_the_whole_name_finds_the_enterprise_and_namesakes_are_told_apart():
    first = factories.make_enterprise()
    client = signed_in(factories.officer())
    assert posted(client, enterprise=first.name).status_code == 302
    other = factories.make_enterprise(name=first.name)
    text = posted(client, enterprise=first.name).content.decode()
    assert "有多家同名企业" in text
    assert other.uscc in text


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"enterprise": "没有这家"}, "本辖区没有这个名称或代码"),
        ({"enterprise": ""}, "请填写企业名称或统一社会信用代码。"),
        ({"enterprise": "{uscc}", "kind": "change"}, "请至少勾选一项变更事项"),
        ({"enterprise": "{uscc}", "kind": "removal"}, "没有在任的首席质量官"),
        ({"enterprise": "{uscc}", "paper_received_on": "2099-01-01"}, "不能晚于今天"),
    ],
)
def test_what_does_not_fit_is_said_and_kept(values: dict[str, str], sentence: str):
    enterprise = factories.make_enterprise()
    given = {name: value.format(uscc=enterprise.uscc) for name, value in values.items()}
    answer = posted(signed_in(factories.officer()), **given)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()


def test_an_enterprise_of_another_area_is_not_found():
    enterprise = factories.make_enterprise("5402")
    assert posted(signed_in(factories.officer()), enterprise=enterprise.uscc).status_code == 422


def test_a_change_on_paper_opens_the_ticked_step():
    filing = factories.accepted()
    client = signed_in(factories.officer())
    answer = posted(client, enterprise=filing.enterprise.uscc, kind="change", change_types=["K3"])
    change = Filing.objects.get(kind="change")
    assert answer.url.startswith(f"/filings/{change.pk}/")
    choose = reverse("filings:change_choose", args=[change.pk])
    assert client.get(choose).status_code == 200


def test_an_officer_does_not_open_the_steps_of_an_online_filing():
    filing = factories.returned()
    client = signed_in(factories.officer())
    for url in (
        reverse("filings:step", args=[filing.pk, "cqo"]),
        reverse("filings:withdraw", args=[filing.pk]),
    ):
        assert client.get(url).status_code == 404


def test_the_enterprise_reads_what_its_office_types():
    filing = begun()
    client = signed_in(factories.filer(filing.enterprise))
    assert client.get(reverse("filings:step", args=[filing.pk, "cqo"])).status_code == 404
    text = client.get(filing.get_absolute_url()).content.decode()
    assert "代录" in text
    assert "继续填报" not in text
    assert client.get(reverse("portal:home")).status_code == 200


def test_the_desk_and_the_lists_mark_it_and_warn_the_typist():
    filing = typed(begun())
    assert "由您本人代录" in page(filing.created_by, "desk", filing.pk)
    assert "由您本人代录" not in page(factories.officer(), "desk", filing.pk)
    for name in ("queue", "list"):
        assert "代录</span>" in page(factories.officer(), name)
    assert "收到纸质材料" in page(factories.officer(), "detail", filing.pk)
    assert reverse("filings:withdraw", args=[filing.pk]) in page(filing.created_by, "detail", filing.pk)
