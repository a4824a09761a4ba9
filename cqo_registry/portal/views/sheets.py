"""The assessment sheet and the statistical sheet as they stand, and the list behind each figure (Art. 19)."""

from __future__ import annotations

from typing import Any, ClassVar

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cqo_registry.accounts.access import READERS, ForRoles
from cqo_registry.casework.download import send
from cqo_registry.casework.papers import send_pdf
from cqo_registry.core.lists import keyset_page
from cqo_registry.directory.models import Authority
from cqo_registry.portal import policies
from cqo_registry.portal.exports.sheets import note_of, sheet_pdf, workbook
from cqo_registry.portal.facts.areas import Area, areas_of
from cqo_registry.portal.facts.sheets import Figures, figures, weights_on
from cqo_registry.portal.facts.span import Span
from cqo_registry.portal.forms.assessing import SpanForm
from cqo_registry.portal.rules.indicators import ASSESSMENT, BY_CODE, STATISTICS, Indicator
from cqo_registry.portal.views import sheet_rows as shown
from cqo_registry.portal.views.behind import COLUMNS, line, lines, rows_behind


class AssessmentPage(ForRoles):
    """The current sheet for ``?start=&end=&as_of=``; the region's total last."""

    roles = READERS
    indicators: ClassVar[tuple[Indicator, ...]] = ASSESSMENT
    name: ClassVar[str] = "assessment"
    title: ClassVar[Any] = _("考核评价指标表")
    article: ClassVar[str] = "19"
    with_region: ClassVar[bool] = False

    def get(self, request: HttpRequest) -> HttpResponseBase:
        """The sheet, or the form with what is to be corrected."""
        form = SpanForm.asked(request.GET)
        if not form.is_valid():
            return render(request, "portal/sheet.html", self.frame(form), status=422)
        return self.answer(form)

    def areas(self) -> list[Area]:
        """The rows this user reads."""
        return areas_of(self.request.user, with_region=self.with_region)

    def computed(self, span: Span) -> tuple[list[Area], Figures]:
        """The rows and their figures."""
        areas = self.areas()
        return areas, figures(self.indicators, areas, span)

    def answer(self, form: SpanForm) -> HttpResponseBase:
        """The page."""
        span = form.span
        areas, held = self.computed(span)
        weights = weights_on(span.last_day) if self.name == "assessment" else {}
        query = shown.link(f"portal:{self.name}_export", **shown.query_of(span))
        context = {
            **self.frame(form),
            "rows": shown.sheet_rows(self.indicators, areas, held, span, own=self.with_region),
            "span": span,
            "weights": weighted(weights) if weights else [],
            "export_url": query,
            "print_url": query.replace(reverse(f"portal:{self.name}_export"), self.print_url()),
        }
        return render(self.request, "portal/sheet.html", context)

    def print_url(self) -> str:
        """The address of the paper."""
        return reverse(f"portal:{self.name}_print")

    def frame(self, form: SpanForm) -> dict[str, Any]:
        """What the page shows with and without figures."""
        return {
            "form": form,
            "title": self.title,
            "article": self.article,
            "indicators": self.indicators,
            "heads": [shown.head(each) for each in self.indicators],
            "presets": shown.presets(timezone.localdate()),
            "freeze": policies.may_freeze(self.request.user) if self.name == "assessment" else None,
        }


def weighted(weights: dict[str, str]) -> list[tuple[Any, str]]:
    """The weights beside the indicators they belong to; no total is formed of them (decision D28)."""
    return [(BY_CODE[code].label if code in BY_CODE else code, weight) for code, weight in weights.items()]


class AssessmentExportPage(AssessmentPage):
    """The same sheet as a workbook; the GET leaves its audit line."""

    http_method_names = ["get", "options"]

    def answer(self, form: SpanForm) -> HttpResponseBase:
        """The download."""
        areas, held = self.computed(form.span)
        download = workbook(
            self.request.user,
            title=str(self.title),
            columns=shown.columns(self.indicators),
            rows=shown.book_rows(self.indicators, areas, held),
            note=note_of(form.span),
            details={"what": self.name, **shown.query_of(form.span)},
        )
        return send(download)


class AssessmentPrintPage(AssessmentPage):
    """The same sheet on A4 landscape."""

    def answer(self, form: SpanForm) -> HttpResponseBase:
        """The PDF."""
        span = form.span
        areas, held = self.computed(span)
        heads = [_("地区"), *(shown.head(each) for each in self.indicators)]
        rows = shown.book_rows(self.indicators, areas, held)
        return send_pdf(
            self.request,
            lambda: sheet_pdf(str(self.title), heads, rows, note_of(span)),
            name=str(self.title),
            back=reverse(f"portal:{self.name}"),
        )


class StatisticsPage(AssessmentPage):
    """统计表: per area for any period, with what the region did itself (domain §2)."""

    indicators = STATISTICS
    name = "statistics"
    title = _("统计表")
    with_region = True


class StatisticsExportPage(StatisticsPage, AssessmentExportPage):
    """The statistical sheet as a workbook."""

    http_method_names = ["get", "options"]
    answer = AssessmentExportPage.answer


class StatisticsPrintPage(StatisticsPage, AssessmentPrintPage):
    """The statistical sheet on paper."""

    answer = AssessmentPrintPage.answer


class BehindPage(ForRoles):
    """The rows a figure counts, by ``?area=&start=&end=&as_of=``; what is not the reader's area is 404."""

    roles = READERS

    def get(self, request: HttpRequest, indicator: str) -> HttpResponseBase:
        """The list, or the form with what is to be corrected."""
        found = BY_CODE.get(indicator)
        if found is None or not found.note or found.part:
            raise Http404
        form = SpanForm.asked(request.GET)
        if not form.is_valid():
            context = {"form": form, "indicator": found, "area": None}
            return render(request, "portal/behind.html", context, status=422)
        return self.answer(found, self.area(found), form.span)

    def area(self, indicator: Indicator) -> Area:
        """The row of the sheet the figure stands in."""
        areas = areas_of(self.request.user, with_region=self.request.GET.get("own") == "on")
        whole = areas[-1].code if self.request.user.sees_region else areas[0].code
        code = self.request.GET.get("area", whole)
        found = next((area for area in areas if area.code == code), None)
        if found is None:
            raise Http404
        return found

    def sheet(self) -> str:
        """The sheet the reader came from: with the region's own row it is the statistical one."""
        return "portal:statistics" if self.request.GET.get("own") == "on" else "portal:assessment"

    def answer(self, indicator: Indicator, area: Area, span: Span) -> HttpResponseBase:
        """The page of the list."""
        page = keyset_page(self.request, rows_behind(indicator, area, span), sorts={"id": "id"}, default="id")
        query = {"area": area.code, **shown.query_of(span)}
        if self.request.GET.get("own") == "on":
            query["own"] = "on"
        context = {
            "indicator": indicator,
            "area": area,
            "span": span,
            "page": page,
            "lines": lines(page.rows, office_names(), self.request.user),
            "export_url": shown.link("portal:behind_export", indicator.code, **query),
            "back_url": shown.link(self.sheet(), **shown.query_of(span)),
        }
        return render(self.request, "portal/behind.html", context)


class BehindExportPage(BehindPage):
    """The same list as a workbook; the GET leaves its audit line."""

    http_method_names = ["get", "options"]

    def answer(self, indicator: Indicator, area: Area, span: Span) -> HttpResponseBase:
        """The download."""
        offices = office_names()
        rows = rows_behind(indicator, area, span).order_by("id").iterator(chunk_size=2_000)
        told = (line(row, offices) for row in rows)
        download = workbook(
            self.request.user,
            title=f"{indicator.label}-{area.label}",
            columns=COLUMNS,
            rows=((number, each.title, each.office, each.why) for number, each in enumerate(told, 1)),
            note=[*note_of(span), (str(_("口径")), str(indicator.note))],
            details={"what": indicator.code, "area": area.code, **shown.query_of(span)},
        )
        return send(download)


def office_names() -> dict[int, str]:
    """The short names of all authorities."""
    return dict(Authority.objects.values_list("pk", "short_name"))
