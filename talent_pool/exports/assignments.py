"""The tasks of experts as a workbook, exactly as they are filtered on the page (Art. 15)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any, NamedTuple

from django.utils.translation import gettext_lazy as _

from cqo_registry.casework import spelling
from cqo_registry.casework.criteria import Criterion
from cqo_registry.casework.download import Download, Exporter, read
from cqo_registry.core.spreadsheets.columns import DATE, WHOLE, Column
from talent_pool.enums import AssignmentKind, AssignmentStatus, Skill
from talent_pool.exports.shared import workbook
from talent_pool.models.assignment import AssignmentQuerySet

TITLE = _("专家任务清单")
COLUMNS = (
    Column(_("序号"), "number", width=7, format=WHOLE),
    Column(_("邀请机关"), "office", width=12),
    Column(_("活动类型"), "kind", width=12),
    Column(_("事项"), "title", width=36),
    Column(_("专家"), "expert", width=14),
    Column(_("服务企业"), "enterprise", width=32),
    Column(_("所需专长"), "skill", width=16),
    Column(_("地点"), "place", width=20),
    Column(_("开始日期"), "starts_on", width=12, format=DATE),
    Column(_("结束日期"), "ends_on", width=12, format=DATE),
    Column(_("状态"), "status", width=10),
    Column(_("邀请日期"), "invited_on", width=12, format=DATE),
    Column(_("答复日期"), "answered_on", width=12, format=DATE),
    Column(_("谢绝或回避理由"), "answer_reason", width=24),
    Column(_("工作天数"), "days", width=10, format="0.0"),
    Column(_("工作成果"), "outcome", width=40),
    Column(_("评价"), "rating", width=8, format=WHOLE),
    Column(_("反馈意见"), "feedback", width=30),
    Column(_("取消原因"), "close_reason", width=24),
)


class Record(NamedTuple):
    """What one row is made from; the names are the database's."""

    authority__short_name: str
    kind: str
    title: str
    membership__person__name: str
    enterprise__name: str | None
    skill: str
    place: str
    starts_on: date
    ends_on: date
    status: str
    invited_at: datetime
    answered_at: datetime | None
    answer_reason: str
    days: Decimal | None
    outcome: str
    rating: int | None
    feedback: str
    close_reason: str


def assignments(
    rows: AssignmentQuerySet, exporter: Exporter, *, area: str, criteria: Sequence[Criterion] = ()
) -> Download:
    """The tasks of a filter."""
    return workbook(
        rows,
        exporter,
        COLUMNS,
        lambda: printed(rows),
        title=str(TITLE),
        area=area,
        criteria=criteria,
        action="assignment.export",
    )


def printed(rows: AssignmentQuerySet) -> Iterator[tuple[Any, ...]]:
    """The rows in the order of ``COLUMNS``."""
    listed: Any = rows
    for number, values in enumerate(read(listed, Record._fields), 1):
        found = Record._make(values)
        yield (
            number,
            found.authority__short_name,
            spelling.label(AssignmentKind, found.kind),
            found.title,
            found.membership__person__name,
            found.enterprise__name,
            spelling.label(Skill, found.skill),
            found.place,
            found.starts_on,
            found.ends_on,
            spelling.label(AssignmentStatus, found.status),
            spelling.day(found.invited_at),
            spelling.day(found.answered_at),
            found.answer_reason,
            found.days,
            found.outcome,
            found.rating,
            found.feedback,
            found.close_reason,
        )
