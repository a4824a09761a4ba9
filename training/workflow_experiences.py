"""The transition table of a typical experience (Art. 18, 20)."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from cqo_registry.casework.workflow import Transition, Workflow, nothing
from training.enums import ExperienceStatus as S
from training.facts import experiences as facts
from training.models import Experience
from training.policies import experiences as policies

SUBMIT = Transition(
    "submit",
    _("提交备案机关"),
    frozenset({S.DRAFT, S.RETURNED}),
    S.SUBMITTED,
    policies.may_submit,
    facts.ready,
    "18",
    noted=_("提交典型经验"),
)
# An office's own needs nobody between.
SEND = Transition(
    "send",
    _("报送自治区局"),
    frozenset({S.DRAFT}),
    S.REPORTED,
    policies.may_send,
    facts.ready,
    "20",
    noted=_("报送本机关典型经验"),
)
REPORT = Transition(
    "report",
    _("报送自治区局"),
    frozenset({S.SUBMITTED}),
    S.REPORTED,
    policies.may_report,
    nothing,
    "20",
    noted=_("报送典型经验"),
)
RETURN = Transition(
    "return",
    _("退回修改"),
    frozenset({S.SUBMITTED}),
    S.RETURNED,
    policies.may_report,
    nothing,
    "18",
    noted=_("退回典型经验"),
    needs_reason=True,
)
WITHDRAW = Transition(
    "withdraw",
    _("撤回"),
    frozenset({S.SUBMITTED, S.RETURNED, S.REPORTED}),
    S.WITHDRAWN,
    policies.may_edit,
    nothing,
    "18",
    noted=_("撤回典型经验"),
)
PUBLISH = Transition(
    "publish",
    _("发布"),
    frozenset({S.REPORTED}),
    S.PUBLISHED,
    policies.may_publish,
    nothing,
    "20",
    noted=_("发布典型经验"),
)
DECLINE = Transition(
    "decline",
    _("不予采用"),
    frozenset({S.REPORTED}),
    S.DECLINED,
    policies.may_publish,
    nothing,
    "20",
    noted=_("不予采用典型经验"),
    needs_reason=True,
)
RETRACT = Transition(
    "retract",
    _("撤下"),
    frozenset({S.PUBLISHED}),
    S.RETRACTED,
    policies.may_publish,
    nothing,
    "20",
    noted=_("撤下典型经验"),
    needs_reason=True,
)

EXPERIENCE = Workflow(
    "experience.",
    _("典型经验"),
    Experience,
    (SUBMIT, SEND, REPORT, RETURN, WITHDRAW, PUBLISH, DECLINE, RETRACT),
    also={
        "start": _("新建典型经验"),
        "save": _("保存典型经验"),
        "add_picture": _("添加典型经验图片"),
        "remove_picture": _("移除典型经验图片"),
    },
    drafting=("start", "save", "add_picture", "remove_picture"),
)
