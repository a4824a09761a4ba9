"""What enterprises can be filtered by; the list and every figure that links to it use the same filter."""

from __future__ import annotations

from typing import Any

import django_filters as df
from django import forms
from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.utils.translation import gettext_lazy as _

from cqo_registry.core.text import words
from cqo_registry.directory.enums import EnterpriseStatus, ProductCategory, SizeClass
from cqo_registry.directory.models import Authority, County, Enterprise

IN_OFFICE = (("yes", _("有在任首席质量官")), ("no", _("没有在任首席质量官")))


TARGETS = (("target", _("全部（L、C、S）")), *(c for c in ProductCategory.choices if c[0] != "V"))


def in_area(office: Authority, field: str = "authority") -> Q:
    """Rows of an office; a prefecture's area holds its zone, which is counted inside it (Art. 19 sheets)."""
    return Q(**{field: office}) | Q(**{f"{field}__parent": office})


def counts_as(category: str, enterprise: str = "") -> Q:
    """Active enterprises whose one counting category is ``category``: L before C before S before V (Art. 4).

    ``target`` stands for all of L, C and S; ``enterprise`` is the path to the enterprise, ending in ``__``.
    """
    active = Q(**{f"{enterprise}status": EnterpriseStatus.ACTIVE})
    categories = f"{enterprise}profile__categories"
    if category == "target":
        return active & Q(**{f"{categories}__overlap": ["L", "C", "S"]})
    earlier = list("LCSV".partition(category)[0])
    wanted = active & Q(**{f"{categories}__contains": [category]})
    return wanted & ~Q(**{f"{categories}__overlap": earlier}) if earlier else wanted


class EnterpriseFilter(df.FilterSet):
    """The filter bar of the enterprise list; an office is not offered other offices and counties."""

    keyword = df.CharFilter(method="with_keyword", label=_("关键词"), max_length=100)
    authority = df.ModelChoiceFilter(
        method="with_area",
        queryset=Authority.objects.offices(),
        to_field_name="code",
        label=_("备案机关（地市含其经开区）"),
        empty_label=_("全部"),
    )
    county = df.ModelChoiceFilter(
        field_name="county",
        queryset=County.objects.all(),
        to_field_name="code",
        label=_("区县"),
        empty_label=_("全部"),
    )
    category = df.ChoiceFilter(
        method="with_category", choices=ProductCategory.choices, label=_("类别"), empty_label=_("全部")
    )
    target = df.ChoiceFilter(
        method="with_target", choices=TARGETS, label=_("重点推行对象"), empty_label=_("不限")
    )
    size = df.ChoiceFilter(
        field_name="profile__size", choices=SizeClass.choices, label=_("规模"), empty_label=_("全部")
    )
    cqo = df.ChoiceFilter(method="with_cqo", choices=IN_OFFICE, label=_("首席质量官"), empty_label=_("全部"))
    status = df.ChoiceFilter(choices=EnterpriseStatus.choices, label=_("状态"), empty_label=_("全部"))

    class Meta:
        model = Enterprise
        fields: tuple[str, ...] = ()

    def __init__(self, *args: Any, office: Authority | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if office is not None:
            del self.filters["authority"]
            self.filters["county"].queryset = County.objects.filter(authority=office)

    @property
    def form(self) -> forms.Form:
        """The bound form in the classes of the theme."""
        form: forms.Form = super().form
        for field in form.fields.values():
            css = "form-select" if isinstance(field.widget, forms.Select) else "form-control"
            field.widget.attrs.setdefault("class", css)
        form.fields["keyword"].widget.attrs["placeholder"] = _("企业名称、代码或拼音首字母")
        return form

    def with_keyword(self, queryset: QuerySet[Enterprise], name: str, value: str) -> QuerySet[Enterprise]:
        """Every word must be part of the name, the code or the pinyin initials."""
        for word in words(value):
            queryset = queryset.filter(search_text__contains=word)
        return queryset

    def with_area(self, queryset: QuerySet[Enterprise], name: str, value: Authority) -> QuerySet[Enterprise]:
        """Those of the office and of the zones inside its area."""
        return queryset.filter(in_area(value))

    def with_target(self, queryset: QuerySet[Enterprise], name: str, value: str) -> QuerySet[Enterprise]:
        """Active enterprises by the one category they count under."""
        return queryset.filter(counts_as(value))

    def with_category(self, queryset: QuerySet[Enterprise], name: str, value: str) -> QuerySet[Enterprise]:
        """Enterprises with at least one product of the category (Art. 4)."""
        return queryset.filter(profile__categories__contains=[value])

    def with_cqo(self, queryset: QuerySet[Enterprise], name: str, value: str) -> QuerySet[Enterprise]:
        """Enterprises by whether somebody holds the post now."""
        return queryset.filter(has_cqo() if value == "yes" else ~has_cqo())


def has_cqo() -> Exists:
    """Whether somebody holds the post; the relation is named, the app above is not imported."""
    return Exists(_in_office())


def post_held() -> Subquery:
    """The post held now, or nothing: asked for the rows of a page, where ``has_cqo`` reads all posts."""
    return Subquery(_in_office().values("appointments__pk")[:1])


def _in_office() -> QuerySet[Enterprise]:
    return Enterprise.objects.filter(
        pk=OuterRef("pk"), appointments__isnull=False, appointments__ended_on__isnull=True
    )
