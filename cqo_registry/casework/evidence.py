"""The document a finding rests on: stored as attachments are, for those whom the article lets read it."""

from __future__ import annotations

import secrets
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.db import models
from django.http import FileResponse, Http404
from django.utils.translation import gettext_lazy as _

from cqo_registry.core.uploads import Document, check_size, open_document


def evidence_path(row: Any, file_name: str) -> str:
    """A name nobody can guess and that says nothing of its content."""
    name = secrets.token_hex(16)
    return f"evidence/{name[:2]}/{name}"


class Evidence(models.Model):
    """One uploaded document of a bar or a clue, opened at upload and checked by its content."""

    evidence = models.FileField(_("依据文件"), upload_to=evidence_path, max_length=100, blank=True)
    evidence_name = models.CharField(_("文件名"), max_length=200, blank=True)
    evidence_type = models.CharField(_("格式"), max_length=40, blank=True)
    evidence_sha256 = models.CharField(_("校验值"), max_length=64, blank=True)

    class Meta:
        abstract = True


def open_evidence(upload: UploadedFile[bytes] | None) -> Document | None:
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


def send_evidence(row: Evidence) -> FileResponse:
    """The stored bytes as a download with the type found in them; 404 where there are none.

    Who may read it is asked before.
    """
    if not row.evidence:
        raise Http404
    try:
        stream = row.evidence.open("rb")
    except FileNotFoundError as gone:
        raise Http404 from gone
    response = FileResponse(
        stream, as_attachment=True, filename=row.evidence_name, content_type=row.evidence_type
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response
