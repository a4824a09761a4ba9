"""Reporting to the region: forwarding many under one cover sheet, and the sheets (Art. 14)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext_lazy as _

from cqo_registry.accounts.access import OFFICE, READERS, ForRoles
from cqo_registry.accounts.models import User
from cqo_registry.accounts.once import once
from cqo_registry.core.lists import heads, keyset_page
from cqo_registry.core.verdicts import Refused, Verdict
from filings import workflow
from filings.actions import reporting
from filings.models import Filing, ForwardingBatch

SORTS = {"time": "at", "number": "number"}
COLUMNS = (
    ("number", _("批次号")),
    ("", _("上报机关")),
    ("time", _("上报时间")),
    ("", _("上报人")),
    ("", _("件数")),
)


@dataclass(frozen=True, slots=True)
class Outcome:
    """One ticked row and whether it can go."""

    filing: Filing
    verdict: Verdict


def ids_of(request: HttpRequest) -> list[int]:
    """The ticked ids, each once; what is no id is left out."""
    texts = dict.fromkeys(request.POST.getlist("ids"))
    return [int(text) for text in texts if text.isascii() and text.isdigit() and len(text) < 19]


def ticked(request: HttpRequest, user: User) -> list[Filing]:
    """The ticked filings in this user's scope, in the order of the list."""
    ids = ids_of(request)[: reporting.BATCH_LIMIT + 1]
    return list(Filing.objects.visible_to(user).filter(pk__in=ids).for_list().order_by("pk"))


class ForwardManyPage(ForRoles):
    """First what would be reported, row by row; then, confirmed, all or none."""

    roles = OFFICE
    http_method_names = ["post", "options"]

    def post(self, request: HttpRequest) -> HttpResponse:
        """The preview, or the report itself with ``confirm=1``."""
        user = self.request.user
        filings = ticked(request, user)
        if "confirm" not in request.POST:
            return self.preview(filings, None, 200)
        try:
            return once(request, lambda: self.forward(filings))
        except Refused as fault:
            return self.preview(filings, fault.verdict, 422)

    def forward(self, filings: Iterable[Filing]) -> str:
        """Report them and show the cover sheet."""
        batch = reporting.forward([filing.pk for filing in filings], by=self.request.user)
        messages.success(self.request, _("已上报自治区，批次号 %(no)s。") % {"no": batch.number})
        return batch.get_absolute_url()

    def preview(self, filings: Iterable[Filing], refused: Verdict | None, status: int) -> HttpResponse:
        """Every ticked row with whether it can go."""
        user = self.request.user
        rows = [Outcome(filing, workflow.FORWARD.may(filing, user)) for filing in filings]
        context = {
            "rows": rows,
            "ready": bool(rows) and len(rows) <= reporting.BATCH_LIMIT and all(row.verdict for row in rows),
            "refused": refused,
            "limit": reporting.BATCH_LIMIT,
        }
        return render(self.request, "filings/batch_preview.html", context, status=status)


class BatchListPage(ForRoles):
    """The cover sheets this user may see."""

    roles = READERS

    def get(self, request: HttpRequest) -> HttpResponse:
        """Newest first."""
        batches = (
            ForwardingBatch.objects.visible_to(self.request.user)
            .select_related("authority", "by")
            .annotate(size=Count("filings"))
        )
        page = keyset_page(request, batches, sorts=SORTS, default="-time")
        context: dict[str, Any] = {"page": page, "heads": heads(request, COLUMNS, page.sort)}
        return render(request, "filings/batch_list.html", context)


class BatchPage(ForRoles):
    """One cover sheet, made to be printed on A4 and sealed."""

    roles = READERS

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The sheet with its rows; a batch has 200 at most."""
        batches = ForwardingBatch.objects.visible_to(self.request.user).select_related("authority", "by")
        batch = get_object_or_404(batches, pk=pk)
        filings = (
            Filing.objects.visible_to(self.request.user).filter(batch=batch).for_list().order_by("filing_no")
        )
        return render(request, "filings/batch_detail.html", {"batch": batch, "filings": list(filings)})
