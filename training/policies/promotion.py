"""Who logs activities and keeps the funds: the region and each office for itself (Art. 17, 18, 20)."""

from __future__ import annotations

from typing import Protocol

from django.utils.translation import gettext_lazy as _

from cqo_registry.accounts.models import User
from cqo_registry.core.regulation import cites
from cqo_registry.core.verdicts import Reason, Verdict


class OfOffice(Protocol):
    """A row of an office: an activity, a budget, a line of spending."""

    authority_id: int


@cites("18", "20")
def may_log(user: User) -> Verdict:
    """Every office logs what it did."""
    return Verdict.unless(
        not _works_in_office(user) and Reason("not_office", _("只有市场监管机构可以登记推广活动。"), "18")
    )


@cites("18", "20")
def may_change_activity(user: User, activity: OfOffice) -> Verdict:
    """Only the office that held it amends it, strikes it out and keeps its pictures."""
    return Verdict.unless(
        not _owns(user, activity) and Reason("not_organiser", _("只有主办机关可以修改这项活动。"), "18")
    )


@cites("17")
def may_keep_funds(user: User) -> Verdict:
    """Every office keeps its own budget and spending."""
    return Verdict.unless(
        not _works_in_office(user) and Reason("not_office", _("只有市场监管机构可以登记经费。"), "17")
    )


@cites("17")
def may_change_funds(user: User, row: OfOffice) -> Verdict:
    """Nobody but the office itself changes its figures; the region reads them."""
    return Verdict.unless(
        not _owns(user, row) and Reason("not_own", _("只有本机关可以修改自己的经费记录。"), "17")
    )


def _works_in_office(user: User) -> bool:
    return user.is_officer or user.is_region


def _owns(user: User, row: OfOffice) -> bool:
    return _works_in_office(user) and user.authority_id == row.authority_id
