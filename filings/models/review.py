"""What review leaves behind: items to correct, and the declaration as it stood at each submission."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from filings.models.filing import Filing


class ReturnItemQuerySet(models.QuerySet["ReturnItem"]):
    """Sentences about return items."""

    def open(self) -> ReturnItemQuerySet:
        """Waiting for the enterprise; each makes its field editable again."""
        return self.filter(resolved_at__isnull=True, closed_at__isnull=True)

    def unclosed(self) -> ReturnItemQuerySet:
        """Not yet confirmed by the officer."""
        return self.filter(closed_at__isnull=True)


class ReturnItem(models.Model):
    """One field sent back with a comment: open → resolved (enterprise) → closed (officer)."""

    filing = models.ForeignKey(Filing, models.CASCADE, related_name="return_items", verbose_name=_("备案"))
    field = models.CharField(_("字段"), max_length=60)
    comment = models.CharField(_("补正要求"), max_length=500)
    opened_at = models.DateTimeField(_("提出时间"))
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("提出人")
    )
    resolved_at = models.DateTimeField(_("补正时间"), null=True, blank=True)
    closed_at = models.DateTimeField(_("确认时间"), null=True, blank=True)
    answer = models.CharField(_("企业说明"), max_length=500, blank=True)

    objects = ReturnItemQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        verbose_name = verbose_name_plural = _("补正事项")
        constraints = [
            models.UniqueConstraint(
                fields=["filing", "field"],
                condition=Q(closed_at__isnull=True),
                name="return_item_once_per_field",
                violation_error_message=_("该字段已有一条未办结的补正要求。"),
            ),
        ]

    def __str__(self) -> str:
        return self.field


class FilingSnapshot(models.Model):
    """The whole declaration as submitted, with the identity number only masked and indexed."""

    filing = models.ForeignKey(Filing, models.CASCADE, related_name="snapshots", verbose_name=_("备案"))
    number = models.PositiveSmallIntegerField(_("第几次提交"))
    at = models.DateTimeField(_("提交时间"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("提交人")
    )
    data = models.JSONField(_("申报内容"))
    content_hash = models.CharField(_("内容校验值"), max_length=64)

    class Meta:
        ordering = ["filing", "number"]
        verbose_name = verbose_name_plural = _("申报存档")
        constraints = [
            models.UniqueConstraint(fields=["filing", "number"], name="snapshot_numbers_are_unique")
        ]

    def __str__(self) -> str:
        return f"{self.filing_id}/{self.number}"
