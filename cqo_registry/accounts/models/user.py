"""Users: one role each, paired with the authority or the enterprise it works for."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import AbstractBaseUser, UserManager
from django.contrib.auth.validators import UnicodeUsernameValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cqo_registry.accounts.enums import Role
from cqo_registry.core.text import half_width
from cqo_registry.directory.models import Authority, Enterprise


class Users(UserManager["User"]):
    """Creates users by role; there is no superuser here (三员分立)."""

    def create_user(
        self, username: str, email: str | None = None, password: str | None = None, **fields: Any
    ) -> User:
        """A user with a hashed password, saved."""
        user = self.model(username=self.model.normalize_username(username), email=email or "", **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def get_by_natural_key(self, username: str | None) -> User:
        """The user of this name, in any letter case."""
        return self.select_related("authority", "enterprise__authority").get(
            username__iexact=self.model.normalize_username(username or "")
        )


class User(AbstractBaseUser):
    """A person who signs in. The database refuses a role without its authority or enterprise."""

    username = models.CharField(
        _("用户名"),
        max_length=60,
        unique=True,
        validators=[UnicodeUsernameValidator()],
        error_messages={"unique": _("该用户名已被使用，请换一个。")},
    )
    name = models.CharField(_("姓名"), max_length=100)
    phone = models.CharField(_("手机号码"), max_length=30, blank=True)
    email = models.EmailField(_("电子邮箱"), blank=True)
    role = models.CharField(_("角色"), max_length=20, choices=Role.choices)
    authority = models.ForeignKey(
        Authority, models.PROTECT, null=True, blank=True, related_name="users", verbose_name=_("所属机构")
    )
    enterprise = models.ForeignKey(
        Enterprise, models.PROTECT, null=True, blank=True, related_name="users", verbose_name=_("所属企业")
    )
    is_active = models.BooleanField(_("启用"), default=True)
    created_at = models.DateTimeField(_("创建时间"), auto_now_add=True)
    # Of a password that somebody else chose; an own one empties both.
    initial_until = models.DateTimeField(_("初始密码有效期至"), null=True, blank=True, editable=False)
    initial_used_at = models.DateTimeField(_("初始密码使用时间"), null=True, blank=True, editable=False)

    objects = Users()
    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name", "role"]

    class Meta:
        ordering = ["username"]
        verbose_name = verbose_name_plural = _("用户")
        indexes = [
            models.Index(fields=["name", "id"], name="user_by_name"),
            models.Index(fields=["created_at", "id"], name="user_by_day"),
        ]
        constraints = [
            models.CheckConstraint(
                name="user_role_paired_with_its_body",
                condition=(
                    Q(role=Role.ENTERPRISE_FILER, authority__isnull=True, enterprise__isnull=False)
                    | Q(
                        role__in=[Role.PREFECTURE_OFFICER, Role.REGION_OFFICER],
                        authority__isnull=False,
                        enterprise__isnull=True,
                    )
                    | Q(
                        role__in=[Role.AUDITOR, Role.SYSTEM_ADMIN],
                        authority__isnull=True,
                        enterprise__isnull=True,
                    )
                ),
                violation_error_message=_("企业人员须选择企业，机构人员须选择机构，其他角色两者都不选。"),
            ),
        ]

    @classmethod
    def normalize_username(cls, username: str) -> str:
        """The name without what cannot be seen, in half width: as it is stored, typed and counted."""
        return half_width(username) if isinstance(username, str) else username

    def __str__(self) -> str:
        return self.name

    @property
    def is_enterprise(self) -> bool:
        """Whether this user files for an enterprise."""
        return self.role == Role.ENTERPRISE_FILER

    @property
    def is_officer(self) -> bool:
        """Whether this user works for one of the nine filing offices."""
        return self.role == Role.PREFECTURE_OFFICER

    @property
    def is_region(self) -> bool:
        """Whether this user works for the regional bureau."""
        return self.role == Role.REGION_OFFICER

    @property
    def is_auditor(self) -> bool:
        """Whether this user reads everything and changes nothing."""
        return self.role == Role.AUDITOR

    @property
    def is_system_admin(self) -> bool:
        """Whether this user manages accounts and sees no filing."""
        return self.role == Role.SYSTEM_ADMIN

    @property
    def sees_region(self) -> bool:
        """Whether this user's scope is the whole region."""
        return self.is_region or self.is_auditor

    @property
    def body(self) -> Authority | Enterprise | None:
        """The authority or enterprise the user works for."""
        return self.authority or self.enterprise

    @property
    def office(self) -> Authority:
        """The authority of whoever works for one; raises ``LookupError`` for everybody else."""
        if self.authority is None:
            raise LookupError(f"user {self.pk} works for no authority")
        return self.authority

    @property
    def must_choose_password(self) -> bool:
        """Whether somebody else knows the password still."""
        return self.initial_until is not None

    @property
    def password_state(self) -> str:
        """What the administrator reads of a password that is not the person's own; empty for an own one."""
        if self.initial_until is None:
            return ""
        if self.initial_used_at is not None:
            return str(_("初始密码已使用，待本人修改"))
        if timezone.now() >= self.initial_until:
            return str(_("初始密码已过期"))
        return _("初始密码，%(until)s前有效") % {
            "until": timezone.localtime(self.initial_until).strftime("%Y-%m-%d %H:%M")
        }

    def get_short_name(self) -> str:
        """The name, which in Xizang is one field and never split."""
        return self.name
