"""Enrolment: a trainee of a session, from the name on the list to the certificate (Art. 16)."""

from __future__ import annotations

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cqo_registry.core.rows import Versioned, VersionedQuerySet
from cqo_registry.core.viewer import Viewer
from cqo_registry.directory.models import Authority, Enterprise
from filings.models import Appointment, Person
from training.enums import (
    AttendanceMethod,
    EnrolmentSource,
    EnrolmentStatus,
    SessionStatus,
    TraineeKind,
    TrainingResult,
)
from training.models.session import TrainingSession


class EnrolmentQuerySet(VersionedQuerySet["Enrolment"]):
    """Sentences about enrolments."""

    def visible_to(self, user: Viewer) -> EnrolmentQuerySet:
        """The region all; an office its own sessions' and its own enterprises'; an enterprise its own."""
        if user.sees_region:
            return self
        if user.is_officer and user.authority_id:
            return self.filter(
                Q(session__authority=user.authority_id) | Q(enterprise__authority=user.authority_id)
            )
        if user.is_enterprise and user.enterprise_id:
            return self.filter(enterprise=user.enterprise_id)
        return self.none()

    def seated(self) -> EnrolmentQuerySet:
        """Those with a seat."""
        return self.filter(status=EnrolmentStatus.ENROLLED)

    def waiting(self) -> EnrolmentQuerySet:
        """Those on the waiting list, first come first."""
        return self.filter(status=EnrolmentStatus.WAITING).order_by("enrolled_at", "id")

    def live(self) -> EnrolmentQuerySet:
        """Those not cancelled."""
        return self.exclude(status=EnrolmentStatus.CANCELLED)

    def expected(self) -> EnrolmentQuerySet:
        """Those on the list of a session that is still to be held or graded, without a result yet."""
        return self.live().filter(result=TrainingResult.PENDING, session__status=SessionStatus.OPEN)

    def passed(self) -> EnrolmentQuerySet:
        """Those who completed a session with success."""
        return self.filter(status=EnrolmentStatus.ENROLLED, result=TrainingResult.PASSED)


class Enrolment(Versioned):
    """One trainee of one session; a CQO by the post held, other staff by name and telephone alone.

    ``authority`` is the enterprise's office when the name went on the list. ``seat`` runs from 1; the
    database knows each seat of a session once, so that a last seat has one holder.
    """

    session = models.ForeignKey(
        TrainingSession, models.PROTECT, related_name="enrolments", verbose_name=_("培训班")
    )
    enterprise = models.ForeignKey(
        Enterprise, models.PROTECT, related_name="enrolments", verbose_name=_("企业")
    )
    authority = models.ForeignKey(Authority, models.PROTECT, related_name="+", verbose_name=_("备案机关"))
    kind = models.CharField(_("人员类别"), max_length=6, choices=TraineeKind.choices)
    person = models.ForeignKey(
        Person,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="enrolments",
        verbose_name=_("首席质量官"),
    )
    appointment = models.ForeignKey(
        Appointment, models.PROTECT, null=True, blank=True, related_name="enrolments", verbose_name=_("任职")
    )
    name = models.CharField(_("姓名"), max_length=100)
    phone = models.CharField(_("手机号码"), max_length=30, blank=True)
    post = models.CharField(_("职务"), max_length=100, blank=True)
    source = models.CharField(_("报名方式"), max_length=10, choices=EnrolmentSource.choices)
    status = models.CharField(_("状态"), max_length=10, choices=EnrolmentStatus.choices)
    seat = models.PositiveIntegerField(_("座位号"), null=True, blank=True)
    enrolled_at = models.DateTimeField(_("报名时间"))
    enrolled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("报名人")
    )
    cancelled_at = models.DateTimeField(_("取消时间"), null=True, blank=True)
    cancel_reason = models.CharField(_("取消原因"), max_length=500, blank=True)
    attended_at = models.DateTimeField(_("签到时间"), null=True, blank=True)
    attendance_method = models.CharField(
        _("签到方式"), max_length=8, choices=AttendanceMethod.choices, blank=True
    )
    attended_hours = models.DecimalField(_("实到学时"), max_digits=5, decimal_places=1, null=True, blank=True)
    result = models.CharField(
        _("结果"), max_length=8, choices=TrainingResult.choices, default=TrainingResult.PENDING
    )
    result_at = models.DateTimeField(_("评定时间"), null=True, blank=True)
    certificate_no = models.CharField(_("证书编号"), max_length=40, blank=True)
    certificate_code = models.CharField(_("证书查验码"), max_length=40, blank=True, editable=False)
    # Of papers given out before a correction: they were real, and say nothing any more.
    void_codes = ArrayField(
        models.CharField(max_length=40),
        verbose_name=_("已失效的查验码"),
        default=list,
        blank=True,
        editable=False,
    )

    objects = EnrolmentQuerySet.as_manager()

    class Meta:
        ordering = ["session", "seat", "enrolled_at", "id"]
        verbose_name = verbose_name_plural = _("参训人员")
        indexes = [
            models.Index(fields=["person", "result"], name="enrolment_by_person"),
            models.Index(fields=["enterprise", "-id"], name="enrolment_by_enterprise"),
            GinIndex(fields=["void_codes"], name="enrolment_by_void_code"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["session", "seat"],
                name="enrolment_seat_has_one_holder",
                violation_error_message=_("该座位已有人。"),
            ),
            models.UniqueConstraint(
                fields=["session", "person"],
                condition=Q(person__isnull=False) & ~Q(status="cancelled"),
                name="enrolment_cqo_once_per_session",
                violation_error_message=_("该首席质量官已在本班名单中。"),
            ),
            models.UniqueConstraint(
                fields=["session", "enterprise", "name", "phone"],
                condition=Q(kind="staff") & ~Q(status="cancelled"),
                name="enrolment_staff_once_per_session",
                violation_error_message=_("该人员已在本班名单中。"),
            ),
            models.CheckConstraint(
                name="enrolment_seat_of_the_enrolled",
                condition=Q(status="enrolled", seat__gte=1) | ~Q(status="enrolled") & Q(seat__isnull=True),
                violation_error_message=_("已报名的人员必须有座位号，其他人员没有。"),
            ),
            models.CheckConstraint(
                name="enrolment_cqo_is_a_person_of_the_register",
                condition=Q(kind="cqo", person__isnull=False, appointment__isnull=False)
                | Q(kind="staff", person__isnull=True, appointment__isnull=True),
                violation_error_message=_("首席质量官必须对应任职记录，其他人员没有。"),
            ),
            models.CheckConstraint(
                name="enrolment_result_has_its_time",
                condition=Q(result="pending", result_at__isnull=True)
                | ~Q(result="pending") & Q(result_at__isnull=False, status="enrolled"),
                violation_error_message=_("评定结果必须有评定时间。"),
            ),
            models.CheckConstraint(
                name="enrolment_passed_has_its_certificate",
                condition=~Q(result="passed") & Q(certificate_no="")
                | Q(result="passed") & ~Q(certificate_no="") & ~Q(certificate_code=""),
                violation_error_message=_("只有合格人员有证书编号和查验码。"),
            ),
            models.UniqueConstraint(
                fields=["certificate_no"],
                condition=~Q(certificate_no=""),
                name="enrolment_certificate_number_never_reused",
                violation_error_message=_("该证书编号已被使用。"),
            ),
            models.UniqueConstraint(
                fields=["certificate_code"],
                condition=~Q(certificate_code=""),
                name="enrolment_certificate_code_is_unique",
                violation_error_message=_("该证书查验码已被使用。"),
            ),
            models.CheckConstraint(
                name="enrolment_cancelled_has_its_time",
                condition=~Q(status="cancelled") | Q(cancelled_at__isnull=False),
                violation_error_message=_("已取消的报名必须有取消时间。"),
            ),
        ]

    def __str__(self) -> str:
        # Without the name: the trail prints this and holds no personal data.
        return f"{self._meta.verbose_name} {self.pk}"

    @property
    def is_expected(self) -> bool:
        """Whether something is still to come of it, as ``expected`` says of many."""
        live = self.status != EnrolmentStatus.CANCELLED and self.result == TrainingResult.PENDING
        return live and self.session.status == SessionStatus.OPEN

    @property
    def is_cqo(self) -> bool:
        """Whether the trainee is a filed CQO (Art. 16: shall attend)."""
        return self.kind == TraineeKind.CQO
