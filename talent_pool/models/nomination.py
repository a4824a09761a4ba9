"""Nomination: a CQO is put forward for the talent pool (Art. 15)."""

from __future__ import annotations

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cqo_registry.casework.evidence import Evidence
from cqo_registry.core.rows import Versioned, VersionedQuerySet
from cqo_registry.core.viewer import Viewer
from cqo_registry.directory.models import Authority
from filings.models import Appointment, Person
from talent_pool.enums import Consent, NominationSource, NominationStatus, Skill


class NominationQuerySet(VersionedQuerySet["Nomination"]):
    """Sentences about nominations."""

    def visible_to(self, user: Viewer) -> NominationQuerySet:
        """The region all; an office its own and those of its enterprises; an enterprise its CQO's."""
        if user.sees_region:
            return self
        if user.is_officer and user.authority_id:
            return self.filter(
                Q(authority=user.authority_id) | Q(appointment__enterprise__authority=user.authority_id)
            )
        if user.is_enterprise and user.enterprise_id:
            return self.filter(appointment__enterprise=user.enterprise_id)
        return self.none()

    def open(self) -> NominationQuerySet:
        """Those the region has not decided."""
        return self.filter(status=NominationStatus.PROPOSED)

    def for_list(self) -> NominationQuerySet:
        """With all a list prints."""
        return self.select_related("person", "authority", "appointment__enterprise")


class Nomination(Versioned, Evidence):
    """A recommendation with contributions and evidence, the person's consent and the region's decision."""

    source = models.CharField(_("来源"), max_length=12, choices=NominationSource.choices)
    authority = models.ForeignKey(Authority, models.PROTECT, related_name="+", verbose_name=_("推荐机关"))
    appointment = models.ForeignKey(
        Appointment, models.PROTECT, related_name="nominations", verbose_name=_("任职")
    )
    person = models.ForeignKey(
        Person, models.PROTECT, related_name="nominations", verbose_name=_("首席质量官")
    )
    contributions = models.TextField(_("质量贡献"), max_length=4000)
    industry = models.CharField(_("行业代码"), max_length=6)
    skills = ArrayField(
        models.CharField(max_length=16, choices=Skill.choices), verbose_name=_("专长"), default=list
    )
    status = models.CharField(
        _("状态"),
        max_length=10,
        choices=NominationStatus.choices,
        default=NominationStatus.PROPOSED,
        editable=False,
    )
    proposed_at = models.DateTimeField(_("推荐时间"))
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("推荐人")
    )
    consent = models.CharField(_("本人意见"), max_length=8, choices=Consent.choices, default=Consent.ASKED)
    consent_on = models.DateField(_("本人答复日期"), null=True, blank=True)
    consent_note = models.CharField(_("本人意见说明"), max_length=500, blank=True)
    consent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("登记本人意见的人员"),
    )
    decided_at = models.DateTimeField(_("决定时间"), null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("决定人"),
    )
    decision_reason = models.CharField(_("理由"), max_length=1000, blank=True)

    objects = NominationQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        verbose_name = verbose_name_plural = _("人才库推荐")
        constraints = [
            models.UniqueConstraint(
                fields=["person"],
                condition=Q(status="proposed"),
                name="nomination_one_open_per_person",
                violation_error_message=_("该首席质量官已有一件待决定的推荐。"),
            ),
            models.CheckConstraint(
                name="nomination_admitted_with_consent",
                condition=~Q(status="admitted") | Q(consent="given"),
                violation_error_message=_("未经本人同意不能入库。"),
            ),
            models.CheckConstraint(
                name="nomination_decided_has_its_time",
                condition=Q(status="proposed") | Q(decided_at__isnull=False),
                violation_error_message=_("已决定的推荐必须有决定时间。"),
            ),
            models.CheckConstraint(
                name="nomination_declined_has_its_reason",
                condition=~Q(status="declined") | ~Q(decision_reason=""),
                violation_error_message=_("不予入库必须写明理由。"),
            ),
            models.CheckConstraint(
                name="nomination_consent_has_its_day",
                condition=Q(consent="asked") | Q(consent_on__isnull=False),
                violation_error_message=_("本人意见必须有答复日期。"),
            ),
        ]

    def __str__(self) -> str:
        # Without the name: the trail prints this and holds no personal data.
        return f"{self._meta.verbose_name} {self.pk}"

    def get_absolute_url(self) -> str:
        """The nomination's page."""
        return reverse("talent_pool:nomination_detail", args=[self.pk])

    @property
    def skill_labels(self) -> list[str]:
        """The skills in words."""
        return [str(Skill(value).label) for value in self.skills]
