"""One person across enterprises: found by name or exact number, with posts, filings and bars (D11)."""

from __future__ import annotations

from typing import Any

from django.db.models import Prefetch
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext_lazy as _

from cqo_registry.accounts.access import READERS, ForRoles
from cqo_registry.core.lists import heads, keyset_page
from cqo_registry.core.verdicts import Refused
from filings import policies
from filings.actions import looking_up
from filings.facts.persons import Dossier, dossier_of, persons_visible_to
from filings.forms.persons import NameForm, NumberForm
from filings.models import Appointment, Person

SORTS = {"name": "name", "entered": "id"}
COLUMNS = (
    ("name", _("姓名")),
    ("", _("藏文姓名")),
    ("", _("曾用名、别名")),
    ("", _("证件号码")),
    ("", _("在任企业")),
)


class PersonFindPage(ForRoles):
    """GET looks by name in the reader's scope; POST by exact number, which no address ever holds."""

    roles = READERS
    http_method_names = ["get", "post", "options"]

    def get(self, request: HttpRequest) -> HttpResponse:
        """The forms, and with ``?name=`` who is called so."""
        return self.page(NameForm(request.GET if "name" in request.GET else None), NumberForm())

    def post(self, request: HttpRequest) -> HttpResponse:
        """What is known under the number; the look is recorded and the answer kept by no cache."""
        user = self.request.user
        if not policies.may_look_up(user):
            raise Http404
        form = NumberForm(request.POST)
        if not form.is_valid():
            return self.page(NameForm(), form, status=422)
        try:
            given = form.cleaned_data
            index = looking_up.look_up(given["document_type"], given["identity_no"], by=user)
        except Refused as fault:
            form.add_reasons(fault.verdict)
            return self.page(NameForm(), form, status=422)
        dossier = dossier_of(index, user)
        if not dossier.known:
            return self.page(NameForm(), NumberForm(), nobody=True)
        return _never_kept(show(request, dossier))

    def page(
        self, by_name: NameForm, by_number: NumberForm, *, nobody: bool = False, status: int = 200
    ) -> Any:
        """Both forms as they stand and, for a name, the list."""
        request, user = self.request, self.request.user
        found = Person.objects.none()
        if by_name.is_bound and by_name.is_valid():
            current = Appointment.objects.in_office().select_related("enterprise")
            found = persons_visible_to(user).named(by_name.cleaned_data["name"]).defer("identity_sealed")
            found = found.prefetch_related(Prefetch("appointments", current, to_attr="current"))
        page = keyset_page(request, found, sorts=SORTS, default="name")
        context = {
            "by_name": by_name,
            "by_number": by_number if policies.may_look_up(user) else None,
            "asked": by_name.is_bound and by_name.is_valid(),
            "page": page,
            "heads": heads(request, COLUMNS, page.sort),
            "nobody": nobody,
        }
        return _never_kept(render(request, "filings/person_find.html", context, status=status))


class PersonPage(ForRoles):
    """One person of the register, for whoever has the person in the own area."""

    roles = READERS

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The person, or 404 outside the user's scope."""
        user = self.request.user
        person = get_object_or_404(persons_visible_to(user), pk=pk)
        return show(request, dossier_of(person.identity_index, user))


def show(request: HttpRequest, dossier: Dossier) -> HttpResponse:
    """All that the reader may know of a person."""
    return render(request, "filings/person_detail.html", {"dossier": dossier})


def _never_kept(response: HttpResponse) -> HttpResponse:
    add_never_cache_headers(response)
    return response
