"""The calendar as a workbook: empty to be filled in, or one year of it as the page shows it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cqo_registry.core.spreadsheets.columns import DATE, Column
from cqo_registry.core.spreadsheets.writer import stream_workbook
from cqo_registry.directory.facts import CalendarYear, layer_name
from cqo_registry.directory.models import Authority

DAYS = (
    Column(gettext_lazy("日期"), "date", 14, DATE),
    Column(gettext_lazy("星期"), "weekday", 10),
    Column(gettext_lazy("类型"), "kind", 10),
    Column(gettext_lazy("名称"), "name", 28),
    Column(gettext_lazy("通知文号"), "notice_no", 28),
    Column(gettext_lazy("来源"), "source", 16),
)
TEMPLATE = tuple(column for column in DAYS if column.key not in ("weekday", "source"))


def calendar_template() -> Iterator[bytes]:
    """The empty workbook with the note of how to fill it in."""
    note = [
        (_("日期"), _("每天一行，如 2027-02-07；同一天只写一行。")),
        (_("类型"), _("“放假”或“上班”；周末本来休息、平日本来上班的日子不用写。")),
        (_("名称"), _("如“藏历新年”“春节调休上班”。")),
        (_("通知文号"), _("依据的放假通知文号，可以不填。")),
        (_("导入"), _("新的日期添加，已有的日期按表修改；表里没有的日期不变。")),
    ]
    return stream_workbook(TEMPLATE, (), note=note, title=_("工作日历"))


def calendar_workbook(year: CalendarYear, office: Authority | None, number: int) -> Iterator[bytes]:
    """The days of the year; it can be imported again, each layer for itself."""
    note: list[tuple[Any, Any]] = [
        (_("内容"), _("%(year)d年工作日历") % {"year": number}),
        (_("范围"), layer_name(office)),
        (_("说明"), _("只列与周末规则不同的日子；同一天有两行时，以备案机关的为准。")),
    ]
    if year.missing:
        days = "、".join(str(day) for day in year.missing)
        note.append((_("暂定"), _("全国安排尚未录全（缺%(days)s），落在该年的期限为暂定。") % {"days": days}))
    rows = (
        (
            day.date,
            date_format(day.date, "l"),
            day.get_kind_display(),
            day.name,
            day.notice_no,
            layer_name(day.authority),
        )
        for lines in year.months.values()
        for line in lines
        for day in (line.day, line.overruled)
        if day is not None
    )
    return stream_workbook(DAYS, rows, note=note, title=_("工作日历"))
