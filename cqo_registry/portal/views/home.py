"""The home page of each role: what must I do now."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views import View

from cqo_registry.accounts.access import EVERYBODY
from cqo_registry.accounts.enums import Role
from cqo_registry.accounts.models import User
from cqo_registry.portal.views import figures, overview
from cqo_registry.portal.views.chapter_five import of_pool, of_training
from cqo_registry.portal.views.coverage import coverage
from cqo_registry.portal.views.posts import of_posts
from cqo_registry.portal.views.trend import coverage_chart, trend
from filings.enums import FilingStatus
from filings.views.arrivals import arrivals_of
from filings.views.cards import enterprise_card
from filings.views.queue import by_urgency, queue_of
from filings.views.replacements import open_letters
from filings.views.rows import Days, queue_rows

FIRST_ROWS = 10


def enterprise_home(user: User) -> tuple[str, dict[str, Any]]:
    """The CQO card with its one button, and the letters of the region that are open (Art. 12)."""
    return "portal/home_enterprise.html", {"card": enterprise_card(user), "letters": open_letters(user)}


def officer_home(user: User) -> tuple[str, dict[str, Any]]:
    """The figures of the queue, its ten most urgent filings, and how the year stands in the area."""
    days = Days.of(user.office)
    waiting = by_urgency(queue_of(user).filter(status=FilingStatus.SUBMITTED).for_list())
    first = waiting.order_by("turn", "pk")[:FIRST_ROWS]
    return "portal/home_officer.html", {
        "figures": [*figures.of_officer(user, days), *of_posts(user)],
        "promotion": [*of_training(user), *of_pool(user)],
        "rows": queue_rows(first, by=user, days=days),
        "charts": {"bars": overview.of_office(user), "trend": trend(user)},
    }


def region_home(user: User) -> tuple[str, dict[str, Any]]:
    """What arrived, and how each area stands: covered, late, vacant, trained."""
    areas = coverage(user)
    return "portal/home_region.html", {
        "figures": [*figures.of_region(user), *of_posts(user)],
        "promotion": [*of_training(user), *of_pool(user)],
        "arrivals": list(arrivals_of(user).for_list().order_by("forwarded_at", "pk")[:FIRST_ROWS]),
        "coverage": areas,
        "charts": {"bars": [coverage_chart(areas), *overview.of_region(user, areas)], "trend": trend(user)},
    }


def auditor_home(user: User) -> tuple[str, dict[str, Any]]:
    """The trail's figures and the way to every list that is read only."""
    return "portal/home_auditor.html", {"figures": figures.of_auditor(user)}


def admin_home(user: User) -> tuple[str, dict[str, Any]]:
    """The accounts."""
    return "portal/home_admin.html", {"figures": figures.of_admin()}


HOMES: dict[str, Callable[[User], tuple[str, dict[str, Any]]]] = {
    Role.ENTERPRISE_FILER: enterprise_home,
    Role.PREFECTURE_OFFICER: officer_home,
    Role.REGION_OFFICER: region_home,
    Role.AUDITOR: auditor_home,
    Role.SYSTEM_ADMIN: admin_home,
}


class HomePage(View):
    """Public: whoever has not signed in learns what this is and where to begin."""

    roles = EVERYBODY

    def get(self, request: HttpRequest) -> HttpResponse:
        """The page of the reader's role."""
        user = request.user
        if not user.is_authenticated:
            return render(request, "portal/landing.html")
        template, context = HOMES[user.role](user)
        return render(request, template, context)
