"""EnterpriseTransfer: an enterprise moves to another filing office (decision D14)."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cqo_registry.core.rows import VersionedQuerySet
from cqo_registry.core.viewer import Viewer
from cqo_registry.directory.models.authority import Authority, County
from cqo_registry.directory.models.enterprise import Enterprise


class TransferQuerySet(VersionedQuerySet["EnterpriseTransfer"]):
    """Sentences about transfers."""

    def visible_to(self, user: Viewer) -> TransferQuerySet:
        """Both offices see it, the region and the auditor see all."""
        if user.sees_region:
            return self
        if user.is_officer and user.authority_id:
            return self.filter(Q(origin=user.authority_id) | Q(destination=user.authority_id))
        return self.none()

    def open(self) -> TransferQuerySet:
        """Those the receiver has not answered."""
        return self.filter(status=EnterpriseTransfer.Status.PROPOSED)

    def confirmed(self) -> TransferQuerySet:
        """Those by which the enterprise moved."""
        return self.filter(status=EnterpriseTransfer.Status.CONFIRMED)


class EnterpriseTransfer(models.Model):
    """Proposed by the old office, confirmed by the new one; number, history and deadlines stay (D14)."""

    class Status(models.TextChoices):
        """Where the move stands."""

        PROPOSED = "proposed", _("待接收")
        CONFIRMED = "confirmed", _("已接收")
        DECLINED = "declined", _("不予接收")
        CANCELLED = "cancelled", _("已取消")

    enterprise = models.ForeignKey(
        Enterprise, models.PROTECT, related_name="transfers", verbose_name=_("企业")
    )
    origin = models.ForeignKey(Authority, models.PROTECT, related_name="+", verbose_name=_("移出机关"))
    destination = models.ForeignKey(Authority, models.PROTECT, related_name="+", verbose_name=_("接收机关"))
    county = models.ForeignKey(
        County, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("新住所所在区县")
    )
    reason = models.CharField(_("移交原因"), max_length=500)
    status = models.CharField(_("状态"), max_length=10, choices=Status.choices, default=Status.PROPOSED)
    version = models.PositiveIntegerField(_("版本"), default=1)
    proposed_at = models.DateTimeField(_("提出时间"))
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("提出人")
    )
    decided_at = models.DateTimeField(_("答复时间"), null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("答复人"),
    )
    decision_reason = models.CharField(_("不予接收理由"), max_length=500, blank=True)

    objects = TransferQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        verbose_name = verbose_name_plural = _("企业移交")
        constraints = [
            models.UniqueConstraint(
                fields=["enterprise"],
                condition=Q(status="proposed"),
                name="transfer_one_open_per_enterprise",
                violation_error_message=_("该企业已有一件待接收的移交。"),
            ),
            models.CheckConstraint(
                name="transfer_leads_elsewhere",
                condition=~Q(origin=F("destination")),
                violation_error_message=_("移出机关和接收机关不能相同。"),
            ),
            models.CheckConstraint(
                name="transfer_decided_has_its_time",
                condition=Q(status="proposed") | Q(decided_at__isnull=False, decided_by__isnull=False),
                violation_error_message=_("已答复的移交必须有答复时间和答复人。"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.enterprise_id} → {self.destination_id}"

    def get_absolute_url(self) -> str:
        """The transfer's page."""
        return reverse("filings:transfer", args=[self.pk])
