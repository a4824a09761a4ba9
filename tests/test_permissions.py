"""The permission matrix of the regulation, row by row (domain §2.2): who may do what, and nobody else."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection, transaction
from django.test import override_settings

from tests.permissions import MATRIX, PARTS, PEOPLE, World, furnished

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: Any, media: Any) -> Iterator[World]:
    """One enterprise with its CQO, its papers and everybody who might touch them, made once."""
    with django_db_blocker.unblock(), override_settings(MEDIA_ROOT=media), transaction.atomic():
        world = furnished()
        connection.check_constraints()  # once, and not after every test for all rows
        yield world
        transaction.set_rollback(True)


def test_no_row_stands_in_two_files():
    assert sum(len(part.MATRIX) for part in PARTS) == len(MATRIX)


@pytest.mark.parametrize("who", PEOPLE)
@pytest.mark.parametrize("row", MATRIX)
def test_a_row_is_open_to_its_own_people_alone(row: str, who: str, world: World):
    act, allowed = MATRIX[row]
    verdict = act(world.users[who], world)
    assert verdict.passes is (who in allowed), [str(reason.message) for reason in verdict]
    assert verdict.passes or all(reason.message for reason in verdict.blocking)
