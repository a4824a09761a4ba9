"""Duty reports: what enterprises tell of their CQO's year; optional and searchable (Art. 7, 8, 10, 11)."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db.models import Count, Sum
from django.http import FileResponse, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cqo_registry.accounts.access import ENTERPRISE, REGISTER, ForRoles
from cqo_registry.accounts.models import User
from cqo_registry.accounts.once import once
from cqo_registry.accounts.views.answers import UNPROCESSABLE
from cqo_registry.casework.acts import attempt
from cqo_registry.casework.criteria import criteria
from cqo_registry.casework.download import Exporter, area_of, send
from cqo_registry.casework.evidence import send_evidence
from cqo_registry.casework.versions import version_of
from cqo_registry.core.lists import heads, keyset_page
from filings.actions import duty_reporting
from filings.exports.duty_reports import duty_reports
from filings.facts import duty as facts
from filings.forms.duty_reports import SUPPORTS, DutyReportForm, duty_report_filter, written
from filings.models import DutyReport
from filings.policies import duty_reports as policies

SORTS = {"year": "year", "enterprise": "enterprise__name", "vetoes": "vetoes", "hazards": "hazards_found"}
HEADS = (
    ("enterprise", gettext_lazy("企业")),
    ("year", gettext_lazy("年度")),
    ("", gettext_lazy("首席质量官")),
    ("", gettext_lazy("保障")),
    ("vetoes", gettext_lazy("一票否决")),
    ("hazards", gettext_lazy("隐患整改")),
    ("", gettext_lazy("状态")),
)
GROUPS = (
    (gettext_lazy("履职情况"), "10", duty_reporting.TEXTS),
    (gettext_lazy("履职计数"), "11", ("proposals", "vetoes", "hazards_found", "hazards_closed")),
    (gettext_lazy("企业保障"), "7", duty_reporting.SUPPORT),
)


def totals(reports: Any) -> dict[str, int]:
    """The counters of the list, and of how many reports each statement of support is true."""
    counted = {name: Count("pk", filter=condition) for name, (_label, condition) in SUPPORTS.items()}
    sums = {
        "vetoes": Sum("vetoes", default=0),
        "found": Sum("hazards_found", default=0),
        "closed": Sum("hazards_closed", default=0),
    }
    found: dict[str, int] = reports.order_by().aggregate(reports=Count("pk"), **counted, **sums)
    return found


class DutyReportListPage(ForRoles):
    """The enterprise's own with those still to begin; for the authorities what was handed in."""

    roles = REGISTER

    def get(self, request: HttpRequest) -> HttpResponse:
        """The list, its totals, and for the enterprise the years it may report on."""
        user = self.request.user
        found = duty_report_filter(request.GET, user)
        listed = found.qs.select_related("enterprise__authority", "appointment__person")
        page = keyset_page(request, listed, sorts=SORTS, default="-year")
        query = request.GET.copy()
        context = {
            "filter": found,
            "page": page,
            "heads": heads(request, HEADS, page.sort),
            "totals": totals(found.qs),
            "supports": _supports(request, user),
            "filtered": bool(found.form.changed_data),
            "years": _open_years(user),
            "export_url": f"{reverse('filings:duty_report_export')}?{query.urlencode()}",
        }
        return render(request, "filings/duty_report_list.html", context)


def _open_years(user: User) -> list[int]:
    """The years the enterprise may report on."""
    return facts.open_years(user.enterprise, today=timezone.localdate()) if user.enterprise else []


def _supports(request: HttpRequest, user: User) -> list[dict[str, Any]]:
    """Each statement with its number and the address of exactly its list.

    A statement the list is narrowed to narrows the other figures no further: their lists leave it out.
    """
    query = request.GET.copy()
    for word in ("after", "before", "support"):
        query.pop(word, None)
    numbers, shown = totals(duty_report_filter(query, user).qs), []
    for name, (label, _condition) in SUPPORTS.items():
        query["support"] = name
        shown.append({"label": label, "value": numbers[name], "url": f"?{query.urlencode()}"})
    return shown


class DutyReportExportPage(ForRoles):
    """The list as a workbook; like the roster, the GET leaves its audit line."""

    roles = REGISTER
    http_method_names = ["get", "options"]

    def get(self, request: HttpRequest) -> HttpResponseBase:
        """What the list shows, on all its pages."""
        user = self.request.user
        found = duty_report_filter(request.GET, user)
        return send(duty_reports(found.qs, Exporter(user), area=area_of(user), criteria=criteria(found.form)))


class DutyReportStartPage(ForRoles):
    """Begin the report on a year."""

    roles = ENTERPRISE
    http_method_names = ["post", "options"]

    def post(self, request: HttpRequest) -> HttpResponse:
        """Begin it and go on writing."""
        user, text = self.request.user, request.POST.get("year", "")
        year = int(text) if text.isascii() and text.isdigit() and len(text) == 4 else 0
        return once(request, lambda: self.start(user, year))

    def start(self, user: User, year: int) -> str:
        """The address of the report's form."""
        report = duty_reporting.start(user.enterprise_id or 0, year, by=user)
        return reverse("filings:duty_report_edit", args=[report.pk])


class DutyReportPage(ForRoles):
    """One report, read."""

    roles = REGISTER

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The report under its headings."""
        report, user = find(self.request.user, pk), self.request.user
        context = {
            "report": report,
            "groups": [(title, article, _told(report, names)) for title, article, names in GROUPS],
            "may_write": policies.may_write(user, report) if user.is_enterprise else None,
            "may_reopen": policies.may_reopen(user, report) if user.is_enterprise else None,
        }
        return render(request, "filings/duty_report_detail.html", context)


def _told(report: DutyReport, names: tuple[str, ...]) -> list[tuple[Any, Any, bool]]:
    """Label, value, and whether the value is a text of several lines."""
    told = []
    for name in names:
        column: Any = DutyReport._meta.get_field(name)
        value = getattr(report, name)
        if isinstance(value, bool):
            value = _("是") if value else _("否")
        told.append((column.verbose_name, value, column.get_internal_type() == "TextField"))
    return told


def find(user: User, pk: int) -> DutyReport:
    """The report in the user's scope, or 404."""
    scope = DutyReport.objects.visible_to(user).select_related("enterprise__authority", "appointment__person")
    return get_object_or_404(scope, pk=pk)


class DutyReportEditPage(ForRoles):
    """Write the report; nothing is required until it is handed in."""

    roles = ENTERPRISE

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The form as it was left; a report handed in is read."""
        report = find(self.request.user, pk)
        if not policies.may_write(self.request.user, report):
            return redirect(report)
        return self.show(report, DutyReportForm(initial=written(report)))

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Save, or save and hand in."""
        report = find(self.request.user, pk)
        form = DutyReportForm(request.POST, request.FILES)
        sentence = _("您打开页面之后，报告已有变化。您填写的内容还在，再次保存会覆盖那次变化。")
        tried = attempt(request, form, lambda: self.save(report, form), overtaken=sentence)
        return tried.answer or self.show(find(self.request.user, pk), form, status=tried.status)

    def save(self, report: DutyReport, form: DutyReportForm) -> str:
        """Carry it out; a saved draft stays open, one handed in is shown."""
        hand_in = self.request.POST.get("action") == "hand_in"
        saved = duty_reporting.save(
            report.pk,
            form.values(),
            by=self.request.user,
            version=version_of(self.request),
            document=form.cleaned_data["document"],
            hand_in=hand_in,
        )
        messages.success(self.request, _("报告已提交，备案机关可以查阅。") if hand_in else _("已保存。"))
        return saved.get_absolute_url() if hand_in else reverse("filings:duty_report_edit", args=[saved.pk])

    def show(self, report: DutyReport, form: DutyReportForm, *, status: int = 0) -> HttpResponse:
        """The form, grouped as the articles are; without its buttons once the report is handed in."""
        context = {
            "report": report,
            "form": form,
            "groups": [(title, article, [form[name] for name in names]) for title, article, names in GROUPS],
            "choose_again": bool(form.errors and self.request.FILES),
            "may_write": policies.may_write(self.request.user, report),
        }
        status = status or (UNPROCESSABLE if form.errors else 200)
        return render(self.request, "filings/duty_report_edit.html", context, status=status)


class DutyReportReopenPage(ForRoles):
    """Take a report back."""

    roles = ENTERPRISE
    http_method_names = ["post", "options"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Open it again and go on writing."""
        report = find(self.request.user, pk)
        return once(request, lambda: self.reopen(report))

    def reopen(self, report: DutyReport) -> str:
        """The address of the form."""
        duty_reporting.reopen(report.pk, by=self.request.user, version=version_of(self.request))
        messages.success(self.request, _("报告已收回，修改后请重新提交。"))
        return reverse("filings:duty_report_edit", args=[report.pk])


class DutyDocumentPage(ForRoles):
    """The duty document (职责文件) of a report, for whoever may read the report."""

    roles = REGISTER

    def get(self, request: HttpRequest, pk: int) -> FileResponse:
        """The stored bytes as a download."""
        return send_evidence(find(self.request.user, pk))
