"""Art. 15: what a matter names, who can be sent, and what is said of the work."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from cqo_registry.core.regulation import cites
from cqo_registry.core.verdicts import Reason, Severity, Verdict
from talent_pool.enums import AssignmentKind, Skill

MOST_DAYS = 366  # of one matter
HALF = Decimal("0.5")
RATINGS = range(1, 6)


@dataclass(frozen=True, slots=True)
class Span:
    """The days of a matter, both included."""

    start: date
    end: date

    def meets(self, other: Span) -> bool:
        """Whether the two share a day."""
        return self.start <= other.end and other.start <= self.end


@dataclass(frozen=True, slots=True)
class Matter:
    """What experts are asked for."""

    kind: str
    title: str
    span: Span
    has_enterprise: bool
    skill: str = ""


@cites("15")
def check_matter(matter: Matter, today: date) -> Verdict:
    """A title, a period that is not over, and the enterprise unless an authority asks for advice."""
    days = (matter.span.end - matter.span.start).days
    return Verdict.unless(
        matter.kind not in AssignmentKind.values
        and Reason("kind", _("请选择活动类型。"), "15", field="kind"),
        not matter.title and Reason("title", _("请填写事项。"), "15", field="title"),
        bool(matter.skill)
        and matter.skill not in Skill.values
        and Reason("skill", _("所选专长不在列表中，请重新选择。"), "15", field="skill"),
        days < 0 and Reason("days", _("结束日期不能早于开始日期。"), "15", field="ends_on"),
        days >= MOST_DAYS and Reason("days", _("一项任务不能超过一年。"), "15", field="ends_on"),
        matter.span.end < today and Reason("past", _("结束日期不能早于今天。"), "15", field="ends_on"),
        not matter.has_enterprise
        and matter.kind != AssignmentKind.CONSULTATION
        and Reason("enterprise", _("质量提升、诊断和评审必须写明服务企业。"), "15", field="enterprise"),
    )


@cites("15")
def check_available(*, current: bool, holds_post: bool) -> Verdict:
    """Only an active member is sent."""
    return Verdict.unless(
        not current and Reason("left", _("该专家已出库，不能接受任务。"), "15"),
        current and not holds_post and Reason("inactive", _("该专家已不在任，暂不能接受任务。"), "15"),
    )


@cites("15")
def check_overlap(span: Span, others: Iterable[Span]) -> Verdict:
    """Another task in the same days is worth a word and stops nothing."""
    return Verdict.unless(
        any(span.meets(other) for other in others)
        and Reason("overlap", _("该专家在此期间已有其他任务。"), "15", severity=Severity.WARN)
    )


@cites("15")
def check_begun(starts_on: date, today: date) -> Verdict:
    """Nothing is done before it begins."""
    return Verdict.unless(today < starts_on and Reason("not_begun", _("任务尚未开始，不能登记完成。"), "15"))


@cites("15")
def check_result(outcome: str, days: Decimal | None, rating: int | None, span: Span, today: date) -> Verdict:
    """An outcome, the days worked in halves and within the days so far, a rating from 1 to 5."""
    most = Decimal((min(max(span.end, span.start), today) - span.start).days + 1)
    return Verdict.unless(
        not outcome and Reason("outcome", _("请填写工作成果。"), "15", field="outcome"),
        (days is None or days <= 0 or days % HALF != 0)
        and Reason("days", _("工作天数填大于 0 的数，可以有半天，例如 1.5。"), "15", field="days"),
        days is not None
        and days > most > 0
        and Reason(
            "too_many_days",
            _("工作天数不能超过任务期间到今天的 %(most)s 天。") % {"most": most},
            "15",
            field="days",
        ),
        rating not in RATINGS and Reason("rating", _("评价请选 1 至 5。"), "15", field="rating"),
    )
