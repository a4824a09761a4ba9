"""Attaching documents to a filing and taking them away again."""

from __future__ import annotations

from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cqo_registry.accounts.models import User
from cqo_registry.audit import trail
from cqo_registry.core.uploads import Document, check_size, open_document
from cqo_registry.core.verdicts import Reason, Verdict
from filings import facts, policies
from filings.enums import AttachmentKind
from filings.models import Attachment, Filing

LIMIT_PER_KIND = 10  # a career can have many certificates


@transaction.atomic
def attach(pk: int, kind: AttachmentKind, upload: UploadedFile[bytes], *, by: User) -> Attachment:
    """Open the upload and store it under a random name; the same document twice is one (Art. 14).

    Raises ``Refused`` for a filing or kind that is not open to the enterprise, and for a file that is
    no PDF, JPEG or PNG of 1 B to 5 MB.
    """
    filing = _editable(pk, kind, by)
    check_size(upload.size or 0)
    document = open_document(upload.name or "", upload.read())
    current = filing.attachments.current().filter(kind=kind)
    known = current.filter(sha256=document.sha256).first()
    if known:
        return known
    Verdict.unless(
        current.count() >= LIMIT_PER_KIND
        and Reason("too_many_files", _("每类材料最多上传 10 个文件，请合并后再上传。"), field="file")
    ).require()
    attachment = _store(filing, kind, document, by)
    trail.record(
        "filing.attach",
        by=by,
        target=filing,
        details={"kind": kind.value, "attachment": attachment.pk, "sha256": document.sha256},
    )
    return attachment


def _store(filing: Filing, kind: AttachmentKind, document: Document, by: User) -> Attachment:
    attachment = Attachment(
        filing=filing,
        kind=kind,
        original_name=document.name,
        content_type=document.content_type,
        size=len(document.content),
        sha256=document.sha256,
        pages=document.pages,
        uploaded_by=by,
    )
    attachment.file.save(document.name, ContentFile(document.content), save=False)
    attachment.save(force_insert=True)
    return attachment


@transaction.atomic
def remove(attachment_pk: int, *, by: User) -> Attachment:
    """Take a document away; one the office has already seen stays for the history."""
    attachment = Attachment.objects.get(pk=attachment_pk)
    filing = _editable(attachment.filing_id, AttachmentKind(attachment.kind), by)
    # Read again under the filing's lock: another click may have been faster.
    current = filing.attachments.current().filter(pk=attachment_pk).first()
    if current is None:
        return attachment
    if filing.submitted_at and current.uploaded_at <= filing.submitted_at:
        current.removed_at = timezone.now()
        current.save(update_fields=["removed_at"])
    else:
        stored = current.file
        transaction.on_commit(lambda: stored.delete(save=False))
        current.delete()
    trail.record(
        "filing.detach",
        by=by,
        target=filing,
        details={"kind": attachment.kind, "attachment": attachment_pk, "sha256": attachment.sha256},
    )
    return attachment


def _editable(pk: int, kind: AttachmentKind, by: User) -> Filing:
    """The locked filing, if the enterprise may change documents of this kind now."""
    filing = Filing.objects.lock(pk)
    policies.may_file(by, filing).require()
    Verdict.unless(
        f"attachment_{kind.value}" not in facts.editable_fields(filing)
        and Reason("frozen", _("这类材料现在不能修改。"), "14", field="file")
    ).require()
    return filing
