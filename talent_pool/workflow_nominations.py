"""The transition table of a nomination (Art. 15)."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from cqo_registry.casework.workflow import Transition, Workflow, nothing
from talent_pool.enums import NominationStatus as S
from talent_pool.facts import nominations as facts
from talent_pool.models import Nomination
from talent_pool.policies import nominations as policies

# Leaves the state as it is: the person said yes or no.
CONSENT = Transition(
    "consent",
    _("登记本人意见"),
    frozenset({S.PROPOSED}),
    S.PROPOSED,
    policies.may_record_consent,
    nothing,
    "15",
)
ADMIT = Transition(
    "admit",
    _("同意入库"),
    frozenset({S.PROPOSED}),
    S.ADMITTED,
    policies.may_decide,
    facts.admissible,
    "15",
)
DECLINE = Transition(
    "decline",
    _("不予入库"),
    frozenset({S.PROPOSED}),
    S.DECLINED,
    policies.may_decide,
    nothing,
    "15",
    needs_reason=True,
)
WITHDRAW = Transition(
    "withdraw",
    _("撤回推荐"),
    frozenset({S.PROPOSED}),
    S.WITHDRAWN,
    policies.may_withdraw,
    nothing,
    "15",
    noted=_("撤回人才库推荐"),
)

NOMINATION = Workflow(
    "nomination.",
    _("人才库推荐"),
    Nomination,
    (CONSENT, ADMIT, DECLINE, WITHDRAW),
    also={
        "propose": _("推荐进入人才库"),
        "export": _("导出人才库推荐清单"),
    },
)
