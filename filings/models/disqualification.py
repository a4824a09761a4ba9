"""Disqualification: the region-wide register of Art. 9 bars."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cqo_registry.casework.evidence import Evidence
from cqo_registry.core.rows import VersionedQuerySet
from cqo_registry.core.viewer import Viewer
from cqo_registry.directory.models import Authority
from filings.enums import BarGround, BarStatus

STANDING = (BarStatus.PROPOSED, BarStatus.CONFIRMED)


class DisqualificationQuerySet(VersionedQuerySet["Disqualification"]):
    """Sentences about bars."""

    def of(self, identity_index: str) -> DisqualificationQuerySet:
        """The standing bars of one person, matched by blind index and never by name (decision D19)."""
        if not identity_index:
            return self.none()
        return self.filter(identity_index=identity_index, status__in=STANDING)

    def confirmed(self) -> DisqualificationQuerySet:
        """Those that block (decision D19)."""
        return self.filter(status=BarStatus.CONFIRMED)

    def visible_to(self, user: Viewer) -> DisqualificationQuerySet:
        """Whom the register shows it to: every office knows confirmed bars and its own proposals (D19)."""
        if user.sees_region:
            return self
        if user.is_officer and user.authority_id:
            return self.filter(
                Q(authority=user.authority_id) | Q(status__in=[BarStatus.CONFIRMED, BarStatus.LIFTED])
            )
        return self.none()


class Disqualification(Evidence):
    """One ground of Art. 9: proposed by an office with a document, confirmed and lifted by the region."""

    identity_index = models.CharField(_("证件号码索引"), max_length=64, db_index=True, editable=False)
    person_name = models.CharField(_("姓名"), max_length=100)
    identity_masked = models.CharField(_("证件号码"), max_length=40)
    ground = models.CharField(_("情形"), max_length=4, choices=BarGround.choices)
    document_no = models.CharField(_("依据文书号"), max_length=100)
    finding = models.TextField(_("认定事实"), blank=True, max_length=2000)
    authority = models.ForeignKey(Authority, models.PROTECT, related_name="+", verbose_name=_("提出机关"))
    status = models.CharField(_("状态"), max_length=10, choices=BarStatus.choices, default=BarStatus.PROPOSED)
    version = models.PositiveIntegerField(_("版本"), default=1)
    proposed_on = models.DateField(_("提出日期"))
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("提出人")
    )
    notified_on = models.DateField(_("告知本人日期"), null=True, blank=True)
    statement = models.TextField(_("陈述申辩"), blank=True, max_length=4000)
    statement_on = models.DateField(_("陈述申辩日期"), null=True, blank=True)
    confirmed_on = models.DateField(_("确认日期"), null=True, blank=True)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("确认人"),
    )
    closed_on = models.DateField(_("解除或不予确认日期"), null=True, blank=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("解除或不予确认人"),
    )
    close_reason = models.CharField(_("解除或不予确认理由"), max_length=500, blank=True)

    objects = DisqualificationQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        verbose_name = verbose_name_plural = _("不得担任情形")
        constraints = [
            models.CheckConstraint(
                name="bar_confirmed_has_its_day",
                condition=~Q(status="confirmed") | Q(confirmed_on__isnull=False, confirmed_by__isnull=False),
                violation_error_message=_("已确认的情形必须有确认日期和确认人。"),
            ),
            models.CheckConstraint(
                name="bar_closed_has_its_reason",
                condition=~Q(status__in=["lifted", "declined"])
                | Q(closed_on__isnull=False, closed_by__isnull=False) & ~Q(close_reason=""),
                violation_error_message=_("解除或不予确认必须有日期、经办人和理由。"),
            ),
        ]

    def __str__(self) -> str:
        # Without the name: the trail prints this and holds no personal data.
        return f"{self.get_ground_display()} {self.document_no}"

    def get_absolute_url(self) -> str:
        """The bar's page."""
        return reverse("filings:bar_detail", args=[self.pk])
