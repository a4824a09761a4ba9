"""Due dates follow the calendar: later when leave arrives, settled when the year does, never earlier."""

from __future__ import annotations

from datetime import date

import pytest
import time_machine

from cqo_registry.audit.models import AuditEvent
from cqo_registry.core.dates import FIXED_DAYS_OFF
from cqo_registry.core.verdicts import Refused
from cqo_registry.directory.actions.calendar import Entry
from cqo_registry.directory.models import Holiday
from filings.actions import recalculating
from filings.actions.recalculating import recalculate_due_dates
from filings.models import Filing
from tests import factories

pytestmark = pytest.mark.django_db

D = date.fromisoformat
LEAVE = [Entry(D(f"2026-12-{day:02}"), "off", "工布新年") for day in (9, 10)]
YEAR = [Entry(date(2027, month, day), "off", "节日") for month, day in sorted(FIXED_DAYS_OFF)]
# The nation adds a day to the holiday of 2027: the provisional due date falls on it.
LONGER = [*YEAR, Entry(D("2027-01-04"), "off", "元旦")]
DECEMBER = time_machine.travel("2026-12-02 10:00:00+08:00", tick=True)
YEAR_END = {"effective_on": D("2026-12-01"), "signed_on": D("2026-12-01")}


def dates(filing: Filing) -> tuple[str, bool]:
    filing.refresh_from_db()
    return str(filing.due_on), filing.due_provisional


def lines(filing: Filing) -> list[AuditEvent]:
    return list(AuditEvent.objects.about(filing).filter(action="filing.recalculate").order_by("id"))


def test_leave_moves_what_is_open_in_its_office_and_nothing_else():
    here, there = factories.submitted(), factories.submitted(factories.make_enterprise("5402"))
    decided = factories.accepted()
    assert dates(here) == dates(there) == dates(decided) == ("2026-11-09", False)
    officer = factories.officer("5401")
    leave = [Entry(D("2026-11-09"), "off", "藏历新年"), Entry(D("2026-11-10"), "off", "藏历新年")]
    version = here.version
    assert recalculating.add_days(officer.authority, leave, by=officer) == (2, 1)
    assert dates(here) == ("2026-11-11", False)
    assert here.version == version  # nobody's open page is outdated by it
    assert dates(there) == dates(decided) == ("2026-11-09", False)
    (line,) = lines(here)
    assert (line.before, line.after, line.actor) == ("2026-11-09", "2026-11-11", officer)


def test_a_date_once_shown_does_not_come_back_when_the_leave_is_taken_out():
    filing, officer = factories.submitted(), factories.officer("5401")
    recalculating.add_days(officer.authority, [Entry(D("2026-11-09"), "off", "误录")], by=officer)
    day = Holiday.objects.get(date="2026-11-09", authority=officer.authority)
    worked = Entry(day.date, "work", "误录")
    day, changed = recalculating.change_day(day, worked, shown=day.shown, by=officer)
    assert changed == 0
    assert recalculating.remove_day(day, shown=day.shown, by=officer)[1] == 0
    assert dates(filing) == ("2026-11-10", False)


@DECEMBER
def test_a_provisional_date_is_settled_when_the_year_is_entered():
    open_one, decided, gone = (
        factories.submitted(**YEAR_END),
        factories.accepted(**YEAR_END),
        factories.withdrawn(**YEAR_END),
    )
    assert dates(open_one) == dates(decided) == ("2027-01-04", True)
    region = factories.region_officer()
    assert recalculating.add_days(None, YEAR[:3], by=region)[1] == 0  # half a year settles nothing
    done, changed = recalculating.import_days(None, LONGER, by=region)
    assert (len(done.new), len(done.unchanged), changed) == (4, 3, 2)
    assert dates(open_one) == dates(decided) == ("2027-01-05", False)
    assert dates(gone) == ("2027-01-04", True)
    assert lines(decided)[0].details["due_provisional"] == ["True", "False"]


@DECEMBER
def test_counting_again_changes_nothing():
    filing = factories.submitted(**YEAR_END)
    assert recalculate_due_dates() == 0
    Holiday.objects.bulk_create(Holiday(date=e.date, kind=e.kind, name=e.name) for e in LONGER)
    assert recalculate_due_dates(factories.authority("5402")) == 0
    assert recalculate_due_dates() == 1
    assert recalculate_due_dates() == 0
    assert [line.actor for line in lines(filing)] == [None]


def test_the_office_and_the_correction_get_the_days_of_the_leave_too():
    waiting, back = factories.submitted(), factories.returned()
    before = waiting.decide_by, back.correct_by
    officer = factories.officer("5401")
    recalculating.add_days(officer.authority, [Entry(before[0], "off", "藏历新年")], by=officer)
    waiting.refresh_from_db()
    back.refresh_from_db()
    assert waiting.decide_by > before[0]
    assert back.correct_by > before[1]


def test_a_refused_act_leaves_every_date_alone():
    filing = factories.submitted()
    with pytest.raises(Refused):
        recalculating.add_days(None, LEAVE, by=factories.officer())
    assert lines(filing) == []
