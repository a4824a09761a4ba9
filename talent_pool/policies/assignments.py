"""Asking experts of the pool, and answering for them (Art. 12, 15)."""

from __future__ import annotations

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cqo_registry.accounts.models import User
from cqo_registry.core.regulation import cites
from cqo_registry.core.verdicts import Reason, Verdict
from cqo_registry.directory.models import Enterprise
from talent_pool.models import Assignment
from talent_pool.policies.members import speaks_for
from talent_pool.rules.assignments import check_begun


@cites("15")
def may_assign(user: User, enterprise: Enterprise | None) -> Verdict:
    """An office for the enterprises of its area, the region for all; both also for their own advice."""
    own = user.is_officer and (enterprise is None or enterprise.authority_id == user.authority_id)
    return Verdict.unless(
        not (own or user.is_region)
        and Reason("not_office", _("只有服务企业所在辖区的备案机关和自治区局可以邀请专家。"), "15")
    )


@cites("15")
def may_direct(user: User, assignment: Assignment) -> Verdict:
    """Who invited the expert closes or cancels the task."""
    own = (user.is_officer or user.is_region) and user.authority_id == assignment.authority_id
    return Verdict.unless(not own and Reason("not_inviter", _("只有邀请机关可以办理。"), "15"))


@cites("12", "15")
def may_answer(user: User, assignment: Assignment) -> Verdict:
    """The expert answers through the account of the enterprise."""
    return Verdict.unless(
        not speaks_for(user, assignment.membership)
        and Reason("not_own", _("邀请由专家任职的企业答复。"), "15")
    )


@cites("15")
def has_begun(assignment: Assignment) -> Verdict:
    """Whether the first day of the task has come by now."""
    return check_begun(assignment.starts_on, timezone.localdate())
