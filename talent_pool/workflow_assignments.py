"""The transition table of an assignment (Art. 12, 15)."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from cqo_registry.casework.workflow import Transition, Workflow, nothing
from talent_pool.enums import AssignmentStatus as S
from talent_pool.facts import assignments as facts
from talent_pool.models import Assignment
from talent_pool.policies import assignments as policies

ACCEPT = Transition(
    "accept",
    _("接受邀请"),
    frozenset({S.INVITED}),
    S.ACCEPTED,
    policies.may_answer,
    facts.acceptable,
    "15",
    noted=_("接受专家邀请"),
)
DECLINE = Transition(
    "decline",
    _("谢绝邀请"),
    frozenset({S.INVITED}),
    S.DECLINED,
    policies.may_answer,
    nothing,
    "15",
    noted=_("谢绝专家邀请"),
)
# Also after the acceptance: the duty to stay away may come up later.
RECUSE = Transition(
    "recuse",
    _("申请回避"),
    frozenset({S.INVITED, S.ACCEPTED}),
    S.RECUSED,
    policies.may_answer,
    nothing,
    "12",
    noted=_("专家申请回避"),
    needs_reason=True,
)
DONE = Transition(
    "done",
    _("登记完成"),
    frozenset({S.ACCEPTED}),
    S.DONE,
    policies.may_direct,
    policies.has_begun,
    "15",
    noted=_("登记专家任务完成"),
)
CANCEL = Transition(
    "cancel",
    _("取消任务"),
    frozenset({S.INVITED, S.ACCEPTED}),
    S.CANCELLED,
    policies.may_direct,
    nothing,
    "15",
    noted=_("取消专家任务"),
    needs_reason=True,
)

ASSIGNMENT = Workflow(
    "assignment.",
    _("专家任务"),
    Assignment,
    (ACCEPT, DECLINE, RECUSE, DONE, CANCEL),
    also={
        "invite": _("邀请专家"),
        "export": _("导出专家任务清单"),
    },
)
