"""Art. 16: the region's yearly plan, and how far each of its lines was carried out."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from cqo_registry.core.regulation import IN_FORCE_ON, cites
from cqo_registry.core.verdicts import Reason, Verdict

LAST_YEAR = 2100
QUARTERS = range(1, 5)


@dataclass(frozen=True, slots=True)
class Progress:
    """Planned beside held, of a line or of a whole plan."""

    planned_sessions: int
    planned_heads: int
    held_sessions: int
    trained_heads: int

    @property
    def done(self) -> bool:
        """Whether both figures were reached."""
        return self.held_sessions >= self.planned_sessions and self.trained_heads >= self.planned_heads


@cites("16", "22")
def check_plan(year: int, title: str) -> Verdict:
    """A plan has a title and a year of the regulation."""
    return Verdict.unless(
        not IN_FORCE_ON.year <= year <= LAST_YEAR
        and Reason(
            "year",
            _("年度请填写 %(first)s 至 %(last)s 之间的年份。")
            % {"first": IN_FORCE_ON.year, "last": LAST_YEAR},
            "16",
            field="year",
        ),
        not title and Reason("title", _("请填写标题。"), "16", field="title"),
    )


@cites("16")
def check_line(topic: str, quarter: int, sessions: int, hours: Decimal, heads: int) -> Verdict:
    """A line says on what, when, how often, how long and for how many."""
    return Verdict.unless(
        not topic and Reason("topic", _("请填写培训内容。"), "16", field="topic"),
        quarter not in QUARTERS and Reason("quarter", _("季度为 1 至 4。"), "16", field="quarter"),
        sessions < 1 and Reason("sessions", _("计划期数至少为 1。"), "16", field="planned_sessions"),
        hours <= 0 and Reason("hours", _("每期学时必须大于 0。"), "16", field="planned_hours"),
        heads < 1 and Reason("heads", _("计划人数至少为 1。"), "16", field="planned_heads"),
    )


@cites("16")
def check_publishing(lines: int, published: bool) -> Verdict:
    """A plan is published once, with at least one line."""
    return Verdict.unless(
        published and Reason("published", _("这项计划已经发布。"), "16"),
        lines < 1 and Reason("no_lines", _("计划还没有项目，请先添加计划项目。"), "16"),
    )


@cites("16")
def check_removal(sessions: int) -> Verdict:
    """A line that sessions refer to stays."""
    return Verdict.unless(
        sessions > 0
        and Reason(
            "line_used",
            _("已有 %(count)s 期培训班关联这个项目，不能删除；可以修改计划数。") % {"count": sessions},
            "16",
        )
    )
