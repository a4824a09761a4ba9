"""How far the two ledgers are apart: accepted and not recorded, since when, and with whom (Art. 14)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cqo_registry.accounts.access import READERS, ForRoles
from cqo_registry.casework.criteria import criteria
from cqo_registry.casework.download import Exporter, area_of, send
from cqo_registry.core.lists import heads, keyset_page
from filings.exports.difference import difference, region_entry, waiting_days
from filings.ledger_filters import DifferenceFilter
from filings.models import Filing
from filings.models.filing_queryset import day_end
from filings.views.ledgers import LedgerRow

SORTS = {"since": "accepted_at", "number": "filing_no", "enterprise": "enterprise_name"}
HEADS = (
    ("enterprise", _("企业和首席质量官")),
    ("", _("事项")),
    ("number", _("备案编号")),
    ("", _("备案机关")),
    ("since", _("备案日期")),
    ("", _("等待天数")),
    ("", _("状态")),
    ("", _("上报批次")),
    ("", _("自治区台账所载")),
)


@dataclass(frozen=True, slots=True)
class DifferenceRow:
    """One filing the regional ledger did not hold on the day."""

    filing: Filing
    entry: LedgerRow
    days: int
    region: str

    @property
    def sent(self) -> bool:
        """Whether it had been forwarded by then."""
        moment = self.filing.forwarded_at
        return moment is not None and moment < self.entry.until


class DifferencePage(ForRoles):
    """``?as_of=`` a day, today without it; the longest waiting first."""

    roles = READERS

    def get(self, request: HttpRequest) -> HttpResponseBase:
        """The difference in this user's scope."""
        return self.page(DifferenceFilter(request.GET, user=self.request.user))

    def page(self, found: DifferenceFilter, status: int = 200) -> HttpResponse:
        """The list as filtered."""
        request, day = self.request, found.as_of_day
        filings = found.qs.for_list().select_related("batch")
        page = keyset_page(request, filings, sorts=SORTS, default="since")
        query = request.GET.copy()
        for name in ("after", "before"):
            query.pop(name, None)
        context: dict[str, Any] = {
            "filter": found,
            "valid": found.form.is_valid(),
            "as_of": day,
            "page": page,
            "rows": [row_of(filing, found) for filing in page.rows],
            "heads": heads(request, HEADS, page.sort),
            "export_url": f"{reverse('filings:ledger_difference_export')}?{query.urlencode()}",
        }
        return render(request, "filings/ledger_difference.html", context, status=status)


def row_of(filing: Any, found: DifferenceFilter) -> DifferenceRow:
    """The row of a filing with the annotations of ``DifferenceFilter``."""
    return DifferenceRow(
        filing=filing,
        entry=LedgerRow(filing, day_end(found.as_of_day)),
        days=waiting_days(filing.accepted_at, found.as_of_day),
        region=region_entry(filing.region_name, filing.region_kind),
    )


class DifferenceExportPage(DifferencePage):
    """The same list as a workbook; like the roster, the GET leaves its audit line."""

    http_method_names = ["get", "options"]

    def get(self, request: HttpRequest) -> HttpResponseBase:
        """The download, or the page with what is to be corrected."""
        user = self.request.user
        found = DifferenceFilter(request.GET, user=user)
        if not found.form.is_valid():
            return self.page(found, 422)
        return send(
            difference(
                found.qs,
                Exporter(user),
                as_of=found.as_of_day,
                area=area_of(user, found),
                criteria=criteria(found.form, leave_out=["as_of"]),
            )
        )
