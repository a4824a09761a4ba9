"""Public verification of certificates: minimal data, masked holder, limited per address (Art. 16)."""

from __future__ import annotations

import math
from typing import Any

from django import forms
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.cache import add_never_cache_headers
from django.views import View

from cqo_registry.core.names import mask_name
from cqo_registry.core.request import client_address
from training.actions.checking import Answer, TooOften, check_certificate
from training.forms.certificates import CertificateCodeForm

TOO_MANY_REQUESTS = 429


class CertificateFormPage(View):
    """Where a certificate's code is typed by hand."""

    http_method_names = ["get", "head", "options"]

    def get(self, request: HttpRequest) -> HttpResponse:
        """The form; a well-formed code goes on to its own address, where it is looked up."""
        form = CertificateCodeForm(request.GET if "code" in request.GET else None)
        if form.is_bound and form.is_valid():
            return redirect("training:certificate_check", code=form.cleaned_data["code"])
        status = 422 if form.is_bound else 200
        return render(request, "training/certificate_verify.html", {"form": form}, status=status)


class CertificateCheckPage(View):
    """What the register says of one certificate.

    This GET writes one line: the check itself, through its action, and changes nothing of the trainee.
    A HEAD would leave a line and no page.
    """

    http_method_names = ["get", "options"]

    def get(self, request: HttpRequest, code: str) -> HttpResponse:
        """Valid, void or unknown; 429 when the address has asked too often."""
        try:
            answer = check_certificate(code, address=client_address(request))
        except TooOften:
            return self._too_often()
        return self._sent(render(request, "training/certificate_verify.html", self._context(answer)))

    def _context(self, answer: Answer) -> dict[str, Any]:
        row = answer.enrolment
        form: forms.Form = CertificateCodeForm(initial={} if row else {"code": answer.code})
        return {"form": form, "answer": answer, "row": row, "holder": mask_name(row.name) if row else ""}

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
