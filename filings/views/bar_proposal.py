"""Putting a person forward for the Art. 9 register, by identity number or from a post."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from cqo_registry.accounts.access import REVIEWERS, ForRoles
from cqo_registry.accounts.views.answers import carried_out, show_form
from filings.actions import barring
from filings.forms.bars import ProposeForm
from filings.models import Appointment


class BarProposePage(ForRoles):
    """Propose a bar for whoever has the identity number that is typed in."""

    roles = REVIEWERS
    template = "filings/bar_propose.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        """The empty form."""
        return show_form(request, self.template, ProposeForm())

    def post(self, request: HttpRequest) -> HttpResponse:
        """Propose, or say what is wrong with everything as typed."""
        form = ProposeForm(request.POST, request.FILES)
        return carried_out(request, form, lambda: self.propose(form.cleaned_data)) or show_form(
            request, self.template, form
        )

    def propose(self, given: dict[str, Any]) -> str:
        """Carry it out and show the bar."""
        number, name = given.pop("identity_no"), given.pop("person_name")
        bar = barring.propose_for_number(
            given.pop("document_type"), number, name, given.pop("ground"), by=self.request.user, **given
        )
        messages.success(self.request, _("已提出。请告知本人，听取陈述申辩后由自治区局决定。"))
        return bar.get_absolute_url()


class BarProposeForPage(ForRoles):
    """Propose a bar for the holder of a post in the user's scope; nothing of the person is typed."""

    roles = REVIEWERS
    template = "filings/bar_propose.html"

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The empty form with the person above it."""
        return show_form(request, self.template, ProposeForm(person_known=True), appointment=self.find(pk))

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Propose, or say what is wrong with everything as typed."""
        appointment = self.find(pk)
        form = ProposeForm(request.POST, request.FILES, person_known=True)
        return carried_out(request, form, lambda: self.propose(appointment, form.cleaned_data)) or show_form(
            request, self.template, form, appointment=appointment
        )

    def find(self, pk: int) -> Appointment:
        """The post in the user's scope, or 404."""
        posts = Appointment.objects.visible_to(self.request.user).select_related("person", "enterprise")
        return get_object_or_404(posts, pk=pk)

    def propose(self, appointment: Appointment, given: dict[str, Any]) -> str:
        """Carry it out and show the bar."""
        bar = barring.propose_bar(appointment.person, given.pop("ground"), by=self.request.user, **given)
        messages.success(self.request, _("已提出。请告知本人，听取陈述申辩后由自治区局决定。"))
        return bar.get_absolute_url()
