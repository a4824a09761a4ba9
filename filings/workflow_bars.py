"""The transition table of an Art. 9 bar (decision D19), read as ``workflow`` is."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from cqo_registry.accounts.models import User
from cqo_registry.core.verdicts import Verdict
from filings.enums import BarStatus as S
from filings.facts import bars, nothing
from filings.models import Disqualification
from filings.policies import bars as policies
from filings.workflow import Transition

# The first two leave the state as it is: the person is told, and heard.
NOTIFY = Transition(
    "notify", _("登记告知"), frozenset({S.PROPOSED}), S.PROPOSED, policies.may_hear, nothing, "9"
)
HEAR = Transition(
    "hear", _("登记陈述申辩"), frozenset({S.PROPOSED}), S.PROPOSED, policies.may_hear, bars.notified, "9"
)
CONFIRM = Transition(
    "confirm", _("确认"), frozenset({S.PROPOSED}), S.CONFIRMED, policies.may_decide_bar, bars.heard, "9"
)
DECLINE = Transition(
    "decline",
    _("不予确认"),
    frozenset({S.PROPOSED}),
    S.DECLINED,
    policies.may_decide_bar,
    nothing,
    "9",
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
    needs_reason=True,
)

TRANSITIONS = (NOTIFY, HEAR, CONFIRM, DECLINE, LIFT)
BY_NAME = {transition.name: transition for transition in TRANSITIONS}


def offered(bar: Disqualification, user: User) -> list[tuple[Transition, Verdict]]:
    """The acts of this state that are this user's to do, each with whether it is live now, or why not."""
    return [(each, each.fact(bar)) for each in TRANSITIONS if each.may(bar, user)]
