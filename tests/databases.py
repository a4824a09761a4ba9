"""A migrated database that every test database is copied from: migrating takes seconds, a copy does not.

Its name carries a digest of all that migrations may read, so another state of the code makes another one.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connection

PREFIX = "cqo_migrated_"
PACKAGES = ("cqo_registry", "filings", "training", "talent_pool")
LOCK = 4_417_001  # of the server, so that one worker migrates and the others wait


def migrated() -> str:
    """The name of the migrated database of this code; it is made where it is missing."""
    name = PREFIX + digest_of_code(Path(settings.BASE_DIR))
    with connection.creation._nodb_cursor() as cursor:
        cursor.execute("SET lock_timeout = 0")
        cursor.execute("SET statement_timeout = 0")
        cursor.execute("SELECT pg_advisory_lock(%s)", [LOCK])
        cursor.execute("SELECT datname FROM pg_database WHERE starts_with(datname, %s)", [PREFIX])
        found = {row[0] for row in cursor.fetchall()}
        for other in found - {name}:
            cursor.execute(f'DROP DATABASE IF EXISTS "{other}"')
        if name not in found:
            # Renamed when it is whole: a run that was stopped leaves no half of one.
            cursor.execute(f'CREATE DATABASE "{name}_half"')
            _migrate(f"{name}_half")
            cursor.execute(f'ALTER DATABASE "{name}_half" RENAME TO "{name}"')
    return name


def _migrate(name: str) -> None:
    """Run all migrations in the database of that name."""
    own = connection.settings_dict["NAME"]
    connection.close()
    connection.settings_dict["NAME"] = name
    try:
        call_command("migrate", verbosity=0, interactive=False, run_syncdb=True)
    finally:
        connection.close()
        connection.settings_dict["NAME"] = own


def digest_of_code(base: Path) -> str:
    """A short digest of every source file and of the locked versions; the tests are no part of it."""
    read = [base / "requirements.txt"]
    read += sorted(
        path
        for package in PACKAGES
        for path in (base / package).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    )
    digest = hashlib.sha256()
    for path in read:
        digest.update(str(path.relative_to(base)).encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()[:16]
