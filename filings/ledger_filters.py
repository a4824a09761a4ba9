"""What a ledger can be looked at by: a tier, a day, and what narrows it; page and roster share it."""

from __future__ import annotations

from datetime import date
from typing import Any

import django_filters as df
from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db.models import Exists, OuterRef, Q, Subquery
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cqo_registry.accounts.models import User
from cqo_registry.core.regulation import IN_FORCE_ON
from cqo_registry.directory.enums import ProductCategory, SizeClass
from cqo_registry.directory.models import Authority, County
from filings.enums import EducationLevel, FilingStatus, SupportMeasure
from filings.facts import support
from filings.models import Filing, Query
from filings.models.filing import FilingQuerySet
from filings.models.filing_queryset import Tier, day_end

ALL = _("全部")
# What the lists of vacancies and of differences do without.
NARROWS_LEDGERS = ("unrecorded", "size", "category", "education", "support")
BAD_DAY = _("请按“年-月-日”填写截至日期，例如 2026-11-23。")


def not_later_than_today(day: date) -> None:
    """A ledger of tomorrow is not written yet."""
    if day > timezone.localdate():
        raise ValidationError(_("截至日期不能晚于今天。"))


class LedgerFilter(df.FilterSet):
    """One tier's ledger as of a day, narrowed; an unreadable value is named and shows no rows at all."""

    as_of = df.DateFilter(
        label=_("截至日期"),
        method="as_it_is",
        input_formats=["%Y-%m-%d"],
        error_messages={"invalid": BAD_DAY},
        validators=[
            MinValueValidator(IN_FORCE_ON, _("截至日期不能早于实施办法施行之日（%(limit_value)s）。")),
            not_later_than_today,
        ],
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
    )
    keyword = df.CharFilter(label=_("企业、代码、姓名或编号"), method="with_keyword", max_length=100)
    authority = df.ModelChoiceFilter(
        label=_("备案机关"),
        queryset=Authority.objects.offices(),
        to_field_name="code",
        method="of_office",
        empty_label=ALL,
    )
    county = df.ModelChoiceFilter(
        label=_("区县"), queryset=County.objects.all(), to_field_name="code", empty_label=ALL
    )
    size = df.ChoiceFilter(label=_("规模"), choices=SizeClass.choices, method="of_size", empty_label=ALL)
    category = df.ChoiceFilter(
        label=_("类别"), choices=ProductCategory.choices, method="of_category", empty_label=ALL
    )
    education = df.ChoiceFilter(label=_("学历"), choices=EducationLevel.choices, empty_label=ALL)
    support = df.ChoiceFilter(
        label=_("支持措施"), choices=SupportMeasure.choices, method="with_support", empty_label=ALL
    )
    unrecorded = df.BooleanFilter(
        label=_("只看尚未入册的"), method="not_yet_recorded", widget=forms.CheckboxInput
    )

    class Meta:
        model = Filing
        fields: list[str] = []

    def __init__(self, data: QueryDict | dict[str, str], *, user: User, tier: Tier) -> None:
        given = data.copy()
        given["as_of"] = given.get("as_of") or timezone.localdate().isoformat()
        super().__init__(given, queryset=Filing.objects.all())
        self.tier, self.user = tier, user
        if not user.sees_region:
            del self.filters["authority"]
            self.filters["county"].queryset = County.objects.filter(authority=user.authority_id)
        if tier == "region":
            del self.filters["unrecorded"]

    def get_form_class(self) -> type[forms.Form]:
        """The form with the look of the site's controls."""
        form = super().get_form_class()
        for field in form.base_fields.values():
            kind = getattr(field.widget, "input_type", "")
            look = {"select": "form-select", "checkbox": "form-check-input"}.get(kind, "form-control")
            field.widget.attrs["class"] = look
        return form

    @property
    def as_of_day(self) -> date:
        """The day asked for, or today."""
        return self.form.cleaned_data.get("as_of") or timezone.localdate()

    @property
    def form(self) -> forms.Form:
        """The bound form; a day that is none stands in a text box, which can show what was typed."""
        form: forms.Form = super().form
        if "as_of" in form.errors:
            form.fields["as_of"].widget.input_type = "text"
        return form

    def filter_queryset(self, queryset: FilingQuerySet) -> FilingQuerySet:
        """The ledger of the day, narrowed by the rest; nothing while a value cannot be read."""
        if not self.form.is_valid():
            return queryset.none()
        ledger = self.ledger_of_the_day(queryset).in_area_of(self.user, as_of=self.as_of_day)
        return super().filter_queryset(ledger)

    def ledger_of_the_day(self, queryset: FilingQuerySet) -> FilingQuerySet:
        """What the filters narrow."""
        return queryset.ledger(self.tier, as_of=self.as_of_day)

    def as_it_is(self, queryset: FilingQuerySet, name: str, value: Any) -> FilingQuerySet:
        """The day chose the ledger already."""
        return queryset

    def with_keyword(self, queryset: FilingQuerySet, name: str, value: str) -> FilingQuerySet:
        """Enterprise by name, code or pinyin initials; the CQO by any of their names; the number."""
        columns = (
            "enterprise__search_text",
            "enterprise_name",
            "enterprise__uscc",
            "cqo_name",
            "cqo_name_bo",
            "cqo_other_names",
            "filing_no",
        )
        found = Q()
        for column in columns:
            found |= Q(**{f"{column}__icontains": value})
        return queryset.filter(found)

    def of_office(self, queryset: FilingQuerySet, name: str, value: Authority) -> FilingQuerySet:
        """Whose area the enterprise was in on the day (decision D14)."""
        return queryset.at_office(value.pk, as_of=self.as_of_day)

    def of_size(self, queryset: FilingQuerySet, name: str, value: str) -> FilingQuerySet:
        """The class Art. 6 was judged by: the officer's where the standard gives none."""
        return queryset.filter(Q(officer_size=value) | Q(officer_size="", size=value))

    def of_category(self, queryset: FilingQuerySet, name: str, value: str) -> FilingQuerySet:
        """With at least one product of the category (Art. 4)."""
        return queryset.filter(categories__contains=[value])

    def with_support(self, queryset: FilingQuerySet, name: str, value: str) -> FilingQuerySet:
        """Those that tell of the measure (Art. 7, 8)."""
        return queryset.filter(support.told(SupportMeasure(value)))

    def not_yet_recorded(self, queryset: FilingQuerySet, name: str, value: bool | None) -> FilingQuerySet:
        """In the prefecture's ledger and, on that day, not yet in the region's (decision D22)."""
        if not value:
            return queryset
        until = day_end(self.as_of_day)
        return queryset.filter(Q(recorded_at__isnull=True) | Q(recorded_at__gte=until))


def with_question(queryset: FilingQuerySet, *, as_of: date) -> FilingQuerySet:
    """With ``in_question``: whether the region waited for an answer of the office at the end of the day."""
    until = day_end(as_of)
    open_then = Query.objects.filter(
        Q(answered_at__isnull=True) | Q(answered_at__gte=until), filing=OuterRef("pk"), asked_at__lt=until
    )
    return queryset.annotate(in_question=Exists(open_then))


class VacancyFilter(LedgerFilter):
    """The posts that stood empty on a day, by the prefecture's ledger (Art. 14, K2)."""

    def __init__(self, data: QueryDict | dict[str, str], *, user: User) -> None:
        super().__init__(data, user=user, tier="prefecture")
        for name in NARROWS_LEDGERS:
            del self.filters[name]

    def ledger_of_the_day(self, queryset: FilingQuerySet) -> FilingQuerySet:
        """The removals nobody has followed."""
        return queryset.vacancies(as_of=self.as_of_day)


class DifferenceFilter(LedgerFilter):
    """What the prefecture's ledger held on a day and the region's did not, and with whom it waited."""

    step = df.ChoiceFilter(
        label=_("停在哪一步"),
        choices=[
            choice
            for choice in FilingStatus.choices
            if choice[0] in (FilingStatus.ACCEPTED, FilingStatus.FORWARDED, FilingStatus.QUERIED)
        ],
        method="at_step",
        empty_label=ALL,
    )

    def __init__(self, data: QueryDict | dict[str, str], *, user: User) -> None:
        super().__init__(data, user=user, tier="prefecture")
        for name in NARROWS_LEDGERS:
            del self.filters[name]

    def ledger_of_the_day(self, queryset: FilingQuerySet) -> FilingQuerySet:
        """The difference, with what stood in the regional ledger instead."""
        until = day_end(self.as_of_day)
        entered = Filing.objects.filter(
            enterprise=OuterRef("enterprise"), recorded_at__lt=until, accepted_at__lt=until
        ).order_by("-accepted_at", "-id")
        return with_question(queryset.unrecorded(as_of=self.as_of_day), as_of=self.as_of_day).annotate(
            region_name=Subquery(entered.values("cqo_name")[:1]),
            region_kind=Subquery(entered.values("kind")[:1]),
        )

    def at_step(self, queryset: FilingQuerySet, name: str, value: str) -> FilingQuerySet:
        """Not yet forwarded, forwarded, or asked about, as of the day."""
        sent = Q(forwarded_at__lt=day_end(self.as_of_day))
        match value:
            case FilingStatus.ACCEPTED:
                return queryset.exclude(sent)
            case FilingStatus.QUERIED:
                return queryset.filter(Q(in_question=True))
        return queryset.filter(sent, Q(in_question=False))
