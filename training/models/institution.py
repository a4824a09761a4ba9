"""Institutions that the region commissions with training, and what qualifies them (Art. 16)."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cqo_registry.casework.evidence import Evidence
from cqo_registry.core.rows import Versioned, VersionedQuerySet
from cqo_registry.core.viewer import Viewer


class InstitutionQuerySet(VersionedQuerySet["Institution"]):
    """Sentences about institutions."""

    def visible_to(self, user: Viewer) -> InstitutionQuerySet:
        """The authorities and the auditor; enterprises meet institutions on the pages of sessions."""
        return self if user.sees_region or user.is_officer else self.none()

    def in_commission(self, *, first: date, last: date | None = None) -> InstitutionQuerySet:
        """Those whose commission holds from ``first`` to ``last`` inclusive (``first`` alone by default)."""
        last = last or first
        running = Q(ended_on__isnull=True) | Q(ended_on__gt=last)
        return self.filter(running, commissioned_on__lte=first, valid_until__gte=last)


class Institution(Versioned):
    """One professional institution under the region's commission; in force or not is computed by the day."""

    name = models.CharField(_("机构名称"), max_length=200)
    uscc = models.CharField(_("统一社会信用代码"), max_length=18)
    contact_person = models.CharField(_("联系人"), max_length=100, blank=True)
    contact_phone = models.CharField(_("联系电话"), max_length=30, blank=True)
    scope = models.CharField(_("承担的培训"), max_length=500)
    commissioned_on = models.DateField(_("委托开始日期"))
    valid_until = models.DateField(_("委托截止日期"))
    ended_on = models.DateField(_("提前终止日期"), null=True, blank=True)
    end_reason = models.CharField(_("终止原因"), max_length=500, blank=True)
    created_at = models.DateTimeField(_("登记时间"), auto_now_add=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("登记人")
    )

    objects = InstitutionQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        verbose_name = verbose_name_plural = _("培训机构")
        constraints = [
            models.UniqueConstraint(
                fields=["uscc"],
                condition=Q(ended_on__isnull=True),
                name="institution_one_commission_at_a_time",
                violation_error_message=_("该机构已有一项未终止的委托。"),
            ),
            models.CheckConstraint(
                name="institution_commission_ends_after_it_begins",
                condition=Q(valid_until__gte=F("commissioned_on")),
                violation_error_message=_("委托截止日期不能早于开始日期。"),
            ),
            models.CheckConstraint(
                name="institution_ended_has_its_reason",
                condition=Q(ended_on__isnull=True) | ~Q(end_reason=""),
                violation_error_message=_("提前终止委托必须写明原因。"),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """The institution's page."""
        return reverse("training:institution_detail", args=[self.pk])

    def is_commissioned_on(self, day: date) -> bool:
        """Whether the commission is in force on ``day``."""
        ended = self.ended_on is not None and self.ended_on <= day
        return self.commissioned_on <= day <= self.valid_until and not ended


class InstitutionDocument(Evidence):
    """One document that qualifies the institution; a removed one stays for the history."""

    institution = models.ForeignKey(
        Institution, models.CASCADE, related_name="documents", verbose_name=_("培训机构")
    )
    name = models.CharField(_("资质名称"), max_length=200)
    number = models.CharField(_("证书编号"), max_length=100, blank=True)
    valid_until = models.DateField(_("有效期至"), null=True, blank=True)
    added_at = models.DateTimeField(_("添加时间"), auto_now_add=True)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("添加人")
    )
    removed_at = models.DateTimeField(_("移除时间"), null=True, blank=True)

    class Meta:
        ordering = ["id"]
        verbose_name = verbose_name_plural = _("资质材料")

    def __str__(self) -> str:
        return self.name
