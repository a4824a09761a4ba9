"""The documents that qualify an institution: added, downloaded, removed with a trace (Art. 16)."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from cqo_registry.accounts.access import READERS, REGION, ForRoles
from cqo_registry.accounts.forms.base import PlainForm
from cqo_registry.accounts.models import User
from cqo_registry.accounts.views.answers import carried_out
from cqo_registry.casework.evidence import send_evidence
from training.actions import institutions as actions
from training.forms.institutions import DocumentForm
from training.models import Institution, InstitutionDocument
from training.policies import sessions as policies
from training.views.acts import Act
from training.views.institutions import InstitutionPage


class DocumentAddPage(Act, InstitutionPage):
    """Add a document."""

    roles = REGION
    form_class = DocumentForm

    def act(self, row: Any, given: dict[str, Any]) -> tuple[Any, str]:
        """Keep it."""
        actions.add_document(row.pk, by=self.request.user, **given)
        return _("已添加资质材料。"), row.get_absolute_url()


class DocumentPage(ForRoles):
    """A document as a download, for the authorities and the auditor."""

    roles = READERS

    def get(self, request: HttpRequest, pk: int) -> HttpResponseBase:
        """The stored bytes under their own name; 404 where there are none."""
        if not policies.may_read_documents(self.request.user):
            raise Http404
        return send_evidence(find_document(self.request.user, pk))


class DocumentRemovePage(ForRoles):
    """Take a document off the list."""

    roles = REGION
    http_method_names = ["post", "options"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Remove it, and show the institution."""
        document, form = find_document(self.request.user, pk), PlainForm(request.POST)
        answer = carried_out(request, form, lambda: self.remove(document))
        if answer is None:
            raise Http404
        return answer

    def remove(self, document: InstitutionDocument) -> str:
        """Carry it out and show the institution."""
        actions.remove_document(document.pk, by=self.request.user)
        messages.success(self.request, _("已移除，记录和文件保留备查。"))
        return document.institution.get_absolute_url()


def find_document(user: User, pk: int) -> InstitutionDocument:
    """The document of an institution in the user's scope, or 404."""
    visible = Institution.objects.visible_to(user)
    rows = InstitutionDocument.objects.select_related("institution").filter(institution__in=visible)
    return get_object_or_404(rows, pk=pk)
