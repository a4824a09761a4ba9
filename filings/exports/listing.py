"""A list of filings as a workbook, exactly as it is filtered on the page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import Any, NamedTuple

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cqo_registry.casework import spelling
from cqo_registry.casework.criteria import Criterion
from cqo_registry.casework.download import Download, Exporter, Selection, export, read
from cqo_registry.casework.exporting import LIST_EXPORT
from cqo_registry.core.spreadsheets.columns import DATE, MOMENT, WHOLE, Column
from cqo_registry.directory.enums import SizeClass
from filings.enums import ChangeType, EducationLevel, FilingKind, FilingSource, FilingStatus
from filings.models.filing import FilingQuerySet

TITLE = _("备案清单")

LISTING = (
    Column(_("序号"), "number", width=7, format=WHOLE),
    Column(_("备案编号"), "filing_no", width=24),
    Column(_("备案类型"), "kind", width=12),
    Column(_("变更事项"), "change_types", width=24),
    Column(_("状态"), "status", width=12),
    Column(_("备案机关"), "office", width=12),
    Column(_("区县"), "county", width=12),
    Column(_("企业名称"), "enterprise_name", width=32),
    Column(_("统一社会信用代码"), "uscc", width=21),
    Column(_("规模"), "size", width=8),
    Column(_("类别"), "categories", width=8),
    Column(_("首席质量官"), "cqo_name", width=14),
    Column(_("证件号码"), "identity_no", width=21),
    Column(_("学历"), "education", width=14),
    Column(_("任命生效日期"), "effective_on", width=13, format=DATE),
    Column(_("首次提交时间"), "first_submitted_at", width=17, format=MOMENT),
    Column(_("提交时间"), "submitted_at", width=17, format=MOMENT),
    Column(_("办理时限"), "decide_by", width=12, format=DATE),
    Column(_("决定时间"), "decided_at", width=17, format=MOMENT),
    Column(_("上报日期"), "forwarded_on", width=12, format=DATE),
    Column(_("入册日期"), "recorded_on", width=12, format=DATE),
    Column(_("经办人"), "holder", width=12),
    Column(_("来源"), "source", width=12),
)


class Record(NamedTuple):
    """What one row is made from; the names are the database's."""

    filing_no: str
    kind: str
    change_types: list[str]
    status: str
    authority__short_name: str
    county__name: str | None
    enterprise_name: str
    enterprise__uscc: str
    officer_size: str
    size: str
    categories: list[str]
    cqo_name: str
    identity_masked: str
    education: str
    effective_on: date | None
    first_submitted_at: datetime | None
    submitted_at: datetime | None
    decide_by: date | None
    decided_at: datetime | None
    forwarded_at: datetime | None
    recorded_at: datetime | None
    claimed_by__name: str | None
    source: str


def listing(
    filings: FilingQuerySet, exporter: Exporter, *, area: str, criteria: Sequence[Criterion] = ()
) -> Download:
    """The filings as they stand now, identity numbers masked."""
    selection = Selection(
        filings=filings,
        title=str(TITLE),
        area=area,
        as_of=timezone.localdate(),
        about=str(TITLE),
        criteria=criteria,
        facts={"what": "list"},
        action=LIST_EXPORT,
    )
    return export(selection, exporter, LISTING, lambda: rows(filings))


def rows(filings: FilingQuerySet) -> Iterator[tuple[Any, ...]]:
    """The rows in the order of ``LISTING``."""
    for number, values in enumerate(read(filings, Record._fields), 1):
        yield (number, *_row(Record._make(values)))


def _row(record: Record) -> tuple[Any, ...]:
    return (
        record.filing_no,
        spelling.label(FilingKind, record.kind),
        "、".join(spelling.label(ChangeType, value) for value in record.change_types),
        spelling.label(FilingStatus, record.status),
        record.authority__short_name,
        record.county__name,
        record.enterprise_name,
        record.enterprise__uscc,
        spelling.label(SizeClass, record.officer_size or record.size),
        "、".join(record.categories),
        record.cqo_name,
        record.identity_masked,
        spelling.label(EducationLevel, record.education),
        record.effective_on,
        record.first_submitted_at,
        record.submitted_at,
        record.decide_by,
        record.decided_at,
        spelling.day(record.forwarded_at),
        spelling.day(record.recorded_at),
        record.claimed_by__name,
        spelling.label(FilingSource, record.source),
    )
