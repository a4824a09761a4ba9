"""岗位空缺: whose CQO left and was not followed by another, since when (Art. 14, K2)."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cqo_registry.accounts.access import READERS, ForRoles
from cqo_registry.casework.criteria import criteria
from cqo_registry.casework.download import Exporter, area_of, send
from cqo_registry.core.lists import heads, keyset_page
from filings.exports.vacancies import vacancies, vacant_days
from filings.ledger_filters import VacancyFilter

SORTS = {"since": "changed_on", "enterprise": "enterprise__name", "number": "filing_no"}
HEADS = (
    ("enterprise", _("企业")),
    ("", _("备案机关")),
    ("", _("原首席质量官")),
    ("since", _("离任日期")),
    ("", _("空缺天数")),
    ("", _("离任原因")),
    ("number", _("离任备案编号")),
)


class VacancyPage(ForRoles):
    """``?as_of=`` a day, today without it; the longest vacant first."""

    roles = READERS

    def get(self, request: HttpRequest) -> HttpResponseBase:
        """The vacancies in this user's scope."""
        return self.page(VacancyFilter(request.GET, user=self.request.user))

    def page(self, found: VacancyFilter, status: int = 200) -> HttpResponse:
        """The list as filtered."""
        request, day = self.request, found.as_of_day
        page = keyset_page(request, found.qs.for_list(), sorts=SORTS, default="since")
        query = request.GET.copy()
        for name in ("after", "before"):
            query.pop(name, None)
        context: dict[str, Any] = {
            "filter": found,
            "valid": found.form.is_valid(),
            "as_of": day,
            "page": page,
            "rows": [(filing, vacant_days(filing.changed_on, day)) for filing in page.rows],
            "heads": heads(request, HEADS, page.sort),
            "export_url": f"{reverse('filings:vacancies_export')}?{query.urlencode()}",
        }
        return render(request, "filings/vacancy_list.html", context, status=status)


class VacancyExportPage(VacancyPage):
    """The same list as a workbook; like the roster, the GET leaves its audit line."""

    http_method_names = ["get", "options"]

    def get(self, request: HttpRequest) -> HttpResponseBase:
        """The download, or the page with what is to be corrected."""
        user = self.request.user
        found = VacancyFilter(request.GET, user=user)
        if not found.form.is_valid():
            return self.page(found, 422)
        download = vacancies(
            found.qs,
            Exporter(user),
            as_of=found.as_of_day,
            area=area_of(user, found),
            criteria=criteria(found.form, leave_out=["as_of"]),
        )
        return send(download)
