"""The tables of the pool against every state and every role (Art. 9, 12, 15)."""

from __future__ import annotations

from typing import Any

import pytest

from cqo_registry.accounts.models import User
from cqo_registry.audit.acts import WORDS
from cqo_registry.directory.models import Enterprise
from talent_pool import workflow_members, workflow_nominations
from talent_pool.enums import AssignmentStatus, MembershipStatus, NominationStatus
from talent_pool.workflow_assignments import ASSIGNMENT
from talent_pool.workflow_members import MEMBERSHIP
from talent_pool.workflow_nominations import NOMINATION
from tests import factories
from tests.factories import pool

pytestmark = pytest.mark.django_db

OWN = {"filer", "officer"}
# state of the scene → status, and the acts whose facts are there, with who may do them
NOMINATIONS: dict[str, tuple[str, dict[str, set[str]]]] = {
    "proposed": ("proposed", {"consent": OWN, "decline": {"region"}, "withdraw": {"officer"}}),
    "consented": (
        "proposed",
        {"consent": {"filer"}, "admit": {"region"}, "decline": {"region"}, "withdraw": {"officer"}},
    ),
    "refused": ("proposed", {"consent": {"filer"}, "decline": {"region"}, "withdraw": {"officer"}}),
    "admitted": ("admitted", {}),
    "declined": ("declined", {}),
    "withdrawn": ("withdrawn", {}),
}
MEMBERS: dict[str, tuple[str, dict[str, set[str]]]] = {
    "member": ("current", {"wish": {"filer"}, "remove": {"region"}}),
    "wishing": ("current", {"wish": {"filer"}, "remove": {"region"}, "depart": {"region"}}),
    "inactive": ("current", {"keep": {"region"}, "remove": {"region"}}),
    "kept": ("current", {"keep": {"region"}, "remove": {"region"}}),
    "left": ("left", {}),
}
OFFICE = {"officer"}
ASSIGNMENTS: dict[str, tuple[str, dict[str, set[str]]]] = {
    "invited": (
        "invited",
        {"accept": {"filer"}, "decline": {"filer"}, "recuse": {"filer"}, "cancel": OFFICE},
    ),
    "accepted": ("accepted", {"recuse": {"filer"}, "done": OFFICE, "cancel": OFFICE}),
    "turned_down": ("declined", {}),
    "recused": ("recused", {}),
    "done": ("done", {}),
    "cancelled": ("cancelled", {}),
}
SCENES: list[tuple[Any, str, str, dict[str, set[str]]]] = [
    (table, state, *expected)
    for table, states in (
        (NOMINATION, NOMINATIONS),
        (MEMBERSHIP, MEMBERS),
        (ASSIGNMENT, ASSIGNMENTS),
    )
    for state, expected in states.items()
]


def people(enterprise: Enterprise) -> dict[str, User]:
    return {
        "filer": factories.filer(enterprise),
        "other_filer": factories.filer(),
        "officer": factories.officer(),
        "other_office": factories.officer("5402"),
        "zone": factories.officer("LSJKQ"),
        "region": factories.region_officer(),
        "auditor": factories.auditor(),
        "admin": factories.admin(),
    }


def enterprise_of(row: Any) -> Enterprise:
    stay = getattr(row, "membership", row) if hasattr(row, "kind") else row
    nomination = getattr(stay, "nomination", stay)
    return nomination.appointment.enterprise


def test_the_tables_name_every_status_and_every_act():
    assert {status for status, _acts in NOMINATIONS.values()} == set(NominationStatus.values)
    assert {status for status, _acts in MEMBERS.values()} == set(MembershipStatus.values)
    assert {status for status, _acts in ASSIGNMENTS.values()} == set(AssignmentStatus.values)
    for workflow in (NOMINATION, MEMBERSHIP, ASSIGNMENT):
        assert {f"{workflow.prefix}{act.name}" for act in workflow} <= set(WORDS)


@pytest.mark.parametrize(("table", "state", "status", "acts"), SCENES, ids=[scene[1] for scene in SCENES])
def test_an_act_is_open_to_its_own_roles_in_its_own_states_alone(table, state, status, acts):
    row = getattr(pool, state)()
    assert row.status == status
    for who, user in people(enterprise_of(row)).items():
        expected = {name for name, allowed in acts.items() if who in allowed}
        live = {act.name for act, verdict in table.offered(row, user) if verdict}
        assert live == expected, (state, who)
        for transition in table:
            name = transition.name
            verdict = transition.check(row, user, "理由")
            assert verdict.passes is (name in expected), (state, who, name)
            assert verdict.passes or str(verdict.blocking[0].message)


def test_what_the_register_does_is_nobodys_button():
    row, region = pool.member(), factories.region_officer()
    for transition in (workflow_members.LOSE, workflow_members.BAR, workflow_members.MISCONDUCT):
        assert [reason.code for reason in transition.check(row, region).blocking] == ["automatic"]


def test_the_region_withdraws_and_answers_for_its_own_selection():
    region = factories.region_officer()
    row = pool.proposed(by=region)
    assert row.source == "region"
    assert workflow_nominations.WITHDRAW.may(row, region)
    assert workflow_nominations.CONSENT.may(row, region)
    assert not workflow_nominations.WITHDRAW.may(row, factories.officer())
