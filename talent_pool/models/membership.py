"""Membership: an expert of the pool, from the admission to the leaving (Art. 15)."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

from django.conf import settings
from django.contrib.postgres.expressions import ArraySubquery
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Avg, Count, Exists, F, OuterRef, Q, Sum
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cqo_registry.core.rows import Versioned, VersionedQuerySet
from cqo_registry.core.viewer import Viewer
from cqo_registry.directory.models import Authority
from filings.models import Appointment, Person
from talent_pool.enums import AssignmentStatus, LeavingGround, MembershipStatus, Skill
from talent_pool.models.nomination import Nomination


class MembershipQuerySet(VersionedQuerySet["Membership"]):
    """Sentences about members; ``for_list`` tells the active from the inactive."""

    def visible_to(self, user: Viewer) -> MembershipQuerySet:
        """The authorities and the auditor see the pool of the whole region; an enterprise its own CQO."""
        if user.sees_region or user.is_officer:
            return self
        if user.is_enterprise and user.enterprise_id:
            own = Appointment.objects.filter(enterprise=user.enterprise_id, person=OuterRef("person"))
            return self.filter(Exists(own.in_office()))
        return self.none()

    def current(self) -> MembershipQuerySet:
        """Those who have not left."""
        return self.filter(status=MembershipStatus.CURRENT)

    def current_at(self, moment: datetime) -> MembershipQuerySet:
        """Those in the pool at a moment, whatever has come since."""
        return self.filter(admitted_at__lte=moment).filter(Q(left_at__isnull=True) | Q(left_at__gt=moment))

    def active(self) -> MembershipQuerySet:
        """Current members who hold a post: only these are assigned."""
        return self.current().filter(Exists(in_office_of("person")))

    def inactive(self) -> MembershipQuerySet:
        """Current members without a post: to be reviewed by the region."""
        return self.current().filter(~Exists(in_office_of("person")))

    def to_review(self) -> MembershipQuerySet:
        """Inactive members whose loss of the post the region has not reviewed yet."""
        return self.inactive().filter(reviewed_on__isnull=True)

    def of(self, identity_index: str) -> MembershipQuerySet:
        """The stays of one person, found by blind index as bars are."""
        return self.filter(person__identity_index=identity_index)

    def for_list(self) -> MembershipQuerySet:
        """With all a list prints: ``holds_post`` (active or not), the enterprises, the record of service.

        The record is the expert's: a task of an earlier stay counts too.
        """
        tasks = "person__memberships__assignments"
        done = Q(**{f"{tasks}__status": AssignmentStatus.DONE})
        return self.select_related("person", "authority").annotate(
            holds_post=Exists(in_office_of("person")),
            posts=ArraySubquery(in_office_of("person").order_by("pk").values("enterprise__name")),
            admitted_from=F("nomination__appointment__enterprise__name"),
            served=Count(tasks, filter=done),
            served_days=Coalesce(Sum(f"{tasks}__days", filter=done), Decimal(0)),
            average=Avg(f"{tasks}__rating", filter=done),
        )


def in_office_of(person: str) -> models.QuerySet[Appointment]:
    """The posts a member holds, for subqueries."""
    return Appointment.objects.in_office().filter(person=OuterRef(person))


class Membership(Versioned):
    """One stay in the pool; ``authority`` is the office of the expert's enterprise at the admission."""

    person = models.ForeignKey(
        Person, models.PROTECT, related_name="memberships", verbose_name=_("首席质量官")
    )
    authority = models.ForeignKey(
        Authority, models.PROTECT, related_name="pool_members", verbose_name=_("所在辖区")
    )
    nomination = models.OneToOneField(
        Nomination, models.PROTECT, related_name="membership", verbose_name=_("推荐")
    )
    industry = models.CharField(_("行业代码"), max_length=6)
    skills = ArrayField(
        models.CharField(max_length=16, choices=Skill.choices), verbose_name=_("专长"), default=list
    )
    search_text = models.CharField(_("检索文本"), max_length=200, blank=True, editable=False)
    status = models.CharField(
        _("状态"),
        max_length=10,
        choices=MembershipStatus.choices,
        default=MembershipStatus.CURRENT,
        editable=False,
    )
    admitted_at = models.DateTimeField(_("入库时间"))
    admitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("决定人")
    )
    reviewed_on = models.DateField(_("失去岗位后的复核日期"), null=True, blank=True)
    review_note = models.CharField(_("复核意见"), max_length=500, blank=True)
    wish_on = models.DateField(_("本人申请退出日期"), null=True, blank=True)
    wish_note = models.CharField(_("退出申请说明"), max_length=500, blank=True)
    left_at = models.DateTimeField(_("出库时间"), null=True, blank=True)
    leaving_ground = models.CharField(_("出库原因"), max_length=12, choices=LeavingGround.choices, blank=True)
    leaving_reason = models.CharField(_("出库说明"), max_length=500, blank=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        verbose_name = verbose_name_plural = _("人才库成员")
        indexes = [models.Index(fields=["authority", "status"], name="membership_by_office")]
        constraints = [
            models.UniqueConstraint(
                fields=["person"],
                condition=Q(status="current"),
                name="membership_one_current_per_person",
                violation_error_message=_("该首席质量官已在人才库中。"),
            ),
            models.CheckConstraint(
                name="membership_left_has_its_ground",
                condition=Q(status="current", left_at__isnull=True, leaving_ground="")
                | Q(status="left", left_at__isnull=False) & ~Q(leaving_ground=""),
                violation_error_message=_("出库必须有时间和原因。"),
            ),
        ]

    def __str__(self) -> str:
        # Without the name: the trail prints this and holds no personal data.
        return f"{self._meta.verbose_name} {self.pk}"

    def get_absolute_url(self) -> str:
        """The member's page."""
        return reverse("talent_pool:member_detail", args=[self.pk])

    @property
    def skill_labels(self) -> list[str]:
        """The skills in words."""
        return [str(Skill(value).label) for value in self.skills]
