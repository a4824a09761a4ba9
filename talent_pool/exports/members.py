"""The directory of the pool as a workbook, exactly as it is filtered on the page (Art. 15)."""

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
from talent_pool.enums import LeavingGround, MembershipStatus, Skill
from talent_pool.exports.shared import workbook
from talent_pool.models.membership import MembershipQuerySet

TITLE = _("首席质量官人才库名册")
COLUMNS = (
    Column(_("序号"), "number", width=7, format=WHOLE),
    Column(_("姓名"), "name", width=14),
    Column(_("辖区"), "office", width=12),
    Column(_("任职企业"), "enterprises", width=36),
    Column(_("行业"), "industry", width=24),
    Column(_("专长"), "skills", width=30),
    Column(_("入库日期"), "admitted_on", width=12, format=DATE),
    Column(_("状态"), "status", width=10),
    Column(_("是否在任"), "active", width=10),
    Column(_("完成任务（项）"), "served", width=14, format=WHOLE),
    Column(_("工作天数"), "days", width=10, format="0.0"),
    Column(_("平均评价"), "rating", width=10, format="0.0"),
    Column(_("复核日期"), "reviewed_on", width=12, format=DATE),
    Column(_("出库日期"), "left_on", width=12, format=DATE),
    Column(_("出库原因"), "ground", width=22),
)


class Record(NamedTuple):
    """What one row is made from; the names are the database's."""

    person__name: str
    authority__short_name: str
    posts: list[str]
    admitted_from: str
    industry: str
    skills: list[str]
    admitted_at: datetime
    status: str
    holds_post: bool
    served: int
    served_days: Decimal
    average: float | None
    reviewed_on: date | None
    left_at: datetime | None
    leaving_ground: str


def members(
    rows: MembershipQuerySet, exporter: Exporter, *, area: str, criteria: Sequence[Criterion] = ()
) -> Download:
    """The members of a filter."""
    return workbook(
        rows,
        exporter,
        COLUMNS,
        lambda: printed(rows),
        title=str(TITLE),
        area=area,
        criteria=criteria,
        action="member.export",
    )


def printed(rows: MembershipQuerySet) -> Iterator[tuple[Any, ...]]:
    """The rows in the order of ``COLUMNS``."""
    listed: Any = rows.for_list()
    for number, values in enumerate(read(listed, Record._fields), 1):
        yield (number, *_row(Record._make(values)))


def _row(record: Record) -> tuple[Any, ...]:
    return (
        record.person__name,
        record.authority__short_name,
        "、".join(record.posts) or record.admitted_from,
        spelling.industry(record.industry),
        "、".join(spelling.label(Skill, value) for value in record.skills),
        spelling.day(record.admitted_at),
        spelling.label(MembershipStatus, record.status),
        _("在任") if record.holds_post else _("不在任"),
        record.served,
        record.served_days,
        round(record.average, 1) if record.average is not None else None,
        record.reviewed_on,
        spelling.day(record.left_at),
        spelling.label(LeavingGround, record.leaving_ground),
    )
