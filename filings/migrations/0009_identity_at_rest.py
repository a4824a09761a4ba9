"""Of an identity number there stay at rest: the seal, bound to its place, its index, and a short mask.

The birth date goes: beside six digits at the head and four at the tail it gave the number away, and no
rule reads it from anywhere but the number. Forward and back in batches and under the migration's own
transaction; masks and birth dates do not come back.
"""

import base64
import hashlib
import json

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.db import migrations, models

from cqo_registry.core.crypto import Place, SealBroken, seal, unseal
from cqo_registry.core.identifiers import mask_identity_no

BATCH = 2_000
UNPLACED = b"identity_no"  # what every seal was bound to before
NONCE_BYTES = 12
FILING, PERSON, SNAPSHOT = "filings_filing", "filings_person", "filings_filingsnapshot"
# A submitted declaration and its snapshots never change, but for how their number is kept.
LIFTED = ((FILING, f"{FILING}_freezes"), (SNAPSHOT, f"{SNAPSHOT}_rows_stay"))


def place_seals(apps, schema_editor):
    """Bind every seal to its row, shorten every mask, also inside stored declarations."""
    cursor = schema_editor.connection.cursor()
    _switch(cursor, "DISABLE")
    for table in (PERSON, FILING):
        for rows in _batches(cursor, table, "identity_sealed, identity_masked"):
            _write(cursor, table, ("identity_sealed", "identity_masked"), [_placed(table, *row) for row in rows])
        # What is dropped below stays on the disk in every row that is not written again.
        cursor.execute(f"UPDATE {table} SET birth_date = NULL WHERE birth_date IS NOT NULL")
    for rows in _batches(cursor, "filings_disqualification", "identity_masked"):
        shorter = [(pk, mask_identity_no(mask)) for pk, mask in rows]
        _write(cursor, "filings_disqualification", ("identity_masked",), shorter)
    _shorten_baselines(cursor)
    _shorten_snapshots(cursor)
    _switch(cursor, "ENABLE")


def unplace_seals(apps, schema_editor):
    """Bind every seal to the word that the former code knows; drafts and persons stay readable by it."""
    cursor = schema_editor.connection.cursor()
    _switch(cursor, "DISABLE")
    for table in (PERSON, FILING):
        for rows in _batches(cursor, table, "identity_sealed"):
            old = [(pk, _seal_unplaced(_opened(table, pk, sealed))) for pk, sealed in rows]
            _write(cursor, table, ("identity_sealed",), old)
    _switch(cursor, "ENABLE")


def _switch(cursor, verb):
    """The triggers that keep submitted declarations, by name and for this transaction's work alone."""
    cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    for table, trigger in LIFTED:
        cursor.execute(f"ALTER TABLE {table} {verb} TRIGGER {trigger}")


def _batches(cursor, table, columns, where="TRUE"):
    """Rows of (id, columns) in the order of their ids."""
    last = 0
    while True:
        cursor.execute(
            f"SELECT id, {columns} FROM {table} WHERE id > %s AND {where} ORDER BY id LIMIT %s", [last, BATCH]
        )
        rows = cursor.fetchall()
        if not rows:
            return
        yield rows
        last = rows[-1][0]


def _write(cursor, table, columns, rows):
    """One UPDATE for rows of (id, text of each column); JSON columns take their text as JSON."""
    casts = {"baseline": "::jsonb", "data": "::jsonb"}
    named = ", ".join(f"{column} = fresh.{column}{casts.get(column, '')}" for column in columns)
    arrays = ", ".join(["%s::text[]"] * len(columns))
    cursor.execute(
        f"UPDATE {table} SET {named} FROM unnest(%s::bigint[], {arrays}) AS fresh(id, {', '.join(columns)})"
        f" WHERE {table}.id = fresh.id",
        [list(column) for column in zip(*rows, strict=True)],
    )


def _placed(table, pk, sealed, masked):
    number = _opened(table, pk, sealed)
    return pk, seal(number, Place(table, pk, "identity_sealed")), mask_identity_no(number or masked)


def _opened(table, pk, sealed):
    """The number of either kind of seal. Raises ``SealBroken``: without the key nothing is migrated."""
    key_id, _colon, body = sealed.partition(":")
    for known, _separator, key in (pair.partition(":") for pair in settings.PII_KEYS):
        if known == key_id:
            try:
                raw = base64.b64decode(body, validate=True)
                return AESGCM(bytes.fromhex(key)).decrypt(raw[:NONCE_BYTES], raw[NONCE_BYTES:], UNPLACED).decode()
            except (ValueError, InvalidTag):
                break
    try:
        return unseal(sealed, Place(table, pk, "identity_sealed"))
    except SealBroken as broken:
        broken.add_note(f"{table} {pk}")
        raise


def _seal_unplaced(number):
    return seal(number, _Unplaced) if number else ""


class _Unplaced:
    bound = UNPLACED


def _shorten_baselines(cursor):
    """What was filed before a change, beside the number it is compared with."""
    columns, found = "baseline, identity_index, identity_masked", "baseline ? 'identity_no'"
    for rows in _batches(cursor, FILING, columns, found):
        fresh = [(pk, json.dumps(_shorter(_read(data), *now), ensure_ascii=False)) for pk, data, *now in rows]
        _write(cursor, FILING, ("baseline",), fresh)


def _shorten_snapshots(cursor):
    """Every declaration as submitted, with its check sum: the former one would betray the longer mask."""
    columns = (
        f"data, (SELECT identity_index FROM {FILING} f WHERE f.id = filing_id),"
        f" (SELECT identity_masked FROM {FILING} f WHERE f.id = filing_id)"
    )
    for rows in _batches(cursor, SNAPSHOT, columns, "data ? 'identity_no'"):
        fresh = []
        for pk, data, *now in rows:
            body = json.dumps(_shorter(_read(data), *now), ensure_ascii=False, sort_keys=True)
            fresh.append((pk, body, hashlib.sha256(body.encode()).hexdigest()))
        _write(cursor, SNAPSHOT, ("data", "content_hash"), fresh)


def _read(data):
    """A JSON value as the cursor gives it."""
    return json.loads(data) if isinstance(data, str) else data


def _shorter(data, index, masked):
    """The declaration with the mask of today; of the filing's own number exactly as the filing has it."""
    same = data.get("identity_index") == index
    return {**data, "identity_no": masked if same else mask_identity_no(data["identity_no"] or "")}


class Migration(migrations.Migration):
    dependencies = [("filings", "0008_sorted_lists")]

    operations = [
        migrations.RunPython(place_seals, unplace_seals),
        migrations.RemoveField(model_name="filing", name="birth_date"),
        migrations.RemoveField(model_name="person", name="birth_date"),
    ]
