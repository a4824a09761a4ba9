"""The calendar from and to Excel: template, upload with its report, confirmation, export."""

from __future__ import annotations

from functools import partial

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from cqo_registry.accounts.access import READERS, REVIEWERS
from cqo_registry.accounts.once import once
from cqo_registry.casework.download import Download, send
from cqo_registry.casework.intake import examined
from cqo_registry.directory import policies
from cqo_registry.directory.actions.calendar import Entry, compare
from cqo_registry.directory.exports import calendar_template, calendar_workbook
from cqo_registry.directory.facts import calendar_year, layer_name
from cqo_registry.directory.imports.calendar import Report, check_calendar
from filings.actions import recalculating
from filings.forms.calendar import WorkbookForm, seal, unseal
from filings.views.calendar import UNPROCESSABLE, ForCalendar


class CalendarImportPage(ForCalendar):
    """Take a workbook, examine it, and show the report; nothing is written."""

    roles = REVIEWERS

    def get(self, request: HttpRequest) -> HttpResponse:
        """The empty form."""
        return self.form_page(WorkbookForm())

    def post(self, request: HttpRequest) -> HttpResponse:
        """The report with its button, or the form with what is wrong with the file."""
        form = WorkbookForm(request.POST, request.FILES)
        check = partial(check_calendar, layer=layer_name(self.office), today=timezone.localdate())
        report = examined(form, check)
        return self.form_page(form, UNPROCESSABLE) if report is None else self.report_page(report)

    def form_page(self, form: WorkbookForm, status: int = 200) -> HttpResponse:
        """The form that takes the workbook."""
        context = {"form": form, **self.frame()}
        return render(self.request, "filings/calendar_import.html", context, status=status)

    def report_page(self, report: Report) -> HttpResponse:
        """What the workbook would change, and every fault of it."""
        sealed = "" if report.faults else seal(self.office, report.entries, self.request.user)
        context = {
            "report": report,
            "comparison": compare(self.office, report.entries),
            "sealed": sealed,
            **self.frame(),
        }
        status = UNPROCESSABLE if report.faults else 200
        return render(self.request, "filings/calendar_report.html", context, status=status)

    def frame(self) -> dict[str, object]:
        """What both pages say of the calendar."""
        may_keep = policies.may_keep_calendar(self.request.user, self.office)
        return {"layer": layer_name(self.office), "query": self.query, "may_keep": may_keep}


class CalendarApplyPage(ForCalendar):
    """Let the days of a report in."""

    roles = REVIEWERS
    http_method_names = ["post", "options"]

    def post(self, request: HttpRequest) -> HttpResponse:
        """Once, however often it is posted; then to the year of the first day."""
        entries = unseal(request.POST.get("days", ""), self.office, self.request.user)
        return once(request, lambda: self._apply(entries))

    def _apply(self, entries: list[Entry]) -> str:
        done, recalculated = recalculating.import_days(self.office, entries, by=self.request.user)
        counts = {"new": len(done.new), "changed": len(done.changed), "unchanged": len(done.unchanged)}
        text = _("已导入：新增%(new)d天，修改%(changed)d天，未变%(unchanged)d天。") % counts
        self.tell(text, recalculated)
        return self.address(min(entry.date for entry in entries).year)


class CalendarTemplate(ForCalendar):
    """The empty workbook."""

    roles = REVIEWERS

    def get(self, request: HttpRequest) -> HttpResponseBase:
        """The download."""
        return send(Download(_("工作日历模板.xlsx"), calendar_template()))


class CalendarExport(ForCalendar):
    """The year as the page shows it."""

    roles = READERS

    def get(self, request: HttpRequest) -> HttpResponseBase:
        """The download; there is no personal data in it, so it leaves no line in the trail."""
        book = calendar_workbook(calendar_year(self.office, self.year), self.office, self.year)
        name = _("工作日历-%(layer)s-%(year)d.xlsx") % {"layer": layer_name(self.office), "year": self.year}
        return send(Download(name, book))
