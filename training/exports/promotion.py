"""Activities, experience and spending as workbooks, exactly as their lists show them (Art. 17, 18, 20)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cqo_registry.accounts.models import User
from cqo_registry.casework.criteria import Criterion
from cqo_registry.casework.download import Download, Exporter, Selection, export, read
from cqo_registry.casework.exporting import LIST_EXPORT
from cqo_registry.casework.spelling import label
from cqo_registry.core.spreadsheets.columns import DATE, MOMENT, MONEY, WHOLE, Column
from training.enums import ActivityKind, ExperienceStatus, FundSource, SpendingItem

Spec = Sequence[tuple[Column, str, Callable[[Any], Any] | None]]


def word(choices: Any) -> Callable[[Any], str]:
    """The official word of a stored choice."""
    return lambda value: label(choices, value)


def struck(moment: Any) -> str:
    """已作废, or nothing."""
    return str(_("已作废")) if moment else ""


def moment(value: Any) -> Any:
    """A moment in Beijing time."""
    return timezone.localtime(value) if value else None


ACTIVITIES: Spec = (
    (Column(_("主办机关"), "office", 14), "authority__short_name", None),
    (Column(_("活动形式"), "kind", 12), "kind", word(ActivityKind)),
    (Column(_("活动名称"), "title", 36), "title", None),
    (Column(_("活动日期"), "held_on", 12, DATE), "held_on", None),
    (Column(_("地点"), "place", 24), "place", None),
    (Column(_("参加企业数"), "enterprises", 11, WHOLE), "enterprise_count", None),
    (Column(_("参加人数"), "heads", 10, WHOLE), "heads", None),
    (Column(_("活动情况"), "summary", 40), "summary", None),
    (Column(_("效力"), "struck", 10), "struck_at", struck),
)
EXPERIENCES: Spec = (
    (Column(_("报送机关"), "office", 14), "authority__short_name", None),
    (Column(_("作者企业"), "enterprise", 32), "enterprise__name", None),
    (Column(_("涉及企业"), "about", 32), "about__name", None),
    (Column(_("标题"), "title", 36), "title", None),
    (Column(_("状态"), "status", 16), "status", word(ExperienceStatus)),
    (Column(_("提交时间"), "submitted", 17, MOMENT), "submitted_at", moment),
    (Column(_("报送时间"), "reported", 17, MOMENT), "reported_at", moment),
    (Column(_("发布时间"), "published", 17, MOMENT), "published_at", moment),
    (Column(_("理由"), "reason", 30), "reason", None),
)
SPENDING: Spec = (
    (Column(_("机关"), "office", 14), "authority__short_name", None),
    (Column(_("年度"), "year", 8, WHOLE), "year", None),
    (Column(_("支出日期"), "spent_on", 12, DATE), "spent_on", None),
    (Column(_("经费来源"), "source", 12), "source", word(FundSource)),
    (Column(_("支出项目"), "item", 14), "item", word(SpendingItem)),
    (Column(_("金额（元）"), "amount", 14, MONEY), "amount", None),
    (Column(_("培训班"), "session", 30), "session__title", None),
    (Column(_("活动"), "activity", 30), "activity__title", None),
    (Column(_("说明"), "note", 30), "note", None),
    (Column(_("效力"), "struck", 10), "struck_at", struck),
)


def listed(
    rows: Any, spec: Spec, user: User, *, title: Any, what: str, criteria: Sequence[Criterion] = ()
) -> Download:
    """The rows of a list, numbered; the trail keeps that they went out."""
    selection = Selection(
        filings=rows,
        title=str(title),
        area=str(user.body or _("自治区")),
        as_of=timezone.localdate(),
        about=str(title),
        criteria=criteria,
        facts={"what": what},
        action=LIST_EXPORT,
    )
    columns = (Column(_("序号"), "number", 7, WHOLE), *(column for column, _field, _made in spec))
    fields = [field for _column, field, _made in spec]

    def made() -> Any:
        for number, values in enumerate(read(rows, fields), 1):
            cells = zip(values, spec, strict=True)
            yield (number, *(make(value) if make else value for value, (_c, _f, make) in cells))

    return export(selection, Exporter(user), columns, made)
