"""Pictures of activities and experiences: without what the camera wrote, under random names."""

from __future__ import annotations

import secrets
from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


def picture_path(row: Any, file_name: str) -> str:
    """A name nobody can guess and that says nothing of its content."""
    name = secrets.token_hex(16)
    return f"pictures/{name[:2]}/{name}"


class Picture(models.Model):
    """One image; ``caption`` is its text alternative and always there. A removed one stays."""

    image = models.FileField(_("图片"), upload_to=picture_path, max_length=100)
    original_name = models.CharField(_("文件名"), max_length=200)
    content_type = models.CharField(_("格式"), max_length=40)
    size = models.PositiveIntegerField(_("大小（字节）"))
    sha256 = models.CharField(_("校验值"), max_length=64)
    caption = models.CharField(_("图片说明"), max_length=200)
    added_at = models.DateTimeField(_("添加时间"), auto_now_add=True)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("添加人")
    )
    removed_at = models.DateTimeField(_("移除时间"), null=True, blank=True)

    class Meta:
        abstract = True
        ordering = ["id"]

    def __str__(self) -> str:
        return self.original_name
