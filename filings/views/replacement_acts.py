"""One recommendation with its acts: the region reviews and issues, the enterprise answers (Art. 12)."""

from __future__ import annotations

from typing import Any, ClassVar

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cqo_registry.accounts.access import ENTERPRISE, REGION, REGISTER, ForRoles
from cqo_registry.accounts.enums import Role
from cqo_registry.accounts.forms.base import PlainForm
from cqo_registry.casework.acts import Act, Attempt, Offer, RowPage, attempt
from filings import workflow_replacement as workflow
from filings.actions import replacing
from filings.enums import ReplacementReply
from filings.exports.letter import letter_parts
from filings.forms.replacing import CloseForm, DismissForm, IssueForm, ReplyForm
from filings.models import Filing, Replacement
from filings.policies import replacements as policies
from filings.rules import replacement as rules
from filings.views.replacements import find, timeline_of


def answered(row: Replacement) -> str:
    """What an enterprise reads after its answer: a promise leads on to the change."""
    if row.reply == ReplacementReply.REPLACED:
        return gettext("已答复予以撤换，请接着办理变更备案。")
    return gettext("已答复不予撤换，自治区局会看到您的理由。")


ISSUE = Act(
    workflow.ISSUE,
    replacing.issue,
    REGION,
    said=lambda row: gettext("撤换建议书已发出，文号 %(no)s，已通知企业。") % {"no": row.letter_no},
    form=IssueForm,
    opens=True,
    button=_("拟写并发出建议书"),
    asks=_("发出撤换建议书"),
    follows=_("企业会收到通知和建议书，发出后内容不能修改。"),
)
ACTS = (
    Act(workflow.REVIEW, replacing.review, REGION, said=_("已开始审查。")),
    ISSUE,
    Act(
        workflow.DISMISS,
        replacing.dismiss,
        REGION,
        said=_("已决定不予发出撤换建议。"),
        form=DismissForm,
        hurts=True,
        asks=_("不予发出撤换建议"),
        follows=_("这条线索随即办结，决定后不能恢复。"),
    ),
    Act(
        workflow.REPLY,
        replacing.reply,
        ENTERPRISE,
        said=answered,
        form=ReplyForm,
        passes={"reply_reason": "reason"},
        button=_("提交答复"),
        asks=_("提交答复"),
        follows=_("自治区局会收到答复，提交后不能修改。"),
    ),
    Act(
        workflow.UNANSWERED,
        replacing.mark_unanswered,
        REGION,
        said=_("已登记为逾期未答复，企业仍可补充答复。"),
        follows=_("企业以后仍可答复。"),
    ),
    Act(
        workflow.CLOSE,
        replacing.close,
        REGION,
        said=_("撤换建议已办结。"),
        form=CloseForm,
        hurts=True,
        asks=_("办结撤换建议"),
        follows=_("企业会看到理由，办结后不能恢复。"),
    ),
)


class ReplacementPage(RowPage):
    """One recommendation for everybody who may see it."""

    roles: ClassVar[tuple[Role, ...]] = REGISTER
    workflow = workflow.REPLACEMENT
    acts = ACTS
    address = "filings:replacement"
    template = "filings/replacement_detail.html"

    def find(self, pk: int) -> Replacement:
        """The recommendation in the user's scope, or 404."""
        return find(self.request.user, pk)

    def offers(self, row: Replacement, form: PlainForm | None = None) -> list[Offer]:
        """An enterprise that has answered is not told that it cannot answer."""
        hides = self.request.user.is_enterprise
        return [offer for offer in super().offers(row, form) if offer.live or not hides]

    def context(self, row: Replacement) -> dict[str, Any]:
        """Its filing and its papers, and what the reader has to do."""
        user = self.request.user
        filings = Filing.objects.visible_to(user).filter(appointment=row.appointment_id)
        promised = user.is_enterprise and row.reply == ReplacementReply.REPLACED
        return {
            "filing": filings.order_by("-accepted_at", "-pk").first(),
            "letter": letter_parts(row) if row.letter_no else None,
            "evidence": bool(row.evidence) and policies.may_read_evidence(user, row),
            "actable": any(offer.live for offer in self.offers(row)),
            "change_next": promised and row.appointment.ended_on is None,
            "events": timeline_of(row, user),
        }


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
        row, form = find(self.request.user, pk), IssueForm(request.POST)
        tried = Attempt(None)
        if form.is_valid() and request.POST.get("action") != "preview":
            tried = attempt(request, form, lambda: ISSUE.carry(row.pk, request, form.cleaned_data))
        if tried.overtaken:
            row = find(self.request.user, pk)
        return tried.answer or self.show(row, form, form.cleaned_data, overtaken=tried.overtaken)

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
