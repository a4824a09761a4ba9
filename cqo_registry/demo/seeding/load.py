"""Load the lines in chunks, each in a transaction of its own."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from django.contrib.auth.hashers import make_password
from django.db import connection, models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from cqo_registry.accounts.enums import Role
from cqo_registry.accounts.models import User
from cqo_registry.audit.models import AuditEvent
from cqo_registry.core.verdicts import Reason, Verdict
from cqo_registry.demo.accounts import PASSWORD
from cqo_registry.demo.seeding.classes import CAPACITY, INSTITUTIONS, write_frame
from cqo_registry.demo.seeding.constants import constants
from cqo_registry.demo.seeding.copying import copy_lines, reserve_ids, tail
from cqo_registry.demo.seeding.rows import columns, write_enterprise
from cqo_registry.demo.seeding.seeder import Seeder
from cqo_registry.directory.models import Authority, County, Enterprise, EnterpriseProfile
from filings.models import (
    Appointment,
    Attachment,
    Filing,
    ForwardingBatch,
    NumberCounter,
    Person,
    Query,
    ReturnItem,
)
from talent_pool.models import Membership, Nomination
from training.models import Enrolment, Institution, PlanItem, TrainingPlan, TrainingSession

CHUNK = 10_000
TABLES: dict[str, type[models.Model]] = {
    "enterprise": Enterprise,
    "user": User,
    "profile": EnterpriseProfile,
    "person": Person,
    "appointment": Appointment,
    "batch": ForwardingBatch,
    "filing": Filing,
    "item": ReturnItem,
    "query": Query,
    "attachment": Attachment,
    "event": AuditEvent,
    "institution": Institution,
    "plan": TrainingPlan,
    "plan_item": PlanItem,
    "session": TrainingSession,
    "enrolment": Enrolment,
    "nomination": Nomination,
    "member": Membership,
}
MOST_PER_ENTERPRISE = {"profile": 2, "filing": 2, "attachment": 10, "event": 10}
YEARS = 4  # that the classes of three years can lie in
ONCE = {
    "batch": 2000,  # more than ten offices make in three years
    "institution": INSTITUTIONS,
    "plan": YEARS,
    "plan_item": YEARS * 4 * 20,
}
CLASSES = 2000  # more than ten offices hold in three years, the full ones aside


def load(enterprises: int, *, seed: int, tell: Callable[[int, int], None]) -> int:
    """Write that many enterprises and their filings; the number of rows written.

    With them come the documents (rows alone, no files), the lines of the trail about each filing, classes
    with results and certificates, and the talent pool. ``tell`` hears (enterprises, rows) after each
    chunk. What a stopped run has written stays and is whole.
    """
    seeder, rows, done = _prepare(enterprises, seed), 0, 0
    while done < enterprises:
        count = min(CHUNK, enterprises - done)
        for _number in range(count):
            write_enterprise(seeder)
        rows += _write(seeder)
        done += count
        tell(done, rows)
    with connection.cursor() as cursor:
        for model in TABLES.values():
            cursor.execute(f"ANALYZE {model._meta.db_table}")
    return rows


def _prepare(enterprises: int, seed: int) -> Seeder:
    officers = {
        user.authority_id: user
        for user in User.objects.filter(role=Role.PREFECTURE_OFFICER).select_related("authority")
    }
    region = User.objects.filter(role=Role.REGION_OFFICER).first()
    offices = Authority.objects.offices().values_list("pk", flat=True)
    missing = region is None or any(pk not in officers for pk in offices)
    Verdict.unless(missing and Reason("no_officers", _("请先运行 manage.py demo 建立各机构账号。"))).require()
    assert region is not None  # noqa: S101 - said above
    counters = NumberCounter.objects.values_list("series", "office", "year", "last")
    seeder = Seeder(
        rng=Random(seed),  # noqa: S311 - the same seed gives the same data
        ids=_reserve(enterprises),
        counties=list(County.objects.select_related("authority")),
        officers={pk: user for pk, user in officers.items() if pk is not None},
        region=region,
        last={(series, office, year): last for series, office, year, last in counters},
        password=make_password(PASSWORD),
        today=timezone.localdate(),
    )
    years = set(range(seeder.today.year - YEARS + 1, seeder.today.year + 1))
    write_frame(seeder, years - set(TrainingPlan.objects.values_list("year", flat=True)))
    return seeder


def _reserve(enterprises: int) -> dict[str, int]:
    counts = {name: enterprises * MOST_PER_ENTERPRISE.get(name, 1) for name in TABLES}
    counts |= {**ONCE, "session": CLASSES + enterprises // CAPACITY}
    with connection.cursor() as cursor:
        return {name: reserve_ids(cursor, model, counts[name]) for name, model in TABLES.items()}


@transaction.atomic
def _write(seeder: Seeder) -> int:
    """One chunk: every table by one COPY, then the counters."""
    rows, shared, named = 0, constants(), columns(seeder)
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL statement_timeout = 0")
        for name, model in TABLES.items():
            lines = seeder.lines.pop(name, [])
            same_columns, same = tail(model, shared.get(name, {}))
            copy_lines(cursor, model, named[name] + same_columns, (line + same for line in lines))
            rows += len(lines)
    _write_counters(seeder)
    return rows


def _write_counters(seeder: Seeder) -> None:
    """The next real filing goes on from the last seeded number (decision D23)."""
    NumberCounter.objects.bulk_create(
        [
            NumberCounter(series=series, office=office, year=year, last=last)
            for (series, office, year), last in seeder.last.items()
        ],
        update_conflicts=True,
        unique_fields=["series", "office", "year"],
        update_fields=["last"],
    )
