"""How enterprises come in: registration by USCC, and invitations of further members."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cqo_registry.accounts.enums import InvitationStatus, RegistrationStatus
from cqo_registry.accounts.models.user import User
from cqo_registry.core.rows import Versioned, VersionedQuerySet
from cqo_registry.directory.models import Authority, County, Enterprise


class RegistrationQuerySet(VersionedQuerySet["Registration"]):
    """Sentences about registrations."""

    def visible_to(self, user: User) -> RegistrationQuerySet:
        """An office sees those addressed to it; the region and the auditor see all."""
        if user.sees_region:
            return self
        if user.is_officer and user.authority_id:
            return self.filter(authority=user.authority_id)
        return self.none()

    def pending(self) -> RegistrationQuerySet:
        """Those that wait for a decision."""
        return self.filter(status=RegistrationStatus.PENDING)


class Registration(Versioned):
    """An enterprise asks for its first account; its prefecture approves or declines."""

    uscc = models.CharField(_("统一社会信用代码"), max_length=18)
    enterprise_name = models.CharField(_("企业名称"), max_length=200)
    county = models.ForeignKey(County, models.PROTECT, verbose_name=_("住所所在区县"))
    authority = models.ForeignKey(
        Authority, models.PROTECT, related_name="registrations", verbose_name=_("备案机关")
    )
    applicant_name = models.CharField(_("经办人姓名"), max_length=100)
    phone = models.CharField(_("手机号码"), max_length=30)
    email = models.EmailField(_("电子邮箱"), blank=True)
    username = models.CharField(_("用户名"), max_length=60)
    password = models.CharField(_("密码"), max_length=200)  # hashed from the first moment
    status = models.CharField(
        _("状态"), max_length=10, choices=RegistrationStatus.choices, default=RegistrationStatus.PENDING
    )
    reason = models.CharField(_("理由"), max_length=300, blank=True)
    origin = models.CharField(_("来源标识"), max_length=24, blank=True, editable=False)  # no address
    created_at = models.DateTimeField(_("申请时间"), auto_now_add=True)
    decided_at = models.DateTimeField(_("审核时间"), null=True, blank=True)
    decided_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("审核人")
    )

    objects = RegistrationQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        verbose_name = verbose_name_plural = _("企业注册申请")
        constraints = [
            models.UniqueConstraint(
                fields=["uscc"],
                condition=Q(status="pending"),
                name="registration_one_pending_per_uscc",
                violation_error_message=_("该企业已有一份待审核的注册申请，请等待备案机关审核。"),
            ),
        ]

    def __str__(self) -> str:
        return self.enterprise_name


class Invitation(Versioned):
    """A member of an enterprise invites another; the link is known only by its hash."""

    enterprise = models.ForeignKey(
        Enterprise, models.CASCADE, related_name="invitations", verbose_name=_("企业")
    )
    name = models.CharField(_("受邀人姓名"), max_length=100)
    phone = models.CharField(_("手机号码"), max_length=30)
    token_hash = models.CharField(_("链接校验值"), max_length=64, unique=True)
    status = models.CharField(
        _("状态"), max_length=10, choices=InvitationStatus.choices, default=InvitationStatus.OPEN
    )
    invited_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("邀请人"))
    created_at = models.DateTimeField(_("邀请时间"), auto_now_add=True)
    expires_at = models.DateTimeField(_("失效时间"))
    accepted_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("接受人")
    )

    objects = VersionedQuerySet["Invitation"].as_manager()

    class Meta:
        ordering = ["-id"]
        verbose_name = verbose_name_plural = _("成员邀请")

    def __str__(self) -> str:
        return self.name
