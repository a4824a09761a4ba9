"""Art. 15: staying in the pool and leaving it."""

from __future__ import annotations

from datetime import date, datetime

from django.utils.translation import gettext_lazy as _

from cqo_registry.core.regulation import cites
from cqo_registry.core.verdicts import Reason, Verdict


@cites("15")
def check_reviewable(active: bool) -> Verdict:
    """Only who has lost the post is reviewed."""
    return Verdict.unless(active and Reason("active", _("该专家仍在任首席质量官，不需要复核。"), "15"))


@cites("15")
def check_wished(wish_on: date | None) -> Verdict:
    """The region closes a membership by wish when the wish is on record."""
    return Verdict.unless(wish_on is None and Reason("no_wish", _("没有本人的退出申请。"), "15"))


@cites("15")
def check_willing(wish_on: date | None) -> Verdict:
    """Nobody is asked for a further task who has taken the consent back and only waits to be let go."""
    return Verdict.unless(
        wish_on is not None and Reason("leaving", _("该专家已申请退出人才库，不再邀请。"), "15")
    )


@cites("15")
def check_wish(already: date | None, on: date, admitted_on: date, today: date) -> Verdict:
    """A wish is recorded once, on a day from the admission to today."""
    return Verdict.unless(
        already is not None and Reason("wished", _("已登记过本人的退出申请。"), "15"),
        on < admitted_on and Reason("wished_early", _("申请日期不能早于入库日期。"), "15", field="wished_on"),
        on > today and Reason("wished_ahead", _("申请日期不能晚于今天。"), "15", field="wished_on"),
    )


@cites("12", "15")
def ends_stay(settled_at: datetime | None, admitted_at: datetime) -> bool:
    """Whether a misconduct replacement ends this stay: a later admission is a new one and stands."""
    return settled_at is not None and settled_at >= admitted_at
