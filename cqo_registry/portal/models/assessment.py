"""Frozen assessment sheets (考核评价指标表) and the weights of their indicators (Art. 19, decision D28)."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cqo_registry.core.viewer import Viewer


class SnapshotQuerySet(models.QuerySet["AssessmentSnapshot"]):
    """Sentences about snapshots."""

    def visible_to(self, user: Viewer) -> SnapshotQuerySet:
        """The region and the auditor; an office reads its own rows of the same sheets."""
        return self if user.sees_region or user.is_officer else self.none()


class AssessmentSnapshot(models.Model):
    """One sheet as it was computed at ``as_of``; never changed afterwards (a trigger refuses).

    ``figures`` maps an office's code (``""`` for the region's total) to its indicators by code; ``weights``
    are those in force then, empty until the region enters some. ``digest`` is the SHA-256 of all of it.
    """

    number = models.CharField(_("考核表编号"), max_length=40, unique=True)
    title = models.CharField(_("标题"), max_length=200)
    period_start = models.DateField(_("考核期开始"))
    period_end = models.DateField(_("考核期结束"))
    as_of = models.DateTimeField(_("统计时点"))
    rule_set = models.CharField(_("适用规则版本"), max_length=20)
    figures = models.JSONField(_("指标"))
    weights = models.JSONField(_("权重"), default=dict, blank=True)
    digest = models.CharField(_("校验值"), max_length=64)
    frozen_at = models.DateTimeField(_("固定时间"))
    frozen_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("固定人")
    )

    objects = SnapshotQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        verbose_name = verbose_name_plural = _("考核评价指标表")
        constraints = [
            models.CheckConstraint(
                name="snapshot_period_in_order",
                condition=Q(period_end__gte=F("period_start")),
                violation_error_message=_("考核期结束日期不能早于开始日期。"),
            ),
        ]

    def __str__(self) -> str:
        return self.number

    def get_absolute_url(self) -> str:
        """The frozen sheet's page."""
        return reverse("portal:snapshot_detail", args=[self.pk])


class IndicatorWeight(models.Model):
    """The weight of one indicator from a day on; the regulation names none, so none stands until entered."""

    indicator = models.CharField(_("指标"), max_length=40)
    weight = models.DecimalField(_("权重（%）"), max_digits=5, decimal_places=2)
    valid_from = models.DateField(_("启用日期"))
    document_no = models.CharField(_("文件号"), max_length=100, blank=True)
    created_at = models.DateTimeField(_("登记时间"), auto_now_add=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("登记人")
    )

    class Meta:
        ordering = ["indicator", "-valid_from", "-id"]
        verbose_name = verbose_name_plural = _("指标权重")
        constraints = [
            models.CheckConstraint(
                name="weight_is_a_share",
                condition=Q(weight__gte=0, weight__lte=100),
                violation_error_message=_("权重在 0 至 100 之间。"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.indicator} {self.weight}"
