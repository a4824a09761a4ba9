"""A list of the pool with its filter, and the same list as a workbook."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, ClassVar

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse

from cqo_registry.accounts.access import ForRoles
from cqo_registry.casework.criteria import criteria
from cqo_registry.casework.download import Download, Exporter, area_of, send
from cqo_registry.casework.filters import StyledFilter
from cqo_registry.core.lists import heads, keyset_page
from talent_pool.forms.filters import list_filter


class PoolList(ForRoles):
    """One page of the rows in the user's scope, as filtered; subclasses name all that differs."""

    filter_class: ClassVar[type[StyledFilter]]
    sorts: ClassVar[Mapping[str, str]]
    default: ClassVar[str]
    columns: ClassVar[Sequence[tuple[str, Any]]]
    template: ClassVar[str]
    export_name: ClassVar[str] = ""

    def rows(self) -> Any:
        """The rows this user may know exist."""
        raise NotImplementedError

    def context(self) -> dict[str, Any]:
        """What the page prints beside the list."""
        return {}

    def found(self, request: HttpRequest) -> StyledFilter:
        """The filter over them."""
        return list_filter(self.filter_class, request.GET, self.rows(), self.request.user)

    def get(self, request: HttpRequest) -> HttpResponseBase:
        """The list."""
        return self.page(self.found(request))

    def page(self, found: StyledFilter, status: int = 200) -> HttpResponse:
        """One page of it, with the way to the workbook."""
        request = self.request
        page = keyset_page(request, found.qs.for_list(), sorts=self.sorts, default=self.default)
        query = request.GET.copy()
        for name in ("after", "before"):
            query.pop(name, None)
        context = {
            "filter": found,
            "page": page,
            "heads": heads(request, self.columns, page.sort),
            "filtered": any(request.GET.get(name) for name in found.filters),
            "export_url": f"{reverse(self.export_name)}?{query.urlencode()}" if self.export_name else "",
            **self.context(),
        }
        return render(request, self.template, context, status=status)


class PoolExport(PoolList):
    """The same list as a workbook; like the roster, the GET leaves its audit line."""

    http_method_names = ["get", "options"]
    workbook: ClassVar[Callable[..., Download]]

    def get(self, request: HttpRequest) -> HttpResponseBase:
        """The download, or the page with what is to be corrected."""
        user, found = self.request.user, self.found(request)
        if not found.form.is_valid():
            return self.page(found, 422)
        area, words = self.area(found), criteria(found.form)
        return send(type(self).workbook(found.qs, Exporter(user), area=area, criteria=words))

    def area(self, found: StyledFilter) -> str:
        """What the note sheet calls the area: the office filtered by, else the user's own."""
        user = self.request.user
        return area_of(user, found) if "authority" in found.filters else area_of(user)
