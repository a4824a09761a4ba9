"""What the experts of the pool were asked for in the demonstration, and what came of it (Art. 12, 15)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from typing import Any

from django.utils import timezone

from cqo_registry.accounts.models import User
from cqo_registry.demo.playing.clock import Story
from cqo_registry.demo.playing.scene import Scene, filer_of
from cqo_registry.directory.models import Enterprise
from talent_pool.actions import assigning
from talent_pool.actions.assigning import Call
from talent_pool.models import Assignment, Membership


@dataclass(frozen=True)
class Task:
    """Who of the members is asked by which office, how many days ago, for when, and how it goes on.

    ``starts`` counts days from the invitation; ``ends`` is the last word of the story and ``rating`` its
    feedback, 1 to 5. A task without an enterprise advises the authority itself.
    """

    member: int
    office: str
    kind: str
    title: str
    asked: int
    starts: int = 5
    ends: str = "done"
    rating: int = 5
    nth: int = 0


# In the order of time. The members are three of Lhasa, two of Shigatse and the visitor of Lhoka.
TASKS = (
    Task(0, "5401", "diagnosis", "产品质量波动原因诊断", 180, nth=5),
    Task(2, "54", "consultation", "质量强企激励政策咨询", 140, rating=4),
    Task(5, "5405", "review", "质量管理体系运行评审", 110, nth=1),
    Task(5, "54", "consultation", "首席质量官培训教材审定", 80),
    Task(3, "5402", "improvement", "出厂检验合格率提升指导", 40, ends="declined", nth=4),
    Task(2, "5401", "diagnosis", "包装环节质量缺陷诊断", 34, starts=9, ends="cancelled", nth=9),
    Task(1, "5401", "review", "质量奖现场评审", 21, starts=9, ends="recused", nth=10),
    Task(0, "5401", "improvement", "原料进厂检验方案改进", 16, starts=4, ends="accepted", nth=11),
    Task(2, "5401", "improvement", "计量器具管理提升", 7, starts=14, ends="accepted", nth=12),
    Task(0, "5401", "diagnosis", "顾客投诉集中批次诊断", 4, starts=16, ends="invited", nth=13),
    Task(5, "5405", "diagnosis", "出厂检验漏检原因诊断", 3, starts=15, ends="invited", nth=2),
)
REASONS = {
    "declined": "同期参加企业年度内审，无法参加。",
    "recused": "曾为该企业提供咨询服务，申请回避。",
    "cancelled": "企业停产检修，活动延期。",
}
OUTCOMES = (
    "提出改进意见五条，企业已采纳四条。",
    "提交书面咨询意见一份，已被采用。",
    "完成评审报告，列出不符合项三项。",
)


def task_stories(scene: Scene) -> list[Story]:
    """The tasks; the last are open today."""
    return [_task(scene, task, OUTCOMES[number % len(OUTCOMES)]) for number, task in enumerate(TASKS)]


def _task(scene: Scene, task: Task, outcome: str) -> Story:
    yield scene.at(task.asked)
    by = scene.officers[task.office]
    row = _invited(scene, scene.members[task.member], task)
    if task.ends == "invited":
        return
    yield scene.at(task.asked - 2)
    row = _heard(row, task, by=_speaker(row))
    if task.ends == "cancelled":
        yield scene.at(task.asked - 4)
        assigning.cancel(row.pk, by=by, version=row.version, reason=REASONS["cancelled"])
    if task.ends == "done":
        yield scene.at(task.asked - 18)
        result: dict[str, Any] = {"outcome": outcome, "days": Decimal(2), "rating": task.rating}
        assigning.finish(row.pk, by=by, version=row.version, feedback="认真负责，意见具体可行。", **result)


def _heard(row: Assignment, task: Task, *, by: User) -> Assignment:
    if task.ends == "declined":
        return assigning.decline(row.pk, by=by, version=row.version, reason=REASONS["declined"])
    if task.ends == "recused":
        return assigning.recuse(row.pk, by=by, version=row.version, reason=REASONS["recused"])
    return assigning.accept(row.pk, by=by, version=row.version)


def _invited(scene: Scene, member: Membership, task: Task) -> Assignment:
    first = timezone.localdate() + timedelta(days=task.starts)
    served = None if task.kind == "consultation" else _unbound(scene, member, task)
    call = Call(
        kind=task.kind,
        title=task.title,
        starts_on=first,
        ends_on=first + timedelta(days=1),
        enterprise=served,
        place=served.name if served else "自治区市场监管局",
    )
    return assigning.invite([member.pk], call, by=scene.officers[task.office])[0]


def _unbound(scene: Scene, member: Membership, task: Task) -> Enterprise:
    """An enterprise of the office that is not the expert's own and not bound to it."""
    own = member.nomination.appointment.enterprise
    name = own.profile.legal_representative if own.profile else ""
    others = [
        held.enterprise for held in scene.holders(task.office, since=200) if held.enterprise_id != own.pk
    ]
    free = [each for each in others if not each.profile or each.profile.legal_representative != name]
    return free[task.nth % len(free)]


def _speaker(row: Assignment) -> User:
    return filer_of(row.membership.nomination.appointment.enterprise)
