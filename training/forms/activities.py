"""Forms and the filter of promotion activities (Art. 18, 20)."""

from __future__ import annotations

from typing import Any

import django_filters as df
from django import forms
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cqo_registry.accounts.forms.base import PlainForm
from cqo_registry.accounts.models import User
from cqo_registry.casework.fields import CountField, DayField, LineField, offer, offer_rows
from cqo_registry.casework.filters import StyledFilter
from cqo_registry.core.text import words
from cqo_registry.directory.models import Authority, Enterprise
from training.enums import ActivityKind
from training.models import Activity
from training.rules.activities import check_activity, kinds_of

FOUND_MAX = 20


def find_enterprises(user: User, text: str) -> list[int]:
    """The first enterprises of the user's directory whose name, code or initials hold every word."""
    sought = words(text)
    rows = Enterprise.objects.visible_to(user).active()
    for word in sought:
        rows = rows.filter(search_text__contains=word)
    return list(rows.order_by("name").values_list("pk", flat=True)[:FOUND_MAX]) if sought else []


class ActivityForm(PlainForm):
    """What took place; the enterprises are ticked among those chosen before and those found."""

    kind = forms.ChoiceField(label=_("活动形式"), error_messages={"invalid_choice": _("请从列表中选择。")})
    title = LineField(label=_("活动名称"), max_length=200)
    held_on = DayField(label=_("活动日期"))
    place = LineField(label=_("地点"), max_length=300)
    enterprises = forms.ModelMultipleChoiceField(
        queryset=Enterprise.objects.none(),
        label=_("参加企业（名录内）"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages=dict.fromkeys(
            ("invalid_choice", "invalid_pk_value", "invalid_list"),
            _("所选企业不在本机关名录中，请重新选择。"),
        ),
    )
    enterprise_count = CountField(
        label=_("参加企业数"), help_text=_("含不在名录内的企业，不少于上面所选的企业数。"), max_value=100_000
    )
    heads = CountField(label=_("参加人数"), max_value=1_000_000)
    summary = LineField(
        label=_("活动情况"), max_length=4000, required=False, widget=forms.Textarea(attrs={"rows": 6})
    )

    def __init__(
        self, *args: Any, user: User, shown: set[int], activity: Activity | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "kind", [("", _("请选择")), *kinds_of(region=user.is_region)])
        # Whatever was posted: of the user's directory, or named before and moved away since.
        known = Q(pk__in=Enterprise.objects.visible_to(user).values("pk"))
        if activity:
            known |= Q(pk__in=activity.enterprises.values("pk"))
        offered = Enterprise.objects.filter(known, pk__in=shown).order_by("name")
        offer_rows(self, "enterprises", offered)

    def clean(self) -> dict[str, Any]:
        """Required texts of blanks alone are missing ones; what cannot be true is said beside it."""
        given = super().clean() or self.cleaned_data
        for name in ("title", "place"):
            if name in given and not given[name]:
                self.add_error(name, self.fields[name].error_messages["required"])
        today = timezone.localdate()
        named = len(given.get("enterprises") or ())
        self.add_reasons(
            check_activity(
                given.get("kind", ""),
                given.get("held_on") or today,
                today=today,
                named=named,
                # What could not be read is no second fault.
                enterprises=given.get("enterprise_count", named),
                heads=given.get("heads", 1) if "kind" in given else 1,
            )
        )
        return given


class PictureForm(PlainForm):
    """One picture with its text alternative."""

    file = forms.FileField(
        label=_("图片"),
        help_text=_("JPEG 或 PNG，不超过 5 MB，最多 9 张。"),
        widget=forms.FileInput(attrs={"accept": ".jpg,.jpeg,.png"}),
        allow_empty_file=True,
    )
    caption = forms.CharField(
        label=_("图片说明"), max_length=200, help_text=_("写明图中是什么，供看不到图片的人了解。")
    )


class StrikeForm(PlainForm):
    """Why a record is struck out."""

    reason = forms.CharField(label=_("作废原因"), max_length=500, widget=forms.Textarea(attrs={"rows": 2}))


STANDING = (("yes", _("有效")), ("no", _("已作废")))


class ActivityFilter(StyledFilter):
    """By office, kind, day and words; struck ones only where asked for."""

    keyword = df.CharFilter(method="with_keyword", label=_("关键词"), max_length=100)
    authority = df.ModelChoiceFilter(
        queryset=Authority.objects.all(), to_field_name="code", label=_("主办机关"), empty_label=_("全部")
    )
    kind = df.ChoiceFilter(choices=ActivityKind.choices, label=_("活动形式"), empty_label=_("全部"))
    held_from = df.DateFilter(
        field_name="held_on",
        lookup_expr="gte",
        label=_("活动日期 从"),
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
    )
    held_to = df.DateFilter(
        field_name="held_on",
        lookup_expr="lte",
        label=_("活动日期 到"),
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
    )
    standing = df.ChoiceFilter(choices=STANDING, method="by_standing", label=_("效力"), empty_label=_("全部"))

    class Meta:
        model = Activity
        fields: list[str] = []

    def with_keyword(self, queryset: QuerySet[Activity], name: str, value: str) -> QuerySet[Activity]:
        """By title, place and summary."""
        return queryset.filter(
            Q(title__icontains=value) | Q(place__icontains=value) | Q(summary__icontains=value)
        )

    def by_standing(self, queryset: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """Those that count, or those struck out."""
        return queryset.filter(struck_at__isnull=value == "yes")
