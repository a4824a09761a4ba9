"""Scenes that several tests share: made once for a class of tests, through the same real actions."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, transaction
from django.test import override_settings


def once(make: Callable[..., Any], *, params: list[Any] | None = None, scope: Any = "class") -> Any:
    """A fixture of what ``make`` makes, for all tests of a class or module; rolled back after the last.

    What a test does to the rows is taken back after it by its own savepoint. The objects are the same for
    all: whoever changes one, or reads it after an act, fetches it anew or takes a deep copy.
    """

    @pytest.fixture(scope=scope, params=params)
    def made(
        django_db_setup: None, django_db_blocker: Any, media: Path, request: pytest.FixtureRequest
    ) -> Iterator[Any]:
        given = () if params is None else (request.param,)
        with django_db_blocker.unblock(), override_settings(MEDIA_ROOT=media), transaction.atomic():
            scene = make(*given)
            connection.check_constraints()  # once, and not after every test for all rows of the scene
            yield scene
            transaction.set_rollback(True)

    return made
