"""Figures of the posts themselves: changes told late, empty posts, posts to be reviewed (Art. 14, D6)."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from cqo_registry.accounts.models import User
from cqo_registry.portal.views.figures import Figure, link
from filings.filters import filing_filter
from filings.ledger_filters import VacancyFilter
from filings.models import Appointment


def of_posts(user: User) -> list[Figure]:
    """Late reports of changes, vacancies, and CQOs whose enterprise has grown, each with its list."""
    vacant = VacancyFilter({}, user=user).qs.count()
    late = filing_filter({"overdue": "on"}, user).qs.count()
    grown = Appointment.objects.visible_to(user).to_requalify().count()
    return [
        Figure(_("变更报送逾期"), late, link("filings:list", overdue="on"), "red"),
        Figure(_("岗位空缺"), vacant, link("filings:vacancies"), "gold"),
        Figure(_("资格复核"), grown, link("filings:requalification"), "gold"),
    ]
