"""Workbooks in the browser: the roster of a ledger, and any list of filings."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from cqo_registry.accounts.access import READERS, REGISTER, ForRoles
from cqo_registry.casework.criteria import criteria
from cqo_registry.casework.download import Exporter, area_of, send
from cqo_registry.core.verdicts import Refused
from filings.exports.listing import listing
from filings.exports.roster import roster
from filings.filters import filing_filter
from filings.forms.exporting import RosterForm
from filings.ledger_filters import LedgerFilter
from filings.views.ledgers import ledger_page, tier_of


class RosterPage(ForRoles):
    """The roster exactly as the ledger page with the same query shows it.

    GET serves it masked and writes nothing but its own line in the audit trail, through the action:
    the one exception to "GET never writes", so that the address can be opened and kept. Full
    identity numbers need a POST with a reason.
    """

    roles = READERS
    http_method_names = ["get", "post", "options"]  # a HEAD would leave an audit line and no workbook

    def get(self, request: HttpRequest, tier: str) -> HttpResponseBase:
        """Masked."""
        return self.answer(
            LedgerFilter(request.GET, user=self.request.user, tier=tier_of(tier)), RosterForm()
        )

    def post(self, request: HttpRequest, tier: str) -> HttpResponseBase:
        """With full identity numbers if ticked; without a reason the page comes back as typed."""
        found = LedgerFilter(request.GET, user=self.request.user, tier=tier_of(tier))
        return self.answer(found, RosterForm(request.POST))

    def answer(self, found: LedgerFilter, form: RosterForm) -> HttpResponseBase:
        """The download, or the page with what is to be corrected."""
        if not found.form.is_valid() or (form.is_bound and not form.is_valid()):
            return self.page(found, form)
        user, asked = self.request.user, form.cleaned_data if form.is_bound else {}
        exporter = Exporter(user, identities=bool(asked.get("identities")), reason=asked.get("reason", ""))
        try:
            download = roster(
                found.qs,
                exporter,
                tier=found.tier,
                as_of=found.as_of_day,
                area=area_of(user, found),
                criteria=criteria(found.form, leave_out=["as_of"]),
            )
        except Refused as fault:
            form.add_error("identities", str(fault))
            return self.page(found, form)
        return send(download)

    def page(self, found: LedgerFilter, form: RosterForm) -> HttpResponse:
        """The ledger's page again, with everything typed."""
        return ledger_page(self.request, self.request.user, found, form, status=422)


class ListExportPage(ForRoles):
    """``filings:list`` with the same query as a workbook; like the roster, the GET leaves its audit line."""

    roles = REGISTER
    http_method_names = ["get", "options"]

    def get(self, request: HttpRequest) -> HttpResponseBase:
        """What the list shows, on all its pages."""
        user = self.request.user
        found = filing_filter(request.GET, user)
        filings = found.qs
        return send(listing(filings, Exporter(user), area=area_of(user), criteria=criteria(found.form)))
