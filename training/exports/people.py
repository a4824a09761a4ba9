"""Lists of people in sessions as workbooks: any list of enrolments, a session's list to be filled in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any, NamedTuple

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cqo_registry.casework import spelling
from cqo_registry.casework.criteria import Criterion
from cqo_registry.casework.download import Download, Exporter, Selection, export, read
from cqo_registry.casework.exporting import LIST_EXPORT
from cqo_registry.core.spreadsheets.columns import DATE, MOMENT, WHOLE, Column
from cqo_registry.core.spreadsheets.writer import stream_workbook
from training.enums import EnrolmentSource, EnrolmentStatus, SessionStatus, TraineeKind, TrainingResult
from training.models import TrainingSession
from training.models.enrolment import EnrolmentQuerySet

TITLE = gettext_lazy("培训报名")
HOURS = "0.0"

PEOPLE = (
    Column(gettext_lazy("序号"), "number", width=7, format=WHOLE),
    Column(gettext_lazy("培训班编号"), "session_no", width=24),
    Column(gettext_lazy("培训班"), "title", width=32),
    Column(gettext_lazy("开班日期"), "starts_on", width=12, format=DATE),
    Column(gettext_lazy("培训班状态"), "session_status", width=12),
    Column(gettext_lazy("备案机关"), "office", width=12),
    Column(gettext_lazy("企业名称"), "enterprise", width=32),
    Column(gettext_lazy("统一社会信用代码"), "uscc", width=21),
    Column(gettext_lazy("人员类别"), "kind", width=18),
    Column(gettext_lazy("姓名"), "name", width=14),
    Column(gettext_lazy("手机号码"), "phone", width=15),
    Column(gettext_lazy("职务"), "post", width=16),
    Column(gettext_lazy("报名方式"), "source", width=12),
    Column(gettext_lazy("状态"), "status", width=10),
    Column(gettext_lazy("座位号"), "seat", width=8, format=WHOLE),
    Column(gettext_lazy("报名时间"), "enrolled_at", width=17, format=MOMENT),
    Column(gettext_lazy("签到时间"), "attended_at", width=17, format=MOMENT),
    Column(gettext_lazy("实到学时"), "hours", width=10, format=HOURS),
    Column(gettext_lazy("结果"), "result", width=10),
    Column(gettext_lazy("证书编号"), "certificate_no", width=24),
)


class Record(NamedTuple):
    """What one row is made from; the names are the database's."""

    session__number: str
    session__title: str
    session__starts_on: date
    session__status: str
    authority__short_name: str
    enterprise__name: str
    enterprise__uscc: str
    kind: str
    name: str
    phone: str
    post: str
    source: str
    status: str
    seat: int | None
    enrolled_at: datetime
    attended_at: datetime | None
    attended_hours: Decimal | None
    result: str
    certificate_no: str


CHOICES: dict[str, Any] = {
    "session__status": SessionStatus,
    "kind": TraineeKind,
    "source": EnrolmentSource,
    "status": EnrolmentStatus,
    "result": TrainingResult,
}


def people(
    enrolments: EnrolmentQuerySet, exporter: Exporter, *, area: str, criteria: Sequence[Criterion] = ()
) -> Download:
    """The enrolments as they stand now."""
    selection = _selection(enrolments, str(TITLE), area, what="enrolments", criteria=criteria)
    return export(selection, exporter, PEOPLE, lambda: _rows(enrolments))


def _rows(enrolments: EnrolmentQuerySet) -> Iterator[tuple[Any, ...]]:
    found = read(enrolments, Record._fields, order="enrolled_at")
    for number, values in enumerate(found, 1):
        row = Record._make(values)._asdict()
        words = {name: spelling.label(choices, row[name]) for name, choices in CHOICES.items()}
        yield (number, *{**row, **words}.values())


# --- the list of one session, to be filled in and read back ---------------------------------------

SHEET = (
    Column(gettext_lazy("座位号"), "seat", width=9, format=WHOLE),
    Column(gettext_lazy("企业名称"), "enterprise", width=34),
    Column(gettext_lazy("统一社会信用代码"), "uscc", width=21),
    Column(gettext_lazy("姓名"), "name", width=14),
    Column(gettext_lazy("人员类别"), "kind", width=18),
    Column(gettext_lazy("实到学时"), "hours", width=10, format=HOURS),
    Column(gettext_lazy("结果"), "result", width=10),
)


def result_sheet(session: TrainingSession, exporter: Exporter) -> Download:
    """Who has a seat, with the columns 实到学时 and 结果 to fill in; what stands already is printed."""
    seated = session.enrolments.seated()
    selection = _selection(seated, _("培训签到和结果"), session.number, what="session_results")
    return export(selection, exporter, SHEET, lambda: _sheet_rows(seated))


def _sheet_rows(seated: EnrolmentQuerySet) -> Iterator[tuple[Any, ...]]:
    fields = ("seat", "enterprise__name", "enterprise__uscc", "name", "kind", "attended_hours", "result")
    for *facts, kind, hours, result in seated.order_by("seat").values_list(*fields):
        graded = result != TrainingResult.PENDING
        word = spelling.label(TrainingResult, result) if graded else ""
        yield (*facts, spelling.label(TraineeKind, kind), hours, word)


# --- the empty workbook for enrolment in bulk ------------------------------------------------------

TEMPLATE = (
    Column(gettext_lazy("统一社会信用代码"), "uscc", width=22),
    Column(gettext_lazy("企业名称"), "enterprise", width=34),
    Column(gettext_lazy("人员类别"), "kind", width=18),
    Column(gettext_lazy("姓名"), "name", width=16),
    Column(gettext_lazy("手机号码"), "phone", width=16),
    Column(gettext_lazy("职务"), "post", width=18),
)


def enrolment_template() -> Iterator[bytes]:
    """The empty workbook with the note of how to fill it in."""
    note = [
        (_("统一社会信用代码"), _("必填，企业须在本辖区名录中。")),
        (_("企业名称"), _("可以不填；填写的应与名录一致。")),
        (_("人员类别"), _("“首席质量官”或“其他”；培训班只培训首席质量官的，不能报其他人员。")),
        (_("姓名"), _("首席质量官可以不填，填写的应与在任人员一致；其他人员必填。")),
        (_("手机号码"), _("其他人员必填，首席质量官以备案为准。")),
        (_("导入"), _("按行的顺序取得座位，名额用完后依次候补；有一行有问题就全部不写入。")),
    ]
    return stream_workbook(TEMPLATE, (), note=note, title=_("培训报名"))


def _selection(
    rows: Any, title: str, area: str, *, what: str, criteria: Sequence[Criterion] = ()
) -> Selection:
    return Selection(
        filings=rows,
        title=title,
        area=area,
        as_of=timezone.localdate(),
        about=title,
        criteria=criteria,
        facts={"what": what},
        action=LIST_EXPORT,
    )
