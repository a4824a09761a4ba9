"""Assignment: an expert of the pool is asked to take part in a quality activity (Art. 15)."""

from __future__ import annotations

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cqo_registry.core.rows import Versioned, VersionedQuerySet
from cqo_registry.core.viewer import Viewer
from cqo_registry.directory.models import Authority, Enterprise
from filings.models import Appointment
from talent_pool.enums import AssignmentKind, AssignmentStatus, Skill
from talent_pool.models.membership import Membership


class AssignmentQuerySet(VersionedQuerySet["Assignment"]):
    """Sentences about assignments."""

    def visible_to(self, user: Viewer) -> AssignmentQuerySet:
        """The region all; an office its own and those at its enterprises; an enterprise its expert's."""
        if user.sees_region:
            return self
        if user.is_officer and user.authority_id:
            return self.filter(Q(authority=user.authority_id) | Q(enterprise__authority=user.authority_id))
        if user.is_enterprise and user.enterprise_id:
            own = Appointment.objects.filter(
                enterprise=user.enterprise_id, person=OuterRef("membership__person")
            )
            return self.filter(Exists(own.in_office()))
        return self.none()

    def live(self) -> AssignmentQuerySet:
        """Those invited or accepted."""
        return self.filter(status__in=[AssignmentStatus.INVITED, AssignmentStatus.ACCEPTED])

    def done(self) -> AssignmentQuerySet:
        """Those carried out: an expert's record of service."""
        return self.filter(status=AssignmentStatus.DONE)

    def for_list(self) -> AssignmentQuerySet:
        """With all a list prints."""
        return self.select_related("membership__person", "authority", "enterprise")


class Assignment(Versioned):
    """One task of one expert; ``enterprise`` is whom it concerns, empty for a consultation of an authority.

    Never at the expert's own enterprise, nor at one with the same legal representative (Art. 12 recusal).
    """

    membership = models.ForeignKey(
        Membership, models.PROTECT, related_name="assignments", verbose_name=_("专家")
    )
    authority = models.ForeignKey(
        Authority, models.PROTECT, related_name="assignments", verbose_name=_("邀请机关")
    )
    kind = models.CharField(_("活动类型"), max_length=14, choices=AssignmentKind.choices)
    title = models.CharField(_("事项"), max_length=200)
    enterprise = models.ForeignKey(
        Enterprise,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="assignments",
        verbose_name=_("服务企业"),
    )
    skill = models.CharField(_("所需专长"), max_length=16, choices=Skill.choices, blank=True)
    place = models.CharField(_("地点"), max_length=300, blank=True)
    starts_on = models.DateField(_("开始日期"))
    ends_on = models.DateField(_("结束日期"))
    note = models.TextField(_("工作内容"), max_length=2000, blank=True)
    status = models.CharField(
        _("状态"),
        max_length=10,
        choices=AssignmentStatus.choices,
        default=AssignmentStatus.INVITED,
        editable=False,
    )
    invited_at = models.DateTimeField(_("邀请时间"))
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("邀请人")
    )
    answered_at = models.DateTimeField(_("答复时间"), null=True, blank=True)
    answer_reason = models.CharField(_("谢绝或回避理由"), max_length=500, blank=True)
    done_at = models.DateTimeField(_("完成时间"), null=True, blank=True)
    days = models.DecimalField(_("工作天数"), max_digits=4, decimal_places=1, null=True, blank=True)
    outcome = models.TextField(_("工作成果"), max_length=2000, blank=True)
    rating = models.PositiveSmallIntegerField(
        _("评价（1 至 5）"), null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(5)]
    )
    feedback = models.CharField(_("反馈意见"), max_length=1000, blank=True)
    close_reason = models.CharField(_("取消原因"), max_length=500, blank=True)

    objects = AssignmentQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        verbose_name = verbose_name_plural = _("专家任务")
        indexes = [models.Index(fields=["membership", "-starts_on"], name="assignment_by_member")]
        constraints = [
            models.CheckConstraint(
                name="assignment_days_in_order",
                condition=Q(ends_on__gte=F("starts_on")),
                violation_error_message=_("结束日期不能早于开始日期。"),
            ),
            models.CheckConstraint(
                name="assignment_at_an_enterprise_or_a_consultation",
                condition=Q(enterprise__isnull=False) | Q(kind="consultation"),
                violation_error_message=_("质量提升、诊断和评审必须写明服务企业。"),
            ),
            models.CheckConstraint(
                name="assignment_done_has_its_outcome",
                condition=~Q(status="done") | Q(done_at__isnull=False) & ~Q(outcome=""),
                violation_error_message=_("已完成的任务必须有工作成果。"),
            ),
            models.CheckConstraint(
                name="assignment_turned_down_has_its_reason",
                condition=~Q(status="recused") | ~Q(answer_reason=""),
                violation_error_message=_("回避必须写明理由。"),
            ),
            models.CheckConstraint(
                name="assignment_rating_one_to_five",
                condition=Q(rating__isnull=True) | Q(rating__gte=1, rating__lte=5),
                violation_error_message=_("评价为 1 至 5。"),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """The assignment's page."""
        return reverse("talent_pool:assignment_detail", args=[self.pk])
