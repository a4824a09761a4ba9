"""A POST on one row whose refused or outdated form comes back on the row's page, as typed."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse

from cqo_registry.accounts.access import ForRoles
from cqo_registry.accounts.forms.base import PlainForm
from cqo_registry.casework.acts import attempt


class RowPage(ForRoles):
    """The page of one row, which acts on it come back to."""

    def find(self, pk: int) -> Any:
        """The row in the user's scope, or 404."""
        raise NotImplementedError

    def show(
        self, row: Any, *, form: PlainForm | None = None, status: int = 200, overtaken: bool = False
    ) -> HttpResponse:
        """The page; ``form`` is that of an act that was refused."""
        raise NotImplementedError


class Act(RowPage):
    """One act on the row, carried out once."""

    http_method_names = ["post", "options"]
    form_class: type[PlainForm] = PlainForm

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Act, say so, and go where it leads."""
        row, form = self.find(pk), self.form_class(request.POST, request.FILES)
        tried = attempt(request, form, lambda: self.done(row, form))
        if tried.answer is not None:
            return tried.answer
        return self.show(self.find(pk), form=form, status=tried.status, overtaken=tried.overtaken)

    def done(self, row: Any, form: PlainForm) -> str:
        """Carry it out, leave the sentence, and answer the address to go to."""
        sentence, url = self.act(row, form.cleaned_data)
        messages.success(self.request, sentence)
        return url

    def act(self, row: Any, given: dict[str, Any]) -> tuple[Any, str]:
        """The act itself: the sentence that says so, and where to go."""
        raise NotImplementedError


class EditPage(RowPage):
    """A form of its own page that changes one row; what was overtaken comes back as typed."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The form with what stands now."""
        row = self.find(pk)
        return self.show(row, form=self.form_for(row))

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Change it, or say what is wrong with everything as typed."""
        row = self.find(pk)
        form = self.form_for(row, request.POST)
        tried = attempt(request, form, lambda: self.done(row, form))
        if tried.answer is not None:
            return tried.answer
        return self.show(self.find(pk), form=form, status=tried.status, overtaken=tried.overtaken)

    def form_for(self, row: Any, data: Any = None) -> PlainForm:
        """The form of the row, bound to ``data`` if there is any."""
        raise NotImplementedError

    def done(self, row: Any, form: PlainForm) -> str:
        """Carry it out, leave the sentence, and answer the address to go to."""
        raise NotImplementedError
