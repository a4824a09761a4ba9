"""Replacement recommendations: the list, the page of one, its letter and its evidence (Art. 12)."""

from __future__ import annotations

from django.db.models import Value
from django.db.models.functions import Coalesce
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext_lazy as _

from cqo_registry.accounts.access import REGISTER, REVIEWERS, ForRoles
from cqo_registry.accounts.models import User
from cqo_registry.audit.models import AuditEvent
from cqo_registry.casework.evidence import send_evidence
from cqo_registry.casework.papers import send_pdf
from cqo_registry.core.lists import heads, keyset_page
from filings.exports.letter import letter_pdf
from filings.forms.replacing import replacement_filter
from filings.models import Replacement
from filings.models.replacement import BEFORE_THE_LETTER
from filings.models.sorting import LONG_AGO
from filings.policies import replacements as policies

SORTS = {"time": "reported_at", "enterprise": "enterprise__name", "reply": "term", "issued": "sent"}
COLUMNS = (
    ("enterprise", _("企业和首席质量官")),
    ("", _("建议书文号")),
    ("", _("提出机关")),
    ("time", _("提出时间")),
    ("reply", _("答复期限")),
    ("", _("状态")),
)
OWN_COLUMNS = (COLUMNS[0], COLUMNS[1], ("issued", _("发出日期")), *COLUMNS[4:])  # no word of the clue


class ReplacementListPage(ForRoles):
    """What this user may know of: the region all, an office its area, an enterprise its letters."""

    roles = REGISTER

    def get(self, request: HttpRequest) -> HttpResponse:
        """Newest first."""
        user = self.request.user
        found = replacement_filter(request.GET, user)
        rows = found.qs.for_list().annotate(
            term=Coalesce("reply_by", Value(LONG_AGO)), sent=Coalesce("issued_on", Value(LONG_AGO))
        )
        own = user.is_enterprise
        page = keyset_page(request, rows, sorts=SORTS, default="-issued" if own else "-time")
        context = {
            "filter": found,
            "page": page,
            "heads": heads(request, OWN_COLUMNS if own else COLUMNS, page.sort),
            "filtered": any(request.GET.get(name) for name in found.filters),
            "may_report": user.is_officer or user.is_region,
        }
        return render(request, "filings/replacement_list.html", context)


def find(user: User, pk: int) -> Replacement:
    """The recommendation in the user's scope with all its page prints, or 404."""
    rows = Replacement.objects.visible_to(user).for_list()
    return get_object_or_404(
        rows.select_related(
            "enterprise",
            "authority",
            "appointment__person",
            "appointment__enterprise",
            "bar",
            "reported_by",
            "issued_by",
            "replied_by",
            "closed_by_filing",
        ),
        pk=pk,
    )


def timeline_of(row: Replacement, user: User) -> list[AuditEvent]:
    """What happened, newest first; an enterprise follows it from the letter on."""
    events = AuditEvent.objects.about(row)
    return list(events.exclude(action__in=BEFORE_THE_LETTER) if user.is_enterprise else events)


class LetterPage(ForRoles):
    """The letter as PDF; before it is issued, a preview for the region."""

    roles = REGISTER

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The PDF, or the page that names the characters no font has."""
        user = self.request.user
        row = find(user, pk)
        if not (row.letter_no or user.is_region):
            raise Http404
        return send_pdf(
            request,
            lambda: letter_pdf(row),
            name=str(_("撤换建议书-%s") % (row.letter_no or row.pk)),
            back=row.get_absolute_url(),
        )


class EvidencePage(ForRoles):
    """The document a clue rests on, for the region and the office that reported it."""

    roles = REVIEWERS

    def get(self, request: HttpRequest, pk: int) -> HttpResponseBase:
        """The stored bytes under their own name; 404 where there are none."""
        row = find(self.request.user, pk)
        if not policies.may_read_evidence(self.request.user, row):
            raise Http404
        return send_evidence(row)


def open_letters(user: User) -> list[Replacement]:
    """The letters an enterprise has still to answer or to carry out, for its home page."""
    return list(Replacement.objects.visible_to(user).open().order_by("reply_by", "pk"))
