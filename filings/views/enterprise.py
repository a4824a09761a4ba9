"""The enterprise's acts on a filing as a whole: start, submit, withdraw, discard."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cqo_registry.accounts.access import ENTERPRISE, TYPISTS, ForRoles
from cqo_registry.accounts.once import once
from cqo_registry.casework.acts import carry_out
from cqo_registry.casework.fields import tidy
from cqo_registry.casework.versions import version_of
from filings import facts, workflow
from filings.actions import drafting, submitting
from filings.enums import FilingStatus
from filings.models import Filing
from filings.views.review_page import render_review
from filings.views.step_progress import next_step, step_url
from filings.views.steps import own_filing, who_changed

REASON_MAX = 500  # characters


class StartPage(ForRoles):
    """Start the initial filing, or go on with the open one (Art. 14)."""

    roles = ENTERPRISE
    http_method_names = ["post"]

    def post(self, request: HttpRequest) -> HttpResponse:
        """To the step where work goes on."""
        enterprise = self.request.user.enterprise
        if enterprise is None:
            raise Http404

        def act() -> str:
            filing = drafting.start_filing(enterprise, by=self.request.user)
            return (
                step_url(filing, next_step(filing))
                if facts.editable_fields(filing)
                else filing.get_absolute_url()
            )

        return once(request, act)


class SubmitPage(ForRoles):
    """Hand the filing to its office; a refused attempt shows everything that is missing at once."""

    roles = TYPISTS
    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """To the filing's page, or back to the last step with the reasons."""
        filing = own_filing(self.request.user, pk)

        def act() -> str:
            submitted = submitting.submit(pk, by=self.request.user, version=version_of(request))
            messages.success(
                request, _("已提交，等待%(office)s审核。") % {"office": submitted.authority.name}
            )
            return submitted.get_absolute_url()

        tried = carry_out(request, act)
        if tried.answer is not None:
            return tried.answer
        if not facts.editable_fields(tried.row or filing):
            tried.give_up()
        if tried.overtaken:
            now, conflict = own_filing(self.request.user, pk), who_changed(tried.row)
            return render_review(request, now, status=tried.status, conflict=conflict)
        return render_review(request, filing, status=tried.status, tried=True)


class ConfirmedAct(ForRoles):
    """An act that asks first: GET shows the question, POST carries it out."""

    roles = TYPISTS
    question: ClassVar[Any]
    explanation: ClassVar[Any]
    label: ClassVar[Any]
    asks_reason: ClassVar[bool] = False

    def fits(self, filing: Filing) -> bool:
        """Whether the act is possible now; otherwise the question is not asked."""
        raise NotImplementedError

    def act(self, filing: Filing, version: int | None, reason: str) -> str:
        """Carry it out and name the page to go to."""
        raise NotImplementedError

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The question."""
        filing = own_filing(self.request.user, pk)
        if not self.fits(filing):
            return redirect(filing)
        return render(request, "filings/step_confirm.html", {"filing": filing, "act": self})

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The act; without a version (a button of another page) the state alone decides."""
        filing = own_filing(self.request.user, pk)
        version = version_of(request) if "version" in request.POST else None
        reason = tidy(request.POST.get("reason", ""), lines=True)[:REASON_MAX]
        return once(request, lambda: self.act(filing, version, reason))


class WithdrawPage(ConfirmedAct):
    """Take a filing back before the office has decided."""

    question = gettext_lazy("确定撤回这件备案吗？")
    explanation = gettext_lazy("撤回后备案机关不再审核，这件备案不能恢复；需要时可以重新办理。")
    label = gettext_lazy("撤回备案")
    asks_reason = True

    def fits(self, filing: Filing) -> bool:
        """Before a decision."""
        return bool(workflow.WITHDRAW.may(filing, self.request.user))

    def act(self, filing: Filing, version: int | None, reason: str) -> str:
        """Withdraw and show the filing."""
        moved = submitting.withdraw(filing.pk, by=self.request.user, version=version, reason=reason)
        messages.success(self.request, _("已撤回。"))
        return moved.get_absolute_url()


class DiscardPage(ConfirmedAct):
    """Throw a draft away."""

    question = gettext_lazy("确定删除这份草稿吗？")
    explanation = gettext_lazy("已填写的内容和已上传的材料将一并删除，不能恢复。")
    label = gettext_lazy("删除草稿")

    def fits(self, filing: Filing) -> bool:
        """Only what was never submitted."""
        return filing.status == FilingStatus.DRAFT

    def act(self, filing: Filing, version: int | None, reason: str) -> str:
        """Discard and go home."""
        drafting.discard_draft(filing.pk, by=self.request.user, version=version)
        messages.success(self.request, _("草稿已删除。"))
        return reverse("portal:home")
