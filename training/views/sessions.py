"""Training sessions: the list, its workbook, and the page of one (Art. 16)."""

from __future__ import annotations

from typing import Any, ClassVar

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cqo_registry.accounts.access import REGISTER, ForRoles
from cqo_registry.accounts.enums import Role
from cqo_registry.accounts.forms.base import PlainForm
from cqo_registry.accounts.models import User
from cqo_registry.audit.models import AuditEvent
from cqo_registry.casework.criteria import criteria
from cqo_registry.casework.download import Exporter, area_of, send
from cqo_registry.core.lists import heads, keyset_page
from training import workflow_sessions as workflow
from training.exports.sessions import session_listing
from training.facts import sessions as facts
from training.forms.sessions import CancelForm, session_filter
from training.models import TrainingSession
from training.policies import sessions as policies
from training.views.acts import RowPage
from training.views.session_people import people_of
from training.views.session_rows import shown

SORTS = {"day": "starts_on", "until": "enrol_until", "office": "authority__order"}
COLUMNS = (
    ("", _("培训班")),
    ("office", _("主办机关")),
    ("day", _("培训日期")),
    ("", _("形式")),
    ("", _("学时")),
    ("until", _("报名截止")),
    ("", _("已报名 / 名额")),
    ("", _("状态和下一步")),
)


class SessionListPage(ForRoles):
    """What this user may know of; the newest first."""

    roles = REGISTER

    def get(self, request: HttpRequest) -> HttpResponse:
        """One page of the filtered list."""
        user, today = self.request.user, timezone.localdate()
        found = session_filter(request.GET, user)
        page = keyset_page(request, found.qs.for_list(), sorts=SORTS, default="-day")
        query = request.GET.copy()
        for name in ("after", "before"):
            query.pop(name, None)
        context = {
            "filter": found,
            "page": page,
            "rows": [shown(session, user, today) for session in page.rows],
            "heads": heads(request, COLUMNS, page.sort),
            "filtered": any(request.GET.get(name) for name in found.filters),
            "may_organise": policies.may_organise(user),
            "export_url": f"{reverse('training:session_export')}?{query.urlencode()}",
        }
        return render(request, "training/session_list.html", context)


class SessionExportPage(ForRoles):
    """The same list as a workbook; as with every export, the GET leaves its audit line."""

    roles = REGISTER
    http_method_names = ["get", "options"]

    def get(self, request: HttpRequest) -> HttpResponseBase:
        """What the list shows, on all its pages."""
        user = self.request.user
        found = session_filter(request.GET, user)
        rows = found.qs
        words = criteria(found.form) if found.form.is_valid() else []
        return send(session_listing(rows, Exporter(user), area=area_of(user), criteria=words))


def find(user: User, pk: int) -> Any:
    """The session in the user's scope with all its page prints, or 404."""
    rows = TrainingSession.objects.visible_to(user).for_list()
    return get_object_or_404(rows.select_related("plan_item__plan", "created_by"), pk=pk)


class SessionPage(RowPage):
    """One session for everybody who may see it."""

    roles: ClassVar[tuple[Role, ...]] = REGISTER

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The page."""
        return self.show(self.find(pk))

    def find(self, pk: int) -> TrainingSession:
        """The session in scope, or 404."""
        session: TrainingSession = find(self.request.user, pk)
        return session

    def show(
        self, row: Any, *, form: PlainForm | None = None, status: int = 200, overtaken: bool = False
    ) -> HttpResponse:
        """The page with the acts open to the reader."""
        user = self.request.user
        runs = policies.may_run(user, row)
        offered = {each.name: verdict for each, verdict in workflow.SESSION.offered(row, user)}
        context = {
            "session": row,
            "shown": shown(row, user, timezone.localdate()),
            "runs": runs,
            "people": people_of(self.request, row),
            "offered": offered,
            "warnings": offered["open"].warnings if "open" in offered else (),
            "uncovered": () if user.is_enterprise else facts.covered(row).blocking,
            "editable": runs and facts.editable(row),
            "discardable": runs and facts.discardable(row),
            "cancelling": form if isinstance(form, CancelForm) else CancelForm(auto_id="cancel-%s"),
            "refused": form,
            "overtaken": overtaken,
            "events": AuditEvent.objects.about(row) if runs or user.sees_region else [],
        }
        return render(self.request, "training/session_detail.html", context, status=status)
