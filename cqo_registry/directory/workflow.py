"""The tables of an enterprise and of its move to another office (decisions D14, D29)."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from cqo_registry.audit import acts
from cqo_registry.casework.workflow import Line, Transition, Workflow, nothing
from cqo_registry.directory import policies
from cqo_registry.directory.enums import EnterpriseStatus as S
from cqo_registry.directory.models import Enterprise, EnterpriseTransfer

T = EnterpriseTransfer.Status
_GROUP = _("企业变动")

DEREGISTER = Transition(
    "deregister",
    _("登记注销"),
    frozenset({S.ACTIVE}),
    S.DEREGISTERED,
    policies.may_deregister,
    nothing,
    "14",
    noted=_("登记企业注销"),
    needs_reason=True,
)
REINSTATE = Transition(
    "reinstate",
    _("恢复"),
    frozenset({S.DEREGISTERED}),
    S.ACTIVE,
    policies.may_reinstate,
    nothing,
    "14",
    noted=_("恢复已注销企业"),
    needs_reason=True,
)


def _with_its_day(enterprise: Enterprise, before: str, after: str) -> Line:
    on = enterprise.deregistered_on
    return Line(enterprise, before, after, {"on": on.isoformat() if on else ""})


ENTERPRISE = Workflow(
    "enterprise.",
    _GROUP,
    Enterprise,
    (DEREGISTER, REINSTATE),
    also={
        "transfer_propose": _("提出移交企业"),
        "relocate": _("住所变更，备案机关变更"),
        "head_office": _("登记所属企业"),
    },
    line=_with_its_day,
)

CONFIRM = Transition(
    "confirm",
    _("接收"),
    frozenset({T.PROPOSED}),
    T.CONFIRMED,
    policies.may_answer_transfer,
    nothing,
    "13",
    noted=_("接收移交企业"),
)
DECLINE = Transition(
    "decline",
    _("不予接收"),
    frozenset({T.PROPOSED}),
    T.DECLINED,
    policies.may_answer_transfer,
    nothing,
    "13",
    noted=_("不予接收移交企业"),
    needs_reason=True,
)
CANCEL = Transition(
    "cancel",
    _("取消移交"),
    frozenset({T.PROPOSED}),
    T.CANCELLED,
    policies.may_cancel_transfer,
    nothing,
    "13",
    noted=_("取消移交企业"),
)


def between_offices(transfer: EnterpriseTransfer, before: str, after: str) -> Line:
    """A line about the enterprise, so that its whole history reads in one place."""
    details: dict[str, Any] = {"transfer": transfer.pk, "status": after}
    return Line(transfer.enterprise, transfer.origin.short_name, transfer.destination.short_name, details)


TRANSFER = Workflow(
    "enterprise.transfer_", _GROUP, EnterpriseTransfer, (CONFIRM, DECLINE, CANCEL), line=between_offices
)

acts.name(
    "directory.",
    _("企业名录"),
    {
        "import": _("导入企业名录"),
        "register": _("注册时新建企业"),
        "headings": _("填写藏文标题"),
    },
)
acts.name(
    "calendar.",
    _("工作日历"),
    {
        "add": _("添加放假或上班日"),
        "change": _("修改放假或上班日"),
        "remove": _("删除放假或上班日"),
        "import": _("导入工作日历"),
    },
)
