"""统计分析: the region's filings by month, area, size, industry and category, for any period and selection.

Charts are drawn in the browser from the tables of the page; without scripts the tables say it all. Every
number is the length of the list of filings it leads to, because both are made by the same filter.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count
from django.db.models.functions import Substr, TruncMonth
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cqo_registry.accounts.access import ForRoles
from cqo_registry.accounts.enums import Role
from cqo_registry.accounts.models import User
from cqo_registry.directory.enums import ProductCategory, SizeClass
from cqo_registry.directory.filters import counts_as
from cqo_registry.directory.industries import SECTIONS
from cqo_registry.directory.models import Authority
from cqo_registry.portal.charts import Point
from cqo_registry.portal.views.trend import months_until
from filings.enums import FilingKind, FilingStatus
from filings.filters import FilingFilter, filing_filter
from filings.models.filing import FilingQuerySet

ASKED = (
    "submitted_from",
    "submitted_to",
    "authority",
    "size",
    "industry",
    "category",
    "kind",
)  # what the page narrows by; the list knows more
LONGEST = 60  # months
MONTHS = _("按提交月份（件，未选日期时为近 12 个月，最多 60 个月）")


@dataclass(frozen=True, slots=True)
class Series:
    """One chart: its name in the page, its title, how it is drawn, and its values."""

    name: str
    title: Any
    shape: str
    points: list[Point]
    wide: bool = False

    @property
    def data(self) -> dict[str, Any]:
        """What the script draws; a click leads to the list."""
        points = [(str(p.label), p.value, p.url) for p in self.points]
        return {"name": self.name, "title": str(self.title), "shape": self.shape, "points": points}


class AnalysisPage(ForRoles):
    """For the region and the auditor; ``?`` takes the words of the list of filings."""

    roles = (Role.REGION_OFFICER, Role.AUDITOR)

    def get(self, request: HttpRequest) -> HttpResponse:
        """The charts of what the filter leaves; an unreadable value is named and nothing is drawn."""
        given = QueryDict(mutable=True)
        for name in ASKED:
            given.setlist(name, [value for value in request.GET.getlist(name)[:1] if value])
        found = analysis_filter(given, self.request.user)
        valid = found.form.is_valid()
        series = all_series(found, given) if valid else []
        context = {
            "filter": found,
            "valid": valid,
            "series": series,
            "data": [one.data for one in series],
            "total": found.qs.count() if valid else 0,
            "list_url": f"{reverse('filings:list')}?{given.urlencode()}",
        }
        return render(request, "portal/analysis.html", context, status=200 if valid else 422)


def analysis_filter(given: QueryDict, user: User) -> FilingFilter:
    """The filter of the list of filings with the fields of this page."""
    found = filing_filter(given, user)
    for name in set(found.filters) - set(ASKED):
        del found.filters[name]
    return found


def all_series(found: FilingFilter, given: QueryDict) -> list[Series]:
    """Every chart of the page, each by one query."""
    filings: FilingQuerySet = found.qs.order_by()

    def address(**more: Any) -> str:
        query = given.copy()
        for name, value in more.items():
            query[name] = str(value)
        return f"{reverse('filings:list')}?{query.urlencode()}"

    return [
        Series("months", MONTHS, "columns", _months(filings, found, address), wide=True),
        Series("areas", _("按备案机关（件）"), "bars", _areas(filings, address)),
        Series("kinds", _("按备案类型（件）"), "pie", _choices(filings, "kind", FilingKind, address)),
        Series("sizes", _("按企业规模（件）"), "pie", _choices(filings, "size", SizeClass, address)),
        Series("categories", _("按推行类别（件，一家企业只按一类）"), "bars", _categories(filings, address)),
        Series("industries", _("按行业门类（件）"), "bars", _industries(filings, address)),
        Series("states", _("按当前状态（件）"), "bars", _choices(filings, "status", FilingStatus, address)),
    ]


Address = Callable[..., str]


def _months(filings: FilingQuerySet, found: FilingFilter, address: Address) -> list[Point]:
    """The months of the period asked for, at most five years, else the last twelve."""
    first, last = found.form.cleaned_data["submitted_from"], found.form.cleaned_data["submitted_to"]
    last = min(last or timezone.localdate(), timezone.localdate())
    count = 12 if first is None else (last.year - first.year) * 12 + last.month - first.month + 1
    ever = (last.year - 1) * 12 + last.month  # the calendar begins with the year 1
    spans = list(months_until(last, max(1, min(count, LONGEST, ever))))
    rows = filings.filter(submitted_at__date__gte=spans[0][0]).values_list(TruncMonth("submitted_at"))
    numbers = {timezone.localdate(moment): number for moment, number in rows.annotate(Count("pk"))}
    return [
        Point(
            start.strftime("%Y-%m"),
            numbers.get(start, 0),
            address(submitted_from=max(start, first or start), submitted_to=min(end, last)),
        )
        for start, end in spans
    ]


def _counts(filings: FilingQuerySet, field: str) -> Counter[Any]:
    return Counter(dict(filings.values_list(field).annotate(Count("pk"))))


def _areas(filings: FilingQuerySet, address: Address) -> list[Point]:
    """A prefecture with the zone inside it, the zone below as a part of it (其中)."""
    counts = _counts(filings, "authority")
    offices = list(Authority.objects.offices().order_by("order"))
    inside = {office.pk: office.parent_id for office in offices}
    points = []
    for office in _ordered(offices):
        within = [zone for zone, parent in inside.items() if parent == office.pk]
        number = counts[office.pk] + sum(counts[zone] for zone in within)
        part = inside[office.pk] in inside
        label = _("其中：%s") % office.short_name if part else office.short_name
        points.append(Point(label, number, address(authority=office.code), part=part))
    return points


def _ordered(offices: Iterable[Authority]) -> list[Authority]:
    """Each zone behind the prefecture it lies in."""
    offices = list(offices)
    keys = {office.pk: office.order for office in offices}
    return sorted(offices, key=lambda each: (keys.get(each.parent_id or 0, each.order), each.order))


def _choices(filings: FilingQuerySet, field: str, choices: Any, address: Address) -> list[Point]:
    counts = _counts(filings, field)
    return [
        Point(label, counts[value], address(**{field: value}))
        for value, label in choices.choices
        if value != FilingStatus.DRAFT
    ]


def _categories(filings: FilingQuerySet, address: Address) -> list[Point]:
    counted = filings.aggregate(
        **{kind: Count("pk", filter=counts_as(kind, "enterprise__")) for kind in ProductCategory.values}
    )
    return [Point(label, counted[kind], address(category=kind)) for kind, label in ProductCategory.choices]


def _industries(filings: FilingQuerySet, address: Address) -> list[Point]:
    """By section; sections without a filing do not appear."""
    counts = Counter(dict(filings.values_list(Substr("industry", 1, 1)).annotate(Count("pk"))))
    return [
        Point(f"{letter} {title}", counts[letter], address(industry=letter))
        for letter, title in SECTIONS.items()
        if counts[letter]
    ]
