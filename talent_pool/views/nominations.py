"""Nominations: the list, putting forward, and the page of one with the acts on it (Art. 15)."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib import messages
from django.db.models import Exists, OuterRef
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext_lazy as _

from cqo_registry.accounts.access import READERS, REGION, REGISTER, REVIEWERS, ForRoles
from cqo_registry.accounts.enums import Role
from cqo_registry.accounts.models import User
from cqo_registry.accounts.views.answers import carried_out, show_form
from cqo_registry.casework.acts import Act, RowPage, typed
from cqo_registry.casework.evidence import send_evidence
from cqo_registry.casework.spelling import industry
from cqo_registry.core.lists import heads, keyset_page
from filings.models import Appointment
from talent_pool import workflow_nominations as workflow
from talent_pool.actions import nominating
from talent_pool.exports.nominations import nominations
from talent_pool.facts.nominations import admissible, nominable
from talent_pool.forms.acts import AnswerForm, NominateForm, ReasonForm
from talent_pool.forms.filters import NominationFilter, PostFilter, list_filter
from talent_pool.models import Membership, Nomination
from talent_pool.policies import nominations as policies
from talent_pool.views.lists import PoolExport, PoolList


class NominationList(PoolList):
    """What this user may know of, the newest first."""

    roles: ClassVar[tuple[Role, ...]] = REGISTER
    filter_class = NominationFilter
    sorts = {"time": "proposed_at", "name": "person__name"}
    default = "-time"
    columns = (
        ("name", _("首席质量官")),
        ("", _("企业")),
        ("", _("推荐机关")),
        ("time", _("推荐时间")),
        ("", _("本人意见")),
        ("", _("状态")),
    )
    template = "talent_pool/nomination_list.html"
    export_name = "talent_pool:nomination_export"

    def rows(self) -> Any:
        """In the user's scope."""
        return Nomination.objects.visible_to(self.request.user)

    def context(self) -> dict[str, Any]:
        """Who may put forward."""
        user = self.request.user
        return {"may_nominate": user.is_officer or user.is_region, "may_export": not user.is_enterprise}


class NominationExport(NominationList, PoolExport):
    """The same list as a workbook."""

    roles = READERS
    workbook = nominations


def candidates(user: User) -> Any:
    """The CQOs in office whom the user may put forward, with whether they are in the pool or waiting."""
    return posts_of(user).in_office()


def posts_of(user: User) -> Any:
    """The posts the user may put forward from, held or ended."""
    posts = Appointment.objects.all()
    own = posts if user.is_region else posts.filter(enterprise__authority=user.authority_id)
    member = Membership.objects.current().filter(person=OuterRef("person"))
    waiting = Nomination.objects.open().filter(person=OuterRef("person"))
    return own.select_related("enterprise", "person", "authority").annotate(
        is_member=Exists(member), is_waiting=Exists(waiting)
    )


class NominationStart(ForRoles):
    """Choose whom: CQOs in office, by name, enterprise or number."""

    roles = REVIEWERS
    columns = (
        ("", _("首席质量官")),
        ("", _("企业")),
        ("", _("备案编号")),
        ("", _("就任日期")),
        ("", _("推荐")),
    )

    def get(self, request: HttpRequest) -> HttpResponse:
        """The list."""
        found = list_filter(PostFilter, request.GET, candidates(self.request.user), self.request.user)
        page = keyset_page(request, found.qs, sorts={"entered": "id"}, default="-entered")
        context = {"filter": found, "page": page, "heads": heads(request, self.columns, page.sort)}
        return render(request, "talent_pool/nomination_start.html", context)


class NominatePage(ForRoles):
    """Put the holder of one post forward."""

    roles = REVIEWERS
    template = "talent_pool/nominate.html"

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The empty form with what the register says of the person."""
        return self.page(self.find(pk), NominateForm())

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Put forward, or say what is wrong with everything as typed."""
        # A post that ended meanwhile is refused in words: a 404 would lose what was typed.
        held, form = self.find(pk, posts_of(self.request.user)), NominateForm(request.POST, request.FILES)
        return carried_out(request, form, lambda: self.nominate(held, form.cleaned_data)) or self.page(
            held, form
        )

    def find(self, pk: int, posts: Any = None) -> Appointment:
        """A CQO in office whom the user may put forward, or one of ``posts``; else 404."""
        rows = candidates(self.request.user) if posts is None else posts
        held: Appointment = get_object_or_404(rows.select_related("enterprise__profile"), pk=pk)
        return held

    def page(self, held: Appointment, form: NominateForm) -> HttpResponse:
        """The form under the person."""
        profile, verdict = held.enterprise.profile, nominable(held)
        return show_form(
            self.request,
            self.template,
            form,
            held=held,
            industry=industry(profile.industry) if profile else "",
            verdict=verdict,
            typed=[] if verdict else typed(form),
        )

    def nominate(self, held: Appointment, given: dict[str, Any]) -> str:
        """Carry it out and show the recommendation."""
        row = nominating.nominate(held.pk, by=self.request.user, **given)
        messages.success(self.request, _("已推荐，并已请任职企业登记本人意见。"))
        return row.get_absolute_url()


ACTS = (
    Act(
        workflow.CONSENT,
        nominating.record_consent,
        REGISTER[:3],
        said=_("已登记本人意见，自治区局已收到通知。"),
        form=AnswerForm,
        text=_("请将推荐内容告知本人，如实登记本人意见；决定之前任职企业可以更正。"),
        passes={"answered_on": "on"},
    ),
    Act(
        workflow.ADMIT,
        nominating.admit,
        REGION,
        said=_("已入库。"),
        text=_("同意后即为人才库成员，各机关可以邀请其参加活动。"),
        follows=_("该人员即为人才库成员，企业和推荐机关会收到通知。"),
    ),
    Act(
        workflow.DECLINE,
        nominating.decline,
        REGION,
        said=_("已不予入库，推荐机关和企业已收到通知。"),
        form=ReasonForm,
        text=_("理由会告知推荐机关和企业。"),
        hurts=True,
        follows=_("这件推荐随即办结，理由会告知推荐机关和企业。"),
    ),
    Act(
        workflow.WITHDRAW,
        nominating.withdraw,
        REVIEWERS,
        said=_("已撤回推荐。"),
        text=_("撤回后不再办理，可以重新推荐。"),
        hurts=True,
        follows=_("不再办理这件推荐，可以重新推荐。"),
    ),
)


class NominationPage(RowPage):
    """One recommendation for everybody who may see it."""

    roles: ClassVar[tuple[Role, ...]] = REGISTER
    workflow = workflow.NOMINATION
    acts = ACTS
    address = "talent_pool:nomination"
    template = "talent_pool/nomination_detail.html"

    def find(self, pk: int) -> Nomination:
        """The recommendation in the user's scope, or 404."""
        rows = Nomination.objects.visible_to(self.request.user).for_list()
        people = ("proposed_by", "consent_by", "decided_by", "appointment__enterprise__authority")
        return get_object_or_404(rows.select_related(*people), pk=pk)

    def context(self, row: Nomination) -> dict[str, Any]:
        """The person, the papers, and what the officers have to mind."""
        user = self.request.user
        member = Membership.objects.visible_to(user).filter(nomination=row).first()
        mind = user.is_region and row.status == "proposed"
        return {
            "industry": industry(row.industry),
            "evidence": bool(row.evidence) and policies.may_read_evidence(user, row),
            "member": member,
            "verdict": admissible(row) if mind else None,
        }


class NominationEvidence(ForRoles):
    """The document of a recommendation, for the authorities that see it."""

    roles = REVIEWERS

    def get(self, request: HttpRequest, pk: int) -> HttpResponseBase:
        """The file as a download."""
        user = self.request.user
        row = get_object_or_404(Nomination.objects.visible_to(user), pk=pk)
        if not policies.may_read_evidence(user, row):
            raise Http404
        return send_evidence(row)
