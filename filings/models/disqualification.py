"""Disqualification: the region-wide register of Art. 9 bars."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cqo_registry.directory.models import Authority
from filings.enums import BarGround, BarStatus


class DisqualificationQuerySet(models.QuerySet["Disqualification"]):
    """Sentences about bars."""

    def of(self, identity_index: str) -> DisqualificationQuerySet:
        """The standing bars of one person, matched by blind index and never by name (decision D19)."""
        if not identity_index:
            return self.none()
        return self.filter(identity_index=identity_index).exclude(status=BarStatus.LIFTED)


class Disqualification(models.Model):
    """One ground of Art. 9: proposed by an office with a document, confirmed and lifted by the region."""

    identity_index = models.CharField(_("证件号码索引"), max_length=64, db_index=True, editable=False)
    person_name = models.CharField(_("姓名"), max_length=100)
    identity_masked = models.CharField(_("证件号码"), max_length=40)
    ground = models.CharField(_("情形"), max_length=4, choices=BarGround.choices)
    document_no = models.CharField(_("依据文书号"), max_length=100)
    authority = models.ForeignKey(Authority, models.PROTECT, related_name="+", verbose_name=_("提出机关"))
    status = models.CharField(_("状态"), max_length=10, choices=BarStatus.choices, default=BarStatus.PROPOSED)
    proposed_on = models.DateField(_("提出日期"))
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("提出人")
    )
    confirmed_on = models.DateField(_("确认日期"), null=True, blank=True)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("确认人"),
    )

    objects = DisqualificationQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        verbose_name = verbose_name_plural = _("不得担任情形")
        constraints = [
            models.CheckConstraint(
                name="bar_confirmed_has_its_day",
                condition=~Q(status="confirmed") | Q(confirmed_on__isnull=False, confirmed_by__isnull=False),
                violation_error_message=_("已确认的情形必须有确认日期和确认人。"),
            )
        ]

    def __str__(self) -> str:
        # Without the name: the trail prints this and holds no personal data.
        return f"{self.get_ground_display()} {self.document_no}"
