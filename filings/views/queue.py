"""The office's queue: what waits, for whom, since when, and why."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.db.models.functions import Coalesce
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cqo_registry.accounts.access import OFFICE, ForRoles
from cqo_registry.accounts.models import User
from cqo_registry.core.lists import heads, keyset_page
from filings.enums import FilingStatus as S
from filings.filters import QueueFilter
from filings.models import Filing
from filings.models.filing import FilingQuerySet
from filings.views.rows import Days, queue_rows

OWN_AREA = (S.SUBMITTED, S.RETURNED, S.ACCEPTED, S.QUERIED)


@dataclass(frozen=True, slots=True)
class QueueView:
    """One way to look at the queue; its figure and its list come from the same condition."""

    name: str
    label: Any
    tone: str
    condition: Callable[[User, Days], Q]


VIEWS = (
    QueueView("pending", _("待审核"), "blue", lambda user, days: Q(status=S.SUBMITTED)),
    QueueView(
        "soon",
        _("即将到期"),
        "gold",
        lambda user, days: Q(status=S.SUBMITTED, decide_by__gte=days.today, decide_by__lte=days.soon),
    ),
    QueueView(
        "late", _("超过时限"), "red", lambda user, days: Q(status=S.SUBMITTED, decide_by__lt=days.today)
    ),
    QueueView("mine", _("我经办的"), "blue", lambda user, days: Q(claimed_by=user)),
    QueueView("returned", _("退回中"), "gold", lambda user, days: Q(status=S.RETURNED)),
    QueueView("forward", _("待上报"), "green", lambda user, days: Q(status=S.ACCEPTED)),
    QueueView(
        "queried",
        _("区局疑问"),
        "red",
        lambda user, days: Q(status=S.QUERIED, authority=user.authority_id),
    ),
    QueueView("all", _("全部在办"), "blue", lambda user, days: Q(status__in=OWN_AREA)),
)
BY_NAME = {view.name: view for view in VIEWS}
SORTS = {"time": "turn", "submitted": "submitted_at", "enterprise": "enterprise_name"}
COLUMNS = (
    ("enterprise", _("企业和首席质量官")),
    ("", _("事项")),
    ("", _("状态")),
    ("submitted", _("提交时间")),
    ("time", _("办理时限")),
    ("", _("经办人")),
    ("", _("事由")),
)


def queue_of(user: User) -> FilingQuerySet:
    """Everything that ever comes into this officer's queue, ordered by whoever shows it."""
    own = Filing.objects.visible_to(user).filter(
        authority=user.authority_id
    )  # not what moved in with its history
    return own.filter(status__in=OWN_AREA)


def by_urgency(queryset: FilingQuerySet) -> QuerySet[Any]:
    """With ``turn``, the day the office means to decide by; never null for what was submitted."""
    return queryset.annotate(turn=Coalesce("decide_by", "submitted_at__date"))


def figures(user: User, days: Days) -> list[dict[str, Any]]:
    """One figure per view with the address of exactly the list it counts, in one query."""
    counts = queue_of(user).aggregate(
        **{view.name: Count("pk", filter=view.condition(user, days)) for view in VIEWS}
    )
    return [
        {
            "name": view.name,
            "label": view.label,
            "tone": view.tone,
            "value": counts[view.name],
            "url": f"{reverse('filings:queue')}?view={view.name}",
        }
        for view in VIEWS
    ]


def next_of(user: User, *, after: int = 0) -> Filing | None:
    """The most urgent filing that waits and that nobody else holds."""
    waiting = queue_of(user).filter(Q(claimed_by=user) | Q(claimed_by__isnull=True), status=S.SUBMITTED)
    return by_urgency(waiting).exclude(pk=after).order_by("turn", "pk").first()


class QueuePage(ForRoles):
    """``?view=`` chooses the list; the figures on top link to their lists."""

    roles = OFFICE

    def get(self, request: HttpRequest) -> HttpResponse:
        """The queue of the officer's area."""
        user = self.request.user
        view = BY_NAME.get(request.GET.get("view", ""), VIEWS[0])
        days = Days.of(user.office)
        found = QueueFilter(request.GET, queryset=queue_of(user).filter(view.condition(user, days)))
        page = keyset_page(request, by_urgency(found.qs.for_list().with_moves()), sorts=SORTS, default="time")
        return render(
            request,
            "filings/queue.html",
            {
                "view": view,
                "views": VIEWS,
                "figures": figures(user, days),
                "filter": found,
                "page": page,
                "rows": queue_rows(page.rows, by=user, days=days),
                "columns": heads(request, COLUMNS, page.sort),
                "ticking": view.name == "forward",
                "ticked": "ticked" in request.GET,
                "tick_url": _tick_url(request),
            },
        )


def _tick_url(request: HttpRequest) -> str:
    query = request.GET.copy()
    query["ticked"] = "1"
    return f"?{query.urlencode()}"
