"""Documents of a filing: uploaded and removed by the enterprise, read by whoever sees the filing."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from cqo_registry.accounts.access import REGISTER, TYPISTS, ForRoles
from cqo_registry.accounts.models import User
from cqo_registry.accounts.once import once
from cqo_registry.core.verdicts import Refused
from filings import facts
from filings.actions import attaching
from filings.enums import AttachmentKind
from filings.forms.steps import FORMS
from filings.models import Attachment
from filings.views.step_page import render_step
from filings.views.step_progress import step_url
from filings.views.steps import own_filing

# A document is shown inside the review desk and can do nothing there.
INLINE_POLICY = "sandbox; default-src 'none'; img-src 'self'; frame-ancestors 'self'"


class AttachmentAddPage(ForRoles):
    """Upload one document of a kind."""

    roles = TYPISTS
    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int, kind: str) -> HttpResponse:
        """Back to the materials; a file that is refused gets its sentence beside its kind."""
        filing = own_filing(self.request.user, pk)
        if kind not in AttachmentKind.values:
            raise Http404
        upload = request.FILES.get("file")
        if not isinstance(upload, UploadedFile):
            return self.refused(pk, kind, _("请先选择文件，再按上传。"))

        def act() -> str:
            attachment = attaching.attach(filing.pk, AttachmentKind(kind), upload, by=self.request.user)
            messages.success(request, _("已上传 %(name)s") % {"name": attachment.original_name})
            return f"{step_url(filing, 'materials')}#attachment_{kind}"

        try:
            return once(request, act)
        except Refused as refusal:
            return self.refused(pk, kind, str(refusal))

    def refused(self, pk: int, kind: str, sentence: str) -> HttpResponse:
        """The materials again; htmx takes only answers that succeeded."""
        filing = own_filing(self.request.user, pk)
        editable = facts.editable_fields(filing)
        if not editable:
            raise Http404
        form = FORMS["materials"](filing=filing, editable=editable)
        htmx: Any = getattr(self.request, "htmx", False)
        return render_step(
            self.request, filing, form, status=200 if htmx else 422, upload_fault=(kind, sentence)
        )


class AttachmentRemovePage(ForRoles):
    """Take one document away."""

    roles = TYPISTS
    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Back to the materials."""
        attachment = visible(self.request.user, pk)
        own_filing(self.request.user, attachment.filing_id)

        def act() -> str:
            attaching.remove(attachment.pk, by=self.request.user)
            messages.success(request, _("已移除 %(name)s") % {"name": attachment.original_name})
            return f"{step_url(attachment.filing, 'materials')}#attachment_{attachment.kind}"

        return once(request, act)


class AttachmentPage(ForRoles):
    """Download one document."""

    roles = REGISTER

    def get(self, request: HttpRequest, pk: int) -> HttpResponseBase:
        """The file under its own name, never opened by the browser."""
        return send(visible(self.request.user, pk), as_attachment=True)


class AttachmentInlinePage(ForRoles):
    """Show one document inside a page of ours."""

    roles = REGISTER

    def get(self, request: HttpRequest, pk: int) -> HttpResponseBase:
        """The file, in a frame of the same site only and without any rights."""
        response = send(visible(self.request.user, pk), as_attachment=False)
        response["Content-Security-Policy"] = INLINE_POLICY
        response["X-Frame-Options"] = "SAMEORIGIN"
        return response


def visible(user: User, pk: int) -> Attachment:
    """The attachment in the user's scope; 404 otherwise."""
    scope = Attachment.objects.visible_to(user)
    return get_object_or_404(scope.select_related("filing"), pk=pk)


def send(attachment: Attachment, *, as_attachment: bool) -> FileResponse:
    """The stored bytes with the type that was found in them. 404 when the file is gone."""
    try:
        stream = attachment.file.open("rb")
    except FileNotFoundError as gone:
        raise Http404 from gone
    response = FileResponse(
        stream,
        as_attachment=as_attachment,
        filename=attachment.original_name,
        content_type=attachment.content_type,
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response
