"""The Art. 9 register: its list, and the page of one bar with the acts on it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

from django.db.models.functions import Coalesce
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext_lazy as _

from cqo_registry.accounts.access import READERS, REGION, REVIEWERS, ForRoles
from cqo_registry.accounts.enums import Role
from cqo_registry.accounts.models import User
from cqo_registry.audit.models import AuditEvent
from cqo_registry.casework.acts import Act, RowPage
from cqo_registry.casework.evidence import send_evidence
from cqo_registry.core.lists import heads, keyset_page
from cqo_registry.core.names import mask_name
from filings import workflow_bars
from filings.actions import barring
from filings.facts import bars as facts
from filings.forms.bars import BarFilter, CloseForm, NotifyForm, StatementForm
from filings.models import Disqualification, Replacement
from filings.models.disqualification import DisqualificationQuerySet
from filings.policies import bars as policies

SORTS = {"day": "since", "office": "authority__order"}
COLUMNS = (
    ("", _("人员")),
    ("", _("情形")),
    ("office", _("提出机关")),
    ("day", _("登记日期")),
    ("", _("状态")),
)


@dataclass(frozen=True, slots=True)
class Shown:
    """A bar as this user may read it (domain §7, decision D19).

    ``whole``: with finding, statement and document. Other offices read ground, office and date, and the
    name only where they have a filing of the person.
    """

    bar: Disqualification
    person: str
    number: str
    document_no: str
    whole: bool


def scope(user: User) -> DisqualificationQuerySet:
    """The register as far as the user may know of it, with what ``shown`` asks."""
    bars = Disqualification.objects.visible_to(user)
    return facts.with_known(bars, user).annotate(since=Coalesce("confirmed_on", "proposed_on"))


def shown(bar: Any, user: User) -> Shown:
    """What of the bar this user reads."""
    whole = bool(policies.may_read_case(user, bar))
    knows = whole or user.sees_region or bar.known
    return Shown(
        bar,
        bar.person_name if knows else mask_name(bar.person_name),
        bar.identity_masked if knows else "",
        bar.document_no if whole or user.sees_region else "",
        whole,
    )


def find(user: User, pk: int) -> Disqualification:
    """The bar in the user's scope, or 404."""
    people = ("authority", "proposed_by", "confirmed_by", "closed_by")
    return get_object_or_404(scope(user).select_related(*people), pk=pk)


def statement_of(bar: Disqualification) -> dict[str, Any]:
    """What is known already of what the person stated."""
    return {
        "statement_on": bar.statement_on,
        "statement": bar.statement,
        "waived": bar.statement_on is not None and not bar.statement,
    }


ACTS = (
    Act(
        workflow_bars.NOTIFY,
        barring.notify,
        REVIEWERS,
        said=_("已登记告知日期。"),
        form=NotifyForm,
        text=_("提出后应当告知本人，本人有权陈述申辩。"),
        passes={"notified_on": "on"},
        initial=lambda bar: {"notified_on": bar.notified_on},
        done=lambda bar: bool(bar.notified_on),
    ),
    Act(
        workflow_bars.HEAR,
        barring.record_statement,
        REVIEWERS,
        said=_("已登记陈述申辩。"),
        form=StatementForm,
        text=_("如实记录本人的陈述申辩；本人未提出的，勾选后登记。"),
        passes={"statement_on": "on", "statement": "text"},
        initial=statement_of,
        done=lambda bar: bool(bar.statement_on),
    ),
    Act(
        workflow_bars.CONFIRM,
        barring.confirm_bar,
        REGION,
        said=_("已确认，全区即时生效；在任的已提出撤换线索。"),
        text=_("确认后全区的备案机关都不能受理该人员，在任的同时提出撤换线索。"),
        hurts=True,
        asks=_("确认不得担任情形"),
        follows=_("全区即时生效：该人员的备案不能通过，在任的将提出撤换线索，提出机关会收到通知。"),
    ),
    Act(
        workflow_bars.DECLINE,
        barring.decline,
        REGION,
        said=_("已不予确认，提出机关已收到通知。"),
        form=CloseForm,
        text=_("不予确认的，该人员不受影响。"),
        hurts=True,
        follows=_("这件登记随即办结，提出机关会收到通知。"),
    ),
    Act(
        workflow_bars.LIFT,
        barring.lift,
        REGION,
        said=_("已解除，该人员可以重新担任首席质量官。"),
        form=CloseForm,
        text=_("解除后该人员可以重新担任首席质量官，登记和理由长期保留。"),
        hurts=True,
        asks=_("解除不得担任情形"),
        follows=_("该人员可以重新担任首席质量官，提出机关会收到通知。"),
    ),
)


class BarListPage(ForRoles):
    """Every bar the user's office may know of."""

    roles = READERS

    def get(self, request: HttpRequest) -> HttpResponse:
        """One page of the filtered register, the newest first."""
        user = self.request.user
        found = BarFilter(request.GET, queryset=scope(user).select_related("authority"))
        page = keyset_page(request, found.qs, sorts=SORTS, default="-day")
        context = {
            "filter": found,
            "page": page,
            "rows": [shown(bar, user) for bar in page.rows],
            "heads": heads(request, COLUMNS, page.sort),
            "filtered": bool(found.form.changed_data),
            "may_propose": policies.may_propose_bar(user),
        }
        return render(request, "filings/bar_list.html", context)


class BarPage(RowPage):
    """One bar, with the acts that are open to the user now."""

    roles: ClassVar[tuple[Role, ...]] = READERS
    workflow = workflow_bars.BAR
    acts = ACTS
    address = "filings:bar"
    template = "filings/bar_detail.html"

    def find(self, pk: int) -> Disqualification:
        """The bar in the user's scope, or 404."""
        return find(self.request.user, pk)

    def context(self, row: Disqualification) -> dict[str, Any]:
        """As much of it as this user reads."""
        user = self.request.user
        seen = shown(row, user)
        reads = seen.whole or user.sees_region
        clues = Replacement.objects.visible_to(user).filter(bar=row)
        return {
            "seen": seen,
            "reads": reads,
            "posts": self.posts(row) if reads else [],
            "clues": clues.for_list() if reads else [],
            "events": AuditEvent.objects.about(row) if reads else [],
        }

    def posts(self, bar: Disqualification) -> Any:
        """The posts the barred person still holds, in the user's scope."""
        if bar.confirmed_on is None or bar.closed_on is not None:
            return []
        return facts.posts_of(bar, self.request.user)


class BarEvidencePage(ForRoles):
    """The document of a bar, for the region and the office that recorded it."""

    roles = REVIEWERS

    def get(self, request: HttpRequest, pk: int) -> HttpResponseBase:
        """The file as a download; for other offices there is none."""
        bar = find(self.request.user, pk)
        if not policies.may_read_case(self.request.user, bar):
            raise Http404
        return send_evidence(bar)
