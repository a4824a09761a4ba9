"""Forms and the filter of typical experience (Art. 18, 20)."""

from __future__ import annotations

from typing import Any

import django_filters as df
from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from cqo_registry.accounts.forms.base import PlainForm
from cqo_registry.accounts.models import User
from cqo_registry.casework.fields import LineField
from cqo_registry.casework.filters import StyledFilter
from cqo_registry.directory.models import Authority, Enterprise
from training.enums import ExperienceStatus
from training.forms.fields import one_enterprise
from training.models import Experience


class ExperienceForm(PlainForm):
    """What is written so far; nothing is asked for before it is submitted."""

    title = LineField(label=_("标题"), max_length=200)
    about = LineField(
        label=_("涉及企业"),
        max_length=200,
        required=False,
        help_text=_("填统一社会信用代码或者企业全称；不针对某一家企业的可以不填。"),
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

    def __init__(self, *args: Any, user: User, about: Enterprise | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user, self.known = user, about
        if not user.is_officer:
            del self.fields["about"]

    def clean_about(self) -> Enterprise | None:
        """The enterprise of the office's directory; one named before may stay, moved or gone meanwhile."""
        text: str = self.cleaned_data["about"]
        if self.known and text == self.known.name:
            return self.known
        return one_enterprise(text, Enterprise.objects.visible_to(self.user).active())

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
