"""A form whose page is too old, mostly because its user signed in again in another tab."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import add_never_cache_headers

from cqo_registry.accounts.access import as_kept
from cqo_registry.accounts.views.sign_in import already_signed_in

SAME_SITE = ("same-origin", "none")
FOREIGN = ("Origin checking failed", "Referer checking failed")


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 that offers what was typed once more; never what a page of another site has sent."""
    own = request.headers.get("sec-fetch-site", "none") in SAME_SITE and not reason.startswith(FOREIGN)
    if own and request.path == reverse("accounts:sign_in"):
        signed_in = request.user.is_authenticated
        return already_signed_in(request) if signed_in else redirect(request.get_full_path())
    if own and request.path == reverse("accounts:sign_out") and not request.user.is_authenticated:
        return redirect("accounts:sign_in")
    waiting = as_kept(request) if own and request.method == "POST" else None
    response = render(request, "accounts/page_expired.html", {"kept": waiting}, status=403)
    add_never_cache_headers(response)
    return response
