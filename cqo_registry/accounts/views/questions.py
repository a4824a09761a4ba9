"""What is asked before an act on registrations, members and accounts."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cqo_registry.accounts.models import Invitation, Registration, User
from cqo_registry.core.confirming import Given, Line, asks


def _approves(request: HttpRequest) -> bool:
    return request.POST.get("decision") == "approve"


def _decision(request: HttpRequest, given: Given) -> Any:
    return gettext("通过注册申请") if _approves(request) else gettext("不予通过注册申请")


def _decided(request: HttpRequest, given: Given) -> Any:
    if _approves(request):
        return gettext("随即开通账号，申请人可以登录并为该企业办理备案。")
    return gettext("申请随即办结，理由会记录，企业可以重新申请。")


def _person(request: Any, given: Given) -> list[Line]:
    user = User.objects.filter(pk=given["pk"]).first()
    known = user is not None and (request.user.is_system_admin or user.enterprise == request.user.enterprise)
    return [(gettext("人员"), user.name)] if user is not None and known else []


asks("accounts:registration_decide", _decision, _decided, of=Registration)
asks(
    "accounts:member_deactivate",
    _("停用成员"),
    _("该成员立即不能登录；其办理的备案不受影响。"),
    about=_person,
    hurts=True,
)
asks(
    "accounts:invitation_revoke",
    _("撤销邀请"),
    _("原链接不再有效，可以重新邀请。"),
    about=lambda request, given: [
        (gettext("人员"), row.name)
        for row in Invitation.objects.filter(pk=given["pk"], enterprise=request.user.enterprise)
    ],
    hurts=True,
)
asks(
    "accounts:user_reset",
    _("重置密码"),
    _("原密码立即失效，须把新的初始密码告知本人。"),
    about=_person,
    hurts=True,
)
