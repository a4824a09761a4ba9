"""The tables of a registration and of an invitation, and the acts on accounts."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from cqo_registry.accounts import policies
from cqo_registry.accounts.enums import InvitationStatus as I
from cqo_registry.accounts.enums import RegistrationStatus as R
from cqo_registry.accounts.models import Invitation, Registration
from cqo_registry.audit import acts
from cqo_registry.casework.workflow import Transition, Workflow, nothing

_GROUP = _("账号管理")

APPROVE = Transition(
    "approve",
    _("通过"),
    frozenset({R.PENDING}),
    R.APPROVED,
    policies.may_decide_registration,
    nothing,
    "13",
    noted=_("通过注册申请"),
)
DECLINE = Transition(
    "decline",
    _("不予通过"),
    frozenset({R.PENDING}),
    R.DECLINED,
    policies.may_decide_registration,
    nothing,
    "13",
    noted=_("不予通过注册申请"),
    needs_reason=True,
)
REGISTRATION = Workflow("account.registration_", _GROUP, Registration, (APPROVE, DECLINE))

ACCEPT = Transition(
    "accept",
    _("接受邀请"),
    frozenset({I.OPEN}),
    I.ACCEPTED,
    policies.was_invited,
    nothing,
    "",
    noted=_("接受邀请"),
    by_itself=True,
)
REVOKE = Transition(
    "revoke",
    _("撤销"),
    frozenset({I.OPEN}),
    I.REVOKED,
    policies.may_revoke,
    nothing,
    "",
    noted=_("撤销邀请"),
)
INVITATION = Workflow("account.invitation_", _GROUP, Invitation, (ACCEPT, REVOKE))

acts.name(
    "account.",
    _GROUP,
    {
        "create": _("新建账号"),
        "edit": _("修改账号"),
        "activate": _("启用账号"),
        "deactivate": _("停用账号"),
        "unlock": _("解除登录锁定"),
        "reset_password": _("重置密码"),
        "change_password": _("修改本人密码"),
        "use_initial_password": _("使用初始密码登录"),
        "register": _("提交注册申请"),
        "invite": _("邀请成员"),
    },
)
