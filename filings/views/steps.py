"""The steps of a filing: shown, saved, resumed; nothing typed is lost on the way."""

from __future__ import annotations

import re
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from cqo_registry.accounts.access import TYPISTS, ForRoles
from cqo_registry.accounts.models import User
from cqo_registry.accounts.once import once
from cqo_registry.casework.fields import tidy
from cqo_registry.casework.versions import version_of
from cqo_registry.core.errors import Stale
from filings import facts, policies
from filings.actions.correcting import ANSWER_MAX, save_step
from filings.actions.drafting import assign
from filings.forms.step_form import StepForm
from filings.forms.steps import FORMS
from filings.models import Filing
from filings.views.review_page import render_review
from filings.views.step_page import render_step
from filings.views.step_progress import next_step, step_after, step_url
from filings.views.step_verdict import panel

UNKNOWN_VERSION = -1  # never equal to one: a page without its version counts as outdated
MOVES = {"continue": 1, "save": 0, "back": -1}


def posted_answers(request: HttpRequest) -> dict[int, str]:
    """The answers to return items, by the id of the item."""
    return {
        int(match[1]): tidy(str(value))[:ANSWER_MAX]
        for key, value in request.POST.items()
        if (match := re.fullmatch(r"answer-([0-9]{1,15})", key))
    }


def own_filing(user: User, pk: int) -> Filing:
    """The filing this user fills in, with what its pages print; 404 otherwise, also for who only reads it."""
    scope = Filing.objects.visible_to(user)
    related = ("enterprise", "authority", "county", "changes__person")
    filing = get_object_or_404(scope.select_related(*related), pk=pk)
    if not policies.is_typist(user, filing):
        raise Http404
    return filing


class StepPage(ForRoles):
    """One step. GET shows it; POST saves it, looks at it, or adds and removes rows of its table."""

    roles = TYPISTS

    def get(self, request: HttpRequest, pk: int, step: str) -> HttpResponse:
        """The step, or the filing's page once nothing can be changed."""
        filing = own_filing(self.request.user, pk)
        editable = facts.editable_fields(filing)
        if not (editable and policies.may_file(self.request.user, filing)):
            return redirect(filing)
        if step not in facts.case_of(filing).pages:
            return redirect("filings:step", pk, next_step(filing))
        if step == "review":
            return render_review(request, filing)
        return render_step(request, filing, FORMS[step](filing=filing, editable=editable))

    def post(self, request: HttpRequest, pk: int, step: str) -> HttpResponse:
        """What the pressed button asks for."""
        filing = own_filing(self.request.user, pk)
        if step == "review" or step not in facts.case_of(filing).pages:
            return redirect("filings:step", pk, "review")
        form = FORMS[step](request.POST, filing=filing, editable=facts.editable_fields(filing))
        action = request.POST.get("action", "save")
        if action.startswith(("add:", "remove:")):
            return self.change_rows(filing, form, action)
        if action == "check":
            return self.check(filing, form)
        return self.save(filing, form, MOVES.get(action, 0))

    def change_rows(self, filing: Filing, form: StepForm, action: str) -> HttpResponse:
        """One row more or less, everything typed kept, nothing saved."""
        verb, _table, number = f"{action}::".split(":")[:3]
        if form.rows is not None and verb == "add":
            form.rows = form.rows.added()
        elif form.rows is not None and re.fullmatch(r"[0-9]{1,4}", number):
            form.rows = form.rows.without(int(number))
        return self.show(filing, form)

    def check(self, filing: Filing, form: StepForm) -> HttpResponse:
        """The verdict for what is typed, without saving it."""
        assign(filing, form.values())
        return self.show(filing, form, checked=True)

    def save(self, filing: Filing, form: StepForm, move: int) -> HttpResponse:
        """Store what can be stored; go on only when that was everything."""
        try:
            if form.has_faults:
                saved = self.store(filing, form)
                return self.show(
                    saved, form.kept_open(saved, facts.editable_fields(saved)), status=422, partly=True
                )
            return once(self.request, lambda: self.store_and_move(filing, form, move))
        except Stale as stale:
            if not facts.editable_fields(stale.row):
                raise
            return self.show(stale.row, form, status=409, conflict=who_changed(stale.row))

    def store(self, filing: Filing, form: StepForm) -> Filing:
        """Hand the values to the action."""
        return save_step(
            filing.pk,
            form.values(),
            posted_answers(self.request),
            by=self.request.user,
            version=version_of(self.request),
        )

    def store_and_move(self, filing: Filing, form: StepForm, move: int) -> str:
        """Save, say when, and name the page to go to."""
        saved = self.store(filing, form)
        messages.success(self.request, _("已保存 %(time)s") % {"time": clock(saved)})
        return step_url(filing, step_after(filing, form.step, move))

    def show(self, filing: Filing, form: StepForm, *, status: int = 200, **more: Any) -> HttpResponse:
        """The step again, with what was typed."""
        return render_step(
            self.request, filing, form, status=status, answers=posted_answers(self.request), **more
        )


class VerdictFragment(ForRoles):
    """The aside for what is typed in a step; stores nothing."""

    roles = TYPISTS
    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int, step: str) -> HttpResponse:
        """The rules' answer to the values of the form."""
        filing = own_filing(self.request.user, pk)
        if step in FORMS:
            form = FORMS[step](request.POST, filing=filing, editable=facts.editable_fields(filing))
            assign(filing, form.values())
        return render(request, "filings/_step_verdict.html", {"panel": panel(filing)})


def clock(filing: Filing) -> str:
    """The time of the last save, in hours and minutes."""
    return timezone.localtime(filing.saved_at).strftime("%H:%M") if filing.saved_at else ""


def who_changed(filing: Filing) -> str:
    """Who changed the filing while the page was open."""
    event = next(iter(filing.latest_events()), None)
    who = event.actor_label if event else _("其他人")
    when = timezone.localtime(event.at).strftime("%H:%M") if event else ""
    return _(
        "您打开页面之后，%(who)s于 %(when)s 修改了这件备案。您填写的内容还在下面，尚未保存；"
        "核对后再按保存，将以您填写的为准。"
    ) % {"who": who, "when": when}
