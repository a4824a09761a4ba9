"""Who holds what: hand over and take over one filing, and everything of an absent colleague at once."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cqo_registry.accounts.access import OFFICE, ForRoles
from cqo_registry.accounts.models import User
from cqo_registry.accounts.once import once
from cqo_registry.audit.models import AuditEvent
from cqo_registry.core.verdicts import Refused, Verdict
from filings.actions import claiming
from filings.forms.claiming import AbsenceForm, HandOverForm, TakeOverForm
from filings.models import Filing
from filings.views.decisions import TypedDecision, faults_of

HANDINGS = ("filing.hand_over", "filing.take_over")
SHOWN_HANDINGS = 30
SHOWN_HELD = 500


class HandOverPage(TypedDecision):
    """The holder gives a filing to a colleague."""

    form: HandOverForm

    def read(self) -> Verdict:
        """Colleague and reason must be there."""
        self.form = self.forms.handing = HandOverForm(self.request.POST, by=self.request.user)
        return faults_of(self.form)

    def act(self, version: int) -> str:
        """Hand over, and go back to the queue."""
        given = self.form.cleaned_data
        claiming.hand_over(
            self.filing.pk, to=given["to"], by=self.request.user, reason=given["reason"], version=version
        )
        messages.success(self.request, _("已移交给%(name)s，并已通知。") % {"name": given["to"].name})
        return reverse("filings:queue")


class TakeOverPage(TypedDecision):
    """A colleague takes a filing out of its holder's hands."""

    def read(self) -> Verdict:
        """The reason must be there."""
        self.forms.taking = TakeOverForm(self.request.POST)
        return faults_of(self.forms.taking)

    def act(self, version: int) -> str:
        """Take over, and go on at the desk."""
        reason = self.forms.taking.cleaned_data["reason"]
        claiming.take_over(self.filing.pk, by=self.request.user, reason=reason, version=version)
        messages.success(self.request, _("已接手，这件备案由您经办。"))
        return self.desk()


class AbsencePage(ForRoles):
    """Who holds what in the office, and the hand-over of all that an absent colleague holds."""

    roles = OFFICE

    def get(self, request: HttpRequest) -> HttpResponse:
        """What is in hands, the form, and the latest hand-overs."""
        holder = request.GET.get("holder", "")
        chosen = {"holder": holder} if holder.isascii() and holder.isdigit() and len(holder) < 19 else {}
        return self.page(AbsenceForm(by=self.request.user, initial=chosen))

    def post(self, request: HttpRequest) -> HttpResponse:
        """All of one officer's filings at once; the lines below the form say which they were."""
        form = AbsenceForm(request.POST, by=self.request.user)
        if not form.is_valid():
            return self.page(form, 422)
        try:
            return once(request, lambda: self.act(form.cleaned_data))
        except Refused as fault:
            for reason in fault.verdict.blocking:
                form.add_error(reason.field or None, str(reason.message))
            return self.page(form, 422)

    def act(self, given: dict[str, Any]) -> str:
        """Hand over, and show the page again with the outcome."""
        holder, to = given["holder"], given["to"]
        filings = claiming.hand_over_all(holder, to=to, by=self.request.user, reason=given["reason"])
        words = {"name": holder.name, "count": len(filings), "to": to.name if to else ""}
        done = (
            _("已将%(name)s经办的 %(count)d 件备案移交给%(to)s，明细见下方移交记录。")
            if to
            else _("已将%(name)s经办的 %(count)d 件备案放回队列，明细见下方移交记录。")
        )
        messages.success(self.request, done % words)
        return reverse("filings:absence")

    def page(self, form: AbsenceForm, status: int = 200) -> HttpResponse:
        """The page with the form as it stands."""
        user = self.request.user
        held = list(_held(user))
        context = {
            "form": form,
            "held": held,
            "handings": AuditEvent.objects.visible_to(user).filter(action__in=HANDINGS)[:SHOWN_HANDINGS],
        }
        return render(self.request, "filings/absence.html", context, status=status)


def _held(user: User) -> Any:
    """What the officers of the office have in hand, by name, the longest held first."""
    held = Filing.objects.visible_to(user).filter(authority=user.authority_id, claimed_by__isnull=False)
    return held.for_list().order_by("claimed_by__name", "claimed_by", "claimed_at", "pk")[:SHOWN_HELD]
