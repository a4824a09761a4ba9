"""The list of filings of every role, and the page of one filing."""

from __future__ import annotations

from typing import Any, ClassVar

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cqo_registry.accounts.access import REGISTER, ForRoles
from cqo_registry.accounts.enums import Role
from cqo_registry.accounts.models import User
from cqo_registry.core.lists import heads, keyset_page
from cqo_registry.core.verdicts import Verdict
from filings import facts, policies, workflow
from filings.enums import FilingStatus as S
from filings.filters import filing_filter
from filings.forms.decisions import RevealForm
from filings.forms.interpreting import ExemptForm
from filings.models import Filing
from filings.models.filing import FilingQuerySet
from filings.models.sorting import EFFECTIVE, SENT
from filings.views import declaration
from filings.views.comparison import asked_and_filed, comparison, outcome_of
from filings.views.desk import find
from filings.views.due import overdue_days_of, reporting_of
from filings.views.history import filing_moments
from filings.views.queries import queries_of

SORTS = {
    "time": "sent",
    "effective": "effective",
    "enterprise": "enterprise_name",
    "number": "filing_no",
}
# Word in ?col=, label, sort word, shown unless chosen otherwise. Enterprise and status always show.
COLUMNS = (
    ("number", _("备案编号"), "number", True),
    ("authority", _("备案机关"), "", True),
    ("county", _("区县"), "", True),
    ("kind", _("备案类型"), "", True),
    ("size", _("规模"), "", True),
    ("education", _("学历"), "", True),
    ("effective", _("任命生效日期"), "effective", True),
    ("time", _("提交时间"), "time", True),
    ("holder", _("经办人"), "", False),
)
OWN = ("number", "kind", "effective", "time")  # what an enterprise needs of its own


def with_sorts(queryset: FilingQuerySet) -> FilingQuerySet:
    """With the annotations the list sorts by, none of them null."""
    return queryset.annotate(sent=SENT, effective=EFFECTIVE)


def columns_of(request: HttpRequest, user: User) -> list[dict[str, Any]]:
    """The columns this user may choose from, each with whether it is shown now."""
    wanted = set(request.GET.getlist("col"))
    offered = [
        column
        for column in COLUMNS
        if (column[0] in OWN if user.is_enterprise else column[0] != "authority" or user.sees_region)
    ]
    known = wanted & {name for name, *_rest in offered}
    return [
        {"name": name, "label": label, "word": word, "shown": name in known if known else standard}
        for name, label, word, standard in offered
    ]


class FilingListPage(ForRoles):
    """Filter, sort and columns are all in the address; the export button carries the same address."""

    roles = REGISTER

    def get(self, request: HttpRequest) -> HttpResponse:
        """The filings this user may see."""
        user = self.request.user
        found = filing_filter(request.GET, user)
        page = keyset_page(request, with_sorts(found.qs.for_list()), sorts=SORTS, default="-time")
        columns = columns_of(request, user)
        shown = [column for column in columns if column["shown"]]
        context = {
            "filter": found,
            "page": page,
            "rows": [(filing, overdue_days_of(filing, timezone.localdate())) for filing in page.rows],
            "columns": columns,
            "shown": {column["name"] for column in shown},
            "heads": heads(
                request,
                [
                    ("enterprise", _("企业和首席质量官")),
                    *((c["word"], c["label"]) for c in shown),
                    ("", _("状态")),
                ],
                page.sort,
            ),
            "query": request.GET.urlencode(),
            "filtered": bool(found.form.changed_data),
        }
        return render(request, "filings/filing_list.html", context)


class FilingPage(ForRoles):
    """One filing for everybody who may see it, with the buttons of the reader's role."""

    roles: ClassVar[tuple[Role, ...]] = REGISTER

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The filing's page."""
        return self.show(find(self.request.user, pk))

    def show(self, filing: Filing, *, exempting: ExemptForm | None = None, status: int = 200) -> HttpResponse:
        """The page, with the region's exemption form where it may be recorded or was just refused."""
        user = self.request.user
        if exempting is None and policies.may_exempt(user, filing) & facts.exemptable(filing):
            exempting = ExemptForm()
        asked, filed = asked_and_filed(filing, declaration.sections(filing))
        context = {
            "filing": filing,
            "judged": policies.readable(user, filing.judged),
            "sections": asked,
            "filed": filed,
            "groups": comparison(filing),
            "outcome": outcome_of(filing),
            "reporting": reporting_of(filing),
            "events": filing_moments(filing, user),
            "queries": queries_of(filing, user),
            "documents": filing.attachments.current(),
            "items": [
                {"label": declaration.label_of(item.field), "item": item}
                for item in filing.return_items.all()
            ],
            "buttons": self.buttons(filing, user),
            "reveal": RevealForm() if filing.identity_sealed and reveals(filing, user) else None,
            "exemption": facts.exemption_of(filing),
            "exempting": exempting,
        }
        return render(self.request, "filings/filing_detail.html", context, status=status)

    def buttons(self, filing: Filing, user: User) -> dict[str, Verdict]:
        """What this role can ever do here, live or with its reason; nothing for those who only read."""
        may = workflow.FILING.may(filing, user)
        if user.is_enterprise:
            open_now = filing.status in (S.DRAFT, S.SUBMITTED, S.RETURNED)
            return {"withdraw": may["withdraw"]} if open_now and filing.status != S.DRAFT else {}
        if user.is_officer:
            here = {S.ACCEPTED: "forward", S.QUERIED: "reply"}.get(S(filing.status))
            return {here: may[here]} if here else self.of_typist(filing, user)
        arrived = user.is_region and filing.status == S.FORWARDED
        return {"record": may["record"], "query": may["query"]} if arrived else {}

    def of_typist(self, filing: Filing, user: User) -> dict[str, Verdict]:
        """What the office that types a paper form can do before the decision (代录)."""
        typing = {"type": policies.may_file(user, filing)} if filing.status in (S.DRAFT, S.RETURNED) else {}
        ending = workflow.WITHDRAW.may(filing, user)
        return {**typing, **({"withdraw": ending} if ending else {})} if filing.is_paper else {}


def reveals(filing: Filing, user: User) -> bool:
    """Whether the reveal form is offered."""
    return bool(policies.may_reveal_identity(user, filing))
