"""Fixtures and guards for every test."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, models

SEEDED = {
    "django_migrations",
    "django_content_type",
    "directory_authority",
    "directory_county",
    "directory_holiday",
}


@pytest.fixture(autouse=True)
def _plain_surroundings(settings: Any, tmp_path: Path) -> None:
    """Static files without a manifest, media in a folder of the test, a cheap password hash."""
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(autouse=True)
def _locks_name_their_table(monkeypatch: pytest.MonkeyPatch) -> None:
    """``select_for_update`` over joins without ``of`` fails: it would lock the joined rows too."""
    original = models.QuerySet.select_for_update

    def checked(
        self: Any, nowait: bool = False, skip_locked: bool = False, of: Any = (), no_key: bool = False
    ) -> Any:
        if not of and self.query.select_related:
            raise AssertionError("select_for_update() needs of=('self',)")
        return original(self, nowait, skip_locked, of, no_key)

    monkeypatch.setattr(models.QuerySet, "select_for_update", checked)


@pytest.fixture
def committed(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """A test whose transactions really commit, for races on two connections; emptied afterwards."""
    with django_db_blocker.unblock():
        yield
        with connection.cursor() as cursor:
            names = [name for name in connection.introspection.table_names(cursor) if name not in SEEDED]
            # The append-only triggers stay away from the broom.
            cursor.execute("SET session_replication_role = replica")
            cursor.execute(
                "TRUNCATE " + ", ".join(f'"{name}"' for name in names) + " RESTART IDENTITY CASCADE"
            )
            cursor.execute("SET session_replication_role = DEFAULT")
        connection.close()
