"""Duty reports and frozen sheets of the demonstration (Art. 10, 11, 19)."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.db import connection
from django.utils import timezone

from cqo_registry.demo.playing.clock import Story
from cqo_registry.demo.playing.scene import Scene, filer_of
from cqo_registry.portal.actions import assessing
from cqo_registry.portal.facts.span import Span
from filings.actions import duty_reporting
from filings.models import Appointment
from filings.models.filing_queryset import day_end

# Allowance and budget in 元, what was counted, and the words under the headings of Art. 10.
REPORTS: tuple[dict[str, Any], ...] = (
    {
        "strategy": "制定年度质量工作计划，按季检查落实。",
        "improvement": "组织两个质量改进小组，完成攻关三项。",
        "supervision": "每月巡查三道关口，抽查检验记录。",
        "allowance": Decimal(12000),
        "quality_budget": Decimal(80000),
        "duties_defined": True,
        "proposals": 6,
        "vetoes": 2,
        "hazards_found": 9,
        "hazards_closed": 9,
    },
    {
        "methods": "导入卓越绩效模式，完成自评。",
        "education": "开展“质量月”全员培训四次，双语编印岗位手册。",
        "allowance": Decimal(6000),
        "duties_defined": False,
        "vetoes": 0,
        "hazards_found": 5,
        "hazards_closed": 4,
    },
    {
        "strategy": "提出三年质量目标，经董事会批准。",
        "statistics": "按月统计质量损失，全年下降两成。",
        "quality_budget": Decimal(150000),
        "awards": "获自治区质量管理小组活动二等奖。",
        "duties_defined": True,
        "vetoes": 4,
        "hazards_found": 12,
        "hazards_closed": 10,
    },
    {
        "improvement": "优化灌装工艺，返工率下降四成。",
        "allowance": Decimal(9000),
        "further_education": "参加自治区局集中培训，取得合格证书。",
        "duties_defined": True,
        "proposals": 3,
        "vetoes": 1,
        "hazards_found": 3,
        "hazards_closed": 3,
    },
)
SETTLED = 12  # days after its end that a quarter is frozen: by then the longest holidays are over


def report_stories(scene: Scene) -> list[Story]:
    """What enterprises told of their CQO's year, and the last two whole quarters, to be compared."""
    return [_duties(scene), *(_frozen(scene, *quarter) for quarter in _quarters(scene.today))]


def _duties(scene: Scene) -> Story:
    """Four told of their CQO's last year; a visitor is writing of this one."""
    yield scene.at(95)
    held = [*scene.holders("5401", since=500)[:2], *scene.holders("5402", since=500)[:1]]
    held += scene.holders("5404", since=500)[:1]
    for values, each in zip(REPORTS, held, strict=False):
        _report(each, timezone.localdate().year - 1, values, hand_in=True)
    yield scene.at(12)
    _report(scene.visitor("enterprise.lhoka"), timezone.localdate().year, REPORTS[3], hand_in=False)


def _report(held: Appointment, year: int, values: dict[str, Any], *, hand_in: bool) -> None:
    by = filer_of(held.enterprise)
    report = duty_reporting.start(held.enterprise_id, year, by=by)
    given = {"appraised": True, **values}
    duty_reporting.save(report.pk, given, by=by, version=report.version, hand_in=hand_in)


def _quarters(today: date) -> list[tuple[date, date]]:
    """First and last day of the last two whole quarters, the earlier first."""
    found: list[tuple[date, date]] = []
    first = _first_of_quarter(today)
    for _quarter in range(2):
        end = first - timedelta(days=1)
        first = _first_of_quarter(end)
        found.insert(0, (first, end))
    return found


def _first_of_quarter(day: date) -> date:
    return date(day.year, 3 * ((day.month - 1) // 3) + 1, 1)


def _frozen(scene: Scene, first: date, end: date) -> Story:
    """Frozen some days after the quarter, or now when it has only just ended."""
    ago = (scene.today - end).days - SETTLED
    yield scene.at(ago) if ago > 0 else scene.now
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")  # three years came in one transaction; the planner knows none of it yet
    title = f"{end.year}年第{(end.month + 2) // 3}季度考核评价指标表"
    assessing.freeze(Span(first, end, day_end(end)), by=scene.region, title=title)
