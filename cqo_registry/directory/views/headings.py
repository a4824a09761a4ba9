"""The Tibetan headings of printed papers: each office enters its own, the region those of all."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from cqo_registry.accounts.access import REVIEWERS, ForRoles
from cqo_registry.accounts.models import User
from cqo_registry.casework.acts import attempt
from cqo_registry.casework.versions import version_of
from cqo_registry.directory.actions.headings import save_headings
from cqo_registry.directory.forms import HeadingsForm
from cqo_registry.directory.models import Authority
from cqo_registry.directory.models.authority import AuthorityQuerySet
from cqo_registry.directory.rules.headings import HEADINGS


def editable_by(user: User) -> AuthorityQuerySet:
    """The offices whose headings the user may enter."""
    every = Authority.objects.all()
    return every if user.is_region else every.filter(pk=user.authority_id or 0)


class HeadingsPage(ForRoles):
    """Which office has entered what; an officer goes straight to the own office."""

    roles = REVIEWERS

    def get(self, request: HttpRequest) -> HttpResponse:
        """The list of the region, or the officer's own form."""
        user = self.request.user
        if not user.is_region:
            return redirect("directory:headings_edit", pk=user.authority_id)
        return render(request, "directory/headings_list.html", {"offices": editable_by(user)})


class HeadingsEdit(ForRoles):
    """The headings of one office."""

    roles = REVIEWERS

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The form as stored."""
        office = get_object_or_404(editable_by(self.request.user), pk=pk)
        return self._show(office, HeadingsForm(instance=office))

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Save; what cannot be printed comes back with its sentence and everything typed."""
        office = get_object_or_404(editable_by(self.request.user), pk=pk)
        form = HeadingsForm(request.POST, instance=office)
        sentence = _("别人刚刚改过这些标题，请核对后再保存。")
        tried = attempt(request, form, lambda: self._save(form), overtaken=sentence)
        # The next press saves over what is stored now.
        return tried.answer or self._show(tried.row or office, form)

    def _save(self, form: HeadingsForm) -> str:
        version = version_of(self.request)
        values = {name: form.cleaned_data[name] for name in HEADINGS}
        office = save_headings(form.instance.pk, values, by=self.request.user, version=version)
        messages.success(self.request, _("藏文标题已保存，以后打印的文书按此排印。"))
        return reverse("directory:headings_edit", args=[office.pk])

    def _show(self, office: Authority, form: HeadingsForm) -> HttpResponse:
        context = {"office": office, "form": form}
        return render(
            self.request, "directory/headings_edit.html", context, status=422 if form.errors else 200
        )
