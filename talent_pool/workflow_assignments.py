"""The transition table of an assignment (Art. 12, 15), read as ``filings.workflow`` is."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from filings.workflow import Transition
from talent_pool.enums import AssignmentStatus as S
from talent_pool.facts import assignments as facts
from talent_pool.facts.nominations import nothing
from talent_pool.policies import assignments as policies

ACCEPT = Transition(
    "accept",
    _("接受邀请"),
    frozenset({S.INVITED}),
    S.ACCEPTED,
    policies.may_answer,
    facts.acceptable,
    "15",
)
DECLINE = Transition(
    "decline", _("谢绝邀请"), frozenset({S.INVITED}), S.DECLINED, policies.may_answer, nothing, "15"
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
    needs_reason=True,
)
DONE = Transition(
    "done", _("登记完成"), frozenset({S.ACCEPTED}), S.DONE, policies.may_direct, facts.begun, "15"
)
CANCEL = Transition(
    "cancel",
    _("取消任务"),
    frozenset({S.INVITED, S.ACCEPTED}),
    S.CANCELLED,
    policies.may_direct,
    nothing,
    "15",
    needs_reason=True,
)

TRANSITIONS = (ACCEPT, DECLINE, RECUSE, DONE, CANCEL)
BY_NAME = {transition.name: transition for transition in TRANSITIONS}
