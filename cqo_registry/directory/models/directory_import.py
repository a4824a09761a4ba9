"""An uploaded directory workbook, its report, and whether it went in."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cqo_registry.core.viewer import Viewer
from cqo_registry.directory.models.authority import Authority


class DirectoryImportQuerySet(models.QuerySet["DirectoryImport"]):
    """Sentences about imports."""

    def visible_to(self, user: Viewer) -> DirectoryImportQuerySet:
        """An office sees its own imports, the region and the auditor see all."""
        if user.sees_region:
            return self
        if user.is_officer and user.authority_id:
            return self.filter(authority=user.authority_id)
        return self.none()


class DirectoryImport(models.Model):
    """One dry run of a directory workbook; applied at most once, in one transaction."""

    authority = models.ForeignKey(Authority, models.PROTECT, verbose_name=_("导入机构"))
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, verbose_name=_("上传人"))
    uploaded_at = models.DateTimeField(_("上传时间"), auto_now_add=True)
    file_name = models.CharField(_("文件名"), max_length=200)
    content = models.BinaryField(_("文件内容"))
    sha256 = models.CharField(_("校验值"), max_length=64)
    row_count = models.PositiveIntegerField(_("行数"), default=0)
    faults = models.JSONField(_("问题"), default=list)
    applied_at = models.DateTimeField(_("导入时间"), null=True, blank=True)
    outcome = models.JSONField(_("导入结果"), default=dict, blank=True)

    objects = DirectoryImportQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        verbose_name = verbose_name_plural = _("名录导入")

    def __str__(self) -> str:
        return self.file_name

    def get_absolute_url(self) -> str:
        """The report of the dry run."""
        return reverse("directory:import_report", args=[self.pk])
