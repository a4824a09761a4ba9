"""Drafting a session, and changing it (Art. 16, 17)."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from cqo_registry.accounts.access import REVIEWERS, ForRoles
from cqo_registry.accounts.forms.base import PlainForm
from cqo_registry.accounts.views.answers import carried_out, show_form
from cqo_registry.casework.versions import version_of
from cqo_registry.directory.models import Authority
from training.actions import sessions as actions
from training.enums import SessionStatus
from training.facts import sessions as facts
from training.forms.sessions import SessionForm
from training.policies import sessions as policies
from training.views.acts import EditPage
from training.views.sessions import find


class SessionCreatePage(ForRoles):
    """Draft a session of the user's own office."""

    roles = REVIEWERS
    template = "training/session_create.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        """The form, with no fee."""
        initial = {"fee": 0, "capacity": 30, "plan_item": request.GET.get("line", "")}
        return show_form(request, self.template, SessionForm(office=self.office, initial=initial))

    def post(self, request: HttpRequest) -> HttpResponse:
        """Draft it, or say what is wrong with everything as typed."""
        form = SessionForm(request.POST, office=self.office)
        answer = carried_out(request, form, lambda: self.create(form))
        return answer or show_form(request, self.template, form)

    @property
    def office(self) -> Authority:
        """The organiser."""
        office = self.request.user.authority
        if office is None:  # no role of this page is without one
            raise Http404
        return office

    def create(self, form: PlainForm) -> str:
        """Carry it out and show the draft."""
        session = actions.create_session(form.cleaned_data, by=self.request.user)
        messages.success(self.request, _("已保存，核对无误后发布。"))
        return session.get_absolute_url()


class SessionEditPage(EditPage):
    """Change a draft, or what may still change of an open session."""

    roles = REVIEWERS

    def find(self, pk: int) -> Any:
        """The session the user runs and that may still change, or 404."""
        session = find(self.request.user, pk)
        if not (policies.may_run(self.request.user, session) and facts.editable(session)):
            raise Http404
        return session

    def form_for(self, row: Any, data: Any = None) -> SessionForm:
        """The form with what stands now."""
        initial = {name: getattr(row, name) for name in actions.FIELDS}
        return SessionForm(data, office=row.authority, initial=initial)

    def show(
        self, row: Any, *, form: PlainForm | None = None, status: int = 200, overtaken: bool = False
    ) -> HttpResponse:
        """The page of the form."""
        context = {
            "session": row,
            "form": form,
            "overtaken": overtaken,
            "offered": row.status == SessionStatus.OPEN,
        }
        return render(self.request, "training/session_edit.html", context, status=status)

    def done(self, row: Any, form: PlainForm) -> str:
        """Change it and show it."""
        session = actions.edit_session(
            row.pk, form.cleaned_data, by=self.request.user, version=version_of(self.request)
        )
        messages.success(self.request, _("已保存修改。"))
        return session.get_absolute_url()
