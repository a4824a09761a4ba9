"""Documents: uploaded without scripts, sent through the scope, shown without rights."""

from __future__ import annotations

import io
from typing import Any

import pikepdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from pikepdf import Array, Dictionary, Name, String

from filings.models import Attachment, Filing
from tests import factories
from tests.factories.files import PDF_BYTES, PNG_BYTES

pytestmark = pytest.mark.django_db


def upload(client: Client, filing: Filing, content: bytes, kind: str = "seal_page", **headers: Any) -> Any:
    client.force_login(filing.created_by)
    data = {"file": SimpleUploadedFile("盖章 页.pdf", content)}
    return client.post(reverse("filings:attachment_add", args=[filing.pk, kind]), data, **headers)


def test_a_document_is_uploaded_and_listed(client: Client) -> None:
    filing = factories.draft()
    page = client.get(upload(client, filing, PDF_BYTES).url).content.decode()
    assert "盖章 页.pdf" in page
    assert Attachment.objects.get().uploaded_by == filing.created_by


def test_an_upload_leaves_the_files_chosen_beside_other_kinds_alone(client: Client) -> None:
    filing = factories.draft()
    client.force_login(filing.created_by)
    page = client.get(reverse("filings:step", args=[filing.pk, "materials"])).content.decode()
    assert 'id="attachment_seal_page"' in page
    assert 'hx-target="#attachment_seal_page" hx-select="#attachment_seal_page"' in page
    assert 'hx-target="#materials"' not in page


def test_a_refused_file_gets_its_sentence_beside_its_kind(client: Client) -> None:
    answer = upload(client, factories.draft(), b"%PDF-1.7 broken")
    assert answer.status_code == 422
    assert 'id="file-seal_page-error"' in answer.content.decode()
    assert "文件已损坏" in answer.content.decode()


def scripted_pdf(*, signed: bool) -> bytes:
    with pikepdf.open(io.BytesIO(PDF_BYTES)) as pdf:
        pdf.Root.OpenAction = Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))
        if signed:
            pdf.Root.Perms = Dictionary(DocMDP=pdf.make_indirect(Dictionary(ByteRange=Array([0, 1, 2, 3]))))
        out = io.BytesIO()
        pdf.save(out)
    return out.getvalue()


@pytest.mark.parametrize("headers", [{}, {"HX-Request": "true"}])
def test_what_was_taken_out_of_a_pdf_is_said_beside_that_it_was_uploaded(
    client: Client, headers: dict[str, str]
) -> None:
    filing = factories.draft()
    answer = upload(client, filing, scripted_pdf(signed=False), headers=headers)
    page = client.get(answer.url).content.decode()
    notices = page[page.index('<div id="messages">') :]
    assert "已上传 盖章 页.pdf" in notices
    assert 'class="notice notice-warning" role="status">已去掉 PDF 里的' in notices
    assert 'hx-select-oob="#messages"' in page


def test_a_signed_pdf_that_acts_is_refused_with_the_way_out(client: Client) -> None:
    answer = upload(client, factories.draft(), scripted_pdf(signed=True))
    assert answer.status_code == 422
    assert "电子签章" in answer.content.decode()
    assert not Attachment.objects.exists()


def test_htmx_gets_the_sentence_in_an_answer_it_shows(client: Client) -> None:
    answer = upload(client, factories.draft(), b"", headers={"HX-Request": "true"})
    assert answer.status_code == 200
    assert "文件是空的" in answer.content.decode()


@pytest.mark.parametrize("data", [{}, {"file": "text"}])
def test_no_file_is_said(client: Client, data: dict[str, str]) -> None:
    filing = factories.draft()
    client.force_login(filing.created_by)
    answer = client.post(reverse("filings:attachment_add", args=[filing.pk, "seal_page"]), data)
    assert answer.status_code == 422
    assert "请先选择文件" in answer.content.decode()


def test_unknown_kinds_and_frozen_filings_take_nothing(client: Client) -> None:
    assert upload(client, factories.draft(), PDF_BYTES, kind="photo").status_code == 404
    frozen = upload(client, factories.submitted(), PNG_BYTES)
    assert frozen.status_code == 404


def test_a_document_is_removed(client: Client) -> None:
    filing = factories.draft()
    upload(client, filing, PDF_BYTES)
    address = reverse("filings:attachment_remove", args=[Attachment.objects.get().pk])
    assert client.get(address).status_code == 405
    assert client.post(address).status_code == 302
    assert not Attachment.objects.exists()


def test_a_document_of_a_returned_filing_is_replaced(client: Client) -> None:
    filing = factories.returned(attachment_seal_page="印章不清。")
    old = filing.attachments.get(kind="seal_page")
    upload(client, filing, PNG_BYTES)
    client.post(reverse("filings:attachment_remove", args=[old.pk]))
    assert filing.attachments.current().get(kind="seal_page").original_name == "盖章 页.pdf.png"
    assert upload(client, filing, PNG_BYTES, kind="identity_copy").status_code == 422


def stored() -> Attachment:
    filing = factories.submitted()
    return filing.attachments.get(kind="seal_page")


def test_a_download_never_opens_in_the_browser(client: Client) -> None:
    attachment = stored()
    client.force_login(factories.officer("5401"))
    answer = client.get(reverse("filings:attachment", args=[attachment.pk]))
    assert answer["Content-Disposition"].startswith("attachment;")
    assert "%E4%BB%BB" in answer["Content-Disposition"]
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["X-Frame-Options"] == "DENY"
    assert b"".join(answer.streaming_content) == PDF_BYTES  # type: ignore[attr-defined]


def test_a_document_is_shown_in_a_frame_of_ours_without_rights(client: Client) -> None:
    attachment = stored()
    client.force_login(factories.officer("5401"))
    answer = client.get(reverse("filings:attachment_inline", args=[attachment.pk]))
    assert answer["Content-Disposition"].startswith("inline;")
    assert answer["X-Frame-Options"] == "SAMEORIGIN"
    policy = answer["Content-Security-Policy"]
    assert policy.startswith("sandbox;")
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'self'" in policy


@pytest.mark.parametrize("name", ["attachment", "attachment_inline"])
def test_only_who_sees_the_filing_gets_its_documents(client: Client, name: str) -> None:
    attachment = stored()
    address = reverse(f"filings:{name}", args=[attachment.pk])
    expected = {
        factories.officer("5401"): 200,
        factories.officer("5402"): 404,
        factories.region_officer(): 200,
        factories.auditor(): 200,
        factories.admin(): 404,
        factories.filer(): 404,
        attachment.filing.created_by: 200,
    }
    for user, status in expected.items():
        client.force_login(user)
        assert client.get(address).status_code == status


def test_a_lost_file_is_not_there(client: Client) -> None:
    attachment = stored()
    attachment.file.storage.delete(attachment.file.name)
    client.force_login(attachment.filing.created_by)
    assert client.get(reverse("filings:attachment", args=[attachment.pk])).status_code == 404
