"""Forms and the filter of typical experience (Art. 18, 20)."""

from __future__ import annotations

from typing import Any

import django_filters as df
from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from cqo_registry.accounts.forms.base import PlainForm
from cqo_registry.accounts.models import User
from cqo_registry.directory.models import Authority, Enterprise
from filings.filters import StyledFilter
from filings.forms.fields import LineField
from training.enums import ExperienceStatus
from training.models import Experience


class ExperienceForm(PlainForm):
    """What is written so far; nothing is asked for before it is submitted."""

    title = LineField(label=_("标题"), max_length=200)
    about = forms.ModelChoiceField(
        queryset=Enterprise.objects.none(),
        label=_("涉及企业"),
        required=False,
        empty_label=_("不针对某一家企业"),
        error_messages={"invalid_choice": _("所选企业不在本机关名录中，请重新选择。")},
    )
    summary = LineField(
        label=_("摘要"), max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    body = LineField(
        label=_("正文"),
        max_length=20000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 18}),
        help_text=_("每行一段；“一、”“（一）”开头的短行是小标题，“-”开头的行是列表。"),
    )

    def __init__(self, *args: Any, user: User, about: int | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if user.is_officer:
            # One named before may stay, moved or deregistered meanwhile.
            own = Enterprise.objects.visible_to(user).active().values("pk")
            offered = Enterprise.objects.filter(Q(pk__in=own) | Q(pk=about)).order_by("name")
            self.fields["about"].queryset = offered  # type: ignore[attr-defined]
        else:
            del self.fields["about"]

    def clean_title(self) -> str:
        """A draft has at least its title, by which lists name it."""
        title: str = self.cleaned_data["title"]
        if not title:
            raise forms.ValidationError(self.fields["title"].error_messages["required"])
        return title


class MoveForm(PlainForm):
    """An act without words."""


class ReasonForm(PlainForm):
    """Why it is returned, declined or retracted."""

    reason = forms.CharField(label=_("理由"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3}))


class LibraryFilter(StyledFilter):
    """What the library is searched by."""

    keyword = df.CharFilter(method="with_keyword", label=_("关键词"), max_length=100)
    authority = df.ModelChoiceFilter(
        queryset=Authority.objects.offices(), to_field_name="code", label=_("地区"), empty_label=_("全部")
    )

    class Meta:
        model = Experience
        fields: list[str] = []

    def with_keyword(self, queryset: QuerySet[Experience], name: str, value: str) -> QuerySet[Experience]:
        """By the words of title, summary and text, and by the enterprise."""
        return queryset.filter(
            Q(title__icontains=value)
            | Q(summary__icontains=value)
            | Q(body__icontains=value)
            | Q(enterprise__name__icontains=value)
            | Q(about__name__icontains=value)
        )


class ExperienceFilter(LibraryFilter):
    """All that the work list is narrowed by."""

    status = df.ChoiceFilter(choices=ExperienceStatus.choices, label=_("状态"), empty_label=_("全部"))
