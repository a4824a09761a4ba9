"""All enrolments in the reader's scope, and their workbook (Art. 16)."""

from __future__ import annotations

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from cqo_registry.accounts.access import READERS, ForRoles
from cqo_registry.casework.criteria import criteria
from cqo_registry.casework.download import Exporter, area_of, send
from cqo_registry.core.lists import heads, keyset_page
from training.exports.people import people
from training.forms.filters import enrolment_filter

COLUMNS = (
    ("", _("姓名")),
    ("", _("企业")),
    ("", _("备案机关")),
    ("day", _("培训班和开班日期")),
    ("", _("状态")),
    ("", _("实到学时")),
    ("", _("结果")),
    ("", _("证书编号")),
)


class EnrolmentListPage(ForRoles):
    """Who was enrolled, the newest sessions first."""

    roles = READERS

    def get(self, request: HttpRequest) -> HttpResponseBase:
        """One page of the filtered list."""
        found = enrolment_filter(request.GET, self.request.user)
        page = keyset_page(request, found.qs, sorts={"day": "session__starts_on"}, default="-day")
        query = request.GET.copy()
        for name in ("after", "before"):
            query.pop(name, None)
        context = {
            "filter": found,
            "page": page,
            "heads": heads(request, COLUMNS, page.sort),
            "filtered": bool(found.form.changed_data),
            "query": query.urlencode(),
        }
        return render(request, "training/enrolment_list.html", context)


class EnrolmentExportPage(ForRoles):
    """The same list as a workbook; as with every export, the GET leaves its audit line."""

    roles = READERS
    http_method_names = ["get", "options"]

    def get(self, request: HttpRequest) -> HttpResponseBase:
        """Everything listed, on all its pages."""
        user, found = self.request.user, enrolment_filter(request.GET, self.request.user)
        words = criteria(found.form) if found.form.is_valid() else []
        return send(people(found.qs, Exporter(user), area=area_of(user), criteria=words))
