"""What filings can be filtered by; pages, figures and exports use the same filter, so they agree."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import django_filters as df
from django import forms
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cqo_registry.accounts.models import User
from cqo_registry.casework.filters import StyledFilter, day_bound
from cqo_registry.directory import industries
from cqo_registry.directory.enums import ProductCategory, SizeClass
from cqo_registry.directory.filters import counts_as, in_area
from cqo_registry.directory.models import Authority, County
from filings.enums import ChangeType, EducationLevel, FilingKind, FilingStatus, SupportMeasure
from filings.facts import support
from filings.models import Filing, ForwardingBatch
from filings.models.filing import FilingQuerySet

TIERS = (("prefecture", _("现行地（市）台账")), ("region", _("现行自治区台账")))
CATEGORIES = (("target", _("重点推行对象（L、C、S）")), *ProductCategory.choices)


# What an enterprise, which has one office and few filings, does not narrow its list by.
OF_OFFICES = ("county", "size", "education", "category", "industry", "support", "ledger", "late", "overdue")


class _MatterFilter(StyledFilter):
    """By what the filing reports (Art. 14)."""

    kind = df.ChoiceFilter(choices=FilingKind.choices, label=_("备案类型"), empty_label=_("全部"))
    change = df.ChoiceFilter(
        choices=ChangeType.choices, method="with_change", label=_("变更事项"), empty_label=_("全部")
    )

    def with_change(self, queryset: FilingQuerySet, name: str, value: str) -> FilingQuerySet:
        """Only filings with this change among others."""
        return queryset.filter(change_types__contains=[value])


class _KeywordFilter(StyledFilter):
    keyword = df.CharFilter(method="with_keyword", label=_("关键词"), max_length=100)

    def with_keyword(self, queryset: FilingQuerySet, name: str, value: str) -> FilingQuerySet:
        """Enterprise by name, code or pinyin initials; the CQO by name; the filing by number."""
        return queryset.filter(
            Q(enterprise__search_text__icontains=value)
            | Q(enterprise_name__icontains=value)
            | Q(enterprise__uscc__icontains=value)
            | Q(cqo_name__icontains=value)
            | Q(cqo_name_bo__icontains=value)
            | Q(filing_no__icontains=value)
        )


class FilingFilter(_KeywordFilter, _MatterFilter):
    """All that a list of filings can be narrowed by; who sees less, chooses from less."""

    status = df.MultipleChoiceFilter(
        choices=FilingStatus.choices,
        label=_("状态（可多选）"),
        widget=forms.SelectMultiple(attrs={"size": 3}),
    )
    authority = df.ModelChoiceFilter(
        queryset=Authority.objects.offices(),
        to_field_name="code",
        method="with_area",
        label=_("备案机关（地市含其经开区）"),
        empty_label=_("全部"),
    )
    county = df.ModelChoiceFilter(
        queryset=County.objects.all(), to_field_name="code", label=_("区县"), empty_label=_("全部")
    )
    size = df.ChoiceFilter(choices=SizeClass.choices, label=_("规模"), empty_label=_("全部"))
    education = df.ChoiceFilter(choices=EducationLevel.choices, label=_("学历"), empty_label=_("全部"))
    category = df.ChoiceFilter(
        choices=CATEGORIES, method="with_category", label=_("类别"), empty_label=_("全部")
    )
    industry = df.ChoiceFilter(
        choices=[(letter, f"{letter} {title}") for letter, title in industries.SECTIONS.items()],
        field_name="industry",
        lookup_expr="startswith",
        label=_("行业门类"),
        empty_label=_("全部"),
    )
    support = df.ChoiceFilter(
        choices=SupportMeasure.choices, method="with_support", label=_("支持措施"), empty_label=_("全部")
    )
    ledger = df.ChoiceFilter(choices=TIERS, method="in_ledger", label=_("台账"), empty_label=_("不限"))
    late = df.BooleanFilter(method="past_target", label=_("超过办理时限"), widget=forms.CheckboxInput)
    overdue = df.BooleanFilter(method="reported_late", label=_("变更报送逾期"), widget=forms.CheckboxInput)
    effective_from = day_bound("effective_on", "gte", _("任命生效 从"))
    effective_to = day_bound("effective_on", "lte", _("任命生效 到"))
    submitted_from = day_bound("submitted_at", "gte", _("提交日期 从"), moment=True)
    submitted_to = day_bound("submitted_at", "lte", _("提交日期 到"), moment=True)

    office: Authority | None = None  # of an officer who looks

    class Meta:
        model = Filing
        fields: list[str] = []

    def with_area(self, queryset: FilingQuerySet, name: str, value: Authority) -> FilingQuerySet:
        """Those of the office and of the zones inside its area; a ledger follows the enterprise (D14)."""
        in_ledger = self.form.cleaned_data.get("ledger")
        return queryset.filter(in_area(value, "enterprise__authority" if in_ledger else "authority"))

    def with_category(self, queryset: FilingQuerySet, name: str, value: str) -> FilingQuerySet:
        """By the enterprise's one counting category."""
        return queryset.filter(counts_as(value, "enterprise__"))

    def with_support(self, queryset: FilingQuerySet, name: str, value: str) -> FilingQuerySet:
        """Those that tell of the measure (Art. 7, 8)."""
        return queryset.filter(support.told(SupportMeasure(value)))

    def in_ledger(self, queryset: FilingQuerySet, name: str, value: Any) -> FilingQuerySet:
        """Only what stands in the tier's ledger today; an office's without what has moved away (D14)."""
        ledger = queryset.ledger(value, as_of=timezone.localdate())
        return ledger.filter(enterprise__authority=self.office) if self.office else ledger

    def reported_late(self, queryset: FilingQuerySet, name: str, value: bool) -> FilingQuerySet:
        """Only K1 and K2 reported after their month, or not yet (Art. 14); counted, never blocking."""
        return queryset.overdue(on=timezone.localdate()) if value else queryset

    def past_target(self, queryset: FilingQuerySet, name: str, value: bool) -> FilingQuerySet:
        """Only what waits longer than the office means to take."""
        return queryset.past_decision_target(on=timezone.localdate()) if value else queryset


def filing_filter(data: Mapping[str, Any], user: User) -> FilingFilter:
    """The filter of what this user may see; values that cannot be read narrow nothing and are named."""
    found = FilingFilter(data, queryset=Filing.objects.visible_to(user))
    if not user.sees_region:
        del found.filters["authority"]
    if user.is_enterprise:
        for name in OF_OFFICES:
            del found.filters[name]
    else:
        found.filters["status"].extra["choices"] = [
            choice for choice in FilingStatus.choices if choice[0] != FilingStatus.DRAFT
        ]
    if user.is_officer:
        found.office = user.authority
        found.filters["county"].queryset = County.objects.filter(authority=user.authority)
    return found


class QueueFilter(_KeywordFilter, _MatterFilter):
    """The short filter of the office's queue."""

    submitted_from = day_bound("submitted_at", "gte", _("提交日期 从"), moment=True)
    submitted_to = day_bound("submitted_at", "lte", _("提交日期 到"), moment=True)

    class Meta:
        model = Filing
        fields: list[str] = []


class ArrivalFilter(_KeywordFilter):
    """What the region narrows its arrivals by."""

    authority = df.ModelChoiceFilter(
        queryset=Authority.objects.offices(), to_field_name="code", label=_("备案机关"), empty_label=_("全部")
    )
    batch = df.ModelChoiceFilter(
        queryset=ForwardingBatch.objects.none(),
        to_field_name="number",
        label=_("上报批次"),
        empty_label=_("全部"),
    )

    class Meta:
        model = Filing
        fields: list[str] = []

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        waiting = Filing.objects.awaiting_record().values("batch")
        self.filters["batch"].queryset = ForwardingBatch.objects.filter(pk__in=waiting)
