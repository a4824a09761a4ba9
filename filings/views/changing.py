"""Starting a change or removal filing, and ticking again what it changes (Art. 14)."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cqo_registry.accounts.access import ENTERPRISE, TYPISTS, ForRoles
from cqo_registry.accounts.once import once
from cqo_registry.casework.acts import carry_out
from cqo_registry.casework.versions import version_of
from cqo_registry.core.verdicts import Refused, Verdict
from cqo_registry.directory.models import Enterprise
from filings import facts
from filings.actions import changing
from filings.enums import TIMED_CHANGES, ChangeType
from filings.forms.labels import label_of
from filings.models import Appointment, Filing
from filings.views.step_progress import next_step, step_url
from filings.views.steps import own_filing, who_changed

MEANING = {
    ChangeType.PERSON: gettext_lazy("由另一人接任。原任离任、新任任命一并办理，新任按任职条件审核。"),
    ChangeType.PERSON_DATA: gettext_lazy("人没有换，其手机号码、学历、职称等有变化。"),
    ChangeType.ENTERPRISE_DATA: gettext_lazy("企业名称、住所、规模、产品等有变化，首席质量官不变。"),
    ChangeType.VACANCY: gettext_lazy("已经离任，还没有人接任。须单独办理；有人接任时再办理备案。"),
}


@dataclass(frozen=True, slots=True)
class Option:
    """One change to tick, with what it means and whether the one month applies."""

    value: str
    label: Any
    meaning: Any
    timed: bool
    ticked: bool


def options(ticked: Collection[str]) -> list[Option]:
    """The four changes, those of a change filing first."""
    return [
        Option(change.value, change.label, meaning, change in TIMED_CHANGES, change.value in ticked)
        for change, meaning in MEANING.items()
    ]


def _ticked(values: Iterable[str]) -> list[str]:
    return [value for value in dict.fromkeys(values) if value in ChangeType.values]


class ChangeStartPage(ForRoles):
    """What has changed? ``?type=K1`` ticks a box beforehand; nothing is started before the POST."""

    roles = ENTERPRISE

    def get(self, request: HttpRequest) -> HttpResponse:
        """The question, or why it cannot be asked."""
        return self.show(_ticked(request.GET.getlist("type")))

    def post(self, request: HttpRequest) -> HttpResponse:
        """To the first step, or the question again with what does not fit."""
        types, enterprise = _ticked(request.POST.getlist("types")), self.enterprise()

        def act() -> str:
            filing = changing.start_change(enterprise, types, by=self.request.user)
            return (
                step_url(filing, next_step(filing))
                if facts.editable_fields(filing)
                else filing.get_absolute_url()
            )

        try:
            return once(request, act)
        except Refused as fault:
            return self.show(types, fault.verdict)

    def enterprise(self) -> Enterprise:
        """The user's own."""
        if self.request.user.enterprise is None:
            raise Http404
        return self.request.user.enterprise

    def show(self, ticked: Collection[str], refused: Verdict | None = None) -> HttpResponse:
        """The page; an open filing comes first."""
        enterprise = self.enterprise()
        context = {
            "enterprise": enterprise,
            "appointment": in_office(enterprise),
            "open_filing": Filing.objects.open().filter(enterprise=enterprise).first(),
            "changeable": facts.changeable(enterprise),
            "options": options(ticked),
            "refused": refused,
        }
        return render(
            self.request, "filings/change_start.html", context, status=200 if refused is None else 422
        )


def in_office(enterprise: Enterprise) -> Appointment | None:
    """Who holds the post now."""
    return Appointment.objects.in_office().filter(enterprise=enterprise).select_related("person").first()


class ChangeChoosePage(ForRoles):
    """Tick other changes in a draft; what would be lost is named and confirmed first."""

    roles = TYPISTS

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The boxes as they are ticked now."""
        filing = own_filing(self.request.user, pk)
        if not (filing.is_draft and filing.is_change):
            return redirect(filing)
        return self.show(filing, filing.change_types)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Choose, or ask first where something typed would go back to what is filed."""
        filing, types = own_filing(self.request.user, pk), _ticked(request.POST.getlist("types"))
        lost = facts.reverted_by(filing, types)
        if lost and "confirm" not in request.POST:
            return self.show(filing, types, lost=lost)
        tried = carry_out(request, lambda: self.choose(filing, types))
        if tried.answer is not None:
            return tried.answer
        if tried.overtaken:
            row = tried.row if facts.editable_fields(tried.row) else tried.give_up()
            return self.show(row, types, conflict=who_changed(row), status=tried.status)
        if not (filing.is_draft and filing.is_change):
            tried.give_up()
        return self.show(filing, types, refused=tried.verdict, status=tried.status)

    def choose(self, filing: Filing, types: Collection[str]) -> str:
        """Carry it out and go on where something is missing."""
        chosen = changing.choose_changes(
            filing.pk, types, by=self.request.user, version=version_of(self.request)
        )
        messages.success(self.request, _("已重新选择变更事项。"))
        return step_url(chosen, "change")

    def show(
        self,
        filing: Filing,
        ticked: Collection[str],
        *,
        lost: Iterable[str] = (),
        status: int = 200,
        **more: Any,
    ) -> HttpResponse:
        """The boxes, with what an untick would undo."""
        context = {
            "filing": filing,
            "options": options(ticked),
            "lost": [label_of(name) for name in lost],
            **more,
        }
        return render(self.request, "filings/change_choose.html", context, status=status)
