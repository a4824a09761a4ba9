"""The transition table of a typical experience (Art. 18, 20), read as ``filings.workflow`` is."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from cqo_registry.accounts.models import User
from cqo_registry.core.verdicts import Verdict
from filings.facts import nothing
from filings.workflow import Transition
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
)
# An office's own needs nobody between.
SEND = Transition(
    "send", _("报送自治区局"), frozenset({S.DRAFT}), S.REPORTED, policies.may_send, facts.ready, "20"
)
REPORT = Transition(
    "report", _("报送自治区局"), frozenset({S.SUBMITTED}), S.REPORTED, policies.may_report, nothing, "20"
)
RETURN = Transition(
    "return",
    _("退回修改"),
    frozenset({S.SUBMITTED}),
    S.RETURNED,
    policies.may_report,
    nothing,
    "18",
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
)
PUBLISH = Transition(
    "publish", _("发布"), frozenset({S.REPORTED}), S.PUBLISHED, policies.may_publish, nothing, "20"
)
DECLINE = Transition(
    "decline",
    _("不予采用"),
    frozenset({S.REPORTED}),
    S.DECLINED,
    policies.may_publish,
    nothing,
    "20",
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
    needs_reason=True,
)

TRANSITIONS = (SUBMIT, SEND, REPORT, RETURN, WITHDRAW, PUBLISH, DECLINE, RETRACT)
BY_NAME = {transition.name: transition for transition in TRANSITIONS}


def offered(experience: Experience, user: User) -> list[tuple[Transition, Verdict]]:
    """The acts of this state that are this user's to do, each with whether it is live now, or why not."""
    return [(each, each.fact(experience)) for each in TRANSITIONS if each.may(experience, user)]
