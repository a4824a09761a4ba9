"""Declaring: how a filing of the demonstration is started and filled in, step by step, as the form does."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils import timezone

from cqo_registry.demo.playing import declarations as say
from cqo_registry.demo.playing.attaching import attach_papers
from cqo_registry.demo.playing.plans import Ending, Plan
from filings.actions import changing, drafting
from filings.enums import ChangeType
from filings.models import Filing

K1, K2, K3, K4 = ChangeType.PERSON, ChangeType.VACANCY, ChangeType.PERSON_DATA, ChangeType.ENTERPRISE_DATA
WHY = {
    K1: "原首席质量官调任其他岗位，经研究另行任命。",
    K2: "原首席质量官辞职，接任人选尚未确定。",
    K3: "联系电话、职称有变化。",
    K4: "企业信息有变化。",
}


def declare(plan: Plan) -> None:
    """Start the filing and fill it in; a draft stops half way."""
    if plan.changes:
        _declare_change(plan)
    else:
        _declare_first(plan)


def save(plan: Plan, values: dict[str, object]) -> Filing:
    """Save one step; the action leaves out what this filing does not ask for."""
    return drafting.save_draft(plan.pk, values, by=plan.filer, version=None)


def _declare_first(plan: Plan) -> None:
    filing = drafting.start_filing(plan.enterprise, by=plan.filer)
    plan.pk, effective_on, rng = filing.pk, plan.pick_effective_on(), plan.rng
    filing = save(plan, say.enterprise_values(filing, rng, effective_on))
    person = say.cqo_values(plan.person, filing.size, rng, qualified=plan.qualified)
    if plan.ending is Ending.DRAFT:
        save(plan, {name: person[name] for name in ("cqo_name", "cqo_name_bo", "cqo_phone", "education")})
        return
    save(plan, person)
    _appoint(plan, filing, effective_on)
    _hand_over_papers(plan, filing)


def _declare_change(plan: Plan) -> None:
    """From what is filed: the day and the cause, then what the ticked changes open."""
    filing = changing.start_change(plan.enterprise, plan.changes, by=plan.filer)
    plan.pk, changed_on, rng = filing.pk, plan.pick_changed_on(), plan.rng
    filing = save(plan, {"changed_on": changed_on, "change_reason": WHY[plan.changes[0]]})
    if plan.ending is Ending.DRAFT:
        return
    if K1 in plan.changes:
        save(plan, say.cqo_values(plan.person, filing.size, rng, qualified=plan.qualified))
        _appoint(plan, filing, changed_on)
    if K3 in plan.changes:
        save(plan, say.newer_person_values(plan.person))
    if K4 in plan.changes:
        save(plan, {"data_year": changed_on.year - 1, **plan.values})
    _hand_over_papers(plan, Filing.objects.get(pk=plan.pk))


def _appoint(plan: Plan, filing: Filing, effective_on: date) -> None:
    work: dict[str, Any] = say.appointment_values(
        filing, plan.person, plan.rng, effective_on, experienced=plan.experienced
    )
    save(plan, work)


def _hand_over_papers(plan: Plan, filing: Filing) -> None:
    """The documents and the declarations; a paper form came in on the day it is typed in."""
    filing.refresh_from_db()
    attach_papers(filing, by=plan.filer)
    paper = {"paper_received_on": timezone.localdate()} if filing.is_paper else {}
    save(plan, {**say.material_values(plan.rng), **paper})
