"""Forms and the filter of training sessions (Art. 16, 17)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import django_filters as df
from django import forms
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cqo_registry.accounts.forms.base import PlainForm
from cqo_registry.accounts.models import User
from cqo_registry.casework.filters import StyledFilter
from cqo_registry.core.columns import length_of
from cqo_registry.core.regulation import IN_FORCE_ON
from cqo_registry.directory.models import Authority
from training.enums import Audience, SessionMode, SessionStatus
from training.forms.fields import FEE, HOURS, NO_CHOICE, Amount, Count, Day, Line, lines
from training.models import Institution, PlanItem, TrainingSession
from training.models.session import TrainingSessionQuerySet

M = TrainingSession


def _max(name: str) -> int:
    return length_of(M, name)


class InstitutionField(forms.ModelChoiceField):
    """An institution with the term of its commission beside its name."""

    def label_from_instance(self, institution: Any) -> str:
        """As ``西藏质量技术培训中心（委托期 2024-01-01 至 2026-12-31）``."""
        return str(
            _("%(name)s（委托期 %(first)s 至 %(last)s）")
            % {
                "name": institution.name,
                "first": institution.commissioned_on,
                "last": institution.ended_on or institution.valid_until,
            }
        )


class LineChoice(forms.ModelChoiceField):
    """A line of a plan with its year and quarter."""

    def label_from_instance(self, line: Any) -> str:
        """As ``2026 年第 2 季度 首席质量官岗位培训``."""
        return str(
            _("%(year)s 年第 %(quarter)s 季度 %(topic)s")
            % {"year": line.plan.year, "quarter": line.quarter, "topic": line.topic}
        )


class SessionForm(PlainForm):
    """What the organiser says of a session."""

    title = Line(label=_("培训班名称"), max_length=_max("title"))
    plan_item = LineChoice(
        label=_("对应的年度计划项目"),
        queryset=PlanItem.objects.none(),
        required=False,
        empty_label=_("不在计划内"),
        error_messages=NO_CHOICE,
    )
    institution = InstitutionField(
        label=_("承办机构"),
        queryset=Institution.objects.none(),
        required=False,
        empty_label=_("无（本机关自办）"),
        error_messages=NO_CHOICE,
    )
    mode = forms.ChoiceField(label=_("形式"), choices=SessionMode.choices, error_messages=NO_CHOICE)
    place = Line(label=_("地点"), max_length=_max("place"), required=False, help_text=_("现场培训必填。"))
    online_address = forms.URLField(
        label=_("线上地址"),
        max_length=_max("online_address"),
        required=False,
        assume_scheme="https",
        help_text=_("线上培训必填，以 https:// 开头。"),
        error_messages={"invalid": _("请填写完整的网址，如 https://meeting.example.cn/123。")},
    )
    starts_on = Day(label=_("开班日期"))
    ends_on = Day(label=_("结班日期"))
    enrol_until = Day(label=_("报名截止日期"), help_text=_("当日仍可报名。"))
    hours = Amount(label=_("学时"), sentence=HOURS, max_digits=5, decimal_places=1)
    capacity = Count(label=_("名额"), max_value=100_000, help_text=_("报满后进入候补。"))
    audience = forms.ChoiceField(label=_("培训对象"), choices=Audience.choices, error_messages=NO_CHOICE)
    syllabus = Line(label=_("课程安排"), max_length=_max("syllabus"), widget=lines(6))
    fee = Amount(
        label=_("向企业收费（元/人）"),
        sentence=FEE,
        max_digits=8,
        decimal_places=2,
        help_text=_("培训经费由两级市场监管部门保障，一般为 0。"),
    )
    fee_reason = Line(
        label=_("收费依据和理由"),
        max_length=_max("fee_reason"),
        widget=lines(2),
        required=False,
        help_text=_("收费大于 0 时必填。"),
    )

    def __init__(self, *args: Any, office: Authority, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        plan_item: Any = self.fields["plan_item"]
        plan_item.queryset = (
            PlanItem.objects.filter(organiser=office, plan__published_at__isnull=False)
            .select_related("plan")
            .order_by("-plan__year", "quarter", "pk")
        )
        institution: Any = self.fields["institution"]
        institution.queryset = Institution.objects.order_by("name", "-commissioned_on")
        if office.is_region:
            institution.empty_label = _("发布前选定")


class CancelForm(PlainForm):
    """Why a session is called off."""

    reason = Line(
        label=_("取消原因"),
        max_length=_max("cancel_reason"),
        widget=lines(3),
        help_text=_("随通知发给已报名的企业。"),
    )


def years() -> list[tuple[str, str]]:
    """The years a session may stand in, next year first."""
    return [
        (str(year), _("%(year)s 年") % {"year": year})
        for year in range(timezone.localdate().year + 1, IN_FORCE_ON.year - 1, -1)
    ]


class SessionFilter(StyledFilter):
    """All that the list of sessions is narrowed by; page, figures and export share it."""

    keyword = df.CharFilter(method="with_keyword", label=_("关键词"), max_length=100)
    status = df.ChoiceFilter(choices=SessionStatus.choices, label=_("状态"), empty_label=_("全部"))
    authority = df.ModelChoiceFilter(
        queryset=Authority.objects.order_by("order"),
        to_field_name="code",
        label=_("主办机关"),
        empty_label=_("全部"),
    )
    year = df.ChoiceFilter(
        choices=years, field_name="starts_on", lookup_expr="year", label=_("年度"), empty_label=_("全部")
    )
    audience = df.ChoiceFilter(choices=Audience.choices, label=_("培训对象"), empty_label=_("全部"))
    mode = df.ChoiceFilter(choices=SessionMode.choices, label=_("形式"), empty_label=_("全部"))
    line = df.ModelChoiceFilter(
        queryset=PlanItem.objects.none(),
        field_name="plan_item",
        label=_("计划项目"),
        empty_label=_("全部"),
    )
    enrolling = df.BooleanFilter(method="taking_names", label=_("只看可报名的"), widget=forms.CheckboxInput)

    class Meta:
        model = TrainingSession
        fields: list[str] = []

    def with_keyword(
        self, queryset: TrainingSessionQuerySet, name: str, value: str
    ) -> TrainingSessionQuerySet:
        """By title, number, place or institution."""
        return queryset.filter(
            Q(title__icontains=value)
            | Q(number__icontains=value)
            | Q(place__icontains=value)
            | Q(institution__name__icontains=value)
        )

    def taking_names(
        self, queryset: TrainingSessionQuerySet, name: str, value: bool
    ) -> TrainingSessionQuerySet:
        """Only those that take names today."""
        return queryset.open_to_enrolment(on=timezone.localdate()) if value else queryset


def session_filter(data: Mapping[str, Any], user: User) -> SessionFilter:
    """The filter of what this user may see; who sees less, chooses from less."""
    found = SessionFilter(data, queryset=TrainingSession.objects.visible_to(user))
    if user.is_enterprise:
        del found.filters["line"]
        found.filters["status"].extra["choices"] = [
            choice for choice in SessionStatus.choices if choice[0] != SessionStatus.DRAFT
        ]
        return found
    found.filters["line"].field_class = LineChoice
    found.filters["line"].queryset = (
        PlanItem.objects.filter(plan__published_at__isnull=False)
        .select_related("plan")
        .order_by("-plan__year", "quarter", "pk")
    )
    return found
