"""The document a finding rests on: stored as attachments are, for those whom the article lets read it."""

from __future__ import annotations

import secrets
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _


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
