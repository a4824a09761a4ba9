"""The working calendar of an office: its own days over the national ones, and what they do to due dates."""

from __future__ import annotations

from functools import cached_property
from typing import Any, ClassVar

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from cqo_registry.accounts.access import READERS, REVIEWERS, ForRoles
from cqo_registry.accounts.enums import Role
from cqo_registry.accounts.forms.base import PlainForm
from cqo_registry.accounts.views.answers import UNPROCESSABLE, carried_out
from cqo_registry.directory import policies
from cqo_registry.directory.actions.calendar import Entry
from cqo_registry.directory.facts import calendar_year, layer_name
from cqo_registry.directory.models import Authority, Holiday
from cqo_registry.directory.rules.calendar import years
from filings.actions import recalculating
from filings.forms.calendar import DayForm, SpanForm


class ForCalendar(ForRoles):
    """A page of one calendar and year, both in its address: ``?office=5401&year=2027``."""

    roles: ClassVar[tuple[Role, ...]] = READERS

    @cached_property
    def office(self) -> Authority | None:
        """The office whose calendar it is: an officer's own; otherwise the one chosen, None for national."""
        user = self.request.user
        if not user.sees_region:
            return user.authority
        return Authority.objects.offices().filter(code=self.request.GET.get("office", "")[:8]).first()

    @cached_property
    def year(self) -> int:
        """The year chosen, this year for anything else."""
        today = timezone.localdate()
        chosen = self.request.GET.get("year", "")
        return next((year for year in years(today) if str(year) == chosen), today.year)

    @property
    def query(self) -> str:
        """What names this calendar and year in an address."""
        return "?" + urlencode(
            [("office", self.office.code if self.office else ""), ("year", str(self.year))]
        )

    def address(self, year: int) -> str:
        """The page of this calendar and year."""
        self.year = year
        return reverse("filings:calendar") + self.query

    def tell(self, done: str, recalculated: int) -> None:
        """Say what was done, and what it did to due dates."""
        effect = (
            _("%(count)d件备案的期限已重算。") % {"count": recalculated}
            if recalculated
            else _("没有备案的期限因此改变。")
        )
        messages.success(self.request, f"{done}{effect}")

    def show(self, form: SpanForm, status: int = 200) -> HttpResponse:
        """The year with its days, the band while it is provisional, and the form for more days."""
        user = self.request.user
        year = calendar_year(self.office, self.year)
        months = [
            (number, [(line, policies.may_keep_calendar(user, line.day.authority)) for line in lines])
            for number, lines in year.months.items()
        ]
        context = {
            "year": self.year,
            "years": years(timezone.localdate()),
            "office": self.office,
            "layer": layer_name(self.office),
            "offices": Authority.objects.offices() if user.sees_region else (),
            "months": months,
            "missing": year.missing,
            "may_keep": policies.may_keep_calendar(user, self.office),
            "form": form,
            "query": self.query,
        }
        return render(self.request, "filings/calendar.html", context, status=status)


class CalendarPage(ForCalendar):
    """One year of a calendar."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """The year."""
        return self.show(SpanForm())


class AddDaysPage(ForCalendar):
    """Enter a day, or a leave of several days."""

    roles = REVIEWERS
    http_method_names = ["post", "options"]

    def post(self, request: HttpRequest) -> HttpResponse:
        """Then back to the year of the first day."""
        form = SpanForm(request.POST)
        return carried_out(request, form, lambda: self._add(form)) or self.show(form, UNPROCESSABLE)

    def _add(self, form: SpanForm) -> str:
        entries = form.entries
        added, recalculated = recalculating.add_days(self.office, entries, by=self.request.user)
        self.tell(_("已添加%(count)d天。") % {"count": added}, recalculated)
        return self.address(entries[0].date.year)


class ForDay(ForCalendar):
    """A page of one day in the user's scope."""

    roles = REVIEWERS

    def find(self, pk: int) -> Holiday:
        """The day, if the user may see it; who may keep it is asked by the act."""
        days = Holiday.objects.visible_to(self.request.user).select_related("authority")
        return get_object_or_404(days, pk=pk)

    @property
    def shown(self) -> str:
        """What the page said of the day when it was drawn, as its version."""
        return self.request.POST.get("shown", "")

    def render_day(self, template: str, day: Holiday, form: Any, status: int = 200) -> HttpResponse:
        """A page about the day; with why the user may not keep it, if so."""
        may_keep = policies.may_keep_calendar(self.request.user, day.authority)
        context = {
            "day": day,
            "layer": layer_name(day.authority),
            "may_keep": may_keep,
            "form": form,
            "query": self.query,
        }
        return render(self.request, template, context, status=status)


class DayPage(ForDay):
    """Correct what the calendar says of a day."""

    template = "filings/calendar_day.html"

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The form."""
        day = self.find(pk)
        form = DayForm(initial={"kind": day.kind, "name": day.name, "notice_no": day.notice_no})
        return self.render_day(self.template, day, form)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Then back to the year."""
        day, form = self.find(pk), DayForm(request.POST)
        done = carried_out(request, form, lambda: self._change(day, form))
        return done or self.render_day(self.template, day, form, UNPROCESSABLE)

    def _change(self, day: Holiday, form: DayForm) -> str:
        entry = Entry(day.date, **form.cleaned_data)
        changed, recalculated = recalculating.change_day(day, entry, shown=self.shown, by=self.request.user)
        self.tell(_("已修改%(day)s的安排。") % {"day": changed.date}, recalculated)
        return self.address(changed.date.year)


class RemoveDayPage(ForDay):
    """Take a day out, after a question."""

    template = "filings/calendar_remove.html"

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The question."""
        return self.render_day(self.template, self.find(pk), None)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Then back to the year."""
        day, form = self.find(pk), PlainForm(request.POST)
        done = carried_out(request, form, lambda: self._remove(day))
        return done or self.render_day(self.template, day, form, UNPROCESSABLE)

    def _remove(self, day: Holiday) -> str:
        removed, recalculated = recalculating.remove_day(day, shown=self.shown, by=self.request.user)
        self.tell(_("已删除%(day)s的安排。") % {"day": removed.date}, recalculated)
        return self.address(removed.date.year)
