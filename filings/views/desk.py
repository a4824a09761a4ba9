"""The review desk: documents beside the declaration, what changed first, and every decision in reach."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext_lazy as _

from cqo_registry.accounts.access import OFFICE, ForRoles
from cqo_registry.accounts.models import User
from cqo_registry.core.verdicts import Reason, Severity, Verdict
from cqo_registry.directory.enums import SizeClass
from filings import facts, policies, workflow
from filings.enums import ChangeType, FilingKind, FilingStatus
from filings.forms.claiming import HandOverForm, TakeOverForm
from filings.forms.decisions import RefuseForm, ReturnForm, RevealForm, SizeForm
from filings.models import Attachment, Filing
from filings.rules.dates import grounds_of_refusal
from filings.views import declaration
from filings.views.comparison import asked_and_filed, comparison, outcome_of
from filings.views.due import reporting_of
from filings.views.other_posts import shown_posts
from filings.views.timeline import timeline_of


@dataclass(frozen=True, slots=True)
class Check:
    """One line of the reviewer's checklist."""

    label: Any
    article: str
    verdict: Verdict


def checklist(filing: Filing) -> list[Check]:
    """Every rule the office answers for in this kind of filing, each with its outcome (Art. 5, 6, 9, 14)."""
    checks = [*_size_check(filing), *_person_checks(filing)]
    days = facts.check_dates(filing) & facts.judge_change(filing)
    declared = facts.check_identifiers(filing).about(facts.fields_of(filing))
    return [
        *checks,
        Check(_("变更事项和日期") if filing.is_change else _("任命日期"), "14", days),
        *([] if filing.kind == FilingKind.REMOVAL else [Check(_("证件号码与联系方式"), "14", declared)]),
        Check(_("企业状态与在任情况"), "14", _standing(filing)),
    ]


def _size_check(filing: Filing) -> list[Check]:
    """Where somebody is judged by the size, or the enterprise's data change."""
    asked = filing.replaces_person or ChangeType.ENTERPRISE_DATA in filing.change_types
    return [Check(_("企业规模"), "6", facts.check_size(filing))] if asked else []


def _person_checks(filing: Filing) -> list[Check]:
    """Art. 5, 6 and 9 judge whoever enters the post; for one in office they only advise (decision D5)."""
    if filing.kind == FilingKind.REMOVAL:
        return []
    undecided = filing.judged_size in ("", SizeClass.UNCLASSIFIED)
    unknown = Reason("size_undecided", _("规模核定之前不能判定任职条件。"), "6", Severity.WARN)
    found = [
        Check(_("任职条件"), "6", facts.judge_qualification(filing) & Verdict.unless(undecided and unknown)),
        Check(_("不得担任情形"), "9", facts.judge_bars(filing)),
        Check(_("岗位设置"), "5", facts.judge_position(filing)),
        Check(_("在其他企业任职"), "2", facts.judge_posts(filing)),
    ]
    if filing.replaces_person:
        return found
    return [Check(check.label, check.article, check.verdict.advice()) for check in found]


def _of_paper(filing: Filing, user: User) -> list[Check]:
    """A paper form is best decided by somebody who did not type it."""
    return [Check(_("代录"), "13", policies.own_entry(user, filing))] if filing.is_paper else []


def _standing(filing: Filing) -> Verdict:
    """Only while undecided: acceptance itself puts somebody into office or ends it."""
    return Verdict() if filing.appointment_id else facts.standing(filing)


def grounds(filing: Filing) -> tuple[Reason, ...]:
    """The findings on which a refusal may rest: Art. 6 and 9 only, and no error of form (D1, D37)."""
    return grounds_of_refusal(facts.judge(filing), facts.check_dates(filing))


def decisions(filing: Filing, user: User) -> dict[str, Verdict]:
    """Each button of the desk with whether it is live now, facts included, so that it can say why not."""
    refuse = workflow.REFUSE.may(filing, user)
    return {
        "claim": policies.may_claim(user, filing),
        "release": policies.may_decide(user, filing),
        "reply": workflow.REPLY.may(filing, user),
        "take_over": policies.may_take_over(user, filing),
        "accept": workflow.ACCEPT.check(filing, user),
        "refuse": refuse & facts.refusable(filing) if refuse else refuse,
        "return": workflow.RETURN.may(filing, user),
        "forward": workflow.FORWARD.may(filing, user),
        "reveal": policies.may_reveal_identity(user, filing),
    }


@dataclass(slots=True)
class DeskForms:
    """The forms of the desk; those a refused act leaves behind keep what was typed."""

    returning: ReturnForm
    refusing: RefuseForm
    sizing: SizeForm
    revealing: RevealForm
    taking: TakeOverForm
    handing: HandOverForm | None = None  # offered to the holder alone
    refused: Verdict | None = None
    overtaken: bool = False

    @classmethod
    def empty(cls) -> DeskForms:
        """Nothing typed yet."""
        return cls(ReturnForm(), RefuseForm(), SizeForm(), RevealForm(), TakeOverForm())


def find(user: User, pk: int) -> Filing:
    """The filing in the user's scope with all the desk prints, or 404."""
    filings = Filing.objects.visible_to(user).select_related(
        "enterprise__profile", "authority", "county", "claimed_by", "batch", "appointment", "changes__person"
    )
    return get_object_or_404(filings, pk=pk)


def show_desk(
    request: HttpRequest, user: User, filing: Filing, *, forms: DeskForms | None = None, status: int = 200
) -> HttpResponse:
    """The desk of ``filing``, with the forms as they stand."""
    forms = forms or DeskForms.empty()
    parts = declaration.sections(filing)
    documents = list(filing.attachments.current())
    may = decisions(filing, user)
    asked, filed = asked_and_filed(filing, parts)
    if may["return"]:
        _offer_return(asked, forms.returning)
    if may["release"]:
        forms.handing = forms.handing or HandOverForm(by=user)
    context = {
        "filing": filing,
        "forms": forms,
        "may": may,
        "holding": filing.claimed_by_id == user.pk and filing.status == FilingStatus.SUBMITTED,
        "sizable": filing.size == SizeClass.UNCLASSIFIED and bool(may["release"]),
        "sections": asked,
        "filed": filed,
        "groups": comparison(filing),
        "outcome": outcome_of(filing),
        "reporting": reporting_of(filing) if filing.is_change else None,
        "changes": declaration.changes(parts),
        "items": _items(filing),
        "documents": documents,
        "document": _chosen(documents, request.GET.get("document", "")),
        "checks": [*checklist(filing), *_of_paper(filing, user)],
        "exemption": facts.exemption_of(filing),
        "grounds": grounds(filing),
        "posts": shown_posts(filing, user),
        "events": timeline_of(filing, user, limit=8),
    }
    return render(request, "filings/desk.html", context, status=status)


def _offer_return(parts: Iterable[declaration.Section], form: ReturnForm) -> None:
    for row in (row for part in parts for row in part.rows):
        if row.asked:
            row.line = form.lines[row.name]


def _items(filing: Filing) -> list[dict[str, Any]]:
    """What was asked last time, with the enterprise's answers."""
    return [
        {
            "name": item.field,
            "label": declaration.label_of(item.field),
            "comment": item.comment,
            "answer": item.answer,
            "resolved": item.resolved_at,
        }
        for item in filing.return_items.unclosed()
    ]


def _chosen(documents: Iterable[Attachment], wanted: str) -> Attachment | None:
    """The document asked for, else the first."""
    first = None
    for document in documents:
        first = first or document
        if str(document.pk) == wanted:
            return document
    return first


class DeskPage(ForRoles):
    """Opening the desk changes nothing: claiming is a button of its own."""

    roles = OFFICE

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The desk of one filing of the officer's area."""
        user = self.request.user
        return show_desk(request, user, find(user, pk))
