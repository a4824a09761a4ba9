"""Institutions under the region's commission, and the documents that qualify them (Art. 16)."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib import messages
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cqo_registry.accounts.access import READERS, REGION, ForRoles
from cqo_registry.accounts.enums import Role
from cqo_registry.accounts.forms.base import PlainForm
from cqo_registry.accounts.models import User
from cqo_registry.accounts.views.answers import carried_out, show_form
from cqo_registry.audit.models import AuditEvent
from cqo_registry.casework.criteria import criteria
from cqo_registry.casework.download import Exporter, area_of, send
from cqo_registry.casework.versions import version_of
from cqo_registry.core.lists import heads, keyset_page
from training.actions import institutions as actions
from training.exports.institutions import institution_listing
from training.facts import institutions as facts
from training.forms.institutions import (
    STANDINGS,
    DocumentForm,
    EndForm,
    InstitutionFilter,
    InstitutionForm,
)
from training.models import Institution, InstitutionDocument, TrainingSession
from training.policies import sessions as policies
from training.rules import commissions as rules
from training.rules.commissions import Standing
from training.views.acts import Act, EditPage, RowPage

SORTS = {"name": "name", "from": "commissioned_on", "until": "valid_until"}
COLUMNS = (
    ("name", gettext_lazy("机构")),
    ("", gettext_lazy("承担的培训")),
    ("from", gettext_lazy("委托开始")),
    ("until", gettext_lazy("委托截止")),
    ("", gettext_lazy("资质材料")),
    ("", gettext_lazy("委托状态")),
)
BADGES: dict[str, str] = {
    Standing.IN_FORCE: "accepted",
    Standing.EXPIRING: "proposed",
    Standing.AHEAD: "pending",
    Standing.EXPIRED: "withdrawn",
    Standing.ENDED: "withdrawn",
}
SHOWN_SESSIONS = 20


def standing_of(institution: Institution) -> tuple[str, Any]:
    """The badge and the word of where the commission stands today."""
    standing = rules.standing(facts.commission_of(institution), timezone.localdate())
    return BADGES[standing], STANDINGS[standing]


class InstitutionListPage(ForRoles):
    """Every institution the region has commissioned."""

    roles = READERS

    def get(self, request: HttpRequest) -> HttpResponse:
        """One page of the filtered list."""
        user = self.request.user
        found = InstitutionFilter(request.GET, queryset=Institution.objects.visible_to(user))
        kept = Count("documents", filter=Q(documents__removed_at__isnull=True))
        page = keyset_page(request, found.qs.annotate(papers=kept), sorts=SORTS, default="-from")
        context = {
            "filter": found,
            "page": page,
            "rows": [(row, *standing_of(row)) for row in page.rows],
            "heads": heads(request, COLUMNS, page.sort),
            "filtered": any(request.GET.get(name) for name in found.filters),
            "may_commission": policies.may_commission(user),
            "query": request.GET.urlencode(),
        }
        return render(request, "training/institution_list.html", context)


class InstitutionExportPage(ForRoles):
    """The same list as a workbook; as with every export, the GET leaves its audit line."""

    roles = READERS
    http_method_names = ["get", "options"]

    def get(self, request: HttpRequest) -> HttpResponseBase:
        """What the list shows, on all its pages."""
        user = self.request.user
        found = InstitutionFilter(request.GET, queryset=Institution.objects.visible_to(user))
        words = criteria(found.form) if found.form.is_valid() else []
        return send(institution_listing(found.qs, Exporter(user), area=area_of(user), criteria=words))


def find(user: User, pk: int) -> Institution:
    """The institution in the user's scope, or 404."""
    rows = Institution.objects.visible_to(user).select_related("created_by")
    return get_object_or_404(rows, pk=pk)


class InstitutionPage(RowPage):
    """One institution with its documents and its sessions."""

    roles: ClassVar[tuple[Role, ...]] = READERS

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The page."""
        return self.show(self.find(pk))

    def find(self, pk: int) -> Institution:
        """The institution in scope, or 404."""
        return find(self.request.user, pk)

    def show(
        self, row: Any, *, form: PlainForm | None = None, status: int = 200, overtaken: bool = False
    ) -> HttpResponse:
        """The page; the forms are the region's."""
        user, today = self.request.user, timezone.localdate()
        badge, word = standing_of(row)
        region = bool(policies.may_commission(user))
        documents = row.documents.select_related("added_by")
        found = TrainingSession.objects.visible_to(user).filter(institution=row).for_list()
        sessions = list(found[: SHOWN_SESSIONS + 1])
        context = {
            "institution": row,
            "badge": badge,
            "word": word,
            "region": region,
            "documents": [(each, self.paper_state(each, today)) for each in documents],
            "sessions": sessions[:SHOWN_SESSIONS],
            "more": len(sessions) > SHOWN_SESSIONS,
            "ending": self.form_of(EndForm, form) if region and row.ended_on is None else None,
            "adding": self.form_of(DocumentForm, form) if region else None,
            "refused": form,
            "overtaken": overtaken,
            "events": AuditEvent.objects.about(row) if user.sees_region else [],
        }
        return render(self.request, "training/institution_detail.html", context, status=status)

    def form_of(self, kind: type[PlainForm], refused: PlainForm | None) -> PlainForm:
        """The refused form as typed, or a fresh one."""
        return refused if isinstance(refused, kind) else kind()

    def paper_state(self, document: InstitutionDocument, today: Any) -> str:
        """What is to be said of a document's validity."""
        until = document.valid_until
        if document.removed_at is not None:
            return _("已移除")
        if until is not None and until < today:
            return _("已过期")
        return _("60 日内到期") if rules.runs_out(until, today) else ""


class InstitutionCreatePage(ForRoles):
    """Put an institution under commission."""

    roles = REGION
    template = "training/institution_create.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        """The empty form."""
        return show_form(request, self.template, InstitutionForm())

    def post(self, request: HttpRequest) -> HttpResponse:
        """Commission it, or say what is wrong with everything as typed."""
        form = InstitutionForm(request.POST)
        answer = carried_out(request, form, lambda: self.create(form))
        return answer or show_form(request, self.template, form)

    def create(self, form: PlainForm) -> str:
        """Carry it out and show the page, where documents are added."""
        row = actions.commission(form.cleaned_data, by=self.request.user)
        messages.success(self.request, _("已登记委托，请添加资质材料。"))
        return row.get_absolute_url()


class InstitutionEditPage(EditPage):
    """Amend an institution."""

    roles = REGION

    def find(self, pk: int) -> Institution:
        """The institution in scope, or 404."""
        return find(self.request.user, pk)

    def form_for(self, row: Any, data: Any = None) -> InstitutionForm:
        """The form with what stands now."""
        return InstitutionForm(data, initial={name: getattr(row, name) for name in actions.FIELDS})

    def show(
        self, row: Any, *, form: PlainForm | None = None, status: int = 200, overtaken: bool = False
    ) -> HttpResponse:
        """The page of the form."""
        context = {"institution": row, "form": form, "overtaken": overtaken}
        return render(self.request, "training/institution_edit.html", context, status=status)

    def done(self, row: Any, form: PlainForm) -> str:
        """Amend it and show it."""
        actions.amend(row.pk, form.cleaned_data, by=self.request.user, version=version_of(self.request))
        messages.success(self.request, _("已保存修改。"))
        url: str = row.get_absolute_url()
        return url


class InstitutionEndPage(Act, InstitutionPage):
    """End a commission early."""

    roles = REGION
    form_class = EndForm

    def act(self, row: Any, given: dict[str, Any]) -> tuple[Any, str]:
        """End it."""
        version = version_of(self.request)
        actions.end_commission(
            row.pk, given["on"], by=self.request.user, version=version, reason=given["reason"]
        )
        return _("已提前终止委托；受影响的培训班主办机关会收到通知。"), row.get_absolute_url()
