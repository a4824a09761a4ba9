"""What the database says about user names, registrations and invitations."""

from __future__ import annotations

from datetime import timedelta

from axes.models import AccessAttempt
from django.conf import settings
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from cqo_registry.accounts.enums import InvitationStatus, Role
from cqo_registry.accounts.models import Invitation, Registration, User
from cqo_registry.core.verdicts import Reason, Verdict
from cqo_registry.directory.enums import EnterpriseStatus
from cqo_registry.directory.models import Enterprise

REGISTRATIONS_PER_HOUR = 10  # of one origin
USERNAME_TAKEN = Reason("username", _("该用户名已被使用，请换一个。"), field="username")


def username_free(username: str, *, but: User | None = None) -> Verdict:
    """Whether nobody has, and no open registration asks for, the name in any letter case."""
    users = User.objects.filter(username__iexact=username)
    if but is not None:
        users = users.exclude(pk=but.pk)
    asked = Registration.objects.pending().filter(username__iexact=username)
    return Verdict.unless((users.exists() or asked.exists()) and USERNAME_TAKEN)


def registrable(uscc: str) -> Verdict:
    """Whether the enterprise has neither an account nor an open registration; nothing else is said."""
    members = User.objects.filter(enterprise__uscc=uscc, is_active=True)
    return Verdict.unless(
        members.exists()
        and Reason("has_members", _("该企业已有账号，请联系本企业同事，由其发出成员邀请。"), field="uscc"),
        Registration.objects.pending().filter(uscc=uscc).exists()
        and Reason("pending", _("该企业已有一份待审核的注册申请，请等待备案机关审核。"), field="uscc"),
    )


def approvable(registration: Registration, enterprise: Enterprise | None) -> Verdict:
    """What stands against an approval now: the directory and accounts may have changed meanwhile."""
    if enterprise is None:
        return Verdict()
    gone = enterprise.status == EnterpriseStatus.DEREGISTERED
    return Verdict.unless(
        enterprise.authority_id != registration.authority_id
        and Reason("other_office", _("该企业的名录由其他备案机关管理，请不予通过并说明应向何处申请。")),
        gone and Reason("deregistered", _("该企业在名录中已注销，请先核实名录。")),
        enterprise.users.filter(is_active=True).exists()
        and Reason("has_members", _("该企业已有账号，请不予通过并告知其联系本企业同事。")),
    )


def origin_of(address: str) -> str:
    """A mark that tells senders apart without keeping their address."""
    return salted_hmac("accounts.origin", address).hexdigest()[:24]


def registrations_left(origin: str) -> Verdict:
    """Whether an origin may send one more registration within the hour."""
    since = timezone.now() - timedelta(hours=1)
    sent = Registration.objects.filter(origin=origin, created_at__gte=since).count() if origin else 0
    return Verdict.unless(
        sent >= REGISTRATIONS_PER_HOUR
        and Reason("too_many", _("一小时内提交的注册申请过多，请一小时后再试，或联系备案机关。"))
    )


def open_invitation(token_hash: str) -> Invitation | None:
    """The invitation a link leads to, while it may still be accepted."""
    return (
        Invitation.objects.filter(
            token_hash=token_hash, status=InvitationStatus.OPEN, expires_at__gt=timezone.now()
        )
        .select_related("enterprise")
        .first()
    )


def administration_stays(user: User, *, role: str, active: bool) -> Verdict:
    """Whether an administrator is left after the change of ``user``."""
    keeps = role == Role.SYSTEM_ADMIN and active
    others = User.objects.filter(role=Role.SYSTEM_ADMIN, is_active=True).exclude(pk=user.pk)
    return Verdict.unless(
        user.is_system_admin
        and user.is_active
        and not keeps
        and not others.exists()
        and Reason("last_admin", _("这是最后一名启用的系统管理员，不能停用或改变角色。"), field="is_active")
    )


def failed_sign_ins(user: User) -> int:
    """The most failures counted against the user from one address within the lock-out time."""
    since = timezone.now() - timedelta(hours=settings.AXES_COOLOFF_TIME)
    attempts = AccessAttempt.objects.filter(username__iexact=user.username, attempt_time__gte=since)
    return max(attempts.values_list("failures_since_start", flat=True), default=0)


def is_locked_out(user: User) -> bool:
    """Whether sign-in from some address is refused for now."""
    return failed_sign_ins(user) >= settings.AXES_FAILURE_LIMIT
