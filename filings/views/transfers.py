"""Moves between offices: the list of both sides, and one move with the receiver's answer (decision D14)."""

from __future__ import annotations

from typing import Any, ClassVar

import django_filters as df
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cqo_registry.accounts.access import OFFICE, READERS, REVIEWERS, ForRoles
from cqo_registry.accounts.enums import Role
from cqo_registry.accounts.models import User
from cqo_registry.casework.acts import Act, RowPage
from cqo_registry.casework.filters import StyledFilter
from cqo_registry.core.lists import heads, keyset_page
from cqo_registry.directory import workflow
from cqo_registry.directory.models import EnterpriseTransfer
from cqo_registry.directory.models.transfer import TransferQuerySet
from filings.actions import moving
from filings.forms.moving import ConfirmForm, DeclineForm
from filings.models import Appointment, Filing

SORTS = {"time": "proposed_at", "enterprise": "enterprise__name"}
HEADS = (
    ("enterprise", _("企业")),
    ("", _("移出机关")),
    ("", _("接收机关")),
    ("time", _("提出时间")),
    ("", _("状态")),
    ("", _("答复时间")),
)
# The colours of filings.
BADGES = {"proposed": "submitted", "confirmed": "accepted", "declined": "refused", "cancelled": "withdrawn"}
WAYS = (("in", _("移入本机关")), ("out", _("移出本机关")))


class TransferFilter(StyledFilter):
    """By state, and for an office by direction."""

    keyword = df.CharFilter(label=_("企业名称或代码"), method="with_keyword", max_length=100)
    status = df.ChoiceFilter(
        label=_("状态"), choices=EnterpriseTransfer.Status.choices, empty_label=_("全部")
    )
    way = df.ChoiceFilter(label=_("方向"), choices=WAYS, method="leading", empty_label=_("全部"))

    class Meta:
        model = EnterpriseTransfer
        fields: list[str] = []

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        if not user.is_officer:
            del self.filters["way"]

    def with_keyword(self, queryset: TransferQuerySet, name: str, value: str) -> TransferQuerySet:
        """The enterprise by name, code or pinyin initials."""
        return queryset.filter(
            Q(enterprise__search_text__icontains=value) | Q(enterprise__uscc__icontains=value)
        )

    def leading(self, queryset: TransferQuerySet, name: str, value: str) -> TransferQuerySet:
        """To the office, or away from it."""
        side = "destination" if value == "in" else "origin"
        return queryset.filter(**{side: self.user.authority_id})


def transfers_of(user: User) -> TransferQuerySet:
    """The moves in scope with what their pages print."""
    rows = EnterpriseTransfer.objects.visible_to(user)
    return rows.select_related(
        "enterprise__profile", "enterprise__authority", "origin", "destination", "county", "proposed_by",
        "decided_by",
    )  # fmt: skip


class TransferListPage(ForRoles):
    """The newest first."""

    roles = READERS

    def get(self, request: HttpRequest) -> HttpResponse:
        """What comes and goes in the user's scope."""
        user = self.request.user
        found = TransferFilter(request.GET, queryset=transfers_of(user), user=user)
        page = keyset_page(request, found.qs, sorts=SORTS, default="-time")
        context = {
            "filter": found,
            "page": page,
            "rows": [(row, BADGES[row.status]) for row in page.rows],
            "heads": heads(request, HEADS, page.sort),
            "filtered": bool(found.form.changed_data),
        }
        return render(request, "filings/transfer_list.html", context)


def find(user: User, pk: int) -> EnterpriseTransfer:
    """The move in the user's scope, or 404."""
    return get_object_or_404(transfers_of(user), pk=pk)


def taken_over(transfer: EnterpriseTransfer) -> str:
    """What the receiver reads."""
    return gettext("已接收%(name)s，在办备案一并转入。") % {"name": transfer.enterprise.name}


ACTS = (
    Act(
        workflow.CONFIRM,
        moving.confirm,
        OFFICE,
        said=taken_over,
        form=ConfirmForm,
        knows="transfer",
        button=_("确认接收"),
        text=_(
            "接收后由本机关负责该企业：在办备案转入本机关队列，期限照原来的日期计算；"
            "备案编号和历史记录不变。将通知移出机关和企业。"
        ),
        asks=_("接收企业"),
        follows=_("企业及其在办备案随即由本机关办理，编号、期限和历史不变。"),
    ),
    Act(
        workflow.DECLINE,
        moving.decline,
        OFFICE,
        said=_("已答复不予接收，理由已告知移出机关。"),
        form=DeclineForm,
        text=_("理由将告知移出机关。"),
        hurts=True,
        follows=_("企业仍由移出机关管理，移出机关会看到理由。"),
    ),
    Act(
        workflow.CANCEL,
        moving.cancel,
        REVIEWERS,
        said=_("已取消移交。"),
        hurts=True,
        follows=_("接收机关会收到通知，企业仍由移出机关管理。"),
    ),
)


class TransferPage(RowPage):
    """One move: what would come along, and the answer of the receiving office."""

    roles: ClassVar[tuple[Role, ...]] = READERS
    workflow = workflow.TRANSFER
    acts = ACTS
    address = "filings:transfer"
    own = ""
    template = "filings/transfer_detail.html"

    def find(self, pk: int) -> EnterpriseTransfer:
        """The move in the user's scope, or 404."""
        return find(self.request.user, pk)

    def context(self, row: EnterpriseTransfer) -> dict[str, Any]:
        """What would come along."""
        user = self.request.user
        filings = Filing.objects.open().exclude(status="draft").filter(enterprise=row.enterprise_id)
        in_office = Appointment.objects.in_office().filter(enterprise=row.enterprise_id)
        own = row.enterprise.authority_id == user.authority_id
        return {
            "transfer": row,
            "badge": BADGES[row.status],
            "enterprise": row.enterprise,
            "linked": user.sees_region or own,
            "under_way": filings.filter(authority=row.origin_id).count(),
            "appointment": in_office.select_related("person").first(),
            "awaited": not workflow.CONFIRM.may(row, user),
        }
