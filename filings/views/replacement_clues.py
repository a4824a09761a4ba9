"""Reporting a clue against a CQO: from a filing's page, or by the number of a filing (Art. 12)."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from cqo_registry.accounts.access import REVIEWERS, ForRoles
from cqo_registry.accounts.models import User
from cqo_registry.accounts.once import once
from cqo_registry.core.verdicts import Refused
from filings.actions import replacing
from filings.facts import replacements as facts
from filings.forms.replacing import PRESETS, ClueForm, FindForm
from filings.models import Appointment, Filing, Replacement
from filings.policies import replacements as policies


class ClueStartPage(ForRoles):
    """Whom the clue is about, by the number of any accepted filing of the post."""

    roles = REVIEWERS

    def get(self, request: HttpRequest) -> HttpResponse:
        """The field, or straight to the clue when the number is known."""
        form = FindForm(request.GET if "filing_no" in request.GET else None)
        if form.is_bound and form.is_valid():
            number = form.cleaned_data["filing_no"].upper()
            filings = Filing.objects.visible_to(self.request.user).filter(filing_no=number)
            filing = filings.exclude(appointment=None).first()
            if filing is not None:
                return redirect("filings:replacement_clue", pk=filing.appointment_id)
            form.add_error("filing_no", _("没有找到这个编号的已备案事项，请核对编号和辖区。"))
        status = 422 if form.errors else 200
        return render(request, "filings/replacement_start.html", {"form": form}, status=status)


class CluePage(ForRoles):
    """The form of one clue; what is refused comes back with all that was typed."""

    roles = REVIEWERS

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The form, filled in part by ``?preset=`` for what comes often."""
        _label, initial = PRESETS.get(request.GET.get("preset", ""), ("", {}))
        return self.show(find(self.request.user, pk), ClueForm(initial=initial))

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Report it, and go to its page."""
        appointment = find(self.request.user, pk)
        form = ClueForm(request.POST, request.FILES)
        if form.is_valid():
            try:
                return once(request, lambda: self.act(appointment, form))
            except Refused as refusal:
                form.add_reasons(refusal.verdict)
        return self.show(appointment, form)

    def act(self, appointment: Appointment, form: ClueForm) -> str:
        """The clue's page."""
        row = replacing.report_clue(appointment.pk, by=self.request.user, **form.cleaned_data)
        messages.success(self.request, _("撤换线索已提出，由自治区局审查。"))
        return row.get_absolute_url()

    def show(self, appointment: Appointment, form: ClueForm) -> HttpResponse:
        """The form, or why there can be none."""
        user = self.request.user
        known = Replacement.objects.visible_to(user).open().filter(appointment=appointment).first()
        context = {
            "appointment": appointment,
            "form": form,
            "may": policies.may_report_clue(user, appointment) & facts.reportable(appointment),
            "known": known,
            "choose_again": bool(form.errors and self.request.FILES),
            "presets": [(name, label) for name, (label, _initial) in PRESETS.items()],
        }
        status = 422 if form.errors else 200
        return render(self.request, "filings/replacement_clue.html", context, status=status)


def find(user: User, pk: int) -> Appointment:
    """The appointment in the user's scope, or 404."""
    scope = Appointment.objects.visible_to(user).select_related(
        "person", "enterprise__authority", "authority"
    )
    return get_object_or_404(scope, pk=pk)
