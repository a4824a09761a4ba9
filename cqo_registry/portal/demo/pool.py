"""The talent pool, duty reports and frozen sheets of the demonstration (Art. 10, 15, 19)."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.utils import timezone

from cqo_registry.portal.actions import assessing
from cqo_registry.portal.demo import papers
from cqo_registry.portal.demo.clock import Story
from cqo_registry.portal.demo.training import Scene, filer_of
from cqo_registry.portal.facts.span import Span
from filings.actions import duty_reporting
from filings.models import Appointment
from filings.models.filing_queryset import day_end
from talent_pool.actions import assigning, leaving, nominating
from talent_pool.actions.assigning import Call
from talent_pool.models import Assignment, Membership, Nomination

CONTRIBUTIONS = "主持工序能力改进，产品一次合格率提高三个百分点；牵头制定企业标准两项。"
SKILLS = (["process", "metrology"], ["system", "risk"], ["inspection"], ["standards", "brand"])

MATTERS = {
    "diagnosis": "产品质量稳定性诊断",
    "improvement": "出厂检验合格率提升指导",
    "review": "质量管理体系运行评审",
}


def pool_stories(scene: Scene) -> list[Story]:
    """The pool, what three enterprises told of their CQO's year, and two frozen quarters."""
    return [_gather(scene), _duties(scene), _freeze_quarters(scene)]


def _gather(scene: Scene) -> Story:
    """Members with and without tasks, one who left, one to decide, one to be asked."""
    yield scene.at(120)
    holders = [each for code in ("5401", "5402", "5404") for each in scene.holders(code, since=200)[:3]]
    members = [_admitted(scene, each, SKILLS[n % 4]) for n, each in enumerate(holders[:5])]
    # Somebody whose enterprise reports the post vacant later: a member without a post, to be reviewed.
    leaver = Appointment.objects.in_office().get(enterprise=scene.leaving)
    _admitted(scene, leaver, SKILLS[3])
    yield from _done(scene, members[0])
    yield scene.at(25)
    leaving.remove(members[4].pk, by=scene.region, version=members[4].version, reason="长期不能参加任务。")
    _agreed(scene, holders[5], SKILLS[1])
    chamdo = Appointment.objects.in_office().filter(enterprise__users__username="enterprise.chamdo")
    for held in chamdo:
        _proposed(scene, held, SKILLS[0])
    yield from _tasks(scene, members)


def _proposed(scene: Scene, held: Appointment, skills: list[str]) -> Nomination:
    paper = papers.pdf("质量贡献证明", (CONTRIBUTIONS, "本文件为演示材料，内容均为虚构。"))
    return nominating.nominate(
        held.pk,
        by=scene.officers[held.enterprise.authority.code],
        contributions=CONTRIBUTIONS,
        skills=skills,
        evidence=SimpleUploadedFile("质量贡献证明.pdf", paper),
    )


def _agreed(scene: Scene, held: Appointment, skills: list[str]) -> Nomination:
    row = _proposed(scene, held, skills)
    by, today = filer_of(held.enterprise), timezone.localdate()
    return nominating.record_consent(row.pk, by=by, version=row.version, answer="given", on=today)


def _admitted(scene: Scene, held: Appointment, skills: list[str]) -> Membership:
    row = _agreed(scene, held, skills)
    return nominating.admit(row.pk, by=scene.region, version=row.version)


def _done(scene: Scene, member: Membership) -> Story:
    """A task with its result."""
    yield scene.at(90)
    row = _invited(scene, member, "diagnosis")
    row = assigning.accept(row.pk, by=_speaker(row), version=row.version)
    yield scene.at(80)
    result: dict[str, Any] = {"outcome": "提出改进意见五条，企业已采纳四条。", "days": Decimal(2)}
    by = scene.officers["5401"]
    assigning.finish(row.pk, by=by, version=row.version, rating=5, feedback="认真负责。", **result)


def _tasks(scene: Scene, members: list[Membership]) -> Story:
    """One accepted, one recused, one waits for its answer."""
    yield scene.at(8)
    taken = _invited(scene, members[1], "improvement")
    assigning.accept(taken.pk, by=_speaker(taken), version=taken.version)
    yield scene.at(7)
    away = _invited(scene, members[2], "review")
    assigning.recuse(away.pk, by=_speaker(away), version=away.version, reason="曾为该企业提供咨询服务。")
    yield scene.at(5)
    _invited(scene, members[3], "diagnosis")


def _invited(scene: Scene, member: Membership, kind: str) -> Assignment:
    """Invited by Lhasa for an enterprise that is not bound to the expert."""
    today = timezone.localdate()
    own = member.nomination.appointment.enterprise_id
    bound = member.nomination.appointment.enterprise.profile
    name = bound.legal_representative if bound else ""
    others = [each.enterprise for each in scene.holders("5401", since=100) if each.enterprise_id != own]
    served = next(
        each for each in reversed(others) if not each.profile or each.profile.legal_representative != name
    )
    call = Call(
        kind=kind,
        title=MATTERS[kind],
        starts_on=today + timedelta(days=3),
        ends_on=today + timedelta(days=4),
        enterprise=served,
        place=served.name,
    )
    return assigning.invite([member.pk], call, by=scene.officers["5401"])[0]


def _speaker(row: Assignment) -> Any:
    return filer_of(row.membership.nomination.appointment.enterprise)


def _duties(scene: Scene) -> Story:
    """Three enterprises told of their CQO's last year, one is writing."""
    yield scene.at(95)
    year = timezone.localdate().year - 1
    for number, held in enumerate(scene.holders("5401", since=500)[:4]):
        by = filer_of(held.enterprise)
        report = duty_reporting.start(held.enterprise_id, year, by=by)
        values = {
            "strategy": "制定年度质量工作计划，按季检查落实。",
            "improvement": "组织两个质量改进小组，完成攻关三项。",
            "allowance": Decimal(6000 + 1000 * number),
            "appraised": True,
            "duties_defined": number % 2 == 0,
            "vetoes": number,
            "hazards_found": 5 + number,
            "hazards_closed": 5,
        }
        duty_reporting.save(report.pk, values, by=by, version=report.version, hand_in=number < 3)


def _freeze_quarters(scene: Scene) -> Story:
    """The sheets of the last two whole quarters, to be compared."""
    yield scene.at(0)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")  # three years came in one transaction; the planner knows none of it yet
    today = timezone.localdate(scene.now)
    first = date(today.year, 3 * ((today.month - 1) // 3) + 1, 1)
    for _quarter in range(2):
        end = first - timedelta(days=1)
        first = date(end.year, 3 * ((end.month - 1) // 3) + 1, 1)
        title = f"{end.year}年第{(end.month + 2) // 3}季度考核评价指标表"
        assessing.freeze(Span(first, end, day_end(end)), by=scene.region, title=title)
