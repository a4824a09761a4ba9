"""The transition table of a name on the list of a session (Art. 16)."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from cqo_registry.casework.workflow import Transition, Workflow, nothing
from training.enums import EnrolmentStatus as S
from training.models import Enrolment
from training.policies import enrolling as policies

# No button: a seat that gets free goes to who waits first.
PROMOTE = Transition(
    "promote",
    _("候补转为报名"),
    frozenset({S.WAITING}),
    S.ENROLLED,
    policies.may_cancel,
    nothing,
    "16",
    by_itself=True,
)
CANCEL = Transition(
    "cancel",
    _("取消报名"),
    frozenset({S.ENROLLED, S.WAITING}),
    S.CANCELLED,
    policies.may_cancel,
    nothing,
    "16",
    noted=_("取消培训报名"),
)

ENROLMENT = Workflow(
    "enrolment.",
    _("培训报名"),
    Enrolment,
    (PROMOTE, CANCEL),
    also={
        "enrol": _("培训报名"),
        "attend": _("培训签到"),
        "unmark": _("撤销培训签到"),
        "result": _("评定培训结果"),
        "correct": _("更正培训结果"),
        "invite": _("邀请参加培训"),
    },
)
