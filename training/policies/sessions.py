"""Training: the region plans, commissions and trains; an office trains its area (Art. 16, domain §2.2)."""

from __future__ import annotations

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cqo_registry.accounts.models import User
from cqo_registry.core.regulation import cites
from cqo_registry.core.verdicts import Reason, Verdict
from training.facts import sessions as facts
from training.models import PlanItem, TrainingSession


@cites("16")
def may_plan(user: User) -> Verdict:
    """The region plans training for all."""
    return Verdict.unless(
        not user.is_region and Reason("not_region", _("年度培训计划由自治区局统一制定。"), "16")
    )


@cites("16")
def may_commission(user: User) -> Verdict:
    """The region commissions institutions and keeps what qualifies them."""
    return Verdict.unless(not user.is_region and Reason("not_region", _("培训机构由自治区局委托。"), "16"))


@cites("16")
def may_organise(user: User) -> Verdict:
    """The region and every office hold sessions of their own."""
    return Verdict.unless(
        not (user.is_region or user.is_officer)
        and Reason("not_office", _("培训班由市场监管机构举办。"), "16")
    )


@cites("16")
def may_run(user: User, session: TrainingSession) -> Verdict:
    """The organiser runs a session; the region also those of the offices."""
    own = user.is_officer and user.authority_id == session.authority_id
    return Verdict.unless(
        not (own or user.is_region)
        and Reason("not_organiser", _("只有主办机关和自治区局可以办理这期培训班。"), "16")
    )


@cites("16")
def may_read_documents(user: User) -> Verdict:
    """What qualifies an institution is for the authorities and the auditor."""
    return Verdict.unless(
        not (user.sees_region or user.is_officer)
        and Reason("not_allowed", _("资质材料仅供市场监管机构和审计员查阅。"), "16")
    )


@cites("16")
def may_read_progress(user: User, line: PlanItem) -> Verdict:
    """How far a line was carried out is for its organiser, the region and the auditor."""
    own = user.is_officer and user.authority_id == line.organiser_id
    return Verdict.unless(
        not (own or user.sees_region)
        and Reason("not_allowed", _("执行情况仅供主办机关、自治区局和审计员查阅。"), "16")
    )


@cites("16", "17")
def may_be_opened(session: TrainingSession) -> Verdict:
    """Whether a draft may be offered today."""
    return facts.openable(session, on=timezone.localdate())


@cites("16")
def may_be_completed(session: TrainingSession) -> Verdict:
    """Whether a session is over today, with a result for everybody."""
    return facts.completable(session, on=timezone.localdate())
