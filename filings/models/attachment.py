"""Attachments of a filing: opened at upload, stored outside the web root under random names."""

from __future__ import annotations

import secrets

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cqo_registry.core.viewer import Viewer
from filings.enums import AttachmentKind
from filings.models.filing import Filing


def random_path(attachment: Attachment, file_name: str) -> str:
    """A name nobody can guess and that says nothing of its content."""
    name = secrets.token_hex(16)
    return f"attachments/{name[:2]}/{name}"


class AttachmentQuerySet(models.QuerySet["Attachment"]):
    """Sentences about attachments."""

    def visible_to(self, user: Viewer) -> AttachmentQuerySet:
        """Those of the filings the user may see."""
        return self.filter(filing__in=Filing.objects.visible_to(user))

    def current(self) -> AttachmentQuerySet:
        """Not removed or replaced."""
        return self.filter(removed_at__isnull=True)


class Attachment(models.Model):
    """One uploaded document, checked by its content; a removed one stays for the history."""

    filing = models.ForeignKey(Filing, models.CASCADE, related_name="attachments", verbose_name=_("备案"))
    kind = models.CharField(_("材料类型"), max_length=24, choices=AttachmentKind.choices)
    file = models.FileField(_("文件"), upload_to=random_path, max_length=100)
    original_name = models.CharField(_("文件名"), max_length=200)
    content_type = models.CharField(_("格式"), max_length=40)
    size = models.PositiveIntegerField(_("大小（字节）"))
    sha256 = models.CharField(_("校验值"), max_length=64)
    pages = models.PositiveSmallIntegerField(_("页数"), default=1)
    uploaded_at = models.DateTimeField(_("上传时间"), auto_now_add=True)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("上传人")
    )
    removed_at = models.DateTimeField(_("移除时间"), null=True, blank=True)

    objects = AttachmentQuerySet.as_manager()

    class Meta:
        ordering = ["kind", "id"]
        verbose_name = verbose_name_plural = _("附件")
        indexes = [
            models.Index(
                fields=["filing"],
                condition=Q(kind="duty_document", removed_at__isnull=True),
                name="attachment_duty_documents",
            ),
        ]

    def __str__(self) -> str:
        return self.original_name
