"""Public verification of receipts: minimal data, masked holder, limited per address (decision D24)."""

from __future__ import annotations

import math
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.cache import add_never_cache_headers
from django.views import View

from cqo_registry.core.names import mask_name
from cqo_registry.core.request import client_address
from filings.actions.verifying import TooOften, check_receipt
from filings.forms.verifying import CodeForm

TOO_MANY_REQUESTS = 429


class VerifyFormPage(View):
    """Where a code is typed by hand."""

    http_method_names = ["get", "head", "options"]

    def get(self, request: HttpRequest) -> HttpResponse:
        """The form; a well-formed code goes on to its own address, where it is looked up."""
        form = CodeForm(request.GET if "code" in request.GET else None)
        if form.is_bound and form.is_valid():
            return redirect("receipts:verify_code", code=form.cleaned_data["code"])
        status = 422 if form.is_bound else 200
        return render(request, "filings/verify.html", {"form": form, "answer": None}, status=status)


class VerifyPage(View):
    """What the register says of one receipt.

    This GET writes one line: the check itself, through its action, so that the office sees how often
    a receipt was looked at. It changes nothing of the filing. A HEAD would leave a line and no page.
    """

    http_method_names = ["get", "options"]

    def get(self, request: HttpRequest, code: str) -> HttpResponse:
        """Valid, replaced, withdrawn or unknown; 429 when the address has asked too often."""
        try:
            answer = check_receipt(code, address=client_address(request))
        except TooOften:
            return self._too_often()
        context: dict[str, Any] = {
            "form": CodeForm(initial={} if answer.filing else {"code": answer.code}),
            "answer": answer,
            "holder": mask_name(answer.filing.cqo_name) if answer.filing else "",
        }
        return self._sent(render(self.request, "filings/verify.html", context))

    def _too_often(self) -> HttpResponse:
        minutes = math.ceil(settings.VERIFY_WINDOW / 60)
        context = {"minutes": minutes, "limit": settings.VERIFY_LIMIT}
        response = render(self.request, "filings/verify_limit.html", context, status=TOO_MANY_REQUESTS)
        response["Retry-After"] = str(settings.VERIFY_WINDOW)
        return self._sent(response)

    def _sent(self, response: HttpResponse) -> HttpResponse:
        """Kept by no cache and no search engine."""
        add_never_cache_headers(response)
        response["X-Robots-Tag"] = "noindex, nofollow"
        return response
