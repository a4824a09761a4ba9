"""Interpretation and exemption: what the region says the articles mean (Art. 21)."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cqo_registry.core.rows import VersionedQuerySet
from filings.models.filing import Filing


class InterpretationQuerySet(VersionedQuerySet["Interpretation"]):
    """Sentences about interpretations."""

    def in_force(self, on: date) -> InterpretationQuerySet:
        """Those valid on a day; the last day counts."""
        return self.filter(valid_from__lte=on).filter(Q(valid_to__isnull=True) | Q(valid_to__gte=on))

    def coming(self, on: date) -> InterpretationQuerySet:
        """Those published and not yet valid on a day."""
        return self.filter(valid_from__gt=on)

    def ended(self, on: date) -> InterpretationQuerySet:
        """Those whose last day is past."""
        return self.filter(valid_to__lt=on)


class Interpretation(models.Model):
    """One published reading of an article; its text never changes, a new one takes its place (Art. 21)."""

    article = models.CharField(_("条款"), max_length=2)
    title = models.CharField(_("标题"), max_length=100)
    body = models.TextField(_("解释内容"), max_length=5000)
    document_no = models.CharField(_("文号"), max_length=100, blank=True)
    valid_from = models.DateField(_("适用起始日期"))
    valid_to = models.DateField(_("适用截止日期"), null=True, blank=True)
    published_at = models.DateTimeField(_("发布时间"))
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("发布人")
    )
    version = models.PositiveIntegerField(_("版本"), default=1)

    objects = InterpretationQuerySet.as_manager()

    class Meta:
        ordering = ["-valid_from", "-id"]
        verbose_name = verbose_name_plural = _("条款解释")
        constraints = [
            models.CheckConstraint(
                name="interpretation_ends_after_it_begins",
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
                violation_error_message=_("截止日期不能早于起始日期。"),
            )
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Where everybody reads it."""
        return reverse("filings:interpretation_detail", args=[self.pk])


class Exemption(models.Model):
    """A document of the region that lets one filing be accepted against Art. 6; stays on it for ever (D2).

    It holds for one person, by blind index, and for the ``findings`` (codes of reasons) of its day.
    """

    filing = models.ForeignKey(Filing, models.PROTECT, related_name="exemptions", verbose_name=_("备案"))
    document_no = models.CharField(_("豁免文号"), max_length=100)
    reason = models.CharField(_("豁免理由"), max_length=1000)
    identity_index = models.CharField(_("证件号码索引"), max_length=64, default="", editable=False)
    findings = ArrayField(models.CharField(max_length=40), verbose_name=_("豁免事项"), default=list)
    interpretation = models.ForeignKey(
        Interpretation, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("依据解释")
    )
    recorded_at = models.DateTimeField(_("登记时间"))
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("登记人")
    )

    class Meta:
        ordering = ["id"]
        verbose_name = verbose_name_plural = _("任职条件豁免")
        constraints = [
            models.UniqueConstraint(
                fields=["filing"],
                name="exemption_once_per_filing",
                violation_error_message=_("这件备案已有豁免。"),
            )
        ]

    def __str__(self) -> str:
        return self.document_no
