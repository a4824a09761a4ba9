"""Assignments: the list, asking experts for a matter, and the page of one task (Art. 12, 15)."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from cqo_registry.accounts.access import ENTERPRISE, READERS, REGISTER, REVIEWERS, ForRoles
from cqo_registry.accounts.enums import Role
from cqo_registry.accounts.views.answers import carried_out
from cqo_registry.casework.acts import Act, RowPage
from talent_pool import workflow_assignments as workflow
from talent_pool.actions import assigning
from talent_pool.exports.assignments import assignments
from talent_pool.facts.assignments import Proposal, acceptable, overlap, proposals
from talent_pool.forms.acts import OptionalReasonForm, ReasonForm, ResultForm
from talent_pool.forms.calling import CallForm
from talent_pool.forms.filters import AssignmentFilter
from talent_pool.models import Assignment
from talent_pool.rules.assignments import Span
from talent_pool.views.lists import PoolExport, PoolList

SHOWN = 50  # experts on a matching list


class AssignmentList(PoolList):
    """The tasks this user may know of, the newest first."""

    roles: ClassVar[tuple[Role, ...]] = REGISTER
    filter_class = AssignmentFilter
    sorts = {"time": "invited_at", "start": "starts_on"}
    default = "-time"
    columns = (
        ("", _("事项")),
        ("", _("专家")),
        ("", _("服务企业")),
        ("start", _("起止日期")),
        ("", _("邀请机关")),
        ("time", _("邀请时间")),
        ("", _("状态")),
    )
    template = "talent_pool/assignment_list.html"
    export_name = "talent_pool:assignment_export"

    def rows(self) -> Any:
        """In the user's scope."""
        return Assignment.objects.visible_to(self.request.user)

    def context(self) -> dict[str, Any]:
        """Who may ask experts."""
        user = self.request.user
        return {"may_assign": user.is_officer or user.is_region, "may_export": not user.is_enterprise}


class AssignmentExport(AssignmentList, PoolExport):
    """The same list as a workbook."""

    roles = READERS
    workbook = assignments


class AssignmentNew(ForRoles):
    """State the matter, see who fits and who must stay away, and invite.

    One form: the button of the matter shows the experts and writes nothing, that under the list invites
    the chosen ones.
    """

    roles = REVIEWERS

    def get(self, request: HttpRequest) -> HttpResponse:
        """The empty form."""
        return self.page(CallForm(user=self.request.user))

    def post(self, request: HttpRequest) -> HttpResponse:
        """Show who fits, or invite the chosen."""
        form = CallForm(request.POST, user=self.request.user)
        if request.POST.get("action") == "invite":
            answer = carried_out(request, form, lambda: self.invite(form))
            if answer is not None:
                return answer
        return self.page(form)

    def page(self, form: CallForm) -> HttpResponse:
        """The form as typed; with a whole matter the experts for it."""
        # A refusal of the choice belongs to no field, and leaves the list where it was.
        stated = form.is_bound and not set(form.errors) - {"__all__"}
        found = self.experts(form) if stated else []
        context = {
            "form": form,
            "stated": stated,
            "experts": found[:SHOWN],
            "count": len(found),
            "more": max(0, len(found) - SHOWN),
            "chosen": self.chosen(),
        }
        status = 422 if form.is_bound and form.errors else 200
        return render(self.request, "talent_pool/assignment_new.html", context, status=status)

    def experts(self, form: CallForm) -> list[Proposal]:
        """Who fits, and who must stay away."""
        call = form.call()
        return proposals(
            skill=call.skill,
            enterprise=call.enterprise,
            office=self.request.user.authority,
            span=Span(call.starts_on, call.ends_on),
        )

    def chosen(self) -> list[int]:
        """The members ticked; what is no number is nobody."""
        ticked = self.request.POST.getlist("members")
        return [int(text) for text in ticked if text.isascii() and text.isdigit() and len(text) < 10]

    def invite(self, form: CallForm) -> str:
        """Carry it out; one invitation is shown, several are listed."""
        rows = assigning.invite(self.chosen(), form.call(), by=self.request.user)
        said = ngettext("已邀请 %(count)d 位专家。", "已邀请 %(count)d 位专家。", len(rows))
        messages.success(self.request, said % {"count": len(rows)})
        return rows[0].get_absolute_url() if len(rows) == 1 else reverse("talent_pool:assignment_list")


ACTS = (
    Act(
        workflow.ACCEPT,
        assigning.accept,
        ENTERPRISE,
        said=_("已接受邀请。"),
        text=_("请与本人商定后接受。与服务企业有利害关系的应当申请回避。"),
    ),
    Act(
        workflow.DECLINE,
        assigning.decline,
        ENTERPRISE,
        said=_("已谢绝邀请。"),
        form=OptionalReasonForm,
        text=_("不能参加的，请尽早答复。"),
        hurts=True,
        follows=_("邀请机关会收到通知，这次邀请随即结束。"),
    ),
    Act(
        workflow.RECUSE,
        assigning.recuse,
        ENTERPRISE,
        said=_("已申请回避，邀请机关已收到通知。"),
        form=ReasonForm,
        text=_("与服务企业有利害关系、可能影响公正的，应当主动回避，并写明理由。"),
        hurts=True,
        follows=_("邀请机关会看到理由，专家不再参加这项任务。"),
    ),
    Act(
        workflow.DONE,
        assigning.finish,
        REVIEWERS,
        said=_("已登记完成，记入专家的工作记录。"),
        form=ResultForm,
        text=_("完成后记入专家的工作记录。"),
        follows=_("记入专家的工作记录，登记后不能更改。"),
    ),
    Act(
        workflow.CANCEL,
        assigning.cancel,
        REVIEWERS,
        said=_("已取消任务。"),
        form=ReasonForm,
        text=_("取消后企业和专家会收到通知。"),
        hurts=True,
        follows=_("企业和专家会收到通知，取消后不能恢复。"),
    ),
)


class AssignmentPage(RowPage):
    """One task for everybody who may see it."""

    roles: ClassVar[tuple[Role, ...]] = REGISTER
    workflow = workflow.ASSIGNMENT
    acts = ACTS
    address = "talent_pool:assignment"
    template = "talent_pool/assignment_detail.html"

    def find(self, pk: int) -> Assignment:
        """The task in the user's scope, or 404."""
        rows = Assignment.objects.visible_to(self.request.user).for_list()
        return get_object_or_404(rows.select_related("invited_by", "enterprise__profile"), pk=pk)

    def context(self, row: Assignment) -> dict[str, Any]:
        """While it matters: what speaks against the expert by now, and what else falls in these days."""
        if row.status not in ("invited", "accepted"):
            return {"warnings": ()}
        # The button of whoever answers an invitation says so itself.
        said = row.status == "invited" and self.request.user.is_enterprise
        against = () if said else acceptable(row).blocking
        return {"warnings": (*against, *overlap(row).warnings)}
