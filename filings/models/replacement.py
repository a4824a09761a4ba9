"""Replacement: the region's recommendation to replace a CQO (撤换建议, Art. 12)."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cqo_registry.audit.models import AuditEvent
from cqo_registry.casework.evidence import Evidence
from cqo_registry.core.rows import VersionedQuerySet
from cqo_registry.core.viewer import Viewer
from cqo_registry.directory.models import Authority, Enterprise
from filings.enums import ReplacementGround, ReplacementReply, ReplacementStatus
from filings.models.appointment import Appointment
from filings.models.disqualification import Disqualification
from filings.models.filing import Filing
from filings.rules.replacement import overdue_days

# What the authorities do among themselves; the enterprise follows the matter from the letter on.
BEFORE_THE_LETTER = ("replacement.clue", "replacement.bar", "replacement.review")


class ReplacementQuerySet(VersionedQuerySet["Replacement"]):
    """Sentences about recommendations."""

    def visible_to(self, user: Viewer) -> ReplacementQuerySet:
        """The region all, an office those of its area, an enterprise the letters it was sent (Art. 12)."""
        if user.sees_region:
            return self
        if user.is_officer and user.authority_id:
            return self.filter(Q(authority=user.authority_id) | Q(enterprise__authority=user.authority_id))
        if user.is_enterprise and user.enterprise_id:
            return self.filter(enterprise=user.enterprise_id, issued_on__isnull=False)
        return self.none()

    def open(self) -> ReplacementQuerySet:
        """Those not closed and not dismissed."""
        return self.exclude(status__in=[ReplacementStatus.CLOSED, ReplacementStatus.DISMISSED])

    def awaiting_reply(self) -> ReplacementQuerySet:
        """Letters the enterprise has not answered; also those whose missed term was noted."""
        return self.filter(status__in=[ReplacementStatus.ISSUED, ReplacementStatus.REPLIED]).exclude(
            reply__in=[ReplacementReply.REPLACED, ReplacementReply.REFUSED]
        )

    def reply_overdue(self, *, on: date) -> ReplacementQuerySet:
        """Letters without an answer whose term is over on that day; shown, and blocking nothing (D21)."""
        return self.awaiting_reply().filter(reply_by__lt=on)

    def misconduct(self) -> ReplacementQuerySet:
        """Those carried out on the ground of conduct: the person leaves the talent pool (Art. 12, 15)."""
        return self.filter(
            status=ReplacementStatus.CLOSED,
            closed_by_filing__isnull=False,
            grounds__contains=[ReplacementGround.CONDUCT],
        )

    def for_list(self) -> ReplacementQuerySet:
        """With all a list prints."""
        return self.select_related("enterprise", "authority", "appointment__person")


class Replacement(Evidence):
    """From a clue to the letter, the enterprise's reply and the recorded change; the filing stands (D21)."""

    appointment = models.ForeignKey(
        Appointment, models.PROTECT, related_name="replacements", verbose_name=_("任职")
    )
    enterprise = models.ForeignKey(
        Enterprise, models.PROTECT, related_name="replacements", verbose_name=_("企业")
    )
    authority = models.ForeignKey(Authority, models.PROTECT, related_name="+", verbose_name=_("提出机关"))
    bar = models.ForeignKey(
        Disqualification,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="replacements",
        verbose_name=_("不得担任情形"),
    )
    status = models.CharField(
        _("状态"), max_length=10, choices=ReplacementStatus.choices, default=ReplacementStatus.CLUE
    )
    version = models.PositiveIntegerField(_("版本"), default=1)
    grounds = ArrayField(
        models.CharField(max_length=10, choices=ReplacementGround.choices), verbose_name=_("事由")
    )
    finding = models.TextField(_("有关情况"), max_length=4000)
    incident_on = models.DateField(_("质量安全事故日期"), null=True, blank=True)
    incident_no = models.CharField(_("事故调查文书号"), max_length=100, blank=True)
    reported_at = models.DateTimeField(_("提出时间"))
    reported_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("提出人"),
    )
    reviewed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("审查人"),
    )
    letter_no = models.CharField(_("建议书文号"), max_length=60, blank=True)
    letter_text = models.TextField(_("建议书正文"), blank=True, max_length=4000)
    issued_on = models.DateField(_("发出日期"), null=True, blank=True)
    issued_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("签发人"),
    )
    reply_by = models.DateField(_("答复期限"), null=True, blank=True)
    reply = models.CharField(_("答复"), max_length=10, choices=ReplacementReply.choices, blank=True)
    reply_reason = models.CharField(_("答复说明"), max_length=1000, blank=True)
    replied_at = models.DateTimeField(_("答复时间"), null=True, blank=True)
    replied_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("答复人"),
    )
    closed_at = models.DateTimeField(_("办结时间"), null=True, blank=True)
    closed_by_filing = models.ForeignKey(
        Filing, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("办结的变更备案")
    )
    close_reason = models.CharField(_("办结或不予发出理由"), max_length=1000, blank=True)

    objects = ReplacementQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        verbose_name = verbose_name_plural = _("撤换建议")
        constraints = [
            models.UniqueConstraint(
                fields=["appointment"],
                condition=Q(status__in=["clue", "reviewing", "issued", "replied"]),
                name="replacement_one_open_per_appointment",
                violation_error_message=_("该首席质量官已有一件正在办理的撤换建议。"),
            ),
            models.UniqueConstraint(
                fields=["letter_no"],
                condition=~Q(letter_no=""),
                name="replacement_letter_number_once",
                violation_error_message=_("该建议书文号已被使用。"),
            ),
            models.CheckConstraint(
                name="replacement_has_a_ground",
                condition=Q(grounds__len__gte=1),
                violation_error_message=_("请至少选择一项事由。"),
            ),
            models.CheckConstraint(
                name="replacement_issued_has_its_letter",
                condition=~Q(status__in=["issued", "replied"])
                | Q(issued_on__isnull=False, issued_by__isnull=False, reply_by__isnull=False)
                & ~Q(letter_no=""),
                violation_error_message=_("已发出的建议必须有文号、发出日期、签发人和答复期限。"),
            ),
        ]

    def __str__(self) -> str:
        return self.letter_no or f"{self.get_status_display()} {self.pk}"

    @property
    def ground_labels(self) -> list[str]:
        """The grounds in words, in the order of the article."""
        return [str(ground.label) for ground in ReplacementGround if ground.value in self.grounds]

    @property
    def overdue_days(self) -> int:
        """Days the answer is late, 0 in time or once it is given; shown, and blocking nothing (D21)."""
        waits = self.status in (ReplacementStatus.ISSUED, ReplacementStatus.REPLIED)
        if not waits or self.reply_by is None or self.replied_at is not None:
            return 0
        return overdue_days(self.reply_by, timezone.localdate())

    def latest_events(self) -> list[Any]:
        """The newest acts since the letter, for the page that says what changed meanwhile."""
        return list(AuditEvent.objects.about(self).exclude(action__in=BEFORE_THE_LETTER)[:3])

    def get_absolute_url(self) -> str:
        """The recommendation's page."""
        return reverse("filings:replacement_detail", args=[self.pk])
