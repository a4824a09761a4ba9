"""A year's training plan as a workbook: its lines with what was carried out (Art. 16)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cqo_registry.casework.download import Download, Exporter, Selection, export
from cqo_registry.casework.exporting import LIST_EXPORT
from cqo_registry.core.spreadsheets.columns import WHOLE, Column
from training.facts.plans import lines_of, progress_of
from training.models import TrainingPlan
from training.policies.sessions import may_read_progress

LINES = (
    Column(_("序号"), "number", width=7, format=WHOLE),
    Column(_("年度"), "year", width=8, format=WHOLE),
    Column(_("主办机关"), "office", width=14),
    Column(_("培训内容"), "topic", width=36),
    Column(_("季度"), "quarter", width=7, format=WHOLE),
    Column(_("培训对象"), "audience", width=26),
    Column(_("每期学时"), "hours", width=10),
    Column(_("计划期数"), "planned_sessions", width=10, format=WHOLE),
    Column(_("已完成期数"), "held_sessions", width=11, format=WHOLE),
    Column(_("计划人数"), "planned_heads", width=10, format=WHOLE),
    Column(_("已参训人数"), "trained_heads", width=11, format=WHOLE),
)


def plan_lines(plan: TrainingPlan, exporter: Exporter, *, area: str) -> Download:
    """The lines of a plan; what was carried out only of those the reader may follow. Raises ``Refused``."""
    selection = Selection(
        filings=lines_of(plan),
        title=str(_("年度培训计划")),
        area=area,
        as_of=timezone.localdate(),
        about=plan.title,
        facts={"what": "training_plan", "year": plan.year},
        action=LIST_EXPORT,
    )
    return export(selection, exporter, LINES, lambda: _rows(plan, exporter))


def _rows(plan: TrainingPlan, exporter: Exporter) -> Iterator[tuple[Any, ...]]:
    user = exporter.user
    for number, line in enumerate(lines_of(plan), 1):
        follows = plan.published_at is not None and user is not None and may_read_progress(user, line)
        progress = progress_of(line) if follows else None
        yield (
            number,
            plan.year,
            line.organiser.short_name,
            line.topic,
            line.quarter,
            line.get_audience_display(),
            line.planned_hours,
            line.planned_sessions,
            progress.held_sessions if progress else None,
            line.planned_heads,
            progress.trained_heads if progress else None,
        )
