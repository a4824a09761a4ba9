"""The year 2025 of Nyingchi (林芝, 5404), from an empty register to its assessment sheet.

Each act is the one a page calls, on the day the story says. ``HAND`` is what somebody who read this story
with a pencil would write into the sheet; nothing of it is computed.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from django.utils import timezone

from cqo_registry.accounts.models import User
from cqo_registry.demo.playing.clock import Move, moved_clock
from cqo_registry.directory.actions import entering, uploads
from cqo_registry.directory.imports.process import examine
from cqo_registry.directory.models import Enterprise
from filings.actions import deregistering, reporting
from filings.models import Filing
from talent_pool.actions import nominating
from tests import factories
from tests.directory.workbooks import workbook
from tests.factories import pool, promotion, training
from training.actions import activities, enrolling, experiences, grading, sessions
from training.actions.enrolling import Trainee
from training.actions.grading import Grade
from training.models import Enrolment, TrainingSession

OFFICE = "5404"
START, END = date(2025, 1, 1), date(2025, 12, 31)
HERE = {"prefecture": "林芝市", "county": "巴宜区", "domicile": "林芝市巴宜区八一镇"}
ROWS: tuple[dict[str, Any], ...] = (
    {"name": "林芝一号水泥有限公司", "category": "生产许可"},
    {"name": "林芝二号水泥有限公司", "category": "生产许可"},
    {"name": "林芝三号电器有限公司", "category": "强制性认证", "certificates": "2024010101000001"},
    {"name": "林芝四号安全用品有限公司", "category": "强制性标准", "certificates": "GB 2811-2019"},
    {"name": "林芝五号青稞饼有限公司", "category": "其他", "certificates": ""},
    {"name": "林芝六号包装有限公司", "category": "生产许可"},
)

# Written by hand from the story below.
HAND: dict[str, Any] = {
    "targets": 4,  # one and two (L), three (C), four (S); five is V, six was deregistered in October
    "targets_L": 2,
    "targets_C": 1,
    "targets_S": 1,
    "filed": 2,  # one, two; three is vacant, four never filed
    "coverage": "50.0",
    "vacant": 1,  # three
    "on_time": 1,  # two's K1
    "changes": 2,  # two's K1, three's K2
    "overdue": 1,  # three's K2
    "lag": "8.5",  # 7, 20, 5 and 10 days
    "trained": 2,  # one in May, five in November; two's trained CQO was replaced in July
    "ledger": 3,  # one, two, five
    "activities": 2,  # three logged, one struck out
    "reported": 2,  # one's and the office's own
    "published": 1,  # one's
    "members": 1,  # one's CQO
}
# The statistical sheet of the same year.
HAND_STATISTICS: dict[str, Any] = {
    "targets": 4,
    "filed": 2,
    "coverage": "50.0",
    "added": 4,  # one, two, three, five
    "changed": 2,
    "deregistered": 1,  # six
    "sessions": 1,  # May; November's was the region's
    "cqo_heads": 3,  # one and two in May, five in November
    "staff_heads": 1,  # one's inspector in November
    "trained": 2,
    "activities": 2,
}


@dataclass
class Year:
    """Who acts, what came to be, and the clock."""

    move: Move
    office: User = field(init=False)
    region: User = field(init=False)
    enterprises: list[Enterprise] = field(default_factory=list)
    filers: list[User] = field(default_factory=list)

    def on(self, month: int, day: int, hour: int = 10) -> date:
        """Let it be that day of 2025, at ten in the morning."""
        today = date(2025, month, day)
        self.move(timezone.make_aware(datetime.combine(today, time(hour))))
        return today


@contextmanager
def played() -> Iterator[Year]:
    """The whole year; inside the block it is the last evening of 2025."""
    with moved_clock() as move:
        year = Year(move)
        directory(year)
        filings(year)
        classes(year)
        promote(year)
        admit(year)
        year.on(12, 31, hour=20)
        yield year


def directory(year: Year) -> None:
    """January: the office brings in the directory of its enterprises."""
    year.on(1, 6)
    year.office, year.region = factories.officer(OFFICE), factories.region_officer()
    content = workbook(*({**HERE, "data_year": 2024, **row} for row in ROWS))
    report = examine(content, by=year.office)
    assert not report.faults, report.faults
    result = entering.enter(report.listings, by=year.office)
    upload = uploads.keep(
        by=year.office,
        file_name="林芝企业名录.xlsx",
        content=content,
        row_count=len(ROWS),
        faults=[],
        outcome={"expected": result.counts, "notices": []},
    )
    uploads.mark_applied(upload, result, by=year.office)
    names = [row["name"] for row in ROWS]
    found = {each.name: each for each in Enterprise.objects.filter(name__in=names)}
    year.enterprises = [found[name] for name in names]
    year.filers = [factories.filer(each) for each in year.enterprises]


def file(year: Year, number: int, effective: date, *, sent: tuple[int, int]) -> Filing:
    """One enterprise appoints, reports, and its office accepts, forwards; the region records."""
    year.on(*sent)
    given = {
        **{name: factories.ENTERPRISE_VALUES[name] for name in ("enterprise_type", "production_sites")},
        "stated_size": "medium",
        "education": "bachelor",
        "signed_on": effective,
        "effective_on": effective,
    }
    filing = factories.accepted_draft(
        factories.complete_draft(year.enterprises[number - 1], by=year.filers[number - 1], **given),
        by=year.office,
    )
    return record(year, filing)


def record(year: Year, filing: Filing) -> Filing:
    """Both ledgers follow."""
    reporting.forward([filing.pk], by=year.office)
    return reporting.record(filing.pk, by=year.region)


def filings(year: Year) -> None:
    """Four first filings, a replacement in time, a vacancy told late, a deregistration."""
    file(year, 1, date(2025, 2, 3), sent=(2, 10))
    two = file(year, 2, date(2025, 3, 1), sent=(3, 21))
    three = file(year, 3, date(2025, 3, 3), sent=(3, 8))
    file(year, 5, date(2025, 4, 1), sent=(4, 11))
    first_class(year)
    year.on(7, 20)
    change(year, two, "K1", date(2025, 7, 1), number=2)
    year.on(9, 15)
    change(year, three, "K2", date(2025, 8, 1), number=3)
    gone = year.on(10, 10)
    six = Enterprise.objects.get(pk=year.enterprises[5].pk)
    deregistering.deregister(six.pk, gone, by=year.office, version=six.version, reason="营业执照已注销")


def change(year: Year, filing: Filing, kind: str, day: date, *, number: int) -> Filing:
    """A change that took effect on ``day`` is reported today."""
    more = {"effective_on": day, "signed_on": day, "education": "bachelor"} if kind == "K1" else {}
    drafted = factories.changing(
        Filing.objects.get(pk=filing.pk), kind, by=year.filers[number - 1], changed_on=day, **more
    )
    return record(year, factories.accepted_draft(drafted, by=year.office))


def first_class(year: Year) -> None:
    """May: the office's class has two seats; five comes too late and waits in vain."""
    year.on(4, 20)
    session = held_on(year, year.office, date(2025, 5, 15), capacity=2)
    for number in (1, 2, 5):
        enrolling.enrol_cqo(session.pk, year.enterprises[number - 1], by=year.filers[number - 1])
    year.on(5, 16)
    finish(session, year.office)


def classes(year: Year) -> None:
    """November: the region's class, where five and a colleague of one get their seats."""
    year.on(10, 20)
    session = held_on(
        year,
        year.region,
        date(2025, 11, 12),
        audience="both",
        institution=training.institution(by=year.region),
    )
    enrolling.enrol_cqo(session.pk, year.enterprises[4], by=year.filers[4])
    colleague = Trainee("次旺", "13908940001", "检验员")
    enrolling.enrol_staff(session.pk, year.enterprises[0], colleague, by=year.filers[0])
    year.on(11, 13)
    finish(session, year.region)


def held_on(year: Year, by: User, day: date, **values: Any) -> TrainingSession:
    """A class on offer."""
    assert by.authority is not None
    days = {"starts_on": day, "ends_on": day, "enrol_until": day}
    return training.open_session(by.authority, by=by, **{**days, **values})


def finish(session: TrainingSession, by: User) -> None:
    """Everybody with a seat was there and passed."""
    rows = Enrolment.objects.filter(session=session).seated()
    grading.grade(session.pk, {row.pk: Grade("passed", Decimal(8)) for row in rows}, by=by)
    sessions.complete_session(session.pk, by=by)


def promote(year: Year) -> None:
    """Three activities, one of them logged twice; two experiences, one of them published."""
    held = year.on(6, 5)
    for title in ("动员部署会", "座谈会", "座谈会（重复）"):
        row = promotion.activity(by=year.office, title=title, held_on=held)
    activities.strike_activity(row.pk, by=year.office, reason="重复登记", version=row.version)
    year.on(9, 1)
    written = promotion.draft(by=year.filers[0])
    told = experiences.submit(written.pk, by=year.filers[0], version=written.version)
    told = experiences.report(told.pk, by=year.office, version=told.version)
    own = promotion.draft(by=year.office, title="以观摩带推广")
    own = experiences.send(own.pk, by=year.office, version=own.version)
    year.on(9, 20)
    experiences.publish(told.pk, by=year.region, version=told.version)
    experiences.decline(own.pk, by=year.region, version=own.version, reason="内容不够典型。")


def admit(year: Year) -> None:
    """The CQO of one is put forward, agrees, and joins the pool."""
    year.on(10, 15)
    held = Filing.objects.filter(enterprise=year.enterprises[0]).latest("pk").appointment
    row = pool.consented(held, by=year.office)
    nominating.admit(row.pk, by=year.region, version=row.version)
