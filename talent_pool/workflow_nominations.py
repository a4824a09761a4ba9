"""The transition table of a nomination (Art. 15), read as ``filings.workflow`` is."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from filings.workflow import Transition
from talent_pool.enums import NominationStatus as S
from talent_pool.facts import nominations as facts
from talent_pool.policies import nominations as policies

# Leaves the state as it is: the person said yes or no.
CONSENT = Transition(
    "consent",
    _("登记本人意见"),
    frozenset({S.PROPOSED}),
    S.PROPOSED,
    policies.may_record_consent,
    facts.nothing,
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
    facts.nothing,
    "15",
    needs_reason=True,
)
WITHDRAW = Transition(
    "withdraw",
    _("撤回推荐"),
    frozenset({S.PROPOSED}),
    S.WITHDRAWN,
    policies.may_withdraw,
    facts.nothing,
    "15",
)

TRANSITIONS = (CONSENT, ADMIT, DECLINE, WITHDRAW)
BY_NAME = {transition.name: transition for transition in TRANSITIONS}
