"""Activity: what an office did to spread the CQO system (Art. 18), and the region's exchanges (Art. 20)."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cqo_registry.core.rows import Versioned, VersionedQuerySet
from cqo_registry.core.viewer import Viewer
from cqo_registry.directory.enums import AuthorityLevel
from cqo_registry.directory.models import Authority, Enterprise
from training.enums import ActivityKind
from training.models.picture import Picture


class ActivityQuerySet(VersionedQuerySet["Activity"]):
    """Sentences about activities."""

    def visible_to(self, user: Viewer) -> ActivityQuerySet:
        """The region and the auditor all; an office its own and the region's exchanges."""
        if user.sees_region:
            return self
        if user.is_officer and user.authority_id:
            return self.filter(Q(authority=user.authority_id) | Q(authority__level=AuthorityLevel.REGION))
        return self.none()

    def standing(self) -> ActivityQuerySet:
        """Those not struck out."""
        return self.filter(struck_at__isnull=True)


class Activity(Versioned):
    """One activity that took place; ``heads`` counts persons, ``enterprise_count`` enterprises.

    ``enterprises`` names those of the directory; the count may be larger, for those not in it.
    """

    authority = models.ForeignKey(
        Authority, models.PROTECT, related_name="activities", verbose_name=_("主办机关")
    )
    kind = models.CharField(_("活动形式"), max_length=14, choices=ActivityKind.choices)
    title = models.CharField(_("活动名称"), max_length=200)
    held_on = models.DateField(_("活动日期"))
    place = models.CharField(_("地点"), max_length=300)
    enterprises = models.ManyToManyField(
        Enterprise, related_name="activities", blank=True, verbose_name=_("参加企业")
    )
    enterprise_count = models.PositiveIntegerField(_("参加企业数"))
    heads = models.PositiveIntegerField(_("参加人数"))
    summary = models.TextField(_("活动情况"), max_length=4000, blank=True)
    created_at = models.DateTimeField(_("登记时间"), auto_now_add=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("登记人")
    )
    struck_at = models.DateTimeField(_("作废时间"), null=True, blank=True)
    strike_reason = models.CharField(_("作废原因"), max_length=500, blank=True)

    objects = ActivityQuerySet.as_manager()

    class Meta:
        ordering = ["-held_on", "-id"]
        verbose_name = verbose_name_plural = _("推广活动")
        indexes = [models.Index(fields=["authority", "-held_on"], name="activity_by_office")]
        constraints = [
            models.CheckConstraint(
                name="activity_struck_has_its_reason",
                condition=Q(struck_at__isnull=True) | ~Q(strike_reason=""),
                violation_error_message=_("作废活动必须写明原因。"),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """The activity's page."""
        return reverse("training:activity_detail", args=[self.pk])


class ActivityPicture(Picture):
    """One picture of an activity."""

    activity = models.ForeignKey(
        Activity, models.CASCADE, related_name="pictures", verbose_name=_("推广活动")
    )

    class Meta(Picture.Meta):
        verbose_name = verbose_name_plural = _("活动图片")
