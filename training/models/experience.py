"""Experience: a typical experience (典型经验) on its way to all enterprises (Art. 18, 20)."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cqo_registry.core.rows import Versioned, VersionedQuerySet
from cqo_registry.core.viewer import Viewer
from cqo_registry.directory.models import Authority, Enterprise
from training.enums import ExperienceStatus as S
from training.models.picture import Picture


class ExperienceQuerySet(VersionedQuerySet["Experience"]):
    """Sentences about experiences."""

    def visible_to(self, user: Viewer) -> ExperienceQuerySet:
        """What is published is for all who file or review; before, for its author and whom it was sent to."""
        published = Q(status=S.PUBLISHED)
        if user.sees_region:
            own = (
                Q(authority=user.authority_id, enterprise__isnull=True) if user.authority_id else Q(pk__in=[])
            )
            sent = Q(reported_at__isnull=False)
            return self.filter(sent | published | own)
        if user.is_officer and user.authority_id:
            sent = Q(authority=user.authority_id) & (
                Q(enterprise__isnull=True) | Q(submitted_at__isnull=False)
            )
            return self.filter(sent | published)
        if user.is_enterprise and user.enterprise_id:
            return self.filter(Q(enterprise=user.enterprise_id) | published)
        return self.none()

    def awaiting_office(self) -> ExperienceQuerySet:
        """Those that wait for their office to report or return them."""
        return self.filter(status=S.SUBMITTED)

    def awaiting_region(self) -> ExperienceQuerySet:
        """Those that wait for the region's decision."""
        return self.filter(status=S.REPORTED)

    def published(self) -> ExperienceQuerySet:
        """Those every enterprise can read."""
        return self.filter(status=S.PUBLISHED)


class Experience(Versioned):
    """Written by an enterprise, or by its office with or without naming one; published by the region.

    ``enterprise`` is the author enterprise and empty where the office writes; ``about`` is the enterprise an
    office writes of. ``authority`` is the office that reports it. The moments stay when it moves on, that of
    the first submission too, so that any day can be counted later; what is withdrawn may be copied.
    """

    authority = models.ForeignKey(
        Authority, models.PROTECT, related_name="experiences", verbose_name=_("报送机关")
    )
    enterprise = models.ForeignKey(
        Enterprise,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="experiences",
        verbose_name=_("作者企业"),
    )
    about = models.ForeignKey(
        Enterprise, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("涉及企业")
    )
    title = models.CharField(_("标题"), max_length=200)
    summary = models.CharField(_("摘要"), max_length=500, blank=True)
    body = models.TextField(_("正文"), max_length=20000, blank=True)
    status = models.CharField(_("状态"), max_length=10, choices=S.choices, default=S.DRAFT, editable=False)
    created_at = models.DateTimeField(_("创建时间"), auto_now_add=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("撰写人")
    )
    saved_at = models.DateTimeField(_("保存时间"), null=True, blank=True)
    submitted_at = models.DateTimeField(_("提交时间"), null=True, blank=True)
    reported_at = models.DateTimeField(_("报送时间"), null=True, blank=True)
    reported_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("报送人"),
    )
    decided_at = models.DateTimeField(_("审核时间"), null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("审核人"),
    )
    published_at = models.DateTimeField(_("发布时间"), null=True, blank=True)
    retracted_at = models.DateTimeField(_("撤下时间"), null=True, blank=True)
    withdrawn_at = models.DateTimeField(_("撤回时间"), null=True, blank=True)
    reason = models.CharField(_("退回、不予采用或撤下的理由"), max_length=1000, blank=True)

    objects = ExperienceQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        verbose_name = verbose_name_plural = _("典型经验")
        indexes = [
            models.Index(fields=["authority", "status", "-id"], name="experience_by_office"),
            models.Index(fields=["status", "-published_at"], name="experience_published"),
        ]
        constraints = [
            models.CheckConstraint(
                name="experience_published_has_its_time",
                condition=~Q(status="published")
                | Q(published_at__isnull=False, reported_at__isnull=False, decided_by__isnull=False),
                violation_error_message=_("已发布的典型经验必须有报送、审核和发布时间。"),
            ),
            models.CheckConstraint(
                name="experience_turned_down_has_its_reason",
                condition=~Q(status__in=["returned", "declined", "retracted"]) | ~Q(reason=""),
                violation_error_message=_("退回、不予采用或撤下必须写明理由。"),
            ),
            models.CheckConstraint(
                name="experience_withdrawn_has_its_time",
                condition=~Q(status="withdrawn") | Q(withdrawn_at__isnull=False),
                violation_error_message=_("已撤回的典型经验必须有撤回时间。"),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """The experience's page."""
        return reverse("training:experience_detail", args=[self.pk])

    @property
    def author(self) -> Authority | Enterprise:
        """Who wrote it: the enterprise, or the office."""
        return self.enterprise or self.authority


class ExperiencePicture(Picture):
    """One picture of an experience."""

    experience = models.ForeignKey(
        Experience, models.CASCADE, related_name="pictures", verbose_name=_("典型经验")
    )

    class Meta(Picture.Meta):
        verbose_name = verbose_name_plural = _("典型经验图片")
