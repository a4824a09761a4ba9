"""Adding, correcting, removing and importing days, each with its line in the trail."""

from datetime import date

import pytest

from cqo_registry.audit.models import AuditEvent
from cqo_registry.core.verdicts import Refused
from cqo_registry.directory.actions import calendar
from cqo_registry.directory.actions.calendar import Entry
from cqo_registry.directory.facts import calendar_year
from cqo_registry.directory.models import Holiday
from tests import factories

pytestmark = pytest.mark.django_db

D = date.fromisoformat
LOSAR = [Entry(D(f"2027-02-{day:02}"), "off", "藏历新年", "藏政办发〔2027〕1号") for day in range(7, 10)]


def codes(refusal) -> list[str]:
    return [reason.code for reason in refusal.value.verdict.blocking]


def test_an_office_enters_its_leave_and_the_trail_of_the_office_says_so():
    officer = factories.officer("5401")
    assert calendar.add_days(officer.authority, LOSAR, by=officer) == 3
    line = AuditEvent.objects.about(officer.authority).get(action="calendar.add")
    assert line.authority_id == officer.authority_id
    assert line.after.startswith("2027-02-07 放假 藏历新年；")
    assert len(line.details["after"]) == 3


def test_many_days_are_summed_up_in_the_trail():
    officer = factories.officer("5401")
    entries = [Entry(D(f"2027-03-{day:02}"), "off", "假") for day in range(1, 13)]
    calendar.add_days(officer.authority, entries, by=officer)
    assert AuditEvent.objects.get(action="calendar.add").after.endswith("等12天")


def test_a_day_arranged_already_is_named_and_nothing_is_entered():
    officer = factories.officer("5401")
    calendar.add_days(officer.authority, LOSAR[1:2], by=officer)
    with pytest.raises(Refused, match="2027-02-08") as refusal:
        calendar.add_days(officer.authority, LOSAR, by=officer)
    assert codes(refusal) == ["taken"]
    assert Holiday.objects.filter(date__year=2027).count() == 1


def test_each_keeps_its_own_calendar_and_the_region_all():
    officer, region = factories.officer("5402"), factories.region_officer()
    for office in (factories.authority("5401"), None):
        with pytest.raises(Refused) as refusal:
            calendar.add_days(office, LOSAR, by=officer)
        assert codes(refusal) == ["not_own"]
        assert calendar.add_days(office, LOSAR, by=region) == 3
    assert AuditEvent.objects.about(region.authority).get().details["layer"] == "national"
    day = Holiday.objects.filter(authority__code="5401", date__year=2027).first()
    for act in (
        lambda: calendar.remove_day(day.pk, shown=day.shown, by=officer),
        lambda: calendar.change_day(day.pk, LOSAR[0], shown=day.shown, by=officer),
        lambda: calendar.import_days(day.authority, LOSAR, by=factories.filer()),
    ):
        with pytest.raises(Refused):
            act()


def test_a_day_is_corrected_and_removed_with_what_it_was():
    officer = factories.officer("5401")
    calendar.add_days(officer.authority, LOSAR[:1], by=officer)
    day = Holiday.objects.get(date="2027-02-07")
    drawn, worked = day.shown, Entry(day.date, "work", "调休上班", "2号")
    day = calendar.change_day(day.pk, worked, shown=drawn, by=officer)
    assert (day.kind, day.name, day.notice_no) == ("work", "调休上班", "2号")
    calendar.change_day(day.pk, worked, shown=day.shown, by=officer)  # says nothing new
    with pytest.raises(Refused, match="请填写名称"):
        calendar.change_day(day.pk, Entry(day.date, "off", ""), shown=day.shown, by=officer)
    with pytest.raises(Refused, match="现在是“2027-02-07 上班 调休上班”") as refusal:
        calendar.remove_day(day.pk, shown=drawn, by=officer)
    assert codes(refusal) == ["moved_on"]
    calendar.remove_day(day.pk, shown=day.shown, by=officer)
    assert not Holiday.objects.filter(pk=day.pk).exists()
    changed, removed = AuditEvent.objects.about(officer.authority).order_by("id")[1:]
    assert (changed.before, changed.after) == ("2027-02-07 放假 藏历新年", "2027-02-07 上班 调休上班")
    assert (removed.before, removed.after) == ("2027-02-07 上班 调休上班", "")
    with pytest.raises(Refused) as refusal:
        calendar.remove_day(day.pk, shown=day.shown, by=officer)
    assert codes(refusal) == ["gone"]


def test_an_import_adds_and_corrects_and_touches_nothing_else():
    officer = factories.officer("5401")
    calendar.add_days(officer.authority, LOSAR[:2], by=officer)
    other = Entry(LOSAR[1].date, "work", "补班")
    done = calendar.import_days(officer.authority, [LOSAR[0], other, LOSAR[2]], by=officer)
    assert (done.new, done.changed, done.unchanged) == ((LOSAR[2],), (other,), (LOSAR[0],))
    again = calendar.import_days(officer.authority, [LOSAR[0], other, LOSAR[2]], by=officer)
    assert len(again.unchanged) == 3
    assert AuditEvent.objects.filter(action="calendar.import").count() == 1


def test_a_year_shows_both_layers_and_the_statutory_days_it_lacks():
    officer, region = factories.officer("5401"), factories.region_officer()
    calendar.add_days(
        None, [Entry(D("2027-02-08"), "off", "春节"), Entry(D("2027-01-01"), "off", "元旦")], by=region
    )
    calendar.add_days(officer.authority, LOSAR, by=officer)
    year = calendar_year(officer.authority, 2027)
    overruled = [
        (line.day.date.day, line.day.name, line.overruled and line.overruled.name) for line in year.months[2]
    ]
    assert overruled == [(7, "藏历新年", None), (8, "藏历新年", "春节"), (9, "藏历新年", None)]
    assert year.months[1][0].day.authority is None
    assert [str(day)[5:] for day in year.missing] == ["05-01", "05-02", "10-01", "10-02", "10-03"]
    assert set(calendar_year(None, 2027).months) == {1, 2}
    assert not calendar_year(None, 2026).missing


def test_days_are_seen_by_those_who_read_calendars():
    officer = factories.officer("5401")
    calendar.add_days(officer.authority, LOSAR, by=officer)
    seen = {
        user.role: Holiday.objects.visible_to(user).filter(date__year=2027).count()
        for user in (officer, factories.region_officer(), factories.auditor(), factories.filer())
    }
    assert list(seen.values()) == [3, 3, 3, 0]
    assert not Holiday.objects.visible_to(factories.officer("5402")).filter(date__year=2027).exists()
