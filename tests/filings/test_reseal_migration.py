"""The migration that binds seals and shortens masks, on what the register held before it."""

from __future__ import annotations

import base64
import hashlib
import json
from copy import deepcopy
from typing import Any

import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.db import IntegrityError, connection, transaction
from django.db.migrations.executor import MigrationExecutor

from cqo_registry.core import crypto
from filings.actions import changing, claiming, deciding
from filings.models import Disqualification, Filing, FilingSnapshot, Person
from tests import factories
from tests.factories import bars
from tests.once import once

pytestmark = pytest.mark.django_db

BEFORE, AFTER = ("filings", "0008_sorted_lists"), ("filings", "0009_identity_at_rest")
TRIGGERS = {
    "filings_filing": "filings_filing_freezes",
    "filings_filingsnapshot": "filings_filingsnapshot_rows_stay",
}


def migrate(target: tuple[str, str]) -> None:
    executor = MigrationExecutor(connection)
    executor.migrate([target])


def run(sql: str, *values: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)


def column(sql: str, *values: Any) -> Any:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return cursor.fetchone()[0]


def old_mask(number: str) -> str:
    head, tail = (6, 4) if len(number) == 18 else (1, 2)
    return number[:head] + "*" * (len(number) - head - tail) + number[-tail:]


def write_as_before(number: str, masked: str) -> None:
    """The long mask wherever the short one stands, and the birth date, as the former code wrote them."""
    old = old_mask(number)
    for table in ("filings_filing", "filings_person", "filings_disqualification"):
        run(f"UPDATE {table} SET identity_masked = %s WHERE identity_masked = %s", old, masked)
    for table, field in (("filings_filing", "baseline"), ("filings_filingsnapshot", "data")):
        run(
            f"UPDATE {table} SET {field} = jsonb_set({field}, '{{identity_no}}', to_jsonb(%s::text))"
            f" WHERE {field} ->> 'identity_no' = %s",
            old,
            masked,
        )
    if number[6:14].isdigit() and len(number) == 18:
        for table in ("filings_filing", "filings_person"):
            run(f"UPDATE {table} SET birth_date = %s::date WHERE identity_masked = %s", number[6:14], old)


def store() -> list[Filing]:
    """Filings in every kind of state, written back to what the former code had left."""
    accepted = factories.accepted(identity_no=factories.identity_no(77))
    changed = factories.changed(accepted, "K1")
    passport = factories.submitted(document_type="foreign_pr", identity_no="FRA911219950430")
    returned = factories.claimed(identity_no=factories.identity_no(78))
    returned = deciding.return_for_correction(
        returned.pk, {"identity_no": "请核对"}, by=returned.claimed_by, version=returned.version
    )
    bars.confirmed(bars.candidate(accepted))
    filings = [accepted, changed, passport, returned, factories.draft()]
    numbers = [(filing.identity_no, filing.identity_masked) for filing in filings[:4]]
    run("SET CONSTRAINTS ALL IMMEDIATE")
    migrate(BEFORE)
    for table, trigger in TRIGGERS.items():
        run(f"ALTER TABLE {table} DISABLE TRIGGER {trigger}")
    for number, masked in numbers:
        write_as_before(number, masked)
    for table, trigger in TRIGGERS.items():
        run(f"ALTER TABLE {table} ENABLE TRIGGER {trigger}")
    return filings


written = once(store, scope="module")


@pytest.fixture
def stored(written: list[Filing]) -> list[Filing]:
    """What was written, and each constraint at once: a table with rows still to be checked is not altered."""
    run("SET CONSTRAINTS ALL IMMEDIATE")
    return deepcopy(written)


def test_the_way_back_leaves_what_the_former_code_opens(stored: list[Filing]) -> None:
    sealed = column("SELECT identity_sealed FROM filings_filing WHERE id = %s", stored[0].pk)
    key_id, _colon, _body = sealed.partition(":")
    with pytest.raises(crypto.SealBroken):
        crypto.unseal(sealed, stored[0].identity_place)
    raw = base64.b64decode(sealed.partition(":")[2])
    key = crypto._ring()[key_id]
    assert AESGCM(key).decrypt(raw[:12], raw[12:], b"identity_no").decode() == stored[0].identity_no
    assert column("SELECT identity_masked FROM filings_person ORDER BY id LIMIT 1").count("*") == 8


def test_every_seal_is_bound_and_every_mask_is_short(stored: list[Filing]) -> None:
    expected = {filing.pk: (filing.identity_no, filing.identity_masked) for filing in stored}
    old = {old_mask(number) for number, _masked in expected.values() if number}
    trail = column("SELECT string_agg(hash, ',' ORDER BY id) FROM audit_auditevent")
    migrate(AFTER)
    for filing in Filing.objects.all():
        assert (filing.identity_no, filing.identity_masked) == expected[filing.pk]
    for person in Person.objects.all():
        number = crypto.unseal(person.identity_sealed, person.identity_place)
        assert crypto.blind_index(number) == person.identity_index
    texts = [
        *map(str, Disqualification.objects.values_list("identity_masked")),
        *(json.dumps(data) for data in FilingSnapshot.objects.values_list("data", flat=True)),
        *(json.dumps(data) for data in Filing.objects.values_list("baseline", flat=True)),
    ]
    assert not [mask for mask in old if any(mask in text for text in texts)]
    assert trail == column("SELECT string_agg(hash, ',' ORDER BY id) FROM audit_auditevent")


def test_snapshots_keep_all_else_and_a_check_sum_that_fits(stored: list[Filing]) -> None:
    before = dict(FilingSnapshot.objects.values_list("pk", "data"))
    migrate(AFTER)
    snapshots = list(FilingSnapshot.objects.select_related("filing"))
    assert len(snapshots) == len(before) == 4
    for snapshot in snapshots:
        assert snapshot.data["identity_no"] == snapshot.filing.identity_masked
        assert {**snapshot.data, "identity_no": ""} == {**before[snapshot.pk], "identity_no": ""}
        body = json.dumps(snapshot.data, ensure_ascii=False, sort_keys=True)
        assert snapshot.content_hash == hashlib.sha256(body.encode()).hexdigest()


def test_what_is_frozen_is_frozen_again_and_life_goes_on(stored: list[Filing]) -> None:
    migrate(AFTER)
    for rows, values in (
        (Filing.objects.filter(pk=stored[0].pk), {"cqo_name": "他人"}),
        (FilingSnapshot.objects.all(), {"number": 9}),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            rows.update(**values)
    change = Filing.objects.get(pk=stored[1].pk)
    again = changing.start_change(change.enterprise, ["K4"], by=change.created_by)
    assert again.identity_no == change.identity_no
    filing = Filing.objects.get(pk=stored[2].pk)
    claiming.claim(filing.pk, by=factories.officer(), version=filing.version)


def test_running_it_on_bound_seals_changes_no_number(stored: list[Filing]) -> None:
    for _time in range(2):
        migrate(AFTER)
        migrate(BEFORE)
    migrate(AFTER)
    assert Filing.objects.get(pk=stored[0].pk).identity_no == stored[0].identity_no


def test_without_the_key_nothing_is_migrated(stored: list[Filing], settings: Any) -> None:
    settings.PII_KEYS = ["other:" + "c" * 64]
    with pytest.raises(crypto.SealBroken) as broken, transaction.atomic():
        migrate(AFTER)
    assert "filings_person" in str(broken.value.__notes__)
    assert column("SELECT count(birth_date) FROM filings_person") > 0
