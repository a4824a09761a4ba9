"""Self-registration of an enterprise, and its decision by the office."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db.models import Exists, OuterRef, Subquery
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views import View

from cqo_registry.accounts import facts
from cqo_registry.accounts.access import OFFICE, READERS, ForRoles
from cqo_registry.accounts.actions import registering
from cqo_registry.accounts.forms.membership import RegistrationForm
from cqo_registry.accounts.forms.users import RegistrationFilter
from cqo_registry.accounts.models import Registration, User
from cqo_registry.accounts.once import once
from cqo_registry.accounts.views.answers import UNPROCESSABLE, carried_out, show_form
from cqo_registry.accounts.workflow import APPROVE
from cqo_registry.core.lists import keyset_page, sort_url
from cqo_registry.core.request import client_address
from cqo_registry.core.text import tidy_lines
from cqo_registry.core.verdicts import Refused, Verdict
from cqo_registry.directory.models import Enterprise

BADGES = {"pending": "submitted", "approved": "accepted", "declined": "refused"}  # the colours of filings
SORTS = {"time": "id", "enterprise": "enterprise_name"}


class Register(View):
    """The public form; it tells nobody who has an account."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """The empty form."""
        return show_form(request, "accounts/register.html", RegistrationForm())

    def post(self, request: HttpRequest) -> HttpResponse:
        """Hand the application to the filing office."""
        form = RegistrationForm(request.POST)
        done = carried_out(request, form, lambda: self._register(form))
        return done or show_form(request, "accounts/register.html", form)

    def _register(self, form: RegistrationForm) -> str:
        origin = facts.origin_of(client_address(self.request))
        registering.register(form.application(), origin=origin)
        return reverse("accounts:register_done")


class RegisterDone(View):
    """What happens next."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """The same page for everybody."""
        return render(request, "accounts/register_done.html")


def registrations_of(user: User) -> Any:
    """The registrations in scope, with what the directory knows of each enterprise."""
    known = Enterprise.objects.filter(uscc=OuterRef("uscc"))
    members = User.objects.filter(enterprise__uscc=OuterRef("uscc"), is_active=True)
    return (
        Registration.objects.visible_to(user)
        .select_related("county", "authority", "decided_by")
        .defer("password")
        .annotate(known_name=Subquery(known.values("name")[:1]), has_members=Exists(members))
    )


def show_registrations(
    request: HttpRequest, user: User, *, verdict: Verdict | None = None, tried: int = 0, reason: str = ""
) -> HttpResponse:
    """The list; after a refused decision with its reasons and the words typed at its row."""
    data = request.GET if "status" in request.GET else {**request.GET.dict(), "status": "pending"}
    listed = RegistrationFilter(data, queryset=registrations_of(user))
    page = keyset_page(request, listed.qs, sorts=SORTS, default="-time")
    rows = [(row, APPROVE.may(row, user), BADGES[row.status]) for row in page.rows]
    context = {
        "filter": listed,
        "page": page,
        "rows": rows,
        "verdict": verdict,
        "tried": tried,
        "reason": reason,
        "decides": user.is_officer,
        "filtered": bool(request.GET),
        "sorts": {word: sort_url(request, word, page.sort) for word in SORTS},
    }
    status = UNPROCESSABLE if verdict is not None else 200
    return render(request, "accounts/registration_list.html", context, status=status)


class RegistrationList(ForRoles):
    """Registrations: an office decides its own, region and auditor read."""

    roles = READERS

    def get(self, request: HttpRequest) -> HttpResponse:
        """Those waiting come first: the filter stands on them."""
        return show_registrations(request, self.request.user)


class RegistrationDecide(ForRoles):
    """Approve, or decline with a reason."""

    roles = OFFICE
    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """``decision`` is approve or decline."""
        user = self.request.user
        registration = get_object_or_404(Registration.objects.visible_to(user), pk=pk)
        reason = tidy_lines(request.POST.get("reason", "").replace("\0", ""))
        try:
            return once(request, lambda: self._decide(registration, reason))
        except Refused as refusal:
            return show_registrations(
                request, user, verdict=refusal.verdict, tried=registration.pk, reason=reason
            )

    def _decide(self, registration: Registration, reason: str) -> str:
        user, name = self.request.user, registration.enterprise_name
        if self.request.POST.get("decision") == "approve":
            registering.approve(registration.pk, by=user)
            messages.success(self.request, _("已通过“%(name)s”的注册申请，账号已可登录。") % {"name": name})
        else:
            registering.decline(registration.pk, by=user, reason=reason)
            messages.success(self.request, _("“%(name)s”的注册申请未通过，理由已记录。") % {"name": name})
        return reverse("accounts:registration_list")
