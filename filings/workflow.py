"""The transition table: buttons, checks, the state diagram and the tests read the same rows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from cqo_registry.accounts.models import User
from cqo_registry.core.verdicts import Reason, Verdict
from filings import facts, policies
from filings.enums import FilingStatus as S
from filings.models import Filing

Policy = Callable[[User, Any], Verdict]
Fact = Callable[[Any], Verdict]


@dataclass(frozen=True, slots=True)
class Transition:
    """One row of a table: from which states, to which, who, and on which facts.

    The table of filings stands below; other matters keep theirs beside it and are moved alike.
    """

    name: str
    label: Any
    sources: frozenset[TextChoices]
    target: TextChoices
    policy: Policy
    fact: Fact
    article: str
    needs_reason: bool = False
    releases: bool = False

    def may(self, row: Any, by: User) -> Verdict:
        """Whether the button is live for this user: the state and the person, not yet the facts."""
        fits = row.status in self.sources
        return self.policy(by, row) & Verdict.unless(
            not fits
            and Reason(
                "wrong_state",
                _("当前状态为“%(status)s”，不能%(act)s。")
                % {"status": row.get_status_display(), "act": self.label},
            )
        )

    def check(self, row: Any, by: User, reason: str = "") -> Verdict:
        """Everything that must hold at the moment of the act."""
        verdict = self.may(row, by) & Verdict.unless(
            self.needs_reason and not reason.strip() and Reason("reason", _("请写明理由。"), field="reason")
        )
        return verdict & self.fact(row) if verdict else verdict


SUBMIT = Transition(
    "submit",
    _("提交"),
    frozenset({S.DRAFT, S.RETURNED}),
    S.SUBMITTED,
    policies.may_file,
    facts.submittable,
    "14",
)
WITHDRAW = Transition(
    "withdraw",
    _("撤回"),
    frozenset({S.SUBMITTED, S.RETURNED}),
    S.WITHDRAWN,
    policies.may_file,
    facts.nothing,
    "14",
    releases=True,
)
CLOSE = Transition(
    "close",
    _("注销办结"),
    frozenset({S.SUBMITTED, S.RETURNED}),
    S.WITHDRAWN,
    policies.may_close,
    facts.nothing,
    "14",
    needs_reason=True,
    releases=True,
)
RETURN = Transition(
    "return",
    _("退回补正"),
    frozenset({S.SUBMITTED}),
    S.RETURNED,
    policies.may_decide,
    facts.nothing,
    "13",
    releases=True,
)
ACCEPT = Transition(
    "accept",
    _("予以备案"),
    frozenset({S.SUBMITTED}),
    S.ACCEPTED,
    policies.may_decide,
    facts.acceptable,
    "13",
    releases=True,
)
REFUSE = Transition(
    "refuse",
    _("不予备案"),
    frozenset({S.SUBMITTED}),
    S.REFUSED,
    policies.may_decide,
    facts.refusable,
    "13",
    needs_reason=True,
    releases=True,
)
FORWARD = Transition(
    "forward", _("上报"), frozenset({S.ACCEPTED}), S.FORWARDED, policies.may_forward, facts.nothing, "14"
)
RECORD = Transition(
    "record", _("入册"), frozenset({S.FORWARDED}), S.RECORDED, policies.may_record, facts.nothing, "14"
)
QUERY = Transition(
    "query",
    _("提出疑问"),
    frozenset({S.FORWARDED}),
    S.QUERIED,
    policies.may_record,
    facts.nothing,
    "13",
    needs_reason=True,
)
REPLY = Transition(
    "reply",
    _("答复疑问"),
    frozenset({S.QUERIED}),
    S.FORWARDED,
    policies.may_review,
    facts.nothing,
    "13",
    needs_reason=True,
)

TRANSITIONS = (SUBMIT, WITHDRAW, CLOSE, RETURN, ACCEPT, REFUSE, FORWARD, RECORD, QUERY, REPLY)
BY_NAME = {transition.name: transition for transition in TRANSITIONS}


def buttons(filing: Filing, user: User) -> dict[str, Verdict]:
    """Every transition by name with whether this user may use it now, for buttons and their tooltips."""
    return {transition.name: transition.may(filing, user) for transition in TRANSITIONS}
