"""Lines for COPY, one enterprise at a time, with everything that hangs on it."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import models

from cqo_registry.core import crypto, identifiers
from cqo_registry.core.crypto import Place
from cqo_registry.demo.seeding import acts, classes, experts, papers, pools
from cqo_registry.demo.seeding.copying import NULL
from cqo_registry.demo.seeding.course import COURSE, IN_LEDGER, REPORTED, When, course, history, stamp
from cqo_registry.demo.seeding.identities import identity_no, uscc
from cqo_registry.demo.seeding.seeder import Seeder
from cqo_registry.directory.models import County
from filings.actions.numbers import new_receipt_code
from filings.enums import FilingStatus as S
from filings.models import Filing, Person

LISTED = 1150  # days since the directory was imported
ACCOUNTS_IN = 150  # days, in which everybody got one
COMMENT = "毕业证书编号与所附证书不一致，请核对。"
QUESTION = "任命文件日期与申报的任命签署日期不一致，请核实。"


@dataclass(slots=True)
class Row:
    """One enterprise while its lines are made."""

    pk: int
    uscc: str
    name: str
    county: County
    user: int
    profile: int
    variant: pools.EnterpriseVariant
    domicile: str

    @property
    def phone(self) -> str:
        """A telephone of its own."""
        return f"197{self.pk % 10**8:08d}"


def write_enterprise(seeder: Seeder) -> None:
    """One enterprise with its account, its profile and whatever it has filed."""
    rng, county, variant = seeder.rng, seeder.rng.choice(seeder.counties), seeder.rng.choice(seeder.variants)
    places, pk = rng.choices(pools.PLACES, k=2), seeder.take("enterprise")
    words = ("西藏", *places, variant.trade, rng.choice(pools.FORMS))
    one = Row(
        pk=pk,
        uscc=uscc(pk),
        name="".join(words),
        county=county,
        user=seeder.take("user"),
        profile=seeder.take("profile"),
        variant=variant,
        domicile=f"{county.name}{places[0]}路{pk % 300 + 1}号",
    )
    days, office = seeder.days[county.authority_id], county.authority_id
    _write_account(seeder, one)
    _write_profile(seeder, one, "import", days.text[LISTED])
    for status, when in history(rng, days.oldest, office):
        write_filing(seeder, one, status, when)
    search = f"{one.name} {one.uscc} {''.join(map(pools.initials, words))}".lower()
    seeder.lines["enterprise"].append(
        f"{pk}\t{one.uscc}\t{one.name}\t{search}\t{office}\t{county.pk}\t{one.profile}"
    )


def _write_account(seeder: Seeder, one: Row) -> None:
    name = f"{one.name}备案人员"
    days = seeder.days[one.county.authority_id]
    at = stamp(days, LISTED + one.pk % ACCOUNTS_IN, f"{9 + one.pk // ACCOUNTS_IN % 9:02d}:{one.pk % 60:02d}")
    seeder.lines["user"].append(f"{one.user}\t{one.uscc.lower()}\t{name}\t{one.pk}\t{seeder.password}\t{at}")


def _write_profile(seeder: Seeder, one: Row, source: str, day: str) -> None:
    seeder.lines["profile"].append(
        f"{one.profile}\t{one.pk}\t{source}\t{day}\t{day} 10:00+08\t{one.name}\t{one.domicile}"
        f"\t{one.county.pk}\t{one.phone}{one.variant.line}"
    )


def write_filing(seeder: Seeder, one: Row, status: S, when: When) -> None:
    """One filing with the person, the appointment and the profile that acceptance brings about."""
    office = one.county.authority_id
    days, pool = seeder.days[office], seeder.unqualified if status is S.REFUSED else seeder.qualified
    pk, who = seeder.take("filing"), _person(seeder, one, status)
    person = who.line(Filing, pk)
    results = _accept(seeder, one, status, when, who) if status in IN_LEDGER else (NULL, NULL, "", "")
    batch = str(seeder.batch(one.county, when.forwarded)) if status in REPORTED else NULL
    officer, region = seeder.officers[office].pk, seeder.region.pk
    signed, effective = days.text[when.effective + 2], days.text[when.effective]
    stamps = "\t".join(course(status, when, days, filer=one.user, officer=officer, region=region))
    seeder.lines["filing"].append(
        f"{pk}\t{one.pk}\t{one.user}\t{one.name}\t{one.domicile}\t{one.county.pk}\t{one.phone}\t{office}"
        f"\t{person}\t{signed}\t{effective}\t{status.value}\t{stamps}"
        f"\t{results[0]}\t{results[1]}\t{results[2]}\t{results[3]}\t{batch}{one.variant.line}"
        f"{seeder.rng.choice(pool[one.variant.size])}"
    )
    number = seeder.batch_numbers.get(batch, "")
    about = acts.About(pk, one.pk, one.name, one.user, office, results[2], number)
    acts.write_acts(seeder, about, status, when)
    papers.write_papers(seeder, pk, one.user, office, status, when)
    _write_replies(seeder, office, pk, status, when)


def _write_replies(seeder: Seeder, office: int, pk: int, status: S, when: When) -> None:
    """What the office sent back, or the region asked."""
    days, officer, region = seeder.days[office], seeder.officers[office].pk, seeder.region.pk
    if status is S.RETURNED:
        opened = stamp(days, when.decided, "15:00")
        item = f"{seeder.take('item')}\t{pk}\teducation_certificate_no\t{COMMENT}\t{opened}\t{officer}"
        seeder.lines["item"].append(item)
    if status is S.QUERIED:
        asked = stamp(days, when.recorded, "11:00")
        seeder.lines["query"].append(f"{seeder.take('query')}\t{pk}\t{QUESTION}\t{asked}\t{region}")


@dataclass(frozen=True, slots=True)
class Who:
    """A person as both a filing and the register of persons write it."""

    number: str
    name: str
    name_bo: str
    phone: str

    def line(self, model: type[models.Model], row: int) -> str:
        """The fields in the order of ``PERSON``, the number sealed for the row they go to."""
        number = self.number
        sealed = crypto.seal(number, Place(model._meta.db_table, row, "identity_sealed"))
        return "\t".join(
            (
                self.name,
                self.name_bo,
                sealed,
                crypto.blind_index(number),
                identifiers.mask_identity_no(number),
                identifiers.sex(number),
                self.phone,
            )
        )


def _person(seeder: Seeder, one: Row, status: S) -> Who:
    """The person a filing is about; refused and withdrawn ones were about somebody else."""
    number = identity_no(one.pk, another=status in (S.REFUSED, S.WITHDRAWN))
    return Who(number, *pools.person_name(seeder.rng), f"198{one.pk % 10**8:08d}")


def _accept(seeder: Seeder, one: Row, status: S, when: When, who: Who) -> tuple[str, str, str, str]:
    """Appointment, profile, filing number and receipt code, as acceptance makes them; what follows too."""
    office = one.county.authority_id
    days, person, appointment = seeder.days[office], seeder.take("person"), seeder.take("appointment")
    filing_no = seeder.number("XZCQO", one.county, days.years[when.decided])
    seeder.lines["person"].append(f"{person}\t{who.line(Person, person)}")
    seeder.lines["appointment"].append(
        f"{appointment}\t{filing_no}\t{days.text[when.effective]}\t{office}\t{one.pk}\t{person}"
        f"\t{one.variant.size.value}"
    )
    one.profile = seeder.take("profile")
    _write_profile(seeder, one, "filing", days.text[when.decided])
    trainee = classes.Trainee(one.pk, one.user, one.county, person, appointment, who.name, who.phone)
    classes.write_training(seeder, trainee, when)
    if status is S.RECORDED:
        experts.write_expert(seeder, trainee, one.variant.industry, when)
    return str(appointment), str(one.profile), filing_no, new_receipt_code()


PERSON = "identity_sealed,identity_index,identity_masked,sex"


def columns(seeder: Seeder) -> dict[str, str]:
    """The columns of each table's lines; the order of tables is that of writing."""
    return {
        "enterprise": "id,uscc,name,search_text,authority_id,county_id,profile_id",
        "user": "id,username,name,enterprise_id,password,created_at",
        "profile": "id,enterprise_id,source,valid_from,created_at,enterprise_name,domicile,county_id,"
        f"contact_phone{seeder.facts_columns}",
        "person": f"id,name,name_bo,{PERSON},phone",
        "appointment": "id,filing_no,effective_on,authority_id,enterprise_id,person_id,size",
        "batch": "id,authority_id,number,at,by_id",
        "filing": "id,enterprise_id,created_by_id,enterprise_name,domicile,county_id,contact_phone,"
        f"authority_id,cqo_name,cqo_name_bo,{PERSON},cqo_phone,signed_on,effective_on,status,{COURSE},"
        f"appointment_id,profile_id,filing_no,receipt_code,batch_id{seeder.facts_columns}{seeder.cqo_columns}",
        "attachment": papers.COLUMNS,
        "event": acts.COLUMNS,
        **classes.COLUMNS,
        **experts.COLUMNS,
        "item": "id,filing_id,field,comment,opened_at,opened_by_id",
        "query": "id,filing_id,question,asked_at,asked_by_id",
    }
