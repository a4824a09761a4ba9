"""The Art. 9 register: offices propose and hear the person, the region alone decides (decision D19)."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from cqo_registry.accounts.models import User
from cqo_registry.core.regulation import cites
from cqo_registry.core.verdicts import Reason, Verdict
from filings.models import Disqualification


@cites("9")
def may_propose_bar(user: User) -> Verdict:
    """An office or the region puts a person forward, with a document."""
    return Verdict.unless(
        not (user.is_officer or user.is_region) and Reason("not_office", _("只有市场监管机构可以提出。"), "9")
    )


@cites("9")
def may_hear(user: User, bar: Disqualification) -> Verdict:
    """Who proposed it, or the region, notifies the person and records the statement."""
    return Verdict.unless(
        not _knows_the_case(user, bar)
        and Reason("not_proposer", _("只有提出机关和自治区局可以登记告知和陈述申辩。"), "9")
    )


@cites("9")
def may_decide_bar(user: User, bar: Disqualification) -> Verdict:
    """Only the region confirms, declines and lifts: the effect is region-wide."""
    return Verdict.unless(
        not user.is_region and Reason("not_region", _("只有自治区局可以确认、不予确认或解除。"), "9")
    )


@cites("9")
def may_read_case(user: User, bar: Disqualification) -> Verdict:
    """Finding, statement and evidence are for the region and the recording office alone (domain §7)."""
    return Verdict.unless(
        not _knows_the_case(user, bar)
        and Reason("not_allowed", _("认定事实、陈述申辩和依据文件仅供自治区局和提出机关查阅。"), "9")
    )


def _knows_the_case(user: User, bar: Disqualification) -> bool:
    return user.is_region or (user.is_officer and user.authority_id == bar.authority_id)
