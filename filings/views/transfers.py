"""Moves between offices: the list of both sides, and one move with the receiver's answer (decision D14)."""

from __future__ import annotations

from typing import Any, ClassVar

import django_filters as df
from django.contrib import messages
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext_lazy as _

from cqo_registry.accounts.access import OFFICE, READERS, REVIEWERS, ForRoles
from cqo_registry.accounts.enums import Role
from cqo_registry.accounts.forms.base import PlainForm
from cqo_registry.accounts.models import User
from cqo_registry.accounts.once import once
from cqo_registry.accounts.views.answers import UNPROCESSABLE, carried_out
from cqo_registry.casework.filters import StyledFilter
from cqo_registry.casework.versions import version_of
from cqo_registry.core.lists import heads, keyset_page
from cqo_registry.directory.models import EnterpriseTransfer
from cqo_registry.directory.models.transfer import TransferQuerySet
from cqo_registry.directory.workflow import CANCEL, CONFIRM
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


class TransferPage(ForRoles):
    """One move: what would come along, and the answer of the receiving office."""

    roles: ClassVar[tuple[Role, ...]] = READERS

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The move in the user's scope."""
        return self.page(find(self.request.user, pk))

    def page(self, transfer: EnterpriseTransfer, form: PlainForm | None = None) -> HttpResponse:
        """The page; a refused answer keeps what was typed."""
        user = self.request.user
        filings = Filing.objects.open().exclude(status="draft").filter(enterprise=transfer.enterprise_id)
        in_office = Appointment.objects.in_office().filter(enterprise=transfer.enterprise_id)
        own = transfer.enterprise.authority_id == user.authority_id
        context = {
            "transfer": transfer,
            "badge": BADGES[transfer.status],
            "enterprise": transfer.enterprise,
            "linked": user.sees_region or own,
            "under_way": filings.filter(authority=transfer.origin_id).count(),
            "appointment": in_office.select_related("person").first(),
            "may_answer": CONFIRM.may(transfer, user),
            "may_cancel": CANCEL.may(transfer, user),
            "confirming": form if isinstance(form, ConfirmForm) else ConfirmForm(transfer=transfer),
            "declining": form if isinstance(form, DeclineForm) else DeclineForm(),
            "form": form,
        }
        status = UNPROCESSABLE if form is not None else 200
        return render(self.request, "filings/transfer_detail.html", context, status=status)


def find(user: User, pk: int) -> EnterpriseTransfer:
    """The move in the user's scope, or 404."""
    return get_object_or_404(transfers_of(user), pk=pk)


class TransferConfirmPage(TransferPage):
    """Take the enterprise over."""

    roles = OFFICE
    http_method_names = ["post", "options"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """To the move, now done."""
        transfer = find(self.request.user, pk)
        form = ConfirmForm(request.POST, transfer=transfer)
        return carried_out(request, form, lambda: self.act(pk, form)) or self.page(transfer, form)

    def act(self, pk: int, form: ConfirmForm) -> str:
        """Confirm."""
        county = form.cleaned_data["county"]
        done = moving.confirm(pk, by=self.request.user, version=version_of(self.request), county=county)
        messages.success(
            self.request, _("已接收%(name)s，在办备案一并转入。") % {"name": done.enterprise.name}
        )
        return done.get_absolute_url()


class TransferDeclinePage(TransferPage):
    """Leave the enterprise where it is."""

    roles = OFFICE
    http_method_names = ["post", "options"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """To the move, now declined."""
        transfer = find(self.request.user, pk)
        form = DeclineForm(request.POST)
        return carried_out(request, form, lambda: self.act(pk, form)) or self.page(transfer, form)

    def act(self, pk: int, form: DeclineForm) -> str:
        """Decline."""
        reason = form.cleaned_data["reason"]
        done = moving.decline(pk, by=self.request.user, version=version_of(self.request), reason=reason)
        messages.success(self.request, _("已答复不予接收，理由已告知移出机关。"))
        return done.get_absolute_url()


class TransferCancelPage(ForRoles):
    """Take the offer back."""

    roles = REVIEWERS
    http_method_names = ["post", "options"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """To the move, now cancelled."""
        find(self.request.user, pk)

        def act() -> str:
            done = moving.cancel(pk, by=self.request.user, version=version_of(request))
            messages.success(request, _("已取消移交。"))
            return done.get_absolute_url()

        return once(request, act)
