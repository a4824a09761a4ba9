"""One row and the acts on it: a page that shows both, and a POST for each act."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from cqo_registry.accounts.access import ForRoles
from cqo_registry.accounts.enums import Role
from cqo_registry.accounts.forms.base import PlainForm
from cqo_registry.accounts.views.answers import carried_out
from cqo_registry.audit.models import AuditEvent
from cqo_registry.casework.versions import version_of
from cqo_registry.casework.workflow import Transition, Workflow
from cqo_registry.core.errors import Stale
from cqo_registry.core.verdicts import Verdict
from training.views.promo import typed


@dataclass(frozen=True, slots=True)
class Words:
    """What an act means, and whether it hurts."""

    text: Any
    hurts: bool = False


@dataclass(frozen=True, slots=True)
class Act:
    """One act as the page offers it: live, or why not."""

    name: str
    label: Any
    words: Words
    url: str
    form: PlainForm
    live: Verdict


class RowPage(ForRoles):
    """A row in the user's scope with the acts open to the user now; subclasses name workflow and words."""

    roles: ClassVar[tuple[Role, ...]]
    workflow: ClassVar[Workflow]
    forms: ClassVar[Mapping[str, type[PlainForm]]]
    words: ClassVar[Mapping[str, Words]]
    address: ClassVar[str]
    template: ClassVar[str]

    def find(self, pk: int) -> Any:
        """The row in the user's scope, or 404."""
        raise NotImplementedError

    def context(self, row: Any) -> dict[str, Any]:
        """What the page prints beside the acts."""
        raise NotImplementedError

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The page."""
        return self.show(self.find(pk))

    def show(
        self,
        row: Any,
        *,
        name: str = "",
        form: PlainForm | None = None,
        status: int = 200,
        overtaken: bool = False,
    ) -> HttpResponse:
        """The page; ``form`` is the one of the act ``name`` that was refused, as typed."""
        acts = [
            self.act_of(transition, row, live, form if transition.name == name else None)
            for transition, live in self.workflow.offered(row, self.request.user)
        ]
        context = {
            "row": row,
            "acts": sorted(acts, key=lambda act: not act.live),
            "refused": form,
            # What was typed for an act that is over stays readable.
            "typed": typed(form) if name not in {act.name for act in acts} else [],
            "overtaken": overtaken,
            "events": AuditEvent.objects.about(row),
            **self.context(row),
        }
        return render(self.request, self.template, context, status=status)

    def act_of(self, transition: Transition, row: Any, live: Verdict, form: PlainForm | None) -> Act:
        """The act with its form."""
        name = transition.name
        url = reverse(f"{self.address}_{name}", args=[row.pk])
        fresh = self.forms[name](auto_id=f"{name}-%s")
        return Act(name, transition.label, self.words[name], url, form or fresh, live)


class RowAct(RowPage):
    """A POST on one row; a refused or outdated form comes back on the row's page as typed."""

    http_method_names = ["post", "options"]
    name: ClassVar[str]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Carry the act out once, and show the row."""
        self.find(pk)
        form = self.forms[self.name](request.POST, auto_id=f"{self.name}-%s")
        try:
            answer = carried_out(request, form, lambda: self.done(pk, form))
        except Stale:
            return self.show(self.find(pk), name=self.name, form=form, status=409, overtaken=True)
        return answer or self.show(self.find(pk), name=self.name, form=form, status=422)

    def done(self, pk: int, form: PlainForm) -> str:
        """Act, say so, and lead to the row."""
        row, said = self.act(pk, version_of(self.request), form.cleaned_data)
        messages.success(self.request, said)
        return str(row.get_absolute_url())

    def act(self, pk: int, version: int, given: dict[str, Any]) -> tuple[Any, Any]:
        """Carry out the act; the row to show, and the sentence that says so."""
        raise NotImplementedError
