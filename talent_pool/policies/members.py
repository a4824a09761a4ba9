"""Staying in the pool and leaving it: the region decides, the person may wish (Art. 15)."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from cqo_registry.accounts.models import User
from cqo_registry.core.regulation import cites
from cqo_registry.core.verdicts import Reason, Verdict
from filings.models import Appointment
from talent_pool.models import Membership


def speaks_for(user: User, membership: Membership) -> bool:
    """Whether the user files for an enterprise in which the expert holds the post."""
    if not user.is_enterprise:
        return False
    held = Appointment.objects.in_office().filter(enterprise=user.enterprise_id, person=membership.person_id)
    return held.exists()


@cites("15")
def may_manage(user: User, membership: Membership) -> Verdict:
    """Only the region keeps the pool."""
    return Verdict.unless(not user.is_region and Reason("not_region", _("人才库由自治区局管理。"), "15"))


@cites("15")
def may_wish(user: User, membership: Membership) -> Verdict:
    """The person's wish to leave comes through the enterprise."""
    return Verdict.unless(
        not speaks_for(user, membership) and Reason("not_own", _("退出申请由专家任职的企业登记。"), "15")
    )


@cites("9", "12", "15")
def by_itself(user: User, membership: Membership) -> Verdict:
    """What the register brings about is nobody's button."""
    return Verdict.unless(Reason("automatic", _("由系统根据登记情况自动办理。"), "15"))
