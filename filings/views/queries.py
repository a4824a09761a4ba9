"""有疑问: the region asks about a forwarded filing, its office answers (Art. 13)."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cqo_registry.accounts.access import OFFICE, REGION, ForRoles
from cqo_registry.accounts.models import User
from cqo_registry.casework.acts import carry_out
from cqo_registry.casework.versions import version_of
from cqo_registry.casework.workflow import Transition
from cqo_registry.core.verdicts import Verdict
from filings import workflow
from filings.actions import reporting
from filings.enums import FilingStatus as S
from filings.forms.decisions import ReasonForm
from filings.forms.queries import AnswerForm, QuestionForm
from filings.models import Filing, Query
from filings.views.desk import find

ASKED_ABOUT = (S.FORWARDED, S.QUERIED, S.RECORDED)


def queries_of(filing: Filing, user: User) -> list[Query]:
    """What was asked and answered, oldest first; between the authorities, so not for the enterprise."""
    if user.is_enterprise or filing.status not in ASKED_ABOUT:
        return []
    return list(filing.queries.select_related("asked_by__authority", "answered_by__authority"))


class ExchangePage(ForRoles):
    """A page with one text to write about one filing; refused or outdated, it comes back as typed."""

    transition: Transition
    form_class: type[ReasonForm]
    template = "filings/query_write.html"
    filing: Filing

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The filing in short, what was asked before, and the box."""
        self.filing = find(self.request.user, pk)
        return self.page(self.form_class(), self.transition.may(self.filing, self.request.user))

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Send the text at most once."""
        self.filing = find(self.request.user, pk)
        form = self.form_class(request.POST)
        if not form.is_valid():
            return self.page(form, Verdict(), 422)
        tried = carry_out(request, lambda: self.act(version_of(request), form.cleaned_data["reason"]))
        if tried.overtaken:
            self.filing = tried.row
        against = self.transition.may(self.filing, self.request.user) if tried.overtaken else tried.verdict
        return tried.answer or self.page(form, against, tried.status)

    def act(self, version: int, text: str) -> str:
        """Carry out the act and say where to go."""
        raise NotImplementedError

    def page(self, form: ReasonForm, verdict: Verdict, status: int = 200) -> HttpResponse:
        """The page with the form as it stands."""
        context: dict[str, Any] = {
            "filing": self.filing,
            "form": form,
            "verdict": verdict,
            "overtaken": status == 409,
            "label": self.transition.label,
            "queries": queries_of(self.filing, self.request.user),
        }
        return render(self.request, self.template, context, status=status)


class QueryPage(ExchangePage):
    """The region asks."""

    roles = REGION
    transition = workflow.QUERY
    form_class = QuestionForm

    def act(self, version: int, text: str) -> str:
        """Ask, and go back to the arrivals."""
        reporting.query(self.filing.pk, by=self.request.user, version=version, question=text)
        done = _("已向%(office)s提出疑问，答复后这件备案会回到“待入册”。")
        messages.success(self.request, done % {"office": self.filing.authority.short_name})
        return reverse("filings:arrivals")


class ReplyPage(ExchangePage):
    """The office answers."""

    roles = OFFICE
    transition = workflow.REPLY
    form_class = AnswerForm

    def act(self, version: int, text: str) -> str:
        """Answer, and go back to what else is asked."""
        reporting.reply(self.filing.pk, by=self.request.user, version=version, answer=text)
        messages.success(self.request, _("已答复自治区局，这件备案重新等待入册。"))
        return reverse("filings:queue") + "?view=queried"
