"""The recommendations as a workbook, exactly as they are filtered on the page (Art. 15)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import Any, NamedTuple

from django.utils.translation import gettext_lazy as _

from cqo_registry.casework import spelling
from cqo_registry.casework.criteria import Criterion
from cqo_registry.casework.download import Download, Exporter, read
from cqo_registry.core.spreadsheets.columns import DATE, WHOLE, Column
from talent_pool.enums import Consent, NominationSource, NominationStatus, Skill
from talent_pool.exports.shared import workbook
from talent_pool.models.nomination import NominationQuerySet

TITLE = _("人才库推荐清单")
COLUMNS = (
    Column(_("序号"), "number", width=7, format=WHOLE),
    Column(_("姓名"), "name", width=14),
    Column(_("企业名称"), "enterprise", width=32),
    Column(_("备案编号"), "filing_no", width=26),
    Column(_("来源"), "source", width=24),
    Column(_("推荐机关"), "office", width=12),
    Column(_("推荐日期"), "proposed_on", width=12, format=DATE),
    Column(_("专长"), "skills", width=30),
    Column(_("质量贡献"), "contributions", width=48),
    Column(_("本人意见"), "consent", width=14),
    Column(_("本人答复日期"), "consent_on", width=14, format=DATE),
    Column(_("状态"), "status", width=10),
    Column(_("决定日期"), "decided_on", width=12, format=DATE),
    Column(_("理由"), "reason", width=30),
)


class Record(NamedTuple):
    """What one row is made from; the names are the database's."""

    person__name: str
    appointment__enterprise__name: str
    appointment__filing_no: str
    source: str
    authority__short_name: str
    proposed_at: datetime
    skills: list[str]
    contributions: str
    consent: str
    consent_on: date | None
    status: str
    decided_at: datetime | None
    decision_reason: str


def nominations(
    rows: NominationQuerySet, exporter: Exporter, *, area: str, criteria: Sequence[Criterion] = ()
) -> Download:
    """The recommendations of a filter."""
    return workbook(
        rows,
        exporter,
        COLUMNS,
        lambda: printed(rows),
        title=str(TITLE),
        area=area,
        criteria=criteria,
        action="nomination.export",
    )


def printed(rows: NominationQuerySet) -> Iterator[tuple[Any, ...]]:
    """The rows in the order of ``COLUMNS``."""
    listed: Any = rows
    for number, values in enumerate(read(listed, Record._fields), 1):
        yield (number, *_row(Record._make(values)))


def _row(record: Record) -> tuple[Any, ...]:
    return (
        record.person__name,
        record.appointment__enterprise__name,
        record.appointment__filing_no,
        spelling.label(NominationSource, record.source),
        record.authority__short_name,
        spelling.day(record.proposed_at),
        "、".join(spelling.label(Skill, value) for value in record.skills),
        record.contributions,
        spelling.label(Consent, record.consent),
        record.consent_on,
        spelling.label(NominationStatus, record.status),
        spelling.day(record.decided_at),
        record.decision_reason,
    )
