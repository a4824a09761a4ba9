"""Funds: the sheet of an office and year, all offices side by side, budgets and spending (Art. 17)."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cqo_registry.accounts.access import READERS, REVIEWERS, ForRoles
from cqo_registry.accounts.models import User
from cqo_registry.accounts.views.answers import carried_out, show_form
from cqo_registry.audit.models import AuditEvent
from cqo_registry.casework.acts import attempt
from cqo_registry.casework.download import send
from cqo_registry.casework.versions import version_of
from cqo_registry.directory.models import Authority
from training.actions import funding
from training.exports import funding as exports
from training.exports.promotion import SPENDING
from training.facts.funding import sheet, side_by_side
from training.forms.activities import StrikeForm
from training.forms.funding import AmendBudgetForm, BudgetForm, SpendingFilter, SpendingForm
from training.models import Budget, Spending
from training.policies import promotion as policies
from training.rules.funding import FIRST_YEAR
from training.views.promo import PromoList, StrikePage

FORM = "training/promo_form.html"


def years() -> list[int]:
    """Every year there may be a budget for, the next one first."""
    return list(range(timezone.localdate().year + 1, FIRST_YEAR - 1, -1))


def chosen(text: str) -> int:
    """The year asked for; this one when there is none or it is out of range."""
    return {str(year): year for year in years()}.get(text, timezone.localdate().year)


class FundingPage(ForRoles):
    """All bodies of a year side by side for the region; an office goes to its own sheet."""

    roles = READERS

    def get(self, request: HttpRequest) -> HttpResponse:
        """The table, for ``?year=`` or this year."""
        user, asked = self.request.user, request.GET.get("year", "")
        year = chosen(asked)
        if user.is_officer and user.authority:
            return redirect("training:funding_sheet", code=user.authority.code, year=year)
        rows, total = side_by_side(user, year, _("合计"))
        context = {"rows": rows, "total": total, "year": year, "years": years(), **_own(user)}
        return render(request, "training/funding.html", context)


class FundingExportPage(ForRoles):
    """The same table as a workbook; as with every export, the GET leaves its audit line."""

    roles = READERS
    http_method_names = ["get", "options"]

    def get(self, request: HttpRequest) -> HttpResponseBase:
        """What the page shows; for an office its one row."""
        user, year = self.request.user, chosen(self.request.GET.get("year", ""))
        rows, total = side_by_side(user, year, _("合计"))
        own = [row for row in rows if user.sees_region or row.authority == user.authority]
        return send(exports.bodies(own, total, user, year=year))


class SheetPage(ForRoles):
    """One office and year; every figure leads to its list."""

    roles = READERS

    def get(self, request: HttpRequest, code: str, year: int) -> HttpResponseBase:
        """The sheet, 404 outside the user's scope and outside the years."""
        user, office = self.request.user, self.office(code, year)
        budgets = Budget.objects.visible_to(user).filter(authority=office, year=year)
        found = sheet(user, office, year, _("合计"))
        context = {"sheet": found, "budgets": budgets, "years": years(), **_own(user)}
        context["owns"] = context["owns"] and user.authority_id == office.pk
        return render(request, "training/funding_sheet.html", context)

    def office(self, code: str, year: int) -> Authority:
        """The office in the user's scope, in a year there may be funds for; or 404."""
        user, office = self.request.user, get_object_or_404(Authority, code=code)
        if year not in years() or not (user.sees_region or user.authority_id == office.pk):
            raise Http404
        return office


def _own(user: User) -> dict[str, Any]:
    return {"owns": policies.may_keep_funds(user)}


class SheetExportPage(SheetPage):
    """The sheet of an office as a workbook; the GET leaves its audit line."""

    http_method_names = ["get", "options"]

    def get(self, request: HttpRequest, code: str, year: int) -> HttpResponseBase:
        """The same figures, 404 as the page."""
        user = self.request.user
        return send(exports.office(sheet(user, self.office(code, year), year, _("合计")), user))


class BudgetCreatePage(ForRoles):
    """Enter a budget of the user's office."""

    roles = REVIEWERS
    form: ClassVar[Any] = BudgetForm
    words: ClassVar[dict[str, Any]] = {
        "heading": gettext_lazy("登记预算"),
        "submit": gettext_lazy("登记"),
    }

    def get(self, request: HttpRequest) -> HttpResponse:
        """The empty form."""
        return self.show(self.form(initial={"year": timezone.localdate().year}))

    def post(self, request: HttpRequest) -> HttpResponse:
        """Enter it, or say what is wrong with everything as typed."""
        form = self.form(request.POST)
        return carried_out(request, form, lambda: self.act(form)) or self.show(form)

    def act(self, form: Any) -> str:
        """Enter it and show the sheet."""
        row = funding.set_budget(form.cleaned_data, by=self.request.user)
        messages.success(self.request, _("已登记预算。"))
        return row.get_absolute_url()

    def show(self, form: Any, **more: Any) -> HttpResponse:
        """The form page."""
        back = {"back": reverse("training:funding")}
        return show_form(self.request, FORM, form, **{**self.words, **back, **more})


class BudgetEditPage(ForRoles):
    """Change the sum of a budget."""

    roles = REVIEWERS

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The form as it stands."""
        row = self.row(pk)
        initial = {name: getattr(row, name) for name in ("amount", "document_no", "note")}
        return self.show(row, AmendBudgetForm(initial=initial))

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Amend it."""
        row, form = self.row(pk), AmendBudgetForm(request.POST)
        sentence = _("您打开页面之后，这笔预算已有变化，请核对后重新提交。")
        tried = attempt(request, form, lambda: self.act(row, form), overtaken=sentence)
        return tried.answer or self.show(self.row(pk), form)

    def row(self, pk: int) -> Budget:
        """The budget in scope."""
        rows = Budget.objects.visible_to(self.request.user).select_related("authority")
        return get_object_or_404(rows, pk=pk)

    def act(self, row: Budget, form: AmendBudgetForm) -> str:
        """Carry it out."""
        version = version_of(self.request)
        funding.amend_budget(row.pk, form.cleaned_data, by=self.request.user, version=version)
        messages.success(self.request, _("已修改预算。"))
        return row.get_absolute_url()

    def show(self, row: Budget, form: AmendBudgetForm) -> HttpResponse:
        """The form page, or why there can be none."""
        heading = _("修改预算：%(what)s") % {"what": row}
        words = {"heading": heading, "submit": _("保存"), "back": row.get_absolute_url()}
        may = policies.may_change_funds(self.request.user, row)
        return show_form(self.request, FORM, form, row=row, may=may, **words)


class SpendingListPage(PromoList):
    """Lines of spending, the newest first."""

    template = "training/spending_list.html"
    title = gettext_lazy("经费支出")
    what = "spending"
    spec = SPENDING
    sorts: ClassVar[Any] = {"day": "spent_on", "amount": "amount"}
    default = "-day"
    columns = (
        ("day", gettext_lazy("支出日期")),
        ("", gettext_lazy("机关")),
        ("", gettext_lazy("经费来源")),
        ("", gettext_lazy("支出项目")),
        ("amount", gettext_lazy("金额（元）")),
        ("", gettext_lazy("对应事项")),
    )

    def found(self) -> SpendingFilter:
        """What the user sees, filtered."""
        rows = Spending.objects.visible_to(self.request.user)
        rows = rows.select_related("authority", "session", "activity")
        return SpendingFilter(self.request.GET, queryset=rows, user=self.request.user)

    def more(self, found: SpendingFilter) -> dict[str, Any]:
        """Whether the user may enter a line."""
        return _own(self.request.user)


class SpendingExportPage(SpendingListPage):
    """The list as a workbook."""

    http_method_names = ["get", "options"]
    exporting = True


class SpendingCreatePage(BudgetCreatePage):
    """Enter one line of spending."""

    words: ClassVar[dict[str, Any]] = {
        "heading": gettext_lazy("登记支出"),
        "submit": gettext_lazy("登记"),
    }

    def form(self, *args: Any, **kwargs: Any) -> SpendingForm:
        """Over the office's own classes and activities."""
        return SpendingForm(*args, **kwargs, user=self.request.user)

    def act(self, form: Any) -> str:
        """Enter it and show it."""
        row = funding.spend(form.cleaned_data, by=self.request.user)
        messages.success(self.request, _("已登记支出。"))
        return row.get_absolute_url()


class SpendingPage(ForRoles):
    """One line of spending."""

    roles = READERS

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The page."""
        user = self.request.user
        rows = Spending.objects.visible_to(user).select_related("authority", "session", "activity")
        row = get_object_or_404(rows, pk=pk)
        context = {
            "row": row,
            "owns": policies.may_change_funds(user, row),
            "form": StrikeForm(),
            "events": AuditEvent.objects.visible_to(user).about(row),
        }
        return render(request, "training/spending_detail.html", context)


class SpendingStrikePage(StrikePage):
    """Strike a line out."""

    model = Spending
    act = staticmethod(funding.strike_spending)


class SpendingRestorePage(StrikePage):
    """Let it count again."""

    model = Spending
    act = staticmethod(funding.restore_spending)
    restores = True
