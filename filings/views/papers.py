"""Papers to print: the receipt, the form for the seal, and the check of a printed form against the data."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from cqo_registry.accounts.access import ENTERPRISE, OFFICE, REGISTER, ForRoles
from cqo_registry.casework.papers import send_pdf
from filings.exports.filing_form import form_pdf, grouped
from filings.exports.receipt import receipt_pdf
from filings.facts import papers
from filings.forms.verifying import PaperCode, PaperForm
from filings.models import Filing
from filings.views import declaration
from filings.views.desk import find


class ReceiptPage(ForRoles):
    """The receipt of a filing in a ledger (decision D24)."""

    roles = REGISTER

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The PDF; before acceptance the page that says why there is none."""
        filing = find(self.request.user, pk)
        papers.has_receipt(filing).require()
        path = reverse("receipts:verify_code", args=[filing.receipt_code])
        return send_pdf(
            request,
            lambda: receipt_pdf(
                filing,
                changes=declaration.compared(filing),
                verify_url=request.build_absolute_uri(path),
            ),
            name=_("备案回执-%s") % filing.filing_no,
            back=filing.get_absolute_url(),
        )


class FormPrintPage(ForRoles):
    """The form on A4 for the seal, from the draft on."""

    roles = (*ENTERPRISE, *OFFICE)

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The PDF of the declaration as it stands now."""
        filing = find(self.request.user, pk)
        return send_pdf(
            request,
            lambda: form_pdf(
                filing, sections=declaration.sections(filing), changes=declaration.compared(filing)
            ),
            name=_("备案表-%s") % (filing.filing_no or filing.enterprise.name),
            back=filing.get_absolute_url(),
        )


class FormCheckPage(ForRoles):
    """Whether a printed form says what was submitted; a GET that looks and writes nothing."""

    roles = OFFICE

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The field for the scanner, and below it what the scanned code means."""
        filing = find(self.request.user, pk)
        form = PaperForm(request.GET if "paper" in request.GET else None)
        checked = form.is_bound and form.is_valid()
        context = {
            "filing": filing,
            "form": form,
            "result": self._compare(filing, form.cleaned_data["paper"]) if checked else None,
        }
        status = 422 if form.is_bound and not checked else 200
        return render(request, "filings/form_check.html", context, status=status)

    def _compare(self, filing: Filing, paper: PaperCode) -> dict[str, object]:
        """``kind``: same, earlier (with the numbers of the submissions), other (with its page), none."""
        digest = grouped(paper.digest)
        if paper.filing_pk is not None and paper.filing_pk != filing.pk:
            known = Filing.objects.visible_to(self.request.user).filter(pk=paper.filing_pk).first()
            return {"kind": "other", "digest": digest, "other": known}
        if paper.digest == papers.paper_hash(filing):
            return {"kind": "same", "digest": digest}
        numbers = papers.matching_submissions(filing, paper.digest)
        return {"kind": "earlier" if numbers else "none", "digest": digest, "numbers": numbers}
