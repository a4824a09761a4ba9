"""The directory from Excel in the browser: upload, report, confirm; the template and the marked workbook."""

from __future__ import annotations

import io
from typing import Any
from urllib.parse import quote

from django.core.paginator import Paginator
from django.db.models import Func, IntegerField
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _

from cqo_registry.accounts.access import READERS, REVIEWERS, ForRoles
from cqo_registry.accounts.models import User
from cqo_registry.accounts.once import once
from cqo_registry.core.lists import keyset_page
from cqo_registry.core.spreadsheets.marking import mark_faults
from cqo_registry.core.spreadsheets.reader import Unreadable
from cqo_registry.directory import policies
from cqo_registry.directory.actions.entering import summary
from cqo_registry.directory.forms import UploadForm
from cqo_registry.directory.imports.columns import columns
from cqo_registry.directory.imports.process import confirm, receive
from cqo_registry.directory.imports.template import write_template
from cqo_registry.directory.imports.words import TITLES
from cqo_registry.directory.models import DirectoryImport

FAULTS_PER_PAGE = 100
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class ImportList(ForRoles):
    """The uploads of the user's office, or all of them for the region."""

    roles = READERS

    def get(self, request: HttpRequest) -> HttpResponse:
        """One page, the newest first."""
        rows = DirectoryImport.objects.visible_to(self.request.user).defer("content", "faults", "outcome")
        rows = rows.select_related("authority", "uploaded_by").annotate(
            fault_count=Func("faults", function="jsonb_array_length", output_field=IntegerField())
        )
        page = keyset_page(request, rows, sorts={"entered": "id"}, default="-entered")
        context = {"page": page, "may_import": policies.may_import(self.request.user)}
        return render(request, "directory/import_list.html", context)


class ImportCreate(ForRoles):
    """Take a workbook, examine it, and show the report."""

    roles = REVIEWERS

    def get(self, request: HttpRequest) -> HttpResponse:
        """The empty form."""
        return self._show(UploadForm())

    def post(self, request: HttpRequest) -> HttpResponse:
        """Keep the upload with its report; a file that is no directory is said so on the form."""
        form = UploadForm(request.POST, request.FILES)
        if not form.is_valid():
            return self._show(form, 422)
        try:
            return once(request, lambda: self._receive(form))
        except Unreadable as fault:
            form.add_error("workbook", str(fault))
            return self._show(form, 422)

    def _receive(self, form: UploadForm) -> str:
        name = str(getattr(form.files["workbook"], "name", ""))
        upload = receive(form.cleaned_data["workbook"], file_name=name, by=self.request.user)
        return upload.get_absolute_url()

    def _show(self, form: UploadForm, status: int = 200) -> HttpResponse:
        context = {"form": form, "columns": columns(timezone.localdate())}
        return render(self.request, "directory/import_create.html", context, status=status)


class ImportReport(ForRoles):
    """What an upload would change, and every fault of it."""

    roles = READERS

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The report, its faults by the hundred."""
        upload = _upload(self.request.user, pk, "content")
        faults = Paginator(upload.faults, FAULTS_PER_PAGE).get_page(request.GET.get("page"))
        result = upload.outcome.get("result")
        context = {
            "upload": upload,
            "counts": result or upload.outcome.get("expected", {}),
            "result": summary(result) if result else "",
            "faults": [_named(fault) for fault in faults],
            "faults_page": faults,
            "notices": [_named(notice) for notice in upload.outcome.get("notices", [])],
            "may_apply": policies.may_apply(self.request.user, upload),
        }
        return render(request, "directory/import_report.html", context)


class ImportApply(ForRoles):
    """Let the upload in."""

    roles = REVIEWERS

    def post(self, request: HttpRequest, pk: int) -> HttpResponseRedirect:
        """Once, however often it is posted; then back to the report, which shows the result."""
        upload = _upload(self.request.user, pk, "content", "faults", "outcome")
        return once(request, lambda: confirm(upload.pk, by=self.request.user).get_absolute_url())


class ImportFaults(ForRoles):
    """The uploaded workbook with its faulty cells marked."""

    roles = READERS

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The download."""
        upload = _upload(self.request.user, pk)
        out = io.BytesIO()
        mark_faults(bytes(upload.content), upload.faults, out, author=_("名录导入"))
        name = upload.file_name.removesuffix(".xlsx")
        return _download(out.getvalue(), _("%(name)s-问题标注.xlsx") % {"name": name})


class ImportTemplate(ForRoles):
    """The empty directory workbook."""

    roles = REVIEWERS

    def get(self, request: HttpRequest) -> HttpResponse:
        """The download."""
        out = io.BytesIO()
        write_template(out, today=timezone.localdate())
        return _download(out.getvalue(), _("企业名录模板.xlsx"))


def _upload(user: User, pk: int, *without: str) -> DirectoryImport:
    """An upload in the user's scope, without the large columns the page does not need."""
    rows = DirectoryImport.objects.visible_to(user).select_related("authority", "uploaded_by").defer(*without)
    return get_object_or_404(rows, pk=pk)


def _named(finding: dict[str, Any]) -> dict[str, Any]:
    """A finding with the title of its column."""
    return {**finding, "title": TITLES.get(finding["field"], ("",))[0]}


def _download(content: bytes, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=XLSX)
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name, safe='')}"
    response["X-Content-Type-Options"] = "nosniff"
    return response
