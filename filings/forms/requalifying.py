"""The form and the filter of 资格复核 (decision D6)."""

from __future__ import annotations

import django_filters as df
from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cqo_registry.accounts.forms.base import PlainForm
from cqo_registry.casework.filters import StyledFilter
from cqo_registry.directory.enums import SizeClass
from cqo_registry.directory.filters import in_area
from cqo_registry.directory.models import Authority
from filings.models import Appointment
from filings.models.appointment import AppointmentQuerySet

NOTE_MAX = 500
STATES = (("due", _("待复核")), ("done", _("已复核")))


class RequalifyForm(PlainForm):
    """What the office found, and the class the page showed."""

    text = forms.CharField(label=_("复核意见"), max_length=NOTE_MAX)
    size = forms.ChoiceField(
        choices=SizeClass.choices,
        widget=forms.HiddenInput,
        label=_("规模"),
        error_messages={"invalid_choice": _("没有这一项，请刷新页面后重试。")},
    )


class RequalificationFilter(StyledFilter):
    """Those due, or those reviewed at the class the enterprise has now."""

    keyword = df.CharFilter(method="with_keyword", label=_("关键词"), max_length=100)
    state = df.ChoiceFilter(choices=STATES, method="in_state", label=_("状态"), empty_label=None)
    authority = df.ModelChoiceFilter(
        queryset=Authority.objects.offices(),
        to_field_name="code",
        method="of_area",
        label=_("备案机关（地市含其经开区）"),
        empty_label=_("全部"),
    )

    class Meta:
        model = Appointment
        fields: list[str] = []

    def with_keyword(self, queryset: AppointmentQuerySet, name: str, value: str) -> AppointmentQuerySet:
        """Enterprise by name, code or pinyin initials; the CQO by name; the number."""
        return queryset.filter(
            Q(enterprise__search_text__icontains=value)
            | Q(person__name__icontains=value)
            | Q(filing_no__icontains=value)
        )

    def in_state(self, queryset: AppointmentQuerySet, name: str, value: str) -> AppointmentQuerySet:
        """Due now, or done."""
        due = Appointment.objects.to_requalify().values("pk")
        if value == "done":
            return queryset.in_office().filter(requalified_on__isnull=False).exclude(pk__in=due)
        return queryset.filter(pk__in=due)

    def of_area(self, queryset: AppointmentQuerySet, name: str, value: Authority) -> AppointmentQuerySet:
        """Those of the office and of the zones inside its area."""
        return queryset.filter(in_area(value))
