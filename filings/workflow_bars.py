"""The transition table of an Art. 9 bar (decision D19)."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from cqo_registry.casework.workflow import Transition, Workflow, nothing
from filings.enums import BarStatus as S
from filings.facts import bars
from filings.models import Disqualification
from filings.policies import bars as policies

# The first two leave the state as it is: the person is told, and heard.
NOTIFY = Transition(
    "notify",
    _("登记告知"),
    frozenset({S.PROPOSED}),
    S.PROPOSED,
    policies.may_hear,
    nothing,
    "9",
    noted=_("告知本人不得担任情形"),
)
HEAR = Transition(
    "hear", _("登记陈述申辩"), frozenset({S.PROPOSED}), S.PROPOSED, policies.may_hear, bars.notified, "9"
)
CONFIRM = Transition(
    "confirm",
    _("确认"),
    frozenset({S.PROPOSED}),
    S.CONFIRMED,
    policies.may_decide_bar,
    bars.heard,
    "9",
    noted=_("确认不得担任情形"),
)
DECLINE = Transition(
    "decline",
    _("不予确认"),
    frozenset({S.PROPOSED}),
    S.DECLINED,
    policies.may_decide_bar,
    nothing,
    "9",
    noted=_("不予确认不得担任情形"),
    needs_reason=True,
)
LIFT = Transition(
    "lift",
    _("解除"),
    frozenset({S.CONFIRMED}),
    S.LIFTED,
    policies.may_decide_bar,
    nothing,
    "9",
    noted=_("解除不得担任情形"),
    needs_reason=True,
)

BAR = Workflow(
    "bar.",
    _("不得担任情形"),
    Disqualification,
    (NOTIFY, HEAR, CONFIRM, DECLINE, LIFT),
    also={
        "propose": _("提出不得担任情形"),
    },
)
