"""The transition table of a membership (Art. 9, 12, 15)."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from cqo_registry.casework.workflow import Transition, Workflow, nothing
from talent_pool.enums import MembershipStatus as S
from talent_pool.facts import members as facts
from talent_pool.models import Membership
from talent_pool.policies import members as policies

_IN = frozenset({S.CURRENT})
# The first two leave the state as it is.
WISH = Transition(
    "wish",
    _("登记退出申请"),
    _IN,
    S.CURRENT,
    policies.may_wish,
    nothing,
    "15",
    noted=_("登记退出人才库申请"),
)
KEEP = Transition(
    "keep",
    _("复核后保留"),
    _IN,
    S.CURRENT,
    policies.may_manage,
    facts.reviewable,
    "15",
    noted=_("复核后保留在库"),
    needs_reason=True,
)
DEPART = Transition("depart", _("按本人申请出库"), _IN, S.LEFT, policies.may_manage, facts.wished, "15")
REMOVE = Transition(
    "remove", _("决定出库"), _IN, S.LEFT, policies.may_manage, nothing, "15", needs_reason=True
)
# Not buttons: what the register of bars, letters and posts brings about.
LOSE = Transition(
    "lose",
    _("失去岗位"),
    _IN,
    S.CURRENT,
    policies.by_itself,
    nothing,
    "15",
    noted=_("人才库成员失去岗位"),
    by_itself=True,
)
BAR = Transition(
    "bar",
    _("因不得担任情形出库"),
    _IN,
    S.LEFT,
    policies.by_itself,
    nothing,
    "9",
    by_itself=True,
)
MISCONDUCT = Transition(
    "misconduct",
    _("因违反职业操守出库"),
    _IN,
    S.LEFT,
    policies.by_itself,
    nothing,
    "12",
    by_itself=True,
)

MEMBERSHIP = Workflow(
    "member.",
    _("人才库成员"),
    Membership,
    (WISH, KEEP, DEPART, REMOVE, LOSE, BAR, MISCONDUCT),
    also={
        "admit": _("进入人才库"),
        "export": _("导出人才库名册"),
    },
)
