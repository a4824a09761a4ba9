"""Fixtures and guards for every test."""

from __future__ import annotations

import gc
import os
from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any
from unittest import mock

import pytest
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.db import connection, models, transaction
from django.test import Client, override_settings
from django.test import client as test_client
from django.test.utils import setup_databases, teardown_databases
from django.utils import timezone
from django.utils.crypto import get_random_string
from hypothesis import HealthCheck
from hypothesis import settings as drawing

from cqo_registry.core import confirming
from tests import databases

# How long an example takes says how busy the machine is, and nothing of the code.
drawing.register_profile("unhurried", deadline=None, suppress_health_check=[HealthCheck.too_slow])
drawing.load_profile("unhurried")

SEEDED = {
    "django_migrations",
    "django_content_type",
    "directory_authority",
    "directory_county",
    "directory_holiday",
}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The demonstration first: what takes that long to set up is never left to be shared by two workers."""
    items.sort(key=lambda item: item.path.name != "test_demo.py")


def pytest_collection_finish() -> None:
    """Leave what was imported and collected out of every later search for garbage: it stays for good."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(200_000, 20, 20)
    gc.enable()


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """What long runs counted, summed over their parts: ``make machine`` and ``make races`` show it."""
    reports = (
        terminalreporter.stats.get("passed", []) if {"CQO_RUNS", "CQO_ROUNDS"} & os.environ.keys() else []
    )
    counted: Counter[str] = Counter()
    for report in reports:
        counted.update(dict(report.user_properties))
    for name, count in sorted(counted.items()):
        terminalreporter.write_line(f"{count:8} {name}")


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix: None,
    django_db_keepdb: bool,
    django_db_createdb: bool,
    django_db_blocker: Any,
) -> None:
    """Copy the test database from a migrated one, unless the one of the run before is kept."""
    if not django_db_keepdb or django_db_createdb:
        with django_db_blocker.unblock():
            connection.settings_dict["TEST"]["TEMPLATE"] = databases.migrated()


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """Send away whoever is still connected at the end: a thread of the worker may keep its connection."""
    yield
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
    with django_db_blocker.unblock():
        connection.close()
    # Dropping a database writes what is still in memory, which may take longer than a page's statement.
    options = connection.settings_dict["OPTIONS"]
    connection.settings_dict["OPTIONS"] = {**options, "options": "-c statement_timeout=0 -c lock_timeout=0"}


@pytest.fixture(scope="session")
def media(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One folder for the attachments of all tests."""
    return tmp_path_factory.mktemp("media")


@pytest.fixture(scope="module")
def scenes_of_module(
    django_db_setup: None, django_db_blocker: Any, media: Path, request: pytest.FixtureRequest
) -> Iterator[dict[bool, dict[str, Any]]]:
    """Both scenes (without and with a draft), made once for a module and rolled back after it."""
    from tests.factories import scenes

    with django_db_blocker.unblock(), override_settings(MEDIA_ROOT=media), transaction.atomic():
        made = {with_draft: scenes.scene(with_draft=with_draft) for with_draft in (False, True)}
        connection.check_constraints()  # once, and not after every test for all rows of the scenes
        yield made
        transaction.set_rollback(True)


@pytest.fixture(scope="session", autouse=True)
def _plain_surroundings(media: Path) -> Iterator[None]:
    """Static files without a manifest, media in a folder of the tests, a cheap password hash."""
    (media.parent / "static").mkdir(exist_ok=True)
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    with override_settings(
        MEDIA_ROOT=media,
        STATIC_ROOT=media.parent / "static",  # empty: the middleware reads the whole folder for every client
        STORAGES={**settings.STORAGES, "staticfiles": plain},
        PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"],
    ):
        yield


@pytest.fixture(scope="session", autouse=True)
def _locks_name_their_table() -> Iterator[None]:
    """``select_for_update`` over joins without ``of`` fails: it would lock the joined rows too."""
    original = models.QuerySet.select_for_update

    def checked(
        self: Any, nowait: bool = False, skip_locked: bool = False, of: Any = (), no_key: bool = False
    ) -> Any:
        if not of and self.query.select_related:
            raise AssertionError("select_for_update() needs of=('self',)")
        return original(self, nowait, skip_locked, of, no_key)

    with mock.patch.object(models.QuerySet, "select_for_update", checked):
        yield


@pytest.fixture(scope="session", autouse=True)
def _force_login_writes_the_session_alone() -> Iterator[None]:
    """``force_login`` without the dozen queries of a sign-in, which has its own tests."""

    def force_login(self: Client, user: Any, backend: str | None = None) -> None:
        known = {
            SESSION_KEY: str(user.pk),
            BACKEND_SESSION_KEY: backend or settings.AUTHENTICATION_BACKENDS[-1],
            HASH_SESSION_KEY: user.get_session_auth_hash(),
        }
        key = get_random_string(32)
        until = timezone.now() + timedelta(hours=8)
        Session.objects.create(session_key=key, session_data=SessionStore().encode(known), expire_date=until)
        self.cookies[settings.SESSION_COOKIE_NAME] = key

    with mock.patch.object(Client, "force_login", force_login):
        yield


@pytest.fixture(scope="session", autouse=True)
def _responses_keep_the_context_of_pages() -> Iterator[None]:
    """``response.context`` without a copy of it for every fragment: a page includes up to two hundred."""
    original = test_client.store_rendered_templates

    def of_pages(store: Any, signal: Any, sender: Any, template: Any, context: Any, **more: Any) -> None:
        if context.template is template:
            original(store, signal, sender, template, context, **more)

    with mock.patch.object(test_client, "store_rendered_templates", of_pages):
        yield


@pytest.fixture(scope="session", autouse=True)
def _every_question_is_answered_with_yes() -> Iterator[None]:
    """What is asked before an act has its own tests, which answer for themselves (``questions``)."""
    with mock.patch.object(confirming, "answer_of", return_value=confirming.YES):
        yield


@pytest.fixture
def questions(monkeypatch: pytest.MonkeyPatch) -> None:
    """The questions as people meet them."""
    monkeypatch.setattr(confirming, "answer_of", lambda request: request.POST.get(confirming.ANSWER, ""))


@pytest.fixture(scope="session")
def own_database(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """The test database, also where no collected test carries the ``django_db`` mark.

    Without it a race picked alone would run, and sweep, in the database of the site.
    """
    with django_db_blocker.unblock():
        made = None
        if not str(connection.settings_dict["NAME"]).startswith("test_"):
            made = setup_databases(verbosity=0, interactive=False)
    yield
    if made is not None:
        with django_db_blocker.unblock():
            teardown_databases(made, verbosity=0)


@pytest.fixture
def committed(own_database: None, django_db_blocker: Any) -> Iterator[None]:
    """A test whose transactions really commit, for races on two connections; emptied afterwards."""
    with django_db_blocker.unblock():
        yield
        sweep()
        connection.close()


def sweep() -> None:
    """Empty every table that no migration fills."""
    with connection.cursor() as cursor:
        names = [name for name in connection.introspection.table_names(cursor) if name not in SEEDED]
        # The append-only triggers stay away from the broom.
        cursor.execute("SET session_replication_role = replica")
        cursor.execute("TRUNCATE " + ", ".join(f'"{name}"' for name in names) + " RESTART IDENTITY CASCADE")
        cursor.execute("SET session_replication_role = DEFAULT")
