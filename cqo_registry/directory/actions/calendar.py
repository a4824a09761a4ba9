"""Keeping the days that depart from the weekend rule: the only writer of ``Holiday``.

What a change does to due dates is not known here: the callers recalculate in the same transaction. The
trail of a calendar is that of its office, for national days of the region, whose row is locked meanwhile.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import astuple, dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from cqo_registry.accounts.models import User
from cqo_registry.audit import trail
from cqo_registry.core.verdicts import Reason, Refused, Verdict
from cqo_registry.directory import policies
from cqo_registry.directory.enums import AuthorityLevel
from cqo_registry.directory.models import Authority, Holiday
from cqo_registry.directory.rules.calendar import check_words

SAID = 10  # days a line of the trail names; all of them stand in its details


@dataclass(frozen=True, slots=True)
class Entry:
    """What a calendar says of one day; ``kind`` is ``off`` or ``work``."""

    date: date
    kind: str
    name: str
    notice_no: str = ""

    def __str__(self) -> str:
        return f"{self.date} {Holiday.Kind(self.kind).label} {self.name}"


@dataclass(frozen=True, slots=True)
class Comparison:
    """What letting entries in would do to the calendar; the days they leave out stay as they are."""

    new: tuple[Entry, ...]
    changed: tuple[Entry, ...]
    unchanged: tuple[Entry, ...]


@transaction.atomic
def add_days(office: Authority | None, entries: Sequence[Entry], *, by: User) -> int:
    """Enter days of an office, or national ones, and say how many; all or none.

    Raises ``Refused`` for a calendar of others and for days that are arranged already.
    """
    keeper = _lock_keeper(office, by)
    taken = _days_of(office, entries)
    named = "、".join(str(day.date) for day in taken[:SAID])
    Verdict.unless(
        bool(taken)
        and Reason(
            "taken", _("%(days)s已有安排，请修改或删除原有安排。") % {"days": named}, field="first_on"
        ),
    ).require()
    Holiday.objects.bulk_create(_row(office, entry) for entry in entries)
    _note("calendar.add", keeper, office, by=by, after=entries)
    return len(entries)


@transaction.atomic
def change_day(pk: int, entry: Entry, *, shown: str, by: User) -> Holiday:
    """Correct what the calendar says of a day; the date itself stays.

    ``shown`` is what the page said of it, as ``Holiday.shown``. Raises ``Refused``.
    """
    day, keeper = _lock_day(pk, shown, by)
    check_words(entry.name, entry.notice_no).require()
    before = _entry(day)
    day.kind, day.name, day.notice_no = entry.kind, entry.name, entry.notice_no
    day.save(update_fields=["kind", "name", "notice_no"])
    if before != _entry(day):
        _note("calendar.change", keeper, day.authority, by=by, before=[before], after=[_entry(day)])
    return day


@transaction.atomic
def remove_day(pk: int, *, shown: str, by: User) -> Holiday:
    """Take a day out, so that the layer below it speaks again. Raises ``Refused``."""
    day, keeper = _lock_day(pk, shown, by)
    Holiday.objects.filter(pk=pk).delete()
    _note("calendar.remove", keeper, day.authority, by=by, before=[_entry(day)])
    return day


def compare(office: Authority | None, entries: Sequence[Entry]) -> Comparison:
    """Which entries are new to the calendar, differ from it, or say what it says."""
    known = {day.date: _entry(day) for day in _days_of(office, entries)}
    return Comparison(
        new=tuple(entry for entry in entries if entry.date not in known),
        changed=tuple(entry for entry in entries if known.get(entry.date, entry) != entry),
        unchanged=tuple(entry for entry in entries if known.get(entry.date) == entry),
    )


@transaction.atomic
def import_days(office: Authority | None, entries: Sequence[Entry], *, by: User) -> Comparison:
    """Let a workbook's days in: new ones are added, differing ones corrected. Raises ``Refused``."""
    keeper = _lock_keeper(office, by)
    comparison = compare(office, entries)
    written = [*comparison.new, *comparison.changed]
    if written:
        Holiday.objects.filter(authority=office, date__in=[entry.date for entry in written]).delete()
        Holiday.objects.bulk_create(_row(office, entry) for entry in written)
        _note("calendar.import", keeper, office, by=by, after=written)
    return comparison


def _lock_keeper(office: Authority | None, by: User) -> Authority:
    """The row whose lock orders all changes of this calendar; ``Refused`` when it is not the user's."""
    policies.may_keep_calendar(by, office).require()
    pk = office.pk if office else Authority.objects.get(level=AuthorityLevel.REGION).pk
    return Authority.objects.lock(pk)


def _lock_day(pk: int, shown: str, by: User) -> tuple[Holiday, Authority]:
    """The day and its keeper; ``Refused`` when the day is no longer what was shown."""
    days = Holiday.objects.select_related("authority").filter(pk=pk)
    day, keeper = days.first(), None
    if day is not None:
        keeper = _lock_keeper(day.authority, by)
        day = days.first()
    if day is None or keeper is None:
        raise Refused(Verdict((Reason("gone", _("这一天的安排已被删除，请返回工作日历查看。")),)))
    Verdict.unless(
        day.shown != shown
        and Reason("moved_on", _("这一天的安排现在是“%(now)s”，请核对后再提交。") % {"now": _entry(day)})
    ).require()
    return day, keeper


def _days_of(office: Authority | None, entries: Sequence[Entry]) -> list[Holiday]:
    """What this very calendar says of the days; the layers below it do not matter."""
    return list(Holiday.objects.filter(authority=office, date__in=[entry.date for entry in entries]))


def _row(office: Authority | None, entry: Entry) -> Holiday:
    return Holiday(
        authority=office, date=entry.date, kind=entry.kind, name=entry.name, notice_no=entry.notice_no
    )


def _entry(day: Holiday) -> Entry:
    return Entry(day.date, day.kind, day.name, day.notice_no)


def _note(
    action: str,
    keeper: Authority,
    office: Authority | None,
    *,
    by: User,
    before: Sequence[Entry] = (),
    after: Sequence[Entry] = (),
) -> None:
    details: dict[str, Any] = {
        "layer": office.code if office else "national",
        "before": [[str(value) for value in astuple(entry)] for entry in before],
        "after": [[str(value) for value in astuple(entry)] for entry in after],
    }
    trail.record(action, by=by, target=keeper, before=_said(before), after=_said(after), details=details)


def _said(entries: Sequence[Entry]) -> str:
    more = _("等%(count)d天") % {"count": len(entries)} if len(entries) > SAID else ""
    return "；".join(str(entry) for entry in entries[:SAID]) + more
