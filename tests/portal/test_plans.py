"""What PostgreSQL reads for a page of 20,000 enterprises: an index from the cursor on, never all."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any
from unittest import mock

import pytest
from django.core.management import call_command
from django.db import connection
from django.db.models import QuerySet
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cqo_registry.accounts.models import User
from cqo_registry.accounts.views import users
from cqo_registry.core import lists
from cqo_registry.demo.accounts import make_officers
from cqo_registry.directory.models import Enterprise
from cqo_registry.directory.views import enterprises
from filings.enums import SupportMeasure
from filings.models.filing_queryset import Tier
from filings.views import ledgers
from filings.views import lists as lists_of_filings

ENTERPRISES = 20_000
LARGE = {
    "accounts_user",
    "audit_auditevent",
    "directory_enterprise",
    "directory_enterpriseprofile",
    "filings_appointment",
    "filings_attachment",
    "filings_filing",
    "filings_person",
    "training_enrolment",
}
OFFICES = ("region", "prefecture.lhasa", "zone.jkq")
BIG, SMALL = OFFICES[:2], OFFICES[1:]
TIERS: tuple[Tier, ...] = ("prefecture", "region")


def _without(sorts: dict[str, str], *words: str) -> dict[str, str]:
    return {word: column for word, column in sorts.items() if word not in words}


ROWS = 1_500  # of all large tables together, for a page of 50
# Address, what it sorts by, and who reads it. Left out: the directory by office (ten values, no place to
# seek), an office's ledger by the day of appointment (in another table), and for a zone with a hundredth
# of all rows the lists whose index holds everybody's: it reads past those of others, on page n as on page 1.
PAGES: tuple[tuple[str, dict[str, str], tuple[str, ...]], ...] = (
    ("filings:list", lists_of_filings.SORTS, BIG),
    *((f"filings:ledger {tier}", ledgers.sorts(tier), ("region",)) for tier in TIERS),
    *((f"filings:ledger {tier}", _without(ledgers.sorts(tier), "effective"), SMALL) for tier in TIERS),
    ("directory:enterprise_list", _without(enterprises.SORTS, "office"), BIG),
    ("directory:enterprise_list", _without(enterprises.SORTS, "office", "uscc"), ("zone.jkq",)),
    ("audit:event_list", {"time": "id"}, OFFICES),
    ("accounts:user_list", users.SORTS, ("admin",)),
)


@pytest.fixture
def seeded(committed: None, settings: Any) -> None:
    """Committed and vacuumed, as a register is: the visibility of rows is part of a plan."""
    settings.DEMO = True
    make_officers()
    with connection.cursor() as cursor:
        # That all rows fit together is not asked here, and checking it is half of loading them.
        cursor.execute("SET session_replication_role = replica")
        call_command("seed", enterprises=ENTERPRISES, verbosity=0)
        cursor.execute("SET session_replication_role = DEFAULT")
        # The tables alone: those of the whole server are swept by others at the same time.
        tables = (name for name in connection.introspection.table_names(cursor))
        cursor.execute("SET lock_timeout = 0")
        cursor.execute("VACUUM (ANALYZE) " + ", ".join(f'"{name}"' for name in tables))


def explained(sql: str, params: Any = None, *, run: bool = False) -> dict[str, Any]:
    with connection.cursor() as cursor:
        options = "ANALYZE, TIMING OFF, FORMAT JSON" if run else "FORMAT JSON"
        cursor.execute(f"EXPLAIN ({options}) {sql}", params)
        found = cursor.fetchone()[0]
    return (json.loads(found) if isinstance(found, str) else found)[0]["Plan"]


def nodes(plan: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield plan
    for part in plan.get("Plans", ()):
        yield from nodes(part)


def scanned(plan: dict[str, Any]) -> set[str]:
    """The large tables a plan reads from one end to the other."""
    return {node["Relation Name"] for node in nodes(plan) if node["Node Type"] == "Seq Scan"} & LARGE


def rows_read(plan: dict[str, Any]) -> int:
    """How many rows of the large tables were looked at, kept or not."""
    read = 0
    for node in nodes(plan):
        if node.get("Relation Name") in LARGE:
            kept = node["Actual Rows"] + node.get("Rows Removed by Filter", 0)
            read += round(kept * node["Actual Loops"])
    return read


def middle(queryset: QuerySet[Any], column: str, descending: bool) -> tuple[Any, int]:
    """The cursor of the row in the middle of a list."""
    row = lists._window(queryset, column, descending, None)[queryset.count() // 2]
    return lists._value(row, column), row.pk


def queryset_of(client: Client, name: str) -> QuerySet[Any]:
    """What the page lists for whoever is signed in."""
    view, *args = name.split()
    asked: list[QuerySet[Any]] = []
    window = lists._window

    def seen(queryset: QuerySet[Any], *rest: Any) -> QuerySet[Any]:
        asked.append(queryset)
        return window(queryset, *rest)

    with mock.patch.object(lists, "_window", seen):
        assert client.get(reverse(view, args=args)).status_code == 200
    return asked[0]


def page_plans(client: Client, reader: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """For every list and sort of a reader the plan of the page in the middle, as it ran."""
    client.force_login(User.objects.get(username=reader))
    for name, sorts, readers in PAGES:
        if reader not in readers:
            continue
        queryset = queryset_of(client, name)
        for number, (word, column) in enumerate(sorts.items()):
            down = number % 2 == 0
            rows = lists._window(queryset, column, down, middle(queryset, column, down))[:51]
            yield f"{reader} {name} {word}", explained(*rows.query.sql_with_params(), run=True)


def ledger_plans(client: Client, reader: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """The plans of whatever a page of a ledger asks of the attachments, narrowed by each measure."""
    client.force_login(User.objects.get(username=reader))
    for tier in TIERS:
        for measure in ("", SupportMeasure.DUTIES.value):
            with CaptureQueriesContext(connection) as captured:
                query = {"support": measure, "as_of": "" if measure else "2026-01-15"}
                client.get(reverse("filings:ledger", args=[tier]), query)
            asked = [found["sql"] for found in captured if "filings_attachment" in found["sql"]]
            assert asked
            for sql in asked:
                yield f"{reader} {tier} {measure}", explained(sql)


@pytest.mark.slow
def test_no_page_reads_a_whole_table(seeded: None, client: Client) -> None:
    """One test, so that 20,000 enterprises are seeded once, whichever process takes it."""
    faults = []
    for reader in (*OFFICES, "admin"):
        area = Enterprise.objects.visible_to(User.objects.get(username=reader)).count()
        most = ROWS if reader not in OFFICES[1:] else max(ROWS, 5 * area)
        for label, plan in page_plans(client, reader):
            if scanned(plan) or rows_read(plan) > most:
                faults.append((label, rows_read(plan), scanned(plan)))
    for reader in OFFICES:
        for label, plan in ledger_plans(client, reader):
            if "filings_attachment" in scanned(plan):
                faults.append((label, "reads every attachment"))
    assert faults == [], "\n".join(map(str, faults))
