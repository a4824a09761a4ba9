"""The transition table of a training session (Art. 16)."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from cqo_registry.casework.workflow import Transition, Workflow
from training.enums import SessionStatus as S
from training.facts import sessions as facts
from training.models import TrainingSession
from training.policies import sessions as policies

OPEN = Transition(
    "open",
    _("发布"),
    frozenset({S.DRAFT}),
    S.OPEN,
    policies.may_run,
    policies.may_be_opened,
    "16",
    noted=_("发布培训班"),
)
COMPLETE = Transition(
    "complete",
    _("办理结业"),
    frozenset({S.OPEN}),
    S.COMPLETED,
    policies.may_run,
    policies.may_be_completed,
    "16",
    noted=_("培训班结业"),
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

SESSION = Workflow(
    "session.",
    _("培训班"),
    TrainingSession,
    (OPEN, COMPLETE, CANCEL),
    also={
        "create": _("新建培训班"),
        "edit": _("修改培训班"),
        "discard": _("删除筹备中的培训班"),
    },
)
