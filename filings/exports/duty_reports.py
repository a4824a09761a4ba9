"""Duty reports as a workbook, exactly as they are listed (Art. 7, 8, 10, 11)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cqo_registry.casework import spelling
from cqo_registry.casework.criteria import Criterion
from cqo_registry.casework.download import Download, Exporter, Selection, export, read
from cqo_registry.casework.exporting import LIST_EXPORT
from cqo_registry.core.spreadsheets.columns import DATE, MONEY, WHOLE, Column
from filings.models.duty_report import DutyReportQuerySet

TITLE = _("年度履职报告")
FIELDS = (
    "year",
    "enterprise__authority__short_name",
    "enterprise__name",
    "enterprise__uscc",
    "appointment__person__name",
    "submitted_at",
    "allowance",
    "appraised",
    "quality_budget",
    "duties_defined",
    "proposals",
    "vetoes",
    "hazards_found",
    "hazards_closed",
    "further_education",
    "awards",
)
DUTY_REPORTS = (
    Column(_("序号"), "number", width=7, format=WHOLE),
    Column(_("年度"), "year", width=8, format=WHOLE),
    Column(_("备案机关"), "office", width=12),
    Column(_("企业名称"), "enterprise_name", width=32),
    Column(_("统一社会信用代码"), "uscc", width=21),
    Column(_("首席质量官"), "cqo_name", width=14),
    Column(_("提交日期"), "submitted_on", width=12, format=DATE),
    Column(_("岗位津贴（元/年）"), "allowance", width=16, format=MONEY),
    Column(_("纳入绩效考核"), "appraised", width=12),
    Column(_("质量工作经费（元/年）"), "quality_budget", width=20, format=MONEY),
    Column(_("职责权限文件"), "duties_defined", width=12),
    Column(_("提出建议（条）"), "proposals", width=14, format=WHOLE),
    Column(_("一票否决（次）"), "vetoes", width=14, format=WHOLE),
    Column(_("发现隐患（处）"), "hazards_found", width=14, format=WHOLE),
    Column(_("完成整改（处）"), "hazards_closed", width=14, format=WHOLE),
    Column(_("继续教育"), "further_education", width=24),
    Column(_("表彰奖励"), "awards", width=24),
)


def duty_reports(
    reports: DutyReportQuerySet, exporter: Exporter, *, area: str, criteria: Sequence[Criterion] = ()
) -> Download:
    """The reports as filtered; raises ``Refused``."""
    selection = Selection(
        filings=reports,
        title=str(TITLE),
        area=area,
        as_of=timezone.localdate(),
        about=str(TITLE),
        criteria=criteria,
        facts={"what": "duty_reports"},
        action=LIST_EXPORT,
    )
    return export(selection, exporter, DUTY_REPORTS, lambda: rows(reports))


def rows(reports: DutyReportQuerySet) -> Iterator[tuple[Any, ...]]:
    """The rows in the order of ``DUTY_REPORTS``."""
    found = read(reports, FIELDS, order="enterprise__authority__order")
    for number, values in enumerate(found, 1):
        row = list(values)
        row[5] = spelling.day(row[5])
        row[7], row[9] = (_("是") if row[at] else _("否") for at in (7, 9))
        yield (number, *row)
