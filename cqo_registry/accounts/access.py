"""Access by role: anonymous is asked to sign in, a wrong role is told the page does not exist.

What an anonymous POST carried (mostly after a session ended) travels signed through the sign-in page
and is offered again afterwards; the server stores nothing of it.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, ClassVar

from django.contrib.auth.views import redirect_to_login
from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.views import View

from cqo_registry.accounts.enums import Role
from cqo_registry.accounts.forms.sign_in import SignInForm
from cqo_registry.accounts.models import User

logger = logging.getLogger(__name__)

ENTERPRISE = (Role.ENTERPRISE_FILER,)
OFFICE = (Role.PREFECTURE_OFFICER,)
TYPISTS = (Role.ENTERPRISE_FILER, Role.PREFECTURE_OFFICER)  # who fills in filings, also from paper
REGION = (Role.REGION_OFFICER,)
REVIEWERS = (Role.PREFECTURE_OFFICER, Role.REGION_OFFICER)
READERS = (Role.PREFECTURE_OFFICER, Role.REGION_OFFICER, Role.AUDITOR)
REGISTER = (Role.ENTERPRISE_FILER, *READERS)
ADMIN = (Role.SYSTEM_ADMIN,)
EVERYBODY = tuple(Role)


class UserRequest(HttpRequest):
    """A request of a signed-in user, for type checkers."""

    user: User


KEPT = "kept"  # the hidden field of the sign-in page
KEPT_FOR = 3600  # seconds
KEPT_BYTES = 200_000
_SALT = "cqo_registry.accounts.kept"
_NOT_KEPT = ("csrfmiddlewaretoken", KEPT)


@dataclass(frozen=True, slots=True)
class Kept:
    """A POST that waits for its sender to sign in: where it goes, for whom, and its fields."""

    path: str
    roles: tuple[str, ...]
    fields: tuple[tuple[str, str], ...]
    had_files: bool


def as_kept(request: HttpRequest, roles: Iterable[Role] = ()) -> Kept:
    """What a POST carries, without files and passwords."""
    fields = tuple(
        (name, value)
        for name, values in request.POST.lists()
        for value in values
        if name not in _NOT_KEPT and "password" not in name
    )
    had_passwords = any("password" in name for name in request.POST)
    return Kept(request.get_full_path(), tuple(roles), fields, bool(request.FILES) or had_passwords)


def keep(request: HttpRequest, roles: Iterable[Role]) -> str:
    """The posted fields as signed text; empty when they are too long."""
    waiting = as_kept(request, roles)
    body = [waiting.path, waiting.roles, waiting.fields, bool(request.FILES)]
    if len(json.dumps(body, ensure_ascii=False).encode()) > KEPT_BYTES:
        return ""
    return signing.dumps(body, salt=_SALT, compress=True)


def kept(text: str) -> Kept | None:
    """What ``keep`` signed; None when it is older than an hour, changed, or leads elsewhere."""
    try:
        path, roles, fields, had_files = signing.loads(text, salt=_SALT, max_age=KEPT_FOR)
    except signing.BadSignature:
        return None
    if not url_has_allowed_host_and_scheme(path, allowed_hosts=None):
        return None
    return Kept(path, tuple(roles), tuple((name, value) for name, value in fields), had_files)


def ask_to_sign_in(request: HttpRequest, roles: Iterable[Role]) -> HttpResponse:
    """The sign-in page: for a page by redirect, for htmx by header, for a POST with what it carried."""
    htmx = getattr(request, "htmx", None)
    if htmx:
        query = urlencode({"next": htmx.current_url_abs_path or "/"})
        return HttpResponse(status=401, headers={"HX-Redirect": f"{reverse('accounts:sign_in')}?{query}"})
    if request.method != "POST":
        return redirect_to_login(request.get_full_path())
    text = keep(request, roles)
    context = {"form": SignInForm(request), "kept": text, "expired": True, "too_long": not text}
    response = render(request, "accounts/sign_in.html", context)
    add_never_cache_headers(response)
    return response


class PasswordFirstMiddleware:
    """Whoever came in with a password that somebody else chose may only choose an own one, or leave."""

    OPEN = ("accounts:password_change", "accounts:sign_out")

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        """To the password page, whatever was asked for; for htmx by header."""
        user = request.user
        name = request.resolver_match.view_name if request.resolver_match else ""
        if not (user.is_authenticated and user.must_choose_password) or name in self.OPEN:
            return None
        target = reverse("accounts:password_change")
        if getattr(request, "htmx", None):
            return HttpResponse(status=401, headers={"HX-Redirect": target})
        return HttpResponseRedirect(target)


class ForRoles(View):
    """A view for the named roles; ``roles`` is also what the role × URL test reads."""

    roles: ClassVar[tuple[Role, ...]] = ()
    request: UserRequest

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Sign-in first, then the role, then the method."""
        user = request.user
        if not user.is_authenticated:
            return ask_to_sign_in(request, self.roles)
        if user.role not in self.roles:
            logger.warning(
                "out of role: user %s, %s",
                user.pk,
                request.resolver_match and request.resolver_match.view_name,
            )
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def http_method_not_allowed(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Whoever opens the address of a form by hand is told so on a page, not by an empty answer."""
        refusal = super().http_method_not_allowed(request, *args, **kwargs)
        if request.method != "GET":
            return refusal
        page = render(request, "405.html", status=refusal.status_code)
        page["Allow"] = refusal["Allow"]
        return page
