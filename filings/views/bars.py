"""The Art. 9 register: its list, and the page of one bar with the acts on it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

from django.contrib import messages
from django.db.models.functions import Coalesce
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cqo_registry.accounts.access import READERS, REGION, REVIEWERS, ForRoles
from cqo_registry.accounts.enums import Role
from cqo_registry.accounts.forms.base import PlainForm
from cqo_registry.accounts.models import User
from cqo_registry.accounts.views.answers import carried_out
from cqo_registry.audit.models import AuditEvent
from cqo_registry.casework.evidence import send_evidence
from cqo_registry.casework.versions import version_of
from cqo_registry.casework.workflow import Transition
from cqo_registry.core.errors import Stale
from cqo_registry.core.lists import heads, keyset_page
from cqo_registry.core.names import mask_name
from cqo_registry.core.verdicts import Verdict
from filings import workflow_bars
from filings.actions import barring
from filings.facts import bars as facts
from filings.forms.bars import BarFilter, CloseForm, ConfirmForm, NotifyForm, StatementForm
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
FORMS: dict[str, type[PlainForm]] = {
    "notify": NotifyForm,
    "hear": StatementForm,
    "confirm": ConfirmForm,
    "decline": CloseForm,
    "lift": CloseForm,
}
# What the act means.
WORDS: dict[str, Any] = {
    "notify": _("提出后应当告知本人，本人有权陈述申辩。"),
    "hear": _("如实记录本人的陈述申辩；本人未提出的，勾选后登记。"),
    "confirm": _("确认后全区的备案机关都不能受理该人员，在任的同时提出撤换线索。"),
    "decline": _("不予确认的，该人员不受影响。"),
    "lift": _("解除后该人员可以重新担任首席质量官，登记和理由长期保留。"),
}


@dataclass(frozen=True, slots=True)
class Act:
    """One act on the page: its form, and ``live`` or why not yet.

    What was ``done`` before may be put right; it stands folded behind what is still to do.
    """

    name: str
    label: Any
    text: Any
    url: str
    form: PlainForm
    live: Verdict
    done: bool


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


def act_of(transition: Transition, bar: Disqualification, live: Verdict, form: PlainForm | None) -> Act:
    """The act as the page offers it, with what is known already in its form."""
    initial = {
        "notified_on": bar.notified_on,
        "statement_on": bar.statement_on,
        "statement": bar.statement,
        "waived": bar.statement_on is not None and not bar.statement,
    }
    name = transition.name
    return Act(
        name,
        transition.label,
        WORDS[name],
        reverse(f"filings:bar_{name}", args=[bar.pk]),
        form or FORMS[name](auto_id=f"{name}-%s", initial=initial),
        live,
        done=bool({"notify": bar.notified_on, "hear": bar.statement_on}.get(name)),
    )


def typed_in(form: PlainForm) -> list[str]:
    """The texts typed into a form that is no longer shown."""
    return [field.value() for field in form if isinstance(field.value(), str) and field.value()]


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


class BarPage(ForRoles):
    """One bar, with the acts that are open to the user now."""

    roles: ClassVar[tuple[Role, ...]] = READERS

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The page."""
        return self.show(find(self.request.user, pk))

    def show(
        self,
        bar: Disqualification,
        *,
        name: str = "",
        form: PlainForm | None = None,
        status: int = 200,
        overtaken: bool = False,
    ) -> HttpResponse:
        """The page; ``form`` is the one of the act ``name`` that was refused, as typed."""
        user = self.request.user
        seen = shown(bar, user)
        reads = seen.whole or user.sees_region
        acts = [
            act_of(transition, bar, live, form if transition.name == name else None)
            for transition, live in workflow_bars.BAR.offered(bar, user)
        ]
        context = {
            "bar": bar,
            "seen": seen,
            "reads": reads,
            "acts": sorted(acts, key=lambda act: act.done),
            "refused": form,
            # What was typed for an act that is over stays readable.
            "typed": typed_in(form) if form and name not in {act.name for act in acts} else [],
            "overtaken": overtaken,
            "posts": self.posts(bar) if reads else [],
            "clues": Replacement.objects.visible_to(user).filter(bar=bar).for_list() if reads else [],
            "events": AuditEvent.objects.about(bar) if reads else [],
        }
        return render(self.request, "filings/bar_detail.html", context, status=status)

    def posts(self, bar: Disqualification) -> Any:
        """The posts the barred person still holds, in the user's scope."""
        if bar.confirmed_on is None or bar.closed_on is not None:
            return []
        return facts.posts_of(bar, self.request.user)


class BarAct(BarPage):
    """A POST on one bar; a refused or outdated form comes back on the bar's page as typed."""

    roles: ClassVar[tuple[Role, ...]] = REVIEWERS
    http_method_names = ["post", "options"]
    name: str

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Carry the act out once, and show the bar."""
        bar, form = find(self.request.user, pk), self.typed()
        try:
            answer = carried_out(request, form, lambda: self.done(bar, form))
        except Stale:
            return self.show(
                find(self.request.user, pk), name=self.name, form=form, status=409, overtaken=True
            )
        return answer or self.show(find(self.request.user, pk), name=self.name, form=form, status=422)

    def typed(self) -> PlainForm:
        """The form with what was posted."""
        return FORMS[self.name](self.request.POST, auto_id=f"{self.name}-%s")

    def done(self, bar: Disqualification, form: PlainForm) -> str:
        """Act, say so, and lead back to the bar."""
        messages.success(self.request, self.act(bar.pk, version_of(self.request), form.cleaned_data))
        return bar.get_absolute_url()

    def act(self, pk: int, version: int, given: dict[str, Any]) -> Any:
        """Carry out the act; the sentence that says so."""
        raise NotImplementedError


class BarNotifyPage(BarAct):
    """Note the day the person was told."""

    name = "notify"

    def act(self, pk: int, version: int, given: dict[str, Any]) -> Any:
        """Note it."""
        barring.notify(pk, by=self.request.user, version=version, on=given["notified_on"])
        return _("已登记告知日期。")


class BarStatementPage(BarAct):
    """Note what the person stated."""

    name = "hear"

    def act(self, pk: int, version: int, given: dict[str, Any]) -> Any:
        """Note it."""
        barring.record_statement(
            pk,
            by=self.request.user,
            version=version,
            on=given["statement_on"],
            text=given["statement"],
            waived=given["waived"],
        )
        return _("已登记陈述申辩。")


class BarConfirmPage(BarAct):
    """Let the bar block in the whole region."""

    roles = REGION
    name = "confirm"

    def act(self, pk: int, version: int, given: dict[str, Any]) -> Any:
        """Confirm it."""
        barring.confirm_bar(pk, by=self.request.user, version=version)
        return _("已确认，全区即时生效；在任的已提出撤换线索。")


class BarDeclinePage(BarAct):
    """Find no bar."""

    roles = REGION
    name = "decline"

    def act(self, pk: int, version: int, given: dict[str, Any]) -> Any:
        """Decline it."""
        barring.decline(pk, by=self.request.user, version=version, reason=given["reason"])
        return _("已不予确认，提出机关已收到通知。")


class BarLiftPage(BarAct):
    """Take a bar away."""

    roles = REGION
    name = "lift"

    def act(self, pk: int, version: int, given: dict[str, Any]) -> Any:
        """Lift it."""
        barring.lift(pk, by=self.request.user, version=version, reason=given["reason"])
        return _("已解除，该人员可以重新担任首席质量官。")


class BarEvidencePage(ForRoles):
    """The document of a bar, for the region and the office that recorded it."""

    roles = REVIEWERS

    def get(self, request: HttpRequest, pk: int) -> HttpResponseBase:
        """The file as a download; for other offices there is none."""
        bar = find(self.request.user, pk)
        if not policies.may_read_case(self.request.user, bar):
            raise Http404
        return send_evidence(bar)
