"""Frozen assessment sheets: freezing, reading, computing again, comparing; and the weights (Art. 19)."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cqo_registry.accounts.access import READERS, REGION, ForRoles
from cqo_registry.accounts.enums import Role
from cqo_registry.accounts.views.answers import carried_out, show_form
from cqo_registry.casework.download import send
from cqo_registry.casework.papers import send_pdf
from cqo_registry.core.lists import keyset_page
from cqo_registry.portal import policies
from cqo_registry.portal.actions import assessing
from cqo_registry.portal.exports.sheets import note_of, sheet_pdf, workbook
from cqo_registry.portal.facts.areas import Area, areas_of
from cqo_registry.portal.facts.sheets import digest_of, figures, span_of
from cqo_registry.portal.forms.assessing import CompareForm, FreezeForm, SpanForm, WeightForm
from cqo_registry.portal.models import AssessmentSnapshot, IndicatorWeight
from cqo_registry.portal.rules.indicators import ASSESSMENT, BY_CODE, Difference, differences
from cqo_registry.portal.views import sheet_rows as shown
from cqo_registry.portal.views.sheets import weighted

HEADS = [shown.head(each) for each in ASSESSMENT]


class SnapshotList(ForRoles):
    """All frozen sheets, newest first; an office reads its own rows in them."""

    roles = READERS

    def get(self, request: HttpRequest) -> HttpResponse:
        """The list, and the choice of two to compare."""
        snapshots = AssessmentSnapshot.objects.visible_to(self.request.user)
        page = keyset_page(request, snapshots, sorts={"id": "id"}, default="-id")
        compare = CompareForm(snapshots=snapshots) if page.total > 1 else None
        context = {"page": page, "compare": compare, "freeze": policies.may_freeze(self.request.user)}
        return render(request, "portal/snapshot_list.html", context)


class FreezePage(ForRoles):
    """The period, moment and title of a sheet to keep."""

    roles = REGION

    def get(self, request: HttpRequest) -> HttpResponse:
        """The form, filled with the sheet the reader came from."""
        asked = SpanForm.asked(request.GET)
        initial = {name: asked[name].value() for name in asked.fields}
        return self.page(FreezeForm(initial=initial))

    def post(self, request: HttpRequest) -> HttpResponse:
        """Freeze, and show what was frozen."""
        form = FreezeForm(request.POST)

        def act() -> str:
            title = form.cleaned_data["title"]
            snapshot = assessing.freeze(form.span, by=self.request.user, title=title)
            messages.success(request, _("指标表 %s 已固定。") % snapshot.number)
            return snapshot.get_absolute_url()

        return carried_out(request, form, act) or self.page(form)

    def page(self, form: FreezeForm) -> HttpResponse:
        """The form."""
        return show_form(self.request, "portal/snapshot_freeze.html", form)


class SnapshotPage(ForRoles):
    """One frozen sheet; with ``?recompute=on`` what the register says of the same moment today."""

    roles = READERS

    def get(self, request: HttpRequest, pk: int) -> HttpResponseBase:
        """The page."""
        snapshot = get_object_or_404(AssessmentSnapshot.objects.visible_to(self.request.user), pk=pk)
        return self.answer(snapshot, areas_of(self.request.user))

    def answer(self, snapshot: AssessmentSnapshot, areas: list[Area]) -> HttpResponseBase:
        """The frozen figures, and whether they come out again."""
        span, again = span_of(snapshot), "recompute" in self.request.GET
        context = {
            "snapshot": snapshot,
            "rows": shown.sheet_rows(ASSESSMENT, areas, snapshot.figures, span),
            "heads": HEADS,
            "indicators": ASSESSMENT,
            "weights": weighted(snapshot.weights),
            "again": again,
            "whole": digest_of(snapshot) == snapshot.digest,
            "changed": changed(snapshot, areas) if again else [],
        }
        return render(self.request, "portal/snapshot_detail.html", context)


def changed(snapshot: AssessmentSnapshot, areas: list[Area]) -> list[dict[str, Any]]:
    """How the register's answer of today differs from the frozen figures, in these areas.

    Only what the sheet holds is computed again: a row or an indicator of later years is no difference.
    """
    frozen = {area.code: snapshot.figures[area.code] for area in areas if area.code in snapshot.figures}
    held = {code for row in frozen.values() for code in row}
    known = [area for area in areas if area.code in frozen]
    now = figures([each for each in ASSESSMENT if each.code in held], known, span_of(snapshot))
    return in_words(frozen, now, areas)


def in_words(
    before: dict[str, dict[str, Any]], after: dict[str, dict[str, Any]], areas: list[Area]
) -> list[dict[str, Any]]:
    """The differences in the order of the sheet: the database keeps the figures in none."""
    places = {each.code: number for number, each in enumerate(ASSESSMENT)}
    rows = [area.code for area in areas]

    def place(each: Difference) -> tuple[int, int]:
        return rows.index(each.area), places.get(each.indicator, len(places))

    return [told(each, areas) for each in sorted(differences(before, after), key=place)]


def told(difference: Difference, areas: list[Area]) -> dict[str, Any]:
    """A difference in words; an indicator of another rule set that is gone today goes by its code."""
    indicator = BY_CODE.get(difference.indicator)
    area = next(area for area in areas if area.code == difference.area)
    return {
        "area": area.label,
        "indicator": indicator.label if indicator else difference.indicator,
        "before": shown.in_words(indicator, difference.before),
        "after": shown.in_words(indicator, difference.after),
    }


class SnapshotExportPage(SnapshotPage):
    """The frozen sheet as a workbook; the GET leaves its audit line."""

    http_method_names = ["get", "options"]

    def answer(self, snapshot: AssessmentSnapshot, areas: list[Area]) -> HttpResponseBase:
        """The download."""
        download = workbook(
            self.request.user,
            title=f"{snapshot.title}-{snapshot.number}",
            columns=shown.columns(ASSESSMENT),
            rows=shown.book_rows(ASSESSMENT, areas, snapshot.figures),
            note=note_of(span_of(snapshot), number=snapshot.number, digest=snapshot.digest),
            details={"what": "snapshot", "number": snapshot.number},
        )
        return send(download)


class SnapshotPrintPage(SnapshotPage):
    """The frozen sheet on A4 landscape, with number, moment and digest."""

    def answer(self, snapshot: AssessmentSnapshot, areas: list[Area]) -> HttpResponseBase:
        """The PDF."""
        note = note_of(span_of(snapshot), number=snapshot.number, digest=snapshot.digest)
        rows = shown.book_rows(ASSESSMENT, areas, snapshot.figures)
        return send_pdf(
            self.request,
            lambda: sheet_pdf(snapshot.title, [_("地区"), *HEADS], rows, note),
            name=snapshot.number,
            back=snapshot.get_absolute_url(),
        )


class ComparePage(ForRoles):
    """Two frozen sheets side by side: what differs, by area and indicator."""

    roles = READERS

    def get(self, request: HttpRequest) -> HttpResponse:
        """The differences, or the choice of two."""
        snapshots = AssessmentSnapshot.objects.visible_to(self.request.user)
        form = CompareForm(request.GET or None, snapshots=snapshots)
        context: dict[str, Any] = {"rows": None}
        if form.is_valid():
            first, second = form.cleaned_data["first"], form.cleaned_data["second"]
            areas = areas_of(self.request.user)
            old, new = (
                {area.code: each.figures.get(area.code, {}) for area in areas} for each in (first, second)
            )
            rows = in_words(old, new, areas)
            context = {"rows": rows, "first": first, "second": second, "both": (first, second)}
        return show_form(request, "portal/snapshot_compare.html", form, **context)


class WeightPage(ForRoles):
    """The weights entered so far, and for the region the form for new ones; none is ever edited."""

    roles: ClassVar[tuple[Role, ...]] = READERS

    def get(self, request: HttpRequest) -> HttpResponse:
        """The page."""
        return self.page(WeightForm())

    def page(self, form: WeightForm) -> HttpResponse:
        """The list and the form."""
        rows = IndicatorWeight.objects.select_related("created_by").order_by("-valid_from", "id")
        told_rows = [(BY_CODE[row.indicator].label, row) for row in rows if row.indicator in BY_CODE]
        may = policies.may_enter_weights(self.request.user)
        return show_form(self.request, "portal/weights.html", form, rows=told_rows, may=may)


class WeightEnterPage(WeightPage):
    """New weights from a day on."""

    roles = REGION

    def post(self, request: HttpRequest) -> HttpResponse:
        """Enter them, and show them."""
        form = WeightForm(request.POST)

        def act() -> str:
            given = form.cleaned_data
            assessing.enter_weights(
                form.weights,
                by=self.request.user,
                valid_from=given["valid_from"],
                document_no=given["document_no"],
            )
            messages.success(request, _("权重已登记。"))
            return reverse("portal:weights")

        return carried_out(request, form, act) or self.page(form)
