"""The vacancies as a workbook: which posts stand empty, since when (Art. 14, K2)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import Any, NamedTuple

from django.utils.translation import gettext_lazy as _

from cqo_registry.casework import spelling
from cqo_registry.casework.criteria import Criterion
from cqo_registry.casework.download import Download, Exporter, Selection, export, read
from cqo_registry.casework.exporting import LIST_EXPORT
from cqo_registry.core.spreadsheets.columns import DATE, WHOLE, Column
from filings.models.filing import FilingQuerySet

TITLE = _("岗位空缺")

VACANCIES = (
    Column(_("序号"), "number", width=7, format=WHOLE),
    Column(_("备案机关"), "office", width=12),
    Column(_("企业名称"), "enterprise_name", width=32),
    Column(_("统一社会信用代码"), "uscc", width=21),
    Column(_("原首席质量官"), "cqo_name", width=14),
    Column(_("离任日期"), "left_on", width=12, format=DATE),
    Column(_("空缺天数"), "days", width=10, format=WHOLE),
    Column(_("离任原因"), "reason", width=24),
    Column(_("离任备案编号"), "filing_no", width=26),
    Column(_("离任备案日期"), "accepted_on", width=13, format=DATE),
)


class Record(NamedTuple):
    """What one row is made from; the names are the database's."""

    office_name: str
    enterprise__name: str
    enterprise__uscc: str
    cqo_name: str
    changed_on: date
    change_reason: str
    filing_no: str
    accepted_at: datetime


def vacant_days(left_on: date, as_of: date) -> int:
    """Calendar days without a CQO from the day of leaving to ``as_of``; 0 on the day itself."""
    return (as_of - left_on).days


def vacancies(
    filings: FilingQuerySet, exporter: Exporter, *, as_of: date, area: str, criteria: Sequence[Criterion] = ()
) -> Download:
    """The filings of a ``VacancyFilter``; raises ``Refused``."""
    selection = Selection(
        filings=filings,
        title=str(TITLE),
        area=area,
        as_of=as_of,
        about=str(TITLE),
        criteria=criteria,
        facts={"what": "vacancies", "as_of": as_of.isoformat()},
        action=LIST_EXPORT,
    )
    return export(selection, exporter, VACANCIES, lambda: rows(filings, as_of))


def rows(filings: FilingQuerySet, as_of: date) -> Iterator[tuple[Any, ...]]:
    """The rows in the order of ``VACANCIES``."""
    for number, values in enumerate(read(filings, Record._fields), 1):
        found = Record._make(values)
        yield (
            number,
            found.office_name,
            found.enterprise__name,
            found.enterprise__uscc,
            found.cqo_name,
            found.changed_on,
            vacant_days(found.changed_on, as_of),
            found.change_reason,
            found.filing_no,
            spelling.day(found.accepted_at),
        )
