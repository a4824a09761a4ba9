"""Attachments: opened when they come, kept once the office has seen them."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from cqo_registry.audit.models import AuditEvent
from cqo_registry.core.verdicts import Refused
from filings.actions import attaching
from filings.enums import AttachmentKind
from filings.models import Attachment, Filing
from tests import factories
from tests.factories.files import JPEG_BYTES, PDF_BYTES, PNG_BYTES

pytestmark = pytest.mark.django_db
SEAL = AttachmentKind.SEAL_PAGE


def upload(content: bytes = PDF_BYTES, name: str = "盖章页.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def codes(refusal: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [reason.code for reason in refusal.value.verdict.blocking]


def test_a_document_is_stored_under_a_random_name_with_its_check_sum() -> None:
    filing = factories.draft()
    attachment = attaching.attach(filing.pk, SEAL, upload(), by=filing.created_by)
    assert attachment.original_name == "盖章页.pdf"
    assert "盖章" not in attachment.file.name
    assert "." not in attachment.file.name
    assert attachment.file.read() == PDF_BYTES
    assert (attachment.pages, attachment.size, attachment.content_type) == (
        1,
        len(PDF_BYTES),
        "application/pdf",
    )
    line = AuditEvent.objects.about(filing).first()
    assert line is not None
    assert line.action == "filing.attach"
    assert line.details["kind"] == "seal_page"


def test_the_same_document_sent_twice_is_one() -> None:
    filing = factories.draft()
    first = attaching.attach(filing.pk, SEAL, upload(), by=filing.created_by)
    assert attaching.attach(filing.pk, SEAL, upload(), by=filing.created_by) == first
    assert Attachment.objects.count() == 1


@pytest.mark.parametrize(("content", "code"), [(b"", "file_empty"), (b"x", "file_kind")])
def test_what_is_no_document_is_refused(content: bytes, code: str) -> None:
    filing = factories.draft()
    with pytest.raises(Refused) as refusal:
        attaching.attach(filing.pk, SEAL, upload(content), by=filing.created_by)
    assert codes(refusal) == [code]
    assert not Attachment.objects.exists()


def test_a_kind_holds_ten_documents(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(attaching, "LIMIT_PER_KIND", 1)
    filing = factories.draft()
    attaching.attach(filing.pk, SEAL, upload(), by=filing.created_by)
    with pytest.raises(Refused) as refusal:
        attaching.attach(filing.pk, SEAL, upload(PNG_BYTES), by=filing.created_by)
    assert codes(refusal) == ["too_many_files"]


def test_another_enterprise_attaches_nothing() -> None:
    filing = factories.draft()
    with pytest.raises(Refused) as refusal:
        attaching.attach(filing.pk, SEAL, upload(), by=factories.filer())
    assert codes(refusal) == ["not_own"]


def test_a_draft_forgets_a_removed_document(django_capture_on_commit_callbacks: object) -> None:
    filing = factories.draft()
    attachment = attaching.attach(filing.pk, SEAL, upload(), by=filing.created_by)
    storage, name = attachment.file.storage, attachment.file.name
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        attaching.remove(attachment.pk, by=filing.created_by)
    assert not Attachment.objects.exists()
    assert not storage.exists(name)


def returned_for(kind: AttachmentKind) -> Filing:
    return factories.returned(**{f"attachment_{kind.value}": "请重新盖章。"})


def test_what_the_office_has_seen_stays_for_the_history() -> None:
    filing = returned_for(SEAL)
    seen = filing.attachments.get(kind=SEAL)
    attaching.remove(seen.pk, by=filing.created_by)
    attaching.remove(seen.pk, by=filing.created_by)  # a second click changes nothing
    seen.refresh_from_db()
    assert seen.removed_at is not None
    assert AuditEvent.objects.about(filing).filter(action="filing.detach").count() == 1


def test_a_document_added_after_the_return_can_still_be_forgotten() -> None:
    filing = returned_for(SEAL)
    added = attaching.attach(filing.pk, SEAL, upload(JPEG_BYTES, "a.jpg"), by=filing.created_by)
    attaching.remove(added.pk, by=filing.created_by)
    assert not Attachment.objects.filter(pk=added.pk).exists()


def test_only_the_returned_kind_is_open_after_a_return() -> None:
    filing = returned_for(SEAL)
    other = filing.attachments.get(kind=AttachmentKind.EDUCATION_CERTIFICATE)
    for act in (
        lambda: attaching.attach(filing.pk, AttachmentKind.IDENTITY_COPY, upload(), by=filing.created_by),
        lambda: attaching.remove(other.pk, by=filing.created_by),
    ):
        with pytest.raises(Refused) as refusal:
            act()
        assert codes(refusal) == ["frozen"]


def test_a_submitted_filing_takes_no_document() -> None:
    filing = factories.submitted()
    with pytest.raises(Refused) as refusal:
        attaching.attach(filing.pk, SEAL, upload(), by=filing.created_by)
    assert codes(refusal) == ["frozen"]
