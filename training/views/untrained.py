"""The list 未参训, its workbook, and inviting from it (Art. 16, decision D25)."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cqo_registry.accounts.access import READERS, REVIEWERS, ForRoles
from cqo_registry.accounts.models import User
from cqo_registry.casework.criteria import criteria
from cqo_registry.casework.download import Exporter, area_of, send
from cqo_registry.core import confirming
from cqo_registry.core.lists import heads, keyset_page
from training.actions.inviting import invite_many
from training.exports.untrained import untrained_list
from training.facts.untrained import explained, untrained
from training.forms.filters import UntrainedFilter, untrained_filter
from training.models import TrainingSession
from training.policies.enrolling import may_enrol_for_others
from training.views.attending import ticked

COLUMNS = (
    ("", _("选择")),
    ("", _("企业和首席质量官")),
    ("", _("备案机关")),
    ("filed", _("首次备案日期")),
    ("", _("列入日期")),
    ("", _("列入原因")),
    ("", _("最近邀请")),
)


class UntrainedPage(ForRoles):
    """Who was filed twelve months ago and never passed; the longest first."""

    roles = READERS

    def found(self) -> UntrainedFilter:
        """The bound filter over the list as of today."""
        user = self.request.user
        return untrained_filter(self.request.GET, user, untrained(user, on=timezone.localdate()))

    def get(self, request: HttpRequest) -> HttpResponseBase:
        """One page of the list."""
        user, found = self.request.user, self.found()
        page = keyset_page(request, found.qs, sorts={"filed": "filed_at"}, default="filed")
        query = request.GET.copy()
        for name in ("after", "before"):
            query.pop(name, None)
        context = {
            "filter": found,
            "page": page,
            "rows": explained(page.rows),
            "heads": heads(request, COLUMNS, page.sort),
            "filtered": bool(found.form.changed_data),
            "query": query.urlencode(),
            "may": may_enrol_for_others(user),
            "sessions": sorted(open_sessions(user), key=lambda each: each.taken >= each.capacity),
            "ticked": "all" in request.GET,
            "tick_all": self.ticking(),
        }
        return render(request, "training/untrained_list.html", context)

    def ticking(self) -> str:
        """The address of the same page with every row ticked."""
        query = self.request.GET.copy()
        query["all"] = "1"
        return f"?{query.urlencode()}"


class UntrainedExportPage(UntrainedPage):
    """The list as a workbook; as with every export, the GET leaves its audit line."""

    http_method_names = ["get", "options"]

    def get(self, request: HttpRequest) -> HttpResponseBase:
        """Everything listed, on all its pages."""
        user, found = self.request.user, self.found()
        words = criteria(found.form) if found.form.is_valid() else []
        today = timezone.localdate()
        book = untrained_list(found.qs, Exporter(user), as_of=today, area=area_of(user), criteria=words)
        return send(book)


class InvitePage(ForRoles):
    """Invite the ticked posts to one session; what came of each is said row by row."""

    roles = REVIEWERS
    http_method_names = ["post", "options"]

    def post(self, request: HttpRequest) -> HttpResponse:
        """Invite each on its own; a session that closed meanwhile, or a repeated post, is said row by row."""
        user, text = self.request.user, request.POST.get("session", "")
        key = int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None
        visible = TrainingSession.objects.visible_to(user).select_related("authority")
        session = get_object_or_404(visible, pk=key) if key else None
        posts: Any = untrained(user, on=timezone.localdate()).filter(pk__in=ticked(request, "ids"))
        if session and posts:
            confirming.ask(request)
        outcomes = invite_many(session.pk, posts.order_by("filed_at", "pk"), by=user) if session else []
        done = sum(bool(each.verdict) for each in outcomes)
        context: dict[str, Any] = {
            "session": session,
            "outcomes": outcomes,
            "done": done,
            "failed": len(outcomes) - done,
        }
        return render(request, "training/invite_outcome.html", context, status=200 if outcomes else 422)


def open_sessions(user: User) -> Any:
    """The sessions somebody can be invited to today."""
    rows = TrainingSession.objects.visible_to(user).offered_to(user)
    return rows.open_to_enrolment(on=timezone.localdate()).for_list().order_by("starts_on", "pk")
