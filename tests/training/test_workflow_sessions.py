"""Every transition of a session × every state × every role (Art. 16)."""

from __future__ import annotations

from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import transaction

from cqo_registry.accounts.enums import Role
from tests import factories
from tests.factories import training
from training.enums import SessionStatus
from training.workflow_sessions import SESSION

STATES = {
    SessionStatus.DRAFT: training.session,
    SessionStatus.OPEN: training.held_session,
    SessionStatus.COMPLETED: training.completed_session,
    SessionStatus.CANCELLED: training.cancelled_session,
}
ORGANISERS = (Role.PREFECTURE_OFFICER, Role.REGION_OFFICER)


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: Any) -> Iterator[SimpleNamespace]:
    """A session in every state and a user of every role, made once."""
    with django_db_blocker.unblock(), transaction.atomic():
        people = {
            Role.ENTERPRISE_FILER: factories.filer(),
            Role.PREFECTURE_OFFICER: factories.officer(),
            Role.REGION_OFFICER: factories.region_officer(),
            Role.AUDITOR: factories.auditor(),
            Role.SYSTEM_ADMIN: factories.admin(),
        }
        rows = {state: make() for state, make in STATES.items()}
        yield SimpleNamespace(people=people, rows=rows, stranger=factories.officer("5402"))
        transaction.set_rollback(True)


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("state", SessionStatus)
@pytest.mark.parametrize("transition", SESSION, ids=lambda each: each.name)
@pytest.mark.django_db
def test_a_button_is_live_in_its_states_for_its_organisers(
    transition: Any, state: SessionStatus, role: Role, world: SimpleNamespace
) -> None:
    verdict = transition.may(world.rows[state], world.people[role])
    assert verdict.passes is (state in transition.sources and role in ORGANISERS)
    assert not transition.may(world.rows[state], world.stranger)


@pytest.mark.django_db
def test_the_page_offers_the_acts_of_its_state(world: SimpleNamespace) -> None:
    officer = world.people[Role.PREFECTURE_OFFICER]
    names = {
        state: [each.name for each, _v in SESSION.offered(row, officer)] for state, row in world.rows.items()
    }
    assert names == {"draft": ["open"], "open": ["complete", "cancel"], "completed": [], "cancelled": []}
