"""The region's yearly training plan and its lines (Art. 16)."""

from __future__ import annotations

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cqo_registry.core.rows import Versioned, VersionedQuerySet
from cqo_registry.core.viewer import Viewer
from cqo_registry.directory.models import Authority
from training.enums import Audience


class TrainingPlanQuerySet(VersionedQuerySet["TrainingPlan"]):
    """Sentences about plans."""

    def visible_to(self, user: Viewer) -> TrainingPlanQuerySet:
        """The region its drafts too; everybody else who may sign in, the published ones."""
        if user.is_region:
            return self
        return self.none() if user.is_system_admin else self.filter(published_at__isnull=False)


class TrainingPlan(Versioned):
    """One year's plan; published by the region, and readable by all from then on."""

    year = models.PositiveSmallIntegerField(_("年度"), unique=True)
    title = models.CharField(_("标题"), max_length=200)
    aims = models.TextField(_("目标和要求"), max_length=4000, blank=True)
    created_at = models.DateTimeField(_("创建时间"), auto_now_add=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("创建人")
    )
    published_at = models.DateTimeField(_("发布时间"), null=True, blank=True)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("发布人"),
    )

    objects = TrainingPlanQuerySet.as_manager()

    class Meta:
        ordering = ["-year"]
        verbose_name = verbose_name_plural = _("年度培训计划")
        constraints = [
            models.CheckConstraint(
                name="plan_published_by_somebody",
                condition=Q(published_at__isnull=True) | Q(published_by__isnull=False),
                violation_error_message=_("已发布的计划必须有发布人。"),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """The plan's page."""
        return reverse("training:plan_detail", args=[self.pk])


class PlanItem(models.Model):
    """One line of a plan: who is to hold how many sessions on what, for whom, in which quarter."""

    plan = models.ForeignKey(TrainingPlan, models.CASCADE, related_name="items", verbose_name=_("年度计划"))
    organiser = models.ForeignKey(Authority, models.PROTECT, related_name="+", verbose_name=_("主办机关"))
    topic = models.CharField(_("培训内容"), max_length=200)
    audience = models.CharField(_("培训对象"), max_length=6, choices=Audience.choices, default=Audience.CQO)
    quarter = models.PositiveSmallIntegerField(
        _("季度"), validators=[MinValueValidator(1), MaxValueValidator(4)]
    )
    planned_sessions = models.PositiveSmallIntegerField(_("计划期数"), default=1)
    planned_hours = models.DecimalField(_("每期学时"), max_digits=5, decimal_places=1)
    planned_heads = models.PositiveIntegerField(_("计划人数"))

    class Meta:
        ordering = ["quarter", "id"]
        verbose_name = verbose_name_plural = _("计划项目")
        constraints = [
            models.CheckConstraint(
                name="plan_item_quarter_of_the_year",
                condition=Q(quarter__gte=1, quarter__lte=4),
                violation_error_message=_("季度为 1 至 4。"),
            ),
        ]

    def __str__(self) -> str:
        return self.topic
