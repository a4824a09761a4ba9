"""Institutions, plans, training classes and who sat in them (Art. 16)."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import timedelta

from cqo_registry.demo.seeding.copying import NULL
from cqo_registry.demo.seeding.course import When, stamp
from cqo_registry.demo.seeding.identities import uscc
from cqo_registry.demo.seeding.seeder import Seeder
from cqo_registry.directory.models import County
from filings.actions.numbers import new_receipt_code
from training.enums import TrainingResult as R

INSTITUTIONS = 8
FIRST_CODE = 9_000_000  # of institutions: no enterprise is ever given that many
PEOPLE = ("次仁", "卓玛", "李敏", "王强")
CAPACITY = 60
TRAINED = 0.45
EVERY = 30  # days between the classes of an office
LEAD = 13  # days from the acceptance to the earliest class
RESULTS, WEIGHTS = (R.PASSED, R.FAILED, R.ABSENT), (85, 7, 8)
TOPIC = "质量法律法规、首席质量官职责和质量管理方法"
COLUMNS = {
    "institution": "id,name,uscc,contact_person,contact_phone,commissioned_on,valid_until,created_at,"
    "created_by_id",
    "plan": "id,year,title,created_at,created_by_id,published_at,published_by_id",
    "plan_item": "id,plan_id,organiser_id,quarter",
    "session": "id,number,authority_id,plan_item_id,institution_id,title,place,starts_on,ends_on,enrol_until,"
    "door_code,created_at,created_by_id,opened_at,completed_at",
    "enrolment": "id,session_id,enterprise_id,authority_id,person_id,appointment_id,name,phone,seat,"
    "enrolled_at,enrolled_by_id,attended_at,attendance_method,attended_hours,result,result_at,certificate_no,"
    "certificate_code",
}


@dataclass(slots=True)
class Class:
    """A class with its last seat taken."""

    pk: int
    ago: int
    seats: int = 0


@dataclass(frozen=True, slots=True)
class Trainee:
    """A CQO who may go to a class."""

    enterprise: int
    user: int
    county: County
    person: int
    appointment: int
    name: str
    phone: str


def write_frame(seeder: Seeder, years: set[int]) -> None:
    """What there is once: the institutions, and the plans of the years that have none yet."""
    region, until = seeder.region.pk, (seeder.today + timedelta(days=700)).isoformat()
    days = next(iter(seeder.days.values()))
    first = days.text[days.oldest + 120]
    for number in range(INSTITUTIONS):
        pk = seeder.take("institution")
        seeder.institutions.append(pk)
        seeder.lines["institution"].append(
            f"{pk}\t西藏质量培训中心第{pk}分部\t{uscc(FIRST_CODE + pk)}\t{PEOPLE[number % len(PEOPLE)]}"
            f"\t1960000{pk % 10**4:04d}\t{first}\t{until}\t{first} 10:00+08\t{region}"
        )
    for year in sorted(years):
        _write_plan(seeder, year)


def _write_plan(seeder: Seeder, year: int) -> None:
    plan, region, at = seeder.take("plan"), seeder.region.pk, f"{year}-01-04 10:00+08"
    seeder.lines["plan"].append(
        f"{plan}\t{year}\t{year}年度首席质量官培训计划\t{at}\t{region}\t{at}\t{region}"
    )
    for office in seeder.officers:
        for quarter in range(1, 5):
            pk = seeder.plan_items[office, year, quarter] = seeder.take("plan_item")
            seeder.lines["plan_item"].append(f"{pk}\t{plan}\t{office}\t{quarter}")


def write_training(seeder: Seeder, trainee: Trainee, when: When) -> None:
    """Nearly half of the CQOs sat in a class of their office after they were filed."""
    rng, office = seeder.rng, trainee.county.authority_id
    latest = (when.decided - LEAD - _offset(office)) // EVERY
    if latest < 0 or rng.random() >= TRAINED:
        return
    held = _class(seeder, trainee.county, rng.randint(0, latest))
    held.seats += 1
    days, result = seeder.days[office], rng.choices(RESULTS, WEIGHTS)[0]
    came = (stamp(days, held.ago, "08:50"), "list", "8") if result is not R.ABSENT else (NULL, "", "0")
    attended = "\t".join(came)
    certificate = ("", "")
    if result is R.PASSED:
        number = seeder.number("XZPXZ", trainee.county, days.years[held.ago - 1])
        certificate = (number, new_receipt_code())
    seeder.lines["enrolment"].append(
        f"{seeder.take('enrolment')}\t{held.pk}\t{trainee.enterprise}\t{office}\t{trainee.person}"
        f"\t{trainee.appointment}\t{trainee.name}\t{trainee.phone}\t{held.seats}"
        f"\t{stamp(days, held.ago + 10, '11:00')}\t{trainee.user}\t{attended}\t{result.value}"
        f"\t{stamp(days, held.ago - 1, '16:00')}\t{certificate[0]}\t{certificate[1]}"
    )


def _offset(office: int) -> int:
    """The offices' classes are not all held on one day; none is held in the last three."""
    return office % 5 + 4


def _class(seeder: Seeder, county: County, round_: int) -> Class:
    """The office's class of that time, and another one when it is full."""
    office = county.authority_id
    held: Class | None = seeder.classes.get((office, round_))
    if held is None or held.seats == CAPACITY:
        held = Class(seeder.take("session"), round_ * EVERY + _offset(office))
        seeder.classes[office, round_] = held
        _write_class(seeder, county, held)
    return held


def _write_class(seeder: Seeder, county: County, held: Class) -> None:
    office, ago = county.authority_id, held.ago
    days, rng = seeder.days[office], seeder.rng
    day, quarter = days.text[ago], (int(days.text[ago][5:7]) + 2) // 3
    item = seeder.plan_items.get((office, days.years[ago], quarter), NULL)
    institution = rng.choice((NULL, *seeder.institutions))
    number, name = seeder.number("XZPX", county, days.years[ago + 20]), county.authority.short_name
    seeder.lines["session"].append(
        f"{held.pk}\t{number}\t{office}\t{item}\t{institution}\t{name}首席质量官集中培训班\t{name}会议中心"
        f"\t{day}\t{day}\t{days.text[ago + 2]}\t{secrets.token_urlsafe(15)}\t{stamp(days, ago + 21, '10:00')}"
        f"\t{seeder.officers[office].pk}\t{stamp(days, ago + 20, '09:00')}\t{stamp(days, ago - 3, '17:30')}"
    )
