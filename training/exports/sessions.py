"""The list of training sessions as a workbook, exactly as it is filtered on the page (Art. 16)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from django.db.models import Count, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cqo_registry.casework import spelling
from cqo_registry.casework.criteria import Criterion
from cqo_registry.casework.download import Download, Exporter, Selection, export, read
from cqo_registry.casework.exporting import LIST_EXPORT
from cqo_registry.core.spreadsheets.columns import DATE, WHOLE, Column
from training.enums import Audience, EnrolmentStatus, SessionMode, SessionStatus, TrainingResult
from training.models.session import TrainingSessionQuerySet

TITLE = _("培训班清单")

LISTING = (
    Column(_("序号"), "number", width=7, format=WHOLE),
    Column(_("培训班编号"), "session_no", width=24),
    Column(_("培训班名称"), "title", width=32),
    Column(_("主办机关"), "office", width=12),
    Column(_("承办机构"), "institution", width=26),
    Column(_("计划项目"), "line", width=24),
    Column(_("培训对象"), "audience", width=18),
    Column(_("形式"), "mode", width=8),
    Column(_("地点"), "place", width=28),
    Column(_("开班日期"), "starts_on", width=12, format=DATE),
    Column(_("结班日期"), "ends_on", width=12, format=DATE),
    Column(_("报名截止日期"), "enrol_until", width=13, format=DATE),
    Column(_("学时"), "hours", width=8),
    Column(_("名额"), "capacity", width=8, format=WHOLE),
    Column(_("已报名"), "taken", width=8, format=WHOLE),
    Column(_("合格"), "passed", width=8, format=WHOLE),
    Column(_("向企业收费（元/人）"), "fee", width=14),
    Column(_("状态"), "status", width=10),
)


class Record(NamedTuple):
    """What one row is made from; the names are the database's."""

    number: str
    title: str
    authority__short_name: str
    institution__name: str | None
    plan_item__topic: str | None
    audience: str
    mode: str
    place: str
    starts_on: date
    ends_on: date
    enrol_until: date
    hours: Decimal
    capacity: int
    taken: int
    passed: int
    fee: Decimal
    status: str


def session_listing(
    sessions: TrainingSessionQuerySet, exporter: Exporter, *, area: str, criteria: Sequence[Criterion] = ()
) -> Download:
    """The sessions as they stand now; raises ``Refused``."""
    selection = Selection(
        filings=sessions,
        title=str(TITLE),
        area=area,
        as_of=timezone.localdate(),
        about=str(TITLE),
        criteria=criteria,
        facts={"what": "training_sessions"},
        action=LIST_EXPORT,
    )
    return export(selection, exporter, LISTING, lambda: rows(sessions))


def rows(sessions: TrainingSessionQuerySet) -> Iterator[tuple[Any, ...]]:
    """The rows in the order of ``LISTING``."""
    seated = Q(enrolments__status=EnrolmentStatus.ENROLLED)
    counted = sessions.annotate(
        taken=Count("enrolments", filter=seated),
        passed=Count("enrolments", filter=seated & Q(enrolments__result=TrainingResult.PASSED)),
    )
    for number, values in enumerate(read(counted, Record._fields), 1):
        record = Record._make(values)
        yield (
            number,
            *record[:5],
            spelling.label(Audience, record.audience),
            spelling.label(SessionMode, record.mode),
            *record[7:16],
            spelling.label(SessionStatus, record.status),
        )
