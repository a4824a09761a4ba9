"""Recommending to the pool and deciding on it (domain §2.2, Art. 15)."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from cqo_registry.accounts.models import User
from cqo_registry.core.regulation import cites
from cqo_registry.core.verdicts import Reason, Verdict
from filings.models import Appointment
from talent_pool.enums import Consent
from talent_pool.models import Nomination


@cites("15")
def may_nominate(user: User, appointment: Appointment) -> Verdict:
    """The office of the enterprise's area recommends; the region selects for itself from the filings."""
    own = user.is_officer and user.authority_id == appointment.enterprise.authority_id
    return Verdict.unless(
        not (own or user.is_region)
        and Reason("not_office", _("只有负责该辖区的备案机关和自治区局可以推荐。"), "15")
    )


@cites("15")
def may_decide(user: User, nomination: Nomination) -> Verdict:
    """Only the region builds the pool."""
    return Verdict.unless(not user.is_region and Reason("not_region", _("是否入库由自治区局决定。"), "15"))


@cites("15")
def may_withdraw(user: User, nomination: Nomination) -> Verdict:
    """Who put the person forward takes the recommendation back."""
    return Verdict.unless(
        not _nominated_by(user, nomination) and Reason("not_nominator", _("只有推荐机关可以撤回。"), "15")
    )


@cites("15")
def may_record_consent(user: User, nomination: Nomination) -> Verdict:
    """The person answers through the enterprise, or on paper to the office that asks.

    The enterprise may put its answer right until the decision, as long as the person works there; the
    office records what nobody has, so that it never turns a no into a yes.
    """
    held = nomination.appointment
    own = user.is_enterprise and user.enterprise_id == held.enterprise_id and held.ended_on is None
    asking = _nominated_by(user, nomination)
    return Verdict.unless(
        not (own or asking) and Reason("not_asked", _("本人意见由任职企业或者推荐机关登记。"), "15"),
        asking
        and nomination.consent != Consent.ASKED
        and Reason("answered", _("本人意见已经登记，只有任职企业可以更正。"), "15"),
    )


@cites("15")
def may_read_evidence(user: User, nomination: Nomination) -> Verdict:
    """What a recommendation rests on is for the authorities that see it."""
    own = user.is_officer and user.authority_id in (
        nomination.authority_id,
        nomination.appointment.enterprise.authority_id,
    )
    return Verdict.unless(
        not (own or user.is_region)
        and Reason("not_allowed", _("证明材料仅供推荐机关、所在辖区机关和自治区局查阅。"), "15")
    )


def _nominated_by(user: User, nomination: Nomination) -> bool:
    works = user.is_officer or user.is_region
    return works and user.authority_id == nomination.authority_id
