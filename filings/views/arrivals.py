"""The region's arrivals: what the offices reported and the regional ledger does not hold yet (Art. 14)."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, Exists, Min, OuterRef, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from cqo_registry.accounts.access import REGION, ForRoles
from cqo_registry.accounts.models import User
from cqo_registry.core import confirming
from cqo_registry.core.lists import heads, keyset_page
from cqo_registry.core.verdicts import Refused, Verdict
from filings.actions import reporting
from filings.enums import FilingStatus
from filings.filters import ArrivalFilter
from filings.models import Filing, Query
from filings.models.filing import FilingQuerySet
from filings.views.batches import Outcome, ticked

ANSWERED = Query.objects.filter(filing=OuterRef("pk"), answered_at__isnull=False)
SORTS = {"time": "forwarded_at", "number": "filing_no", "enterprise": "enterprise_name"}
COLUMNS = (
    ("enterprise", _("企业和首席质量官")),
    ("number", _("备案编号")),
    ("", _("备案机关")),
    ("", _("上报批次")),
    ("time", _("上报时间")),
)


def arrivals_of(user: User) -> FilingQuerySet:
    """What waits for the region's record."""
    return Filing.objects.visible_to(user).awaiting_record()


def groups(user: User) -> list[dict[str, Any]]:
    """How many wait per office, in how many batches, the longest waiting first; nine rows at most."""
    found: QuerySet[Any, Any] = (
        arrivals_of(user)
        .order_by()
        .values("authority__code", "authority__short_name")
        .annotate(waiting=Count("pk"), since=Min("forwarded_at"), batches=Count("batch", distinct=True))
        .order_by("since", "authority__code")
    )
    return list(found)


class ArrivalsPage(ForRoles):
    """What waits, by office and batch, with one button each or for the ticked."""

    roles = REGION

    def get(self, request: HttpRequest) -> HttpResponse:
        """The arrivals, the oldest first."""
        user = self.request.user
        found = ArrivalFilter(request.GET, queryset=arrivals_of(user))
        rows = found.qs.for_list().select_related("batch").annotate(answered=Exists(ANSWERED))
        page = keyset_page(request, rows, sorts=SORTS, default="time")
        query = request.GET.copy()
        query["ticked"] = "1"
        context = {
            "filter": found,
            "groups": groups(user),
            "queried": Filing.objects.visible_to(user).filter(status=FilingStatus.QUERIED).count(),
            "page": page,
            "heads": heads(request, COLUMNS, page.sort),
            "ticked": "ticked" in request.GET,
            "tick_url": f"?{query.urlencode()}",
        }
        return render(request, "filings/arrivals.html", context)


class RecordManyPage(ForRoles):
    """Each ticked filing for itself: what can be recorded is, and every row says how it went."""

    roles = REGION
    http_method_names = ["post", "options"]

    def post(self, request: HttpRequest) -> HttpResponse:
        """Record the ticked ones and tell the outcome row by row."""
        user = self.request.user
        filings = ticked(request, user)[: reporting.BATCH_LIMIT]
        if filings:
            confirming.ask(request)
        rows = [record_one(filing, user) for filing in filings]
        done = sum(1 for row in rows if row.verdict)
        context = {"rows": rows, "done": done, "failed": len(rows) - done, "limit": reporting.BATCH_LIMIT}
        return render(request, "filings/arrivals_outcome.html", context, status=200 if rows else 422)


def record_one(filing: Filing, user: User) -> Outcome:
    """Record one filing; a repeated POST finds its own work done and says so."""
    if filing.status == FilingStatus.RECORDED and filing.recorded_by_id == user.pk:
        return Outcome(filing, Verdict())
    try:
        reporting.record(filing.pk, by=user)
    except Refused as fault:
        return Outcome(filing, fault.verdict)
    return Outcome(filing, Verdict())
