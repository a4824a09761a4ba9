"""What lists of people in sessions are narrowed by; pages and exports use the same filter."""

from __future__ import annotations

from typing import Any

import django_filters as df
from django import forms
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from cqo_registry.accounts.models import User
from cqo_registry.casework.filters import StyledFilter
from cqo_registry.directory.filters import in_area
from cqo_registry.directory.models import Authority
from filings.models import Appointment
from training.enums import EnrolmentStatus, TraineeKind, TrainingResult
from training.models import Enrolment, TrainingInvitation
from training.models.enrolment import EnrolmentQuerySet

ALL = _("全部")
TRIED = (("never", _("从未报名")), ("enrolled", _("已报名或候补")), ("tried", _("报名过但没有合格")))


class EnrolmentFilter(StyledFilter):
    """By person or session, kind, state and result."""

    keyword = df.CharFilter(method="with_keyword", label=_("关键词"), max_length=100)
    kind = df.ChoiceFilter(choices=TraineeKind.choices, label=_("人员类别"), empty_label=ALL)
    status = df.ChoiceFilter(choices=EnrolmentStatus.choices, label=_("状态"), empty_label=ALL)
    result = df.ChoiceFilter(choices=TrainingResult.choices, label=_("结果"), empty_label=ALL)
    authority = df.ModelChoiceFilter(
        queryset=Authority.objects.offices(),
        to_field_name="code",
        label=_("备案机关"),
        empty_label=ALL,
    )

    def with_keyword(self, queryset: EnrolmentQuerySet, name: str, value: str) -> EnrolmentQuerySet:
        """Session by title or number, enterprise, trainee, certificate."""
        return queryset.filter(
            Q(session__title__icontains=value)
            | Q(session__number__icontains=value)
            | Q(enterprise__search_text__icontains=value)
            | Q(name__icontains=value)
            | Q(certificate_no__icontains=value)
        )


def enrolment_filter(data: QueryDict, user: User) -> EnrolmentFilter:
    """The filter over what the user may see; who has one office only does not choose among offices."""
    rows = Enrolment.objects.visible_to(user).select_related("session", "enterprise", "authority")
    found = EnrolmentFilter(data, queryset=rows)
    if not user.sees_region:
        del found.filters["authority"]
    return found


class UntrainedFilter(StyledFilter):
    """By office, enterprise or CQO, and what was tried so far."""

    keyword = df.CharFilter(method="with_keyword", label=_("企业或首席质量官"), max_length=100)
    authority = df.ModelChoiceFilter(
        queryset=Authority.objects.offices(),
        to_field_name="code",
        method="with_area",
        label=_("备案机关（地市含其经开区）"),
        empty_label=ALL,
    )
    tried = df.ChoiceFilter(choices=TRIED, method="with_tries", label=_("列入原因"), empty_label=ALL)
    uninvited = df.BooleanFilter(method="not_invited", label=_("尚未邀请"), widget=forms.CheckboxInput)

    def with_keyword(self, queryset: QuerySet[Appointment], name: str, value: str) -> Any:
        """Enterprise by name, code or pinyin initials; the CQO by name."""
        return queryset.filter(
            Q(enterprise__search_text__icontains=value)
            | Q(enterprise__uscc__icontains=value)
            | Q(person__name__icontains=value)
        )

    def with_area(self, queryset: QuerySet[Appointment], name: str, value: Authority) -> Any:
        """Those of the office and of the zones inside its area."""
        return queryset.filter(in_area(value, "enterprise__authority"))

    def with_tries(self, queryset: QuerySet[Appointment], name: str, value: str) -> Any:
        """Never on a list, on one now, or there without success: absent, failed, never seated, called off."""
        live = Enrolment.objects.live().filter(person=OuterRef("person"))
        pending = live.expected()
        match value:
            case "never":
                return queryset.filter(~Exists(live))
            case "enrolled":
                return queryset.filter(Exists(pending))
        return queryset.filter(Exists(live), ~Exists(pending))

    def not_invited(self, queryset: QuerySet[Appointment], name: str, value: bool) -> Any:
        """Those nobody invited to any session."""
        sent = TrainingInvitation.objects.filter(appointment=OuterRef("pk"))
        return queryset.filter(~Exists(sent)) if value else queryset


def untrained_filter(data: QueryDict, user: User, rows: QuerySet[Appointment]) -> UntrainedFilter:
    """The filter over the list; an officer of one office does not choose among offices."""
    found = UntrainedFilter(data, queryset=rows)
    if not user.sees_region:
        del found.filters["authority"]
    return found
