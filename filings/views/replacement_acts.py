"""The acts on a recommendation: the region reviews, issues and closes, the enterprise answers (Art. 12)."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from cqo_registry.accounts.access import ENTERPRISE, REGION, ForRoles
from cqo_registry.accounts.once import once
from cqo_registry.casework.versions import version_of
from cqo_registry.core.errors import Stale
from cqo_registry.core.verdicts import Refused
from filings import workflow_replacement as workflow
from filings.actions import replacing
from filings.enums import ReplacementReply
from filings.exports.letter import letter_parts
from filings.forms.replacing import CloseForm, DismissForm, IssueForm, ReplyForm
from filings.models import Replacement
from filings.rules import replacement as rules
from filings.views.decisions import require_valid
from filings.views.replacements import Forms, find, show


class Act(ForRoles):
    """A POST on one recommendation in the user's scope."""

    roles = REGION
    http_method_names = ["post", "options"]
    row: Replacement

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Find in scope, then act at most once per served form."""
        self.row = find(self.request.user, pk)
        return once(request, lambda: self.act(version_of(request)))

    def act(self, version: int) -> str:
        """Carry out the act and say where to go."""
        raise NotImplementedError

    def done(self, message: Any) -> str:
        """Back to the page, with what was done."""
        messages.success(self.request, message)
        return self.row.get_absolute_url()


class ReviewPage(Act):
    """Take a clue up."""

    def act(self, version: int) -> str:
        """Review, and stay on the page."""
        replacing.review(self.row.pk, by=self.request.user, version=version)
        return self.done(_("已开始审查。"))


class UnansweredPage(Act):
    """Note a missed term."""

    def act(self, version: int) -> str:
        """Note it, and stay on the page."""
        replacing.mark_unanswered(self.row.pk, by=self.request.user, version=version)
        return self.done(_("已登记为逾期未答复，企业仍可补充答复。"))


class TypedAct(Act):
    """An act with something typed, which stays on the page when the act is refused or outdated."""

    slot: ClassVar[str]  # of Forms
    form_class: ClassVar[type[Any]]
    form: Any

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """As every act, but a refusal shows the page again with all that was typed."""
        self.row = find(self.request.user, pk)
        self.form = self.form_class(request.POST)
        forms = Forms(**{self.slot: self.form})
        try:
            require_valid(self.form)
            return once(request, lambda: self.act(version_of(request)))
        except Refused as fault:
            forms.refused = fault.verdict
            status = 422
        except Stale:
            forms.overtaken = True
            status = 409
        return show(request, self.request.user, find(self.request.user, pk), forms=forms, status=status)


class DismissPage(TypedAct):
    """No letter, with the reason."""

    slot, form_class = "dismissing", DismissForm

    def act(self, version: int) -> str:
        """Dismiss, and stay on the page."""
        reason = self.form.cleaned_data["reason"]
        replacing.dismiss(self.row.pk, by=self.request.user, version=version, reason=reason)
        return self.done(_("已决定不予发出撤换建议。"))


class ClosePage(TypedAct):
    """The end without a change, with the reason."""

    slot, form_class = "closing", CloseForm

    def act(self, version: int) -> str:
        """Close, and stay on the page."""
        reason = self.form.cleaned_data["reason"]
        replacing.close(self.row.pk, by=self.request.user, version=version, reason=reason)
        return self.done(_("撤换建议已办结。"))


class ReplyPage(TypedAct):
    """The enterprise's answer; a promise leads on to the change."""

    roles = ENTERPRISE
    slot, form_class = "replying", ReplyForm

    def act(self, version: int) -> str:
        """Answer, and stay on the page, where the next step stands."""
        given = self.form.cleaned_data
        row = replacing.reply(
            self.row.pk,
            by=self.request.user,
            version=version,
            reply=given["reply"],
            reason=given["reply_reason"],
        )
        if row.reply == ReplacementReply.REPLACED:
            return self.done(_("已答复予以撤换，请接着办理变更备案。"))
        return self.done(_("已答复不予撤换，自治区局会看到您的理由。"))


class IssuePage(ForRoles):
    """The letter is written, looked at and sent; a preview changes nothing."""

    roles = REGION

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The form, begun from the clue; back to the page when no letter can be sent now."""
        row = find(self.request.user, pk)
        if not workflow.ISSUE.live(row, self.request.user):
            return redirect(row)
        initial = {
            "reply_by": rules.reply_by(timezone.localdate()),
            "letter_text": row.finding,
        }
        return self.show(row, IssueForm(initial=initial), initial)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Preview, or issue; whatever is refused comes back as typed."""
        row, form, overtaken = find(self.request.user, pk), IssueForm(request.POST), False
        if form.is_valid() and request.POST.get("action") != "preview":
            try:
                return once(request, lambda: self.act(row, form))
            except Refused as refusal:
                form.add_reasons(refusal.verdict)
            except Stale:
                row, overtaken = find(self.request.user, pk), True
        return self.show(row, form, form.cleaned_data, overtaken=overtaken)

    def act(self, row: Replacement, form: IssueForm) -> str:
        """Send the letter."""
        user, version = self.request.user, version_of(self.request)
        issued = replacing.issue(row.pk, by=user, version=version, **form.cleaned_data)
        messages.success(
            self.request, _("撤换建议书已发出，文号 %(no)s，已通知企业。") % {"no": issued.letter_no}
        )
        return reverse("filings:replacement_detail", args=[issued.pk])

    def show(
        self, row: Replacement, form: IssueForm, typed: dict[str, Any], *, overtaken: bool = False
    ) -> HttpResponse:
        """The form, and below it the letter as it would read."""
        version = row.version
        row.letter_text, row.reply_by = typed.get("letter_text", ""), typed.get("reply_by")
        row.issued_on = timezone.localdate()
        context = {
            "row": row,
            "version": version,
            "form": form,
            "letter": letter_parts(row),
            "letter_no": typed.get("letter_no", ""),
            "overtaken": overtaken,
        }
        status = 409 if overtaken else 422 if form.errors else 200
        return render(self.request, "filings/replacement_issue.html", context, status=status)
