"""The difference of the two ledgers as a workbook: what was accepted and not recorded, and since when."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import Any, NamedTuple

from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cqo_registry.casework import spelling
from cqo_registry.casework.criteria import Criterion
from cqo_registry.casework.download import Download, Exporter, Selection, export, read
from cqo_registry.casework.exporting import LIST_EXPORT
from cqo_registry.core.spreadsheets.columns import DATE, WHOLE, Column
from filings.enums import FilingKind, FilingStatus
from filings.models.filing import FilingQuerySet
from filings.models.filing_queryset import day_end

TITLE = _("两级台账差异")

DIFFERENCE = (
    Column(_("序号"), "number", width=7, format=WHOLE),
    Column(_("备案机关"), "office", width=12),
    Column(_("企业名称"), "enterprise_name", width=32),
    Column(_("统一社会信用代码"), "uscc", width=21),
    Column(_("备案编号"), "filing_no", width=24),
    Column(_("备案类型"), "kind", width=12),
    Column(_("首席质量官"), "cqo_name", width=14),
    Column(_("备案日期"), "accepted_on", width=12, format=DATE),
    Column(_("等待天数"), "days", width=10, format=WHOLE),
    Column(_("状态"), "status", width=12),
    Column(_("上报日期"), "forwarded_on", width=12, format=DATE),
    Column(_("上报批次"), "batch", width=24),
    Column(_("自治区台账所载"), "region_entry", width=16),
)


class Record(NamedTuple):
    """What one row is made from; the names are the database's."""

    office_name: str
    enterprise_name: str
    enterprise__uscc: str
    filing_no: str
    kind: str
    cqo_name: str
    accepted_at: datetime
    forwarded_at: datetime | None
    in_question: bool
    batch__number: str | None
    region_name: str | None
    region_kind: str | None


def difference(
    filings: FilingQuerySet, exporter: Exporter, *, as_of: date, area: str, criteria: Sequence[Criterion] = ()
) -> Download:
    """The filings of a ``DifferenceFilter``; raises ``Refused``."""
    selection = Selection(
        filings=filings,
        title=str(TITLE),
        area=area,
        as_of=as_of,
        about=gettext("已备案、尚未列入自治区台账的备案"),
        criteria=criteria,
        facts={"what": "difference", "as_of": as_of.isoformat()},
        action=LIST_EXPORT,
    )
    return export(selection, exporter, DIFFERENCE, lambda: rows(filings, as_of))


def rows(filings: FilingQuerySet, as_of: date) -> Iterator[tuple[Any, ...]]:
    """The rows in the order of ``DIFFERENCE``."""
    for number, values in enumerate(read(filings, Record._fields, order="office_order"), 1):
        yield (number, *_row(Record._make(values), as_of))


def waiting_days(accepted_at: datetime, as_of: date) -> int:
    """Calendar days from the day of acceptance to ``as_of``; 0 on the day itself."""
    return (as_of - timezone.localdate(accepted_at)).days


def region_entry(name: str | None, kind: str | None) -> str:
    """What the regional ledger holds of the enterprise meanwhile."""
    if kind is None:
        return gettext("未列入")
    return gettext("岗位空缺") if kind == FilingKind.REMOVAL else str(name)


def _row(record: Record, as_of: date) -> tuple[Any, ...]:
    until = day_end(as_of)
    sent = spelling.day(record.forwarded_at, until)
    status = FilingStatus.FORWARDED if sent else FilingStatus.ACCEPTED
    return (
        record.office_name,
        record.enterprise_name,
        record.enterprise__uscc,
        record.filing_no,
        spelling.label(FilingKind, record.kind),
        record.cqo_name,
        spelling.day(record.accepted_at),
        waiting_days(record.accepted_at, as_of),
        str((FilingStatus.QUERIED if record.in_question else status).label),
        sent,
        record.batch__number if sent else None,
        region_entry(record.region_name, record.region_kind),
    )
