"""The transition table of a training session (Art. 16), read as ``filings.workflow`` is."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from cqo_registry.accounts.models import User
from cqo_registry.core.verdicts import Verdict
from filings.workflow import Transition
from training.enums import SessionStatus as S
from training.facts import sessions as facts
from training.models import TrainingSession
from training.policies import sessions as policies

OPEN = Transition("open", _("发布"), frozenset({S.DRAFT}), S.OPEN, policies.may_run, facts.openable, "16")
COMPLETE = Transition(
    "complete",
    _("办理结业"),
    frozenset({S.OPEN}),
    S.COMPLETED,
    policies.may_run,
    facts.completable,
    "16",
)
CANCEL = Transition(
    "cancel",
    _("取消培训班"),
    frozenset({S.OPEN}),
    S.CANCELLED,
    policies.may_run,
    facts.cancellable,
    "16",
    needs_reason=True,
)

TRANSITIONS = (OPEN, COMPLETE, CANCEL)
BY_NAME = {transition.name: transition for transition in TRANSITIONS}


def offered(session: TrainingSession, user: User) -> list[tuple[Transition, Verdict]]:
    """The acts of this state that are this user's to do, each with whether it is live now, or why not."""
    return [(each, each.fact(session)) for each in TRANSITIONS if each.may(session, user)]
