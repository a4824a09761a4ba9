"""Batches that carry accepted filings to the region, and the counters that number things."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cqo_registry.core.viewer import Viewer
from cqo_registry.directory.models import Authority


class ForwardingBatchQuerySet(models.QuerySet["ForwardingBatch"]):
    """Sentences about batches."""

    def visible_to(self, user: Viewer) -> ForwardingBatchQuerySet:
        """An office sees its own batches, the region and the auditor see all."""
        if user.sees_region:
            return self
        if user.is_officer and user.authority_id:
            return self.filter(authority=user.authority_id)
        return self.none()


class ForwardingBatch(models.Model):
    """One report of an office to the region (Art. 14), numbered, with a printable cover sheet."""

    authority = models.ForeignKey(
        Authority, models.PROTECT, related_name="batches", verbose_name=_("上报机关")
    )
    number = models.CharField(_("批次号"), max_length=40, unique=True)
    at = models.DateTimeField(_("上报时间"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("上报人")
    )

    objects = ForwardingBatchQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        verbose_name = verbose_name_plural = _("上报批次")

    def __str__(self) -> str:
        return self.number

    def get_absolute_url(self) -> str:
        """The cover sheet."""
        return reverse("filings:batch_detail", args=[self.pk])


class NumberCounter(models.Model):
    """The last number given per series, office and year; read and raised under its row lock (D23)."""

    series = models.CharField(_("编号类别"), max_length=10)
    office = models.CharField(_("机构代码"), max_length=8)
    year = models.PositiveSmallIntegerField(_("年度"))
    last = models.PositiveIntegerField(_("最后编号"), default=0)

    class Meta:
        verbose_name = verbose_name_plural = _("编号计数")
        constraints = [
            models.UniqueConstraint(
                fields=["series", "office", "year"], name="counter_once_per_series_office_year"
            )
        ]

    def __str__(self) -> str:
        return f"{self.series}-{self.office}-{self.year}"
