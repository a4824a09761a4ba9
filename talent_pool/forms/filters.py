"""What the lists of the pool are narrowed by (Art. 15)."""

from __future__ import annotations

from typing import Any

import django_filters as df
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from cqo_registry.accounts.models import User
from cqo_registry.casework.filters import StyledFilter
from cqo_registry.core.names import tidy_name
from cqo_registry.directory.filters import in_area
from cqo_registry.directory.industries import SECTIONS
from cqo_registry.directory.models import Authority
from filings.models import Appointment
from talent_pool.enums import AssignmentKind, AssignmentStatus, NominationSource, NominationStatus, Skill
from talent_pool.models import Assignment, Membership, Nomination
from talent_pool.models.assignment import AssignmentQuerySet
from talent_pool.models.membership import MembershipQuerySet
from talent_pool.models.nomination import NominationQuerySet

STANDINGS = (
    ("active", _("在库在任")),
    ("inactive", _("在库不在任")),
    ("review", _("失去岗位待复核")),
    ("wish", _("申请退出待办")),
    ("left", _("已出库")),
)
INDUSTRIES = [(code, f"{code} {label}") for code, label in SECTIONS.items()]


def _office_filter(label: Any) -> df.ModelChoiceFilter:
    return df.ModelChoiceFilter(
        queryset=Authority.objects.offices(),
        to_field_name="code",
        method="with_area",
        label=label,
        empty_label=_("全部"),
    )


def _choices(choices: Any, label: Any, **options: Any) -> df.ChoiceFilter:
    return df.ChoiceFilter(choices=choices, label=label, **{"empty_label": _("全部"), **options})


def _named(person: str, text: str) -> Q:
    """A person by any of the names."""
    name = tidy_name(text)
    return (
        Q(**{f"{person}__name__icontains": name})
        | Q(**{f"{person}__name_bo__icontains": name})
        | Q(**{f"{person}__other_names__icontains": name})
    )


def _works_at(text: str) -> Exists:
    """A member with a post at an enterprise of this name, code or pinyin initials."""
    held = Appointment.objects.in_office().filter(person=OuterRef("person"))
    return Exists(held.filter(enterprise__search_text__icontains=text))


class MemberFilter(StyledFilter):
    """The directory of the pool; without a choice of standing it lists who has not left."""

    keyword = df.CharFilter(method="with_keyword", label=_("姓名、拼音首字母或企业"), max_length=100)
    industry = _choices(INDUSTRIES, _("行业门类"), field_name="industry", lookup_expr="startswith")
    skill = _choices(Skill.choices, _("专长"), method="with_skill")
    authority = _office_filter(_("辖区（地市含其经开区）"))
    standing = _choices(STANDINGS, _("状态"), method="with_standing", empty_label=_("在库"))

    class Meta:
        model = Membership
        fields: list[str] = []

    def filter_queryset(self, queryset: Any) -> Any:
        """Who has left is listed when asked for alone."""
        found = super().filter_queryset(queryset)
        return found if self.form.cleaned_data.get("standing") == "left" else found.current()

    def with_keyword(self, queryset: MembershipQuerySet, name: str, value: str) -> MembershipQuerySet:
        """The expert by name or its pinyin initials, or by the enterprise of a post held now."""
        pinyin = Q(search_text__icontains=value.lower())
        return queryset.filter(_named("person", value) | pinyin | _works_at(value))

    def with_skill(self, queryset: MembershipQuerySet, name: str, value: str) -> MembershipQuerySet:
        """Members with this skill among others."""
        return queryset.filter(skills__contains=[value])

    def with_area(self, queryset: MembershipQuerySet, name: str, value: Authority) -> MembershipQuerySet:
        """Those of the office and of the zones inside its area."""
        return queryset.filter(in_area(value))

    def with_standing(self, queryset: MembershipQuerySet, name: str, value: str) -> MembershipQuerySet:
        """Active, inactive, to be reviewed, wishing to leave, or gone."""
        match value:
            case "active":
                return queryset.active()
            case "inactive":
                return queryset.inactive()
            case "review":
                return queryset.to_review()
            case "wish":
                return queryset.current().filter(wish_on__isnull=False)
        return queryset.exclude(pk__in=queryset.current().values("pk"))


class NominationFilter(StyledFilter):
    """Recommendations by state, source and office."""

    keyword = df.CharFilter(method="with_keyword", label=_("姓名或企业"), max_length=100)
    status = _choices(NominationStatus.choices, _("状态"))
    source = _choices(NominationSource.choices, _("来源"))
    authority = _office_filter(_("辖区（地市含其经开区）"))

    class Meta:
        model = Nomination
        fields: list[str] = []

    def with_keyword(self, queryset: NominationQuerySet, name: str, value: str) -> NominationQuerySet:
        """The person by name, the enterprise by name, code or pinyin initials."""
        enterprise = Q(appointment__enterprise__search_text__icontains=value)
        return queryset.filter(_named("person", value) | enterprise)

    def with_area(self, queryset: NominationQuerySet, name: str, value: Authority) -> NominationQuerySet:
        """Those about CQOs of the area."""
        return queryset.filter(in_area(value, "appointment__enterprise__authority"))


class AssignmentFilter(StyledFilter):
    """Tasks by state, kind and inviting office."""

    keyword = df.CharFilter(method="with_keyword", label=_("事项、专家或服务企业"), max_length=100)
    status = _choices(AssignmentStatus.choices, _("状态"))
    kind = _choices(AssignmentKind.choices, _("活动类型"))
    authority = df.ModelChoiceFilter(
        queryset=Authority.objects.all(), to_field_name="code", label=_("邀请机关"), empty_label=_("全部")
    )

    class Meta:
        model = Assignment
        fields: list[str] = []

    def with_keyword(self, queryset: AssignmentQuerySet, name: str, value: str) -> AssignmentQuerySet:
        """The matter by its title, the expert by name, the enterprise by name, code or initials."""
        enterprise = Q(enterprise__search_text__icontains=value)
        return queryset.filter(Q(title__icontains=value) | _named("membership__person", value) | enterprise)


class PostFilter(StyledFilter):
    """CQOs in office to choose from."""

    keyword = df.CharFilter(method="with_keyword", label=_("姓名、企业或备案编号"), max_length=100)

    class Meta:
        model = Appointment
        fields: list[str] = []

    def with_keyword(self, queryset: Any, name: str, value: str) -> Any:
        """The person by name, the enterprise by name, code or initials, the filing by number."""
        enterprise = Q(enterprise__search_text__icontains=value)
        return queryset.filter(_named("person", value) | enterprise | Q(filing_no__icontains=value))


def list_filter(kind: type[StyledFilter], data: Any, rows: Any, user: User) -> StyledFilter:
    """The filter over rows in the user's scope; who sees one area, or one enterprise, chooses from less."""
    found = kind(data, queryset=rows)
    if kind is NominationFilter and not user.sees_region:
        del found.filters["authority"]
    if user.is_enterprise:
        for name in ("authority", "source"):
            found.filters.pop(name, None)
    return found
