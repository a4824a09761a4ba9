"""TrainingSession: one class of the region or of an office (集中培训, Art. 16)."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cqo_registry.accounts.models import User
from cqo_registry.core.rows import Versioned, VersionedQuerySet
from cqo_registry.directory.enums import AuthorityLevel
from cqo_registry.directory.models import Authority
from training.enums import Audience, SessionMode, SessionStatus
from training.models.institution import Institution
from training.models.plan import PlanItem


class TrainingSessionQuerySet(VersionedQuerySet["TrainingSession"]):
    """Sentences about sessions."""

    def visible_to(self, user: User) -> TrainingSessionQuerySet:
        """The region and the auditor all; others what is offered to them, and where people of theirs sit.

        An enterprise that moved to another office keeps its seats, so both it and its new office read on; to
        what it was invited before, it finds its way too.
        Drafts are for their organiser alone.
        """
        shown = self._of(user) | ~Q(status=SessionStatus.DRAFT)
        if user.sees_region:
            return self.filter(shown)
        return self.filter(self._offered(user) | self._concerning(user), shown)

    def offered_to(self, user: User) -> TrainingSessionQuerySet:
        """The region's to all, a prefecture's to its own area, zones inside it included."""
        return self if user.sees_region else self.filter(self._offered(user))

    def _offered(self, user: User) -> Q:
        office = user.enterprise.authority if user.is_enterprise and user.enterprise else user.authority
        if office is None or not (user.is_enterprise or user.is_officer):
            return Q(pk__in=[])
        regional = Q(authority__level=AuthorityLevel.REGION)
        return regional | Q(authority__in=[pk for pk in (office.pk, office.parent_id) if pk])

    def _concerning(self, user: User) -> Q:
        rows = self.model.objects.all()
        if user.is_officer and user.authority_id:
            seats = rows.filter(enrolments__enterprise__authority=user.authority_id)
            return Q(pk__in=seats.values("pk"))
        if user.is_enterprise and user.enterprise_id:
            seats = rows.filter(enrolments__enterprise=user.enterprise_id)
            asked = rows.filter(invitations__appointment__enterprise=user.enterprise_id)
            return Q(pk__in=seats.values("pk")) | Q(pk__in=asked.values("pk"))
        return Q(pk__in=[])

    def _of(self, user: User) -> Q:
        return Q(authority=user.authority_id) if user.authority_id else Q(pk__in=[])

    def open(self) -> TrainingSessionQuerySet:
        """Published, and neither held nor called off."""
        return self.filter(status=SessionStatus.OPEN)

    def open_to_enrolment(self, *, on: date) -> TrainingSessionQuerySet:
        """Those that take names on ``on``."""
        return self.open().filter(enrol_until__gte=on)

    def for_list(self) -> TrainingSessionQuerySet:
        """With all a list prints, seats taken and waiting trainees included."""
        taken = models.Count("enrolments", filter=Q(enrolments__status="enrolled"))
        waiting = models.Count("enrolments", filter=Q(enrolments__status="waiting"))
        return self.select_related("authority", "institution").annotate(taken=taken, waiting=waiting)


class TrainingSession(Versioned):
    """One class; ``hours`` are 学时, the fee is in 元 per head, 0 unless a reason is given (Art. 17)."""

    number = models.CharField(_("培训班编号"), max_length=40, blank=True)
    authority = models.ForeignKey(
        Authority, models.PROTECT, related_name="training_sessions", verbose_name=_("主办机关")
    )
    plan_item = models.ForeignKey(
        PlanItem,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="sessions",
        verbose_name=_("计划项目"),
    )
    institution = models.ForeignKey(
        Institution,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="sessions",
        verbose_name=_("承办机构"),
    )
    title = models.CharField(_("培训班名称"), max_length=200)
    mode = models.CharField(_("形式"), max_length=8, choices=SessionMode.choices, default=SessionMode.ONSITE)
    place = models.CharField(_("地点"), max_length=300, blank=True)
    online_address = models.URLField(_("线上地址"), max_length=300, blank=True)
    starts_on = models.DateField(_("开班日期"))
    ends_on = models.DateField(_("结班日期"))
    enrol_until = models.DateField(_("报名截止日期"))
    hours = models.DecimalField(_("学时"), max_digits=5, decimal_places=1)
    syllabus = models.TextField(_("课程安排"), max_length=4000)
    capacity = models.PositiveIntegerField(_("名额"))
    audience = models.CharField(_("培训对象"), max_length=6, choices=Audience.choices, default=Audience.CQO)
    fee = models.DecimalField(_("向企业收费（元/人）"), max_digits=8, decimal_places=2, default=0)
    fee_reason = models.CharField(_("收费依据和理由"), max_length=500, blank=True)
    status = models.CharField(
        _("状态"),
        max_length=10,
        choices=SessionStatus.choices,
        default=SessionStatus.DRAFT,
        editable=False,
    )
    door_code = models.CharField(_("签到码"), max_length=40, blank=True, editable=False)
    created_at = models.DateTimeField(_("创建时间"), auto_now_add=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("创建人")
    )
    opened_at = models.DateTimeField(_("发布时间"), null=True, blank=True)
    completed_at = models.DateTimeField(_("结业时间"), null=True, blank=True)
    cancelled_at = models.DateTimeField(_("取消时间"), null=True, blank=True)
    cancel_reason = models.CharField(_("取消原因"), max_length=500, blank=True)

    objects = TrainingSessionQuerySet.as_manager()

    class Meta:
        ordering = ["-starts_on", "-id"]
        verbose_name = verbose_name_plural = _("培训班")
        indexes = [models.Index(fields=["authority", "status", "-starts_on"], name="session_by_office")]
        constraints = [
            models.UniqueConstraint(
                fields=["number"],
                condition=~Q(number=""),
                name="session_number_never_reused",
                violation_error_message=_("该培训班编号已被使用。"),
            ),
            models.UniqueConstraint(
                fields=["door_code"],
                condition=~Q(door_code=""),
                name="session_door_code_is_unique",
                violation_error_message=_("该签到码已被使用。"),
            ),
            models.CheckConstraint(
                name="session_days_in_order",
                condition=Q(ends_on__gte=F("starts_on")) & Q(enrol_until__lte=F("ends_on")),
                violation_error_message=_("结班日期不能早于开班日期，报名截止日期不能晚于结班日期。"),
            ),
            models.CheckConstraint(
                name="session_has_seats_and_hours",
                condition=Q(capacity__gte=1, hours__gt=0),
                violation_error_message=_("名额和学时必须大于 0。"),
            ),
            models.CheckConstraint(
                name="session_fee_has_its_reason",
                condition=Q(fee=0) | Q(fee__gt=0) & ~Q(fee_reason=""),
                violation_error_message=_("向企业收费必须写明依据和理由。"),
            ),
            models.CheckConstraint(
                name="session_offered_has_its_number",
                condition=Q(status__in=["draft", "cancelled"])
                | Q(opened_at__isnull=False) & ~Q(number="") & ~Q(door_code=""),
                violation_error_message=_("已发布的培训班必须有编号、签到码和发布时间。"),
            ),
            models.CheckConstraint(
                name="session_cancelled_has_its_reason",
                condition=~Q(status="cancelled") | Q(cancelled_at__isnull=False) & ~Q(cancel_reason=""),
                violation_error_message=_("取消培训班必须写明原因。"),
            ),
            models.CheckConstraint(
                name="session_completed_has_its_time",
                condition=~Q(status="completed") | Q(completed_at__isnull=False),
                violation_error_message=_("已结业的培训班必须有结业时间。"),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """The session's page."""
        return reverse("training:session_detail", args=[self.pk])

    @property
    def takes_staff(self) -> bool:
        """Whether other quality staff may enrol (Art. 16: encouraged)."""
        return self.audience == Audience.BOTH
