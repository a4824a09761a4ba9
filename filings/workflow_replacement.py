"""The transition table of a replacement recommendation (Art. 12), read as ``workflow`` is."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from cqo_registry.accounts.models import User
from cqo_registry.core.verdicts import Verdict
from filings.enums import ReplacementStatus as S
from filings.facts import nothing, replacements
from filings.models import Replacement
from filings.policies import replacements as policies
from filings.workflow import Transition

REVIEW = Transition(
    "review", _("开始审查"), frozenset({S.CLUE}), S.REVIEWING, policies.may_recommend, nothing, "12"
)
ISSUE = Transition(
    "issue",
    _("发出建议书"),
    frozenset({S.REVIEWING}),
    S.ISSUED,
    policies.may_recommend,
    replacements.issuable,
    "12",
)
DISMISS = Transition(
    "dismiss",
    _("不予发出"),
    frozenset({S.CLUE, S.REVIEWING}),
    S.DISMISSED,
    policies.may_recommend,
    nothing,
    "12",
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
)
UNANSWERED = Transition(
    "unanswered",
    _("登记逾期未答复"),
    frozenset({S.ISSUED}),
    S.REPLIED,
    policies.may_recommend,
    replacements.unanswered,
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
)

TRANSITIONS = (REVIEW, ISSUE, DISMISS, REPLY, UNANSWERED, CLOSE, SETTLE)
BY_NAME = {transition.name: transition for transition in TRANSITIONS}


def offered(transition: Transition, replacement: Replacement, user: User) -> Verdict:
    """Whether the button is live now, facts included, so that it can say why not."""
    verdict = transition.may(replacement, user)
    return verdict & transition.fact(replacement) if verdict else verdict


def buttons(replacement: Replacement, user: User) -> dict[str, Verdict]:
    """Every transition by name with whether this user may use it now."""
    return {transition.name: offered(transition, replacement, user) for transition in TRANSITIONS}
