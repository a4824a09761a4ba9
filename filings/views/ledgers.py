"""The ledgers of both tiers as of any day (Art. 14)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from urllib.parse import urlencode

from django.db.models import Count
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cqo_registry.accounts.access import READERS, ForRoles
from cqo_registry.accounts.models import User
from cqo_registry.accounts.policies import may_export_identities
from cqo_registry.casework.criteria import criteria
from cqo_registry.core.filling import beside
from cqo_registry.core.known import annotated, known
from cqo_registry.core.lists import heads, keyset_page
from cqo_registry.directory.models import Authority
from filings.enums import FilingStatus
from filings.exports.roster import TIERS
from filings.facts import support
from filings.forms.exporting import RosterForm
from filings.ledger_filters import DifferenceFilter, LedgerFilter, with_question
from filings.models import Filing
from filings.models.filing import FilingQuerySet
from filings.models.filing_queryset import Tier, day_end

PAGING = ("after", "before")
HEADS = (
    ("number", _("备案编号")),
    ("enterprise", _("企业")),
    ("name", _("首席质量官")),
    ("", _("备案机关")),
    ("", _("区县")),
    ("", _("规模")),
    ("", _("学历")),
    ("", _("类别")),
    ("effective", _("任命日期")),
    ("entered", _("备案日期")),
    ("", _("入册日期")),
    ("", _("参训情况")),
    ("", _("状态")),
)


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """One filing, annotated by ``with_question``, as the ledger of a day knew it: nothing later shows."""

    filing: Filing
    until: datetime
    training: str = ""

    @property
    def status(self) -> FilingStatus:
        """How far the filing had come by then."""
        if self._by_then(self.filing.recorded_at):
            return FilingStatus.RECORDED
        if annotated(self.filing, "in_question", bool):
            return FilingStatus.QUERIED
        return FilingStatus.FORWARDED if self._by_then(self.filing.forwarded_at) else FilingStatus.ACCEPTED

    @property
    def recorded_at(self) -> datetime | None:
        """When it entered the regional ledger, if it had."""
        return self.filing.recorded_at if self._by_then(self.filing.recorded_at) else None

    def _by_then(self, moment: datetime | None) -> bool:
        return moment is not None and moment < self.until


def tier_of(word: str) -> Tier:
    """The tier in the address. Raises ``Http404`` for any other word."""
    if word == "prefecture":
        return "prefecture"
    if word == "region":
        return "region"
    raise Http404


def sorts(tier: Tier) -> dict[str, str]:
    """The columns a ledger sorts by, none of them null in it."""
    return {
        "entered": "accepted_at" if tier == "prefecture" else "recorded_at",
        "number": "filing_no",
        "enterprise": "enterprise_name",
        "name": "cqo_name",
        "effective": "appointment__effective_on",
    }


def ledger_page(
    request: HttpRequest, user: User, found: LedgerFilter, form: RosterForm, status: int = 200
) -> HttpResponse:
    """The page of one ledger, also when an export is refused: filter and reason stay as typed."""
    filings = with_question(found.qs, as_of=found.as_of_day).for_list().select_related("appointment")
    page = keyset_page(request, filings, sorts=sorts(found.tier), default="-entered")
    until = day_end(found.as_of_day)
    query = _without(request.GET, PAGING)
    context = {
        "tier": found.tier,
        "tier_label": TIERS[found.tier],
        "filter": found,
        "valid": found.form.is_valid(),
        "narrowed": found.form.is_valid() and bool(criteria(found.form, leave_out=["as_of"])),
        "as_of": found.as_of_day,
        "page": page,
        "rows": [LedgerRow(filing, until, words) for filing, words in _trained(page.rows, found.as_of_day)],
        "heads": heads(request, HEADS, page.sort),
        "holders": holders(found.qs),
        "supports": _supports(request, user, found.tier) if found.form.is_valid() else [],
        "roster_url": f"{reverse('filings:roster', args=[found.tier])}?{query}",
        "form": form,
        "may_unmask": may_export_identities(user),
    }
    return render(request, "filings/ledger.html", context, status=status)


def _trained(filings: Iterable[Filing], as_of: date) -> Iterator[tuple[Filing, str]]:
    """Each filing with the training of its CQO, as the roster prints it (Art. 16)."""
    return beside(filings, "training", key=lambda filing: known(filing.appointment).person_id, as_of=as_of)


def holders(filings: FilingQuerySet) -> dict[str, int]:
    """How many posts the list holds, and how many people hold them: one may hold two (decision D11)."""
    counted: dict[str, int] = filings.order_by().aggregate(
        posts=Count("pk"), people=Count("appointment__person", distinct=True)
    )
    return counted


def _supports(request: HttpRequest, user: User, tier: Tier) -> list[dict[str, Any]]:
    """Each measure of support (Art. 7, 8) with its number and the address of exactly its list.

    A measure the ledger is narrowed to narrows the other figures no further: their lists leave it out.
    """
    query = request.GET.copy()
    for word in (*PAGING, "support"):
        query.pop(word, None)
    shown = []
    for measure, number in support.counts(LedgerFilter(query, user=user, tier=tier).qs).items():
        query["support"] = measure.value
        shown.append({"label": measure.label, "value": number, "url": f"?{query.urlencode()}"})
    return shown


class LedgerPage(ForRoles):
    """One tier's ledger: ``?as_of=`` a day, today without it; the roster button carries the same query."""

    roles = READERS

    def get(self, request: HttpRequest, tier: str) -> HttpResponse:
        """The ledger in this user's scope."""
        user = self.request.user
        found = LedgerFilter(request.GET, user=user, tier=tier_of(tier))
        return ledger_page(request, user, found, RosterForm())


class LedgerHomePage(ForRoles):
    """Choose tier and day; how many stand in each ledger, and how many only in the first."""

    roles = READERS

    def get(self, request: HttpRequest) -> HttpResponse:
        """Figures by office, each the length of the list it links to."""
        user = self.request.user
        data = {"as_of": request.GET.get("as_of", "")}
        both = LedgerFilter(data, user=user, tier="prefecture"), LedgerFilter(data, user=user, tier="region")
        pending = DifferenceFilter(data, user=user)
        day = both[0].as_of_day.isoformat() if both[0].form.is_valid() else ""
        columns = [
            Figure(address("prefecture"), TIERS["prefecture"], "blue", day, _by_office(both[0])),
            Figure(address("region"), TIERS["region"], "green", day, _by_office(both[1])),
            Figure(reverse("filings:ledger_difference"), PENDING, "gold", day, _by_office(pending)),
        ]
        context = {
            "field": both[0].form["as_of"],
            "form": both[0].form,
            "valid": both[0].form.is_valid(),
            "day": day,
            "figures": columns,
            "offices": _office_rows(columns) if user.sees_region else [],
        }
        return render(request, "filings/ledger_home.html", context)


PENDING = _("已备案、尚未入册")


def address(tier: Tier) -> str:
    """The page of one ledger."""
    return reverse("filings:ledger", args=[tier])


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of the home of the ledgers and the address of exactly the list it counts."""

    page: str
    label: Any
    tone: str
    day: str
    by_office: dict[str, int]

    @property
    def value(self) -> int:
        """The whole scope; every filing has one office, so nothing counts twice."""
        return sum(self.by_office.values())

    @property
    def url(self) -> str:
        """The list of the whole scope."""
        return self.url_of()

    def url_of(self, **more: str) -> str:
        """The list, narrowed further."""
        return f"{self.page}?{urlencode({'as_of': self.day, **more})}"


def _by_office(found: LedgerFilter) -> dict[str, int]:
    if not found.form.is_valid():
        return {}
    counted = found.qs.order_by().values_list("office_code").annotate(Count("pk"))
    return dict(counted)


def _office_rows(figures: Iterable[Figure]) -> list[dict[str, Any]]:
    """Every office, also those with nothing yet."""
    return [
        {
            "office": office,
            "cells": [
                {
                    "label": figure.label,
                    "value": figure.by_office.get(office.code, 0),
                    "url": figure.url_of(authority=office.code),
                }
                for figure in figures
            ],
        }
        for office in Authority.objects.offices()
    ]


def _without(query: QueryDict, names: Iterable[str]) -> str:
    kept = query.copy()
    for name in names:
        kept.pop(name, None)
    return kept.urlencode()
