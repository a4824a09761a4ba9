"""The transition table of a replacement recommendation (Art. 12)."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from cqo_registry.casework.workflow import Transition, Workflow, nothing
from filings.enums import ReplacementStatus as S
from filings.facts import replacements
from filings.models import Replacement
from filings.policies import replacements as policies

REVIEW = Transition(
    "review",
    _("开始审查"),
    frozenset({S.CLUE}),
    S.REVIEWING,
    policies.may_recommend,
    nothing,
    "12",
    noted=_("开始审查撤换线索"),
)
ISSUE = Transition(
    "issue",
    _("发出建议书"),
    frozenset({S.REVIEWING}),
    S.ISSUED,
    policies.may_recommend,
    replacements.issuable,
    "12",
    noted=_("发出撤换建议书"),
)
DISMISS = Transition(
    "dismiss",
    _("不予发出"),
    frozenset({S.CLUE, S.REVIEWING}),
    S.DISMISSED,
    policies.may_recommend,
    nothing,
    "12",
    noted=_("不予发出撤换建议"),
    needs_reason=True,
)
REPLY = Transition(
    "reply",
    _("答复"),
    frozenset({S.ISSUED, S.REPLIED}),
    S.REPLIED,
    policies.may_answer,
    replacements.answerable,
    "12",
    noted=_("答复撤换建议"),
)
UNANSWERED = Transition(
    "unanswered",
    _("登记逾期未答复"),
    frozenset({S.ISSUED}),
    S.REPLIED,
    policies.may_recommend,
    policies.term_is_over,
    "12",
)
CLOSE = Transition(
    "close",
    _("办结"),
    frozenset({S.ISSUED, S.REPLIED}),
    S.CLOSED,
    policies.may_recommend,
    replacements.closable,
    "12",
    noted=_("办结撤换建议"),
    needs_reason=True,
)
# Not a button: what the region's record of the change brings about.
SETTLE = Transition(
    "settle",
    _("变更入册后办结"),
    frozenset({S.ISSUED, S.REPLIED}),
    S.CLOSED,
    policies.may_recommend,
    replacements.departed,
    "14",
    noted=_("变更入册，撤换建议办结"),
    by_itself=True,
)

REPLACEMENT = Workflow(
    "replacement.",
    _("撤换建议"),
    Replacement,
    (REVIEW, ISSUE, DISMISS, REPLY, UNANSWERED, CLOSE, SETTLE),
    also={
        "clue": _("提出撤换线索"),
        "bar": _("线索并入不得担任情形"),
    },
)
