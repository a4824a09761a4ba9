"""The lives of an appointment and of an enterprise, and who was its CQO on a day."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django import forms
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cqo_registry.accounts.access import READERS, REGISTER, ForRoles
from cqo_registry.accounts.models import User
from cqo_registry.core.known import known
from cqo_registry.directory.models import Enterprise, EnterpriseTransfer
from filings.models import Appointment, Disqualification, Filing, Replacement
from filings.views.history import (
    Moment,
    by_whom,
    filings_moments,
    newest_first,
    on_day,
    profile_moments,
)

MOST = 200  # filings, profiles or appointments of one enterprise on its page


class OnDayForm(forms.Form):
    """Which day is asked about."""

    on = forms.DateField(
        label=gettext_lazy("日期"),
        input_formats=["%Y-%m-%d"],
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", "class": "form-control"}),
        error_messages={
            "invalid": gettext_lazy("请按“年-月-日”填写日期，例如 2026-11-23。"),
            "required": gettext_lazy("请选择日期。"),
        },
    )


def with_people(filings: Any) -> Any:
    """Filings with those who decided and recorded them, and their bodies."""
    return filings.select_related(
        "decided_by__authority", "decided_by__enterprise", "recorded_by__authority", "recorded_by__enterprise"
    ).defer("identity_sealed")


class AppointmentPage(ForRoles):
    """One appointment from its beginning to its end, with all that happened to it."""

    roles = READERS

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The appointment, or 404 outside the user's scope."""
        user = self.request.user
        rows = Appointment.objects.visible_to(user).select_related("enterprise", "authority", "person")
        appointment = get_object_or_404(rows, pk=pk)
        found = Filing.objects.visible_to(user).filter(Q(appointment=appointment) | Q(changes=appointment))
        filings = list(with_people(found).order_by("pk")[:MOST])
        bars = list(bars_of(appointment.person.identity_index, user))
        letters = list(Replacement.objects.visible_to(user).filter(appointment=appointment))
        context = {
            "appointment": appointment,
            "filings": filings,
            "bars": bars,
            "replacements": letters,
            "moments": newest_first(
                [*term(appointment), *filings_moments(filings), *of_bars(bars), *of_replacements(letters)]
            ),
        }
        return render(request, "filings/appointment_detail.html", context)


class EnterpriseHistoryPage(ForRoles):
    """Everything the register knows of an enterprise over time; ``?on=`` asks who was its CQO that day."""

    roles = REGISTER

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The history, or 404 outside the user's scope."""
        user = self.request.user
        rows = Enterprise.objects.visible_to(user).select_related("authority", "head_office")
        enterprise = get_object_or_404(rows, pk=pk)
        posts = list(enterprise.appointments.select_related("person").order_by("-effective_on", "-pk")[:MOST])
        form = OnDayForm(request.GET if "on" in request.GET else None)
        day = form.cleaned_data["on"] if form.is_bound and form.is_valid() else None
        context = {
            "enterprise": enterprise,
            "posts": posts,
            "form": form,
            "asked": day,
            "holder": holder_on(enterprise, day) if day else None,
            "moments": newest_first(enterprise_moments(enterprise, posts, user)),
        }
        return render(request, "filings/enterprise_history.html", context)


def holder_on(enterprise: Enterprise, day: date) -> Appointment | None:
    """Who was CQO of the enterprise on the day, as the prefecture's ledger knows it now."""
    held = Appointment.objects.in_office_on(day).filter(enterprise=enterprise).select_related("person")
    return held.order_by("-effective_on", "-pk").first()


def bars_of(identity_index: str, user: User) -> Any:
    """The bars of a person as far as the reader may know of them (decision D19)."""
    bars = Disqualification.objects.visible_to(user).filter(identity_index=identity_index)
    return bars.select_related("authority").order_by("-pk")


# --- moments ---------------------------------------------------------------------------------------


def enterprise_moments(enterprise: Enterprise, posts: Sequence[Appointment], user: User) -> list[Moment]:
    """Data, CQOs (given the latest first), filings, letters, moves and the end, each told oldest first."""
    profiles = enterprise.profiles.select_related("created_by__authority", "created_by__enterprise")
    filings = with_people(Filing.objects.visible_to(user).filter(enterprise=enterprise))
    letters = Replacement.objects.visible_to(user).filter(enterprise=enterprise)
    return [
        *profile_moments(list(profiles.order_by("valid_from", "pk")[:MOST])),
        *(moment for post in reversed(posts) for moment in term(post)),
        *filings_moments(list(filings.order_by("pk")[:MOST])),
        *of_replacements(letters),
        *_moves(enterprise),
        *_end(enterprise),
    ]


def term(appointment: Appointment) -> Iterable[Moment]:
    """When the CQO began, was reviewed again, and left."""
    words = {"name": appointment.person.name, "no": appointment.filing_no}
    yield on_day(appointment.effective_on, _("%(name)s就任首席质量官") % words, note=words["no"])
    if appointment.requalified_on:
        yield on_day(appointment.requalified_on, _("资格复核"), reason=appointment.requalified_note)
    if appointment.ended_on:
        yield on_day(appointment.ended_on, _("%(name)s离任") % words, note=words["no"])


def of_bars(bars: Iterable[Disqualification]) -> Iterable[Moment]:
    """When bars were proposed, confirmed and closed: ground and office, never the evidence."""
    for bar in bars:
        ground, office = bar.get_ground_display(), str(bar.authority)
        yield on_day(bar.proposed_on, _("提出不得担任情形"), who=office, note=ground)
        if bar.confirmed_on:
            yield on_day(bar.confirmed_on, _("确认不得担任情形"), note=ground)
        if bar.closed_on:
            label = _("解除不得担任情形") if bar.confirmed_on else _("不予确认不得担任情形")
            yield on_day(bar.closed_on, label, note=ground)


def of_replacements(letters: Iterable[Replacement]) -> Iterable[Moment]:
    """When the region's letter went out, was answered, and the matter closed (Art. 12)."""
    for each in letters:
        url = each.get_absolute_url()
        if each.issued_on:
            yield on_day(each.issued_on, _("发出撤换建议书 %s") % each.letter_no, url=url)
        if each.replied_at:
            words = _("企业答复撤换建议：%s") % each.get_reply_display()
            yield Moment(each.replied_at, words, reason=each.reply_reason, url=url)
        if each.closed_at:
            yield Moment(each.closed_at, _("撤换建议办结"), reason=each.close_reason, url=url)


def _moves(enterprise: Enterprise) -> Iterable[Moment]:
    moves = EnterpriseTransfer.objects.confirmed().filter(enterprise=enterprise)
    for move in moves.select_related("origin", "destination", "decided_by__authority"):
        yield Moment(
            at=known(move.decided_at),
            label=_("移交备案机关"),
            who=by_whom(move.decided_by),
            note=f"{move.origin} → {move.destination}",
            reason=move.reason,
        )


def _end(enterprise: Enterprise) -> Iterable[Moment]:
    if enterprise.deregistered_on:
        yield on_day(enterprise.deregistered_on, _("企业注销"), reason=enterprise.deregistration_reason)
