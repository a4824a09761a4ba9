"""The region's yearly plan: drafted, published, and amended with a trace (Art. 16)."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cqo_registry.accounts.models import User
from cqo_registry.audit import trail
from cqo_registry.casework.door import write
from cqo_registry.core.regulation import cites
from cqo_registry.core.verdicts import Reason, Verdict
from cqo_registry.directory.models import Authority
from training.models import PlanItem, TrainingPlan
from training.notices import sessions as notices
from training.policies import sessions as policies
from training.rules import plans as rules

LINE_FIELDS = (
    "organiser",
    "topic",
    "audience",
    "quarter",
    "planned_sessions",
    "planned_hours",
    "planned_heads",
)


@cites("16")
@transaction.atomic
def create_plan(*, by: User, year: int, title: str, aims: str = "") -> TrainingPlan:
    """Draft the plan of a year; there is one for each year. Raises ``Refused``."""
    policies.may_plan(by).require()
    title = title.strip()
    (rules.check_plan(year, title) & _year_free(year)).require()
    plan = TrainingPlan.objects.create(year=year, title=title, aims=aims.strip(), created_by=by)
    trail.record("plan.create", by=by, target=plan, after=str(year))
    return plan


@cites("16")
@transaction.atomic
def edit_plan(pk: int, *, by: User, title: str, aims: str = "", version: int | None = None) -> TrainingPlan:
    """Change title and aims, of a published plan too; its year stays."""
    plan = _held(pk, by, version)
    title = title.strip()
    rules.check_plan(plan.year, title).require()
    plan.title, plan.aims = title, aims.strip()
    write(plan, {"title", "aims"})
    trail.record("plan.edit", by=by, target=plan, details=_state(plan))
    return plan


@cites("16")
@transaction.atomic
def add_line(pk: int, values: Mapping[str, Any], *, by: User, version: int | None = None) -> PlanItem:
    """Put a line into a plan; the organiser of a line added after publication is told."""
    plan = _held(pk, by, version)
    line = PlanItem(plan=plan)
    _put(line, values)
    line.save(force_insert=True)
    write(plan, ())
    trail.record("plan.add_line", by=by, target=plan, after=line.topic, details=_state(plan))
    _tell(plan, line.organiser)
    return line


@cites("16")
@transaction.atomic
def edit_line(pk: int, values: Mapping[str, Any], *, by: User, version: int | None = None) -> PlanItem:
    """Change a line; the organiser stays once sessions refer to it. ``version`` is the plan's."""
    line = PlanItem.objects.select_related("plan").get(pk=pk)
    plan = _held(line.plan_id, by, version)
    line = PlanItem.objects.get(pk=pk)
    before, former = {name: getattr(line, name) for name in LINE_FIELDS}, line.organiser
    _put(line, values)
    changed = [name for name in LINE_FIELDS if before[name] != getattr(line, name)]
    Verdict.unless(
        "organiser" in changed
        and line.sessions.exists()
        and Reason("line_used", _("已有培训班关联这个项目，主办机关不能修改。"), "16", field="organiser")
    ).require()
    line.save()
    write(plan, ())
    details = {**_state(plan), "line": line.pk, "fields": changed}
    trail.record("plan.edit_line", by=by, target=plan, after=line.topic, details=details)
    _tell(plan, line.organiser, former)
    return line


@cites("16")
@transaction.atomic
def remove_line(pk: int, *, by: User, version: int | None = None) -> TrainingPlan:
    """Take out a line that no session refers to; a published plan keeps at least one."""
    line = PlanItem.objects.select_related("plan").get(pk=pk)
    plan = _held(line.plan_id, by, version)
    last = plan.published_at is not None and plan.items.count() == 1
    (
        rules.check_removal(line.sessions.count())
        & Verdict.unless(last and Reason("last_line", _("已发布的计划至少保留一个项目。"), "16"))
    ).require()
    write(plan, ())
    trail.record("plan.remove_line", by=by, target=plan, before=line.topic, details=_state(plan))
    _tell(plan, line.organiser)
    line.delete()
    return plan


@cites("16")
@transaction.atomic
def publish_plan(pk: int, *, by: User, version: int | None = None) -> TrainingPlan:
    """Publish a plan: everybody may read it, and the offices are told."""
    plan = _held(pk, by, version)
    rules.check_publishing(plan.items.count(), plan.published_at is not None).require()
    plan.published_at, plan.published_by = timezone.now(), by
    write(plan, {"published_at", "published_by"})
    trail.record("plan.publish", by=by, target=plan, after=str(plan.year), details=_state(plan))
    notices.plan_published(plan)
    return plan


@cites("16")
@transaction.atomic
def discard_plan(pk: int, *, by: User, version: int | None = None) -> None:
    """Delete a plan that was never published, lines and all; its line in the trail stays."""
    plan = _held(pk, by, version)
    Verdict.unless(
        plan.published_at is not None and Reason("published", _("已发布的计划不能删除，可以修改。"), "16")
    ).require()
    trail.record("plan.discard", by=by, target=plan, before=str(plan.year))
    plan.delete()


def _held(pk: int, by: User, version: int | None) -> TrainingPlan:
    """The plan under its lock, for who may plan."""
    policies.may_plan(by).require()
    return TrainingPlan.objects.lock(pk, version=version)


def _put(line: PlanItem, values: Mapping[str, Any]) -> None:
    """Write and check the given fields."""
    for name in LINE_FIELDS:
        if name in values:
            value = values[name]
            setattr(line, name, value.strip() if isinstance(value, str) else value)
    rules.check_line(
        line.topic,
        line.quarter,
        line.planned_sessions,
        Decimal(line.planned_hours or 0),
        line.planned_heads,
    ).require()


def _tell(plan: TrainingPlan, *organisers: Authority) -> None:
    """Who holds, and who held, a line of a published plan learns that it is another."""
    if plan.published_at is not None:
        for organiser in set(organisers):
            notices.plan_amended(plan, organiser)


def _state(plan: TrainingPlan) -> dict[str, Any]:
    return {"version": plan.version, "published": plan.published_at is not None}


def _year_free(year: int) -> Verdict:
    return Verdict.unless(
        TrainingPlan.objects.filter(year=year).exists()
        and Reason("year_taken", _("这一年度已有培训计划，请在原计划上修改。"), "16", field="year")
    )
