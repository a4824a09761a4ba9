"""Members: the directory of the pool, and the page of one with the acts on it (Art. 15)."""

from __future__ import annotations

from typing import Any, ClassVar

from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _

from cqo_registry.accounts.access import ENTERPRISE, READERS, REGION, REGISTER
from cqo_registry.accounts.enums import Role
from cqo_registry.accounts.models import User
from cqo_registry.casework.acts import Act, RowPage
from cqo_registry.casework.filters import StyledFilter
from cqo_registry.casework.spelling import industry
from talent_pool import workflow_members as workflow
from talent_pool.actions import leaving
from talent_pool.exports.members import members
from talent_pool.facts.members import posts_of
from talent_pool.forms.acts import ReasonForm, WishForm
from talent_pool.forms.filters import MemberFilter
from talent_pool.models import Assignment, Membership, Nomination
from talent_pool.models.assignment import AssignmentQuerySet
from talent_pool.notices import BY_REGISTER
from talent_pool.views.lists import PoolExport, PoolList
from training.enums import TrainingResult
from training.models import Enrolment


class MemberList(PoolList):
    """The directory of the pool."""

    roles = READERS
    filter_class = MemberFilter
    sorts = {"time": "admitted_at", "name": "person__name", "office": "authority__order"}
    default = "-time"
    columns = (
        ("name", _("专家")),
        ("office", _("辖区")),
        ("", _("行业")),
        ("", _("专长")),
        ("time", _("入库日期")),
        ("", _("任务")),
        ("", _("状态")),
    )
    template = "talent_pool/member_list.html"
    export_name = "talent_pool:member_export"

    def rows(self) -> Any:
        """In the user's scope."""
        return Membership.objects.visible_to(self.request.user)

    def context(self) -> dict[str, Any]:
        """What waits for the region."""
        user = self.request.user
        waiting = Membership.objects.to_review().count() if user.is_region else 0
        return {"to_review": waiting, "may_nominate": user.is_officer or user.is_region}


class MemberExport(MemberList, PoolExport):
    """The same list as a workbook."""

    workbook = members

    def area(self, found: StyledFilter) -> str:
        """The office filtered by, else the whole region: every office reads the whole pool."""
        return str(found.form.cleaned_data.get("authority") or _("自治区"))


def trainings_of(member: Membership) -> list[Enrolment]:
    """The classes the expert has taken, the newest first (Art. 16)."""
    taken = Enrolment.objects.filter(person=member.person_id)
    rated = taken.exclude(result=TrainingResult.PENDING).select_related("session")
    return list(rated.order_by("-result_at", "-pk"))


def service_of(member: Membership) -> AssignmentQuerySet:
    """The expert's record of service, also of an earlier stay in the pool, the newest first."""
    done = Assignment.objects.done().filter(membership__person=member.person_id)
    return done.select_related("authority", "enterprise").order_by("-starts_on", "-pk")


ACTS = (
    Act(
        workflow.WISH,
        leaving.record_wish,
        ENTERPRISE,
        said=_("已登记退出申请，由自治区局办理出库。"),
        form=WishForm,
        text=_("本人要求退出人才库的，由企业登记；登记后不再收到新的邀请，由自治区局办理出库。"),
        passes={"wished_on": "on"},
        hurts=True,
        follows=_("不再收到新的邀请，由自治区局办理出库。"),
    ),
    Act(
        workflow.KEEP,
        leaving.keep,
        REGION,
        said=_("已登记复核意见，保留在库。"),
        form=ReasonForm,
        text=_("该专家已不在任，暂不能接受任务。经复核保留的，重新任职后自动恢复。"),
        passes={"reason": "note"},
    ),
    Act(
        workflow.DEPART,
        leaving.depart,
        REGION,
        said=_("已按本人申请办理出库。"),
        text=_("本人已申请退出。出库后未完成的任务一并取消。"),
        hurts=True,
        asks=_("办理出库"),
        follows=_("未完成的任务一并取消，企业会收到通知。"),
    ),
    Act(
        workflow.REMOVE,
        leaving.remove,
        REGION,
        said=_("已办理出库，企业已收到通知。"),
        form=ReasonForm,
        text=_("理由会告知企业。出库后未完成的任务一并取消，以后可以重新推荐。"),
        hurts=True,
        follows=_("未完成的任务一并取消，理由会告知企业，以后可以重新推荐。"),
    ),
)


class MemberPage(RowPage):
    """One member with contributions, classes and the record of service."""

    roles: ClassVar[tuple[Role, ...]] = REGISTER
    workflow = workflow.MEMBERSHIP
    acts = ACTS
    address = "talent_pool:member"
    template = "talent_pool/member_detail.html"

    def find(self, pk: int) -> Membership:
        """The member in the user's scope, or 404."""
        rows = Membership.objects.visible_to(self.request.user).for_list()
        return get_object_or_404(rows.select_related("nomination__authority"), pk=pk)

    def context(self, row: Membership) -> dict[str, Any]:
        """What is known of the expert, and the record of service."""
        user = self.request.user
        return {
            "posts": posts_of(row),
            "industry": industry(row.industry),
            "nomination": Nomination.objects.visible_to(user).filter(pk=row.nomination_id).first(),
            "service": service_of(row),
            "open": row.assignments.visible_to(user).live(),
            "trainings": trainings_of(row),
            "ground": ground_for(row, user),
        }


def ground_for(row: Membership, user: User) -> str:
    """Why the expert left; what the register brought about is not told to an enterprise."""
    if user.is_enterprise and row.leaving_ground in BY_REGISTER:
        return str(_("按照办法规定办理"))
    return row.get_leaving_ground_display()
