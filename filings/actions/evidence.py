"""Storing the document a bar or a clue rests on."""

from __future__ import annotations

from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile

from cqo_registry.core.uploads import Document, check_size, open_document
from filings.models.evidence import Evidence


def open_evidence(upload: UploadedFile | None) -> Document | None:
    """The upload, opened and checked, None where none was sent. Raises ``Refused`` for no document."""
    if upload is None:
        return None
    check_size(upload.size or 0)
    return open_document(upload.name or "", upload.read())


def keep_evidence(row: Evidence, document: Document | None) -> None:
    """Put the document with the row under a random name; nothing without one."""
    if document is None:
        return
    row.evidence.save(document.name, ContentFile(document.content), save=False)
    row.evidence_name, row.evidence_type = document.name, document.content_type
    row.evidence_sha256 = document.sha256
    row.save(update_fields=["evidence", "evidence_name", "evidence_type", "evidence_sha256"])
