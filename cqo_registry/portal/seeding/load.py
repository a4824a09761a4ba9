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
from cqo_registry.core.verdicts import Reason, Verdict
from cqo_registry.directory.enums import EnterpriseStatus
from cqo_registry.directory.models import Authority, County, Enterprise, EnterpriseProfile
from cqo_registry.portal.demo.accounts import PASSWORD
from cqo_registry.portal.seeding.copying import copy_lines, reserve_ids, tail
from cqo_registry.portal.seeding.rows import columns, write_enterprise
from cqo_registry.portal.seeding.seeder import Seeder
from filings.enums import DocumentType, FilingSource
from filings.models import Appointment, Filing, ForwardingBatch, NumberCounter, Person, Query, ReturnItem

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
}
MOST_PER_ENTERPRISE = {"profile": 2, "filing": 2}
BATCHES = 2000  # more than nine offices make in three years


def load(enterprises: int, *, seed: int, tell: Callable[[int, int], None]) -> int:
    """Write that many enterprises and their filings; the number of rows written.

    ``tell`` hears (enterprises, rows) after each chunk. What a stopped run has written stays and is
    whole. The trail holds no lines about load data, and no papers are attached.
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
    return Seeder(
        rng=Random(seed),  # noqa: S311 - the same seed gives the same data
        ids=_reserve(enterprises),
        counties=list(County.objects.select_related("authority")),
        officers={pk: user for pk, user in officers.items() if pk is not None},
        region=region,
        last={(series, office, year): last for series, office, year, last in counters},
        password=make_password(PASSWORD),
        today=timezone.localdate(),
    )


def _reserve(enterprises: int) -> dict[str, int]:
    with connection.cursor() as cursor:
        return {
            name: reserve_ids(
                cursor,
                model,
                BATCHES if name == "batch" else enterprises * MOST_PER_ENTERPRISE.get(name, 1),
            )
            for name, model in TABLES.items()
        }


@transaction.atomic
def _write(seeder: Seeder) -> int:
    """One chunk: every table by one COPY, then the counters."""
    rows, constants, named = 0, _constants(), columns(seeder)
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL statement_timeout = 0")
        for name, model in TABLES.items():
            lines = seeder.lines.pop(name, [])
            same_columns, same = tail(model, constants.get(name, {}))
            copy_lines(cursor, model, named[name] + same_columns, (line + same for line in lines))
            rows += len(lines)
    _write_counters(seeder)
    return rows


def _constants() -> dict[str, dict[str, object]]:
    """What is the same on every row of a table."""
    now = timezone.now()
    return {
        "enterprise": {
            "status": EnterpriseStatus.ACTIVE,
            "version": 1,
            "created_at": now,
            "deregistration_reason": "",
        },
        "user": {
            "role": Role.ENTERPRISE_FILER,
            "phone": "",
            "email": "",
            "is_active": True,
            "created_at": now,
        },
        "person": {"document_type": DocumentType.IDENTITY_CARD, "other_names": ""},
        "appointment": {"requalified_size": "", "requalified_note": ""},
        "filing": {
            "version": 1,
            "source": FilingSource.ONLINE,
            "change_types": [],
            "change_reason": "",
            "baseline": {},
            "clock_used": 0,
        },
        "item": {"answer": ""},
        "query": {"answer": ""},
    }


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
