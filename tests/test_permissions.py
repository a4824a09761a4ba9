"""The permission matrix of the regulation, row by row (domain §2.2): who may do what, and nobody else.

The rows of chapter five (pool, training, experience, indicators) come with their packages.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import transaction
from django.test import override_settings

from cqo_registry.accounts.models import User
from cqo_registry.directory import policies as directory
from filings import policies
from filings.models import Filing
from filings.policies import bars, replacements
from filings.workflow import BY_NAME
from tests import factories
from tests.factories import replacements as letters

pytestmark = pytest.mark.django_db

PEOPLE = ("filer", "other_filer", "office", "other_office", "zone", "region", "auditor", "admin")
World = SimpleNamespace
Row = tuple[Callable[[User, World], Any], set[str]]


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: Any, media: Any) -> Iterator[World]:
    """One enterprise with its CQO, its papers and everybody who might touch them, made once."""
    with django_db_blocker.unblock(), override_settings(MEDIA_ROOT=media), transaction.atomic():
        yield _world()
        transaction.set_rollback(True)


def _world() -> World:
    enterprise = factories.make_enterprise()
    office = factories.officer()
    accepted = factories.accepted(enterprise, by=office)
    paper = factories.draft(factories.make_enterprise(), by=office)
    users = {
        "filer": factories.filer(enterprise),
        "other_filer": factories.filer(),
        "office": office,
        "other_office": factories.officer("5402"),
        "zone": factories.officer("LSJKQ"),
        "region": factories.region_officer(),
        "auditor": factories.auditor(),
        "admin": factories.admin(),
    }
    return World(
        users=users,
        enterprise=enterprise,
        change=factories.changing(accepted, "K2", by=users["filer"]),
        claimed=factories.claimed(by=office, education="secondary"),
        forwarded=factories.forwarded(by=office),
        queried=factories.queried(by=office),
        paper=paper,
        appointment=accepted.appointment,
        letter=letters.issued(accepted.appointment),
        bar=SimpleNamespace(authority_id=office.authority_id, status="proposed"),
    )


def goes(name: str, filing: str) -> Callable[[User, World], Any]:
    """A transition of one of the filings: state and person, without the facts."""
    return lambda user, world: BY_NAME[name].may(Filing.objects.get(pk=getattr(world, filing).pk), user)


MATRIX: dict[str, Row] = {
    "file, change, report a vacancy (14)": (
        lambda user, world: policies.may_file(user, world.change),
        {"filer"},
    ),
    "submit what was filed (14)": (goes("submit", "change"), {"filer"}),
    "file on behalf of the enterprise, marked 代录 (14)": (
        lambda user, world: directory.may_enter_paper(user, world.enterprise),
        {"office"},
    ),
    "submit what was typed from paper (14)": (goes("submit", "paper"), {"office"}),
    "accept (13)": (goes("accept", "claimed"), {"office"}),
    "return (13)": (goes("return", "claimed"), {"office"}),
    "refuse (13)": (goes("refuse", "claimed"), {"office"}),
    "query: the region's only word on a filing (13)": (goes("query", "forwarded"), {"region"}),
    "answer the query (13)": (goes("reply", "queried"), {"office"}),
    "receive into the regional ledger (14)": (goes("record", "forwarded"), {"region"}),
    "propose a bar (9)": (
        lambda user, world: bars.may_propose_bar(user),
        {"office", "other_office", "zone", "region"},
    ),
    "confirm or lift a bar (9)": (
        lambda user, world: bars.may_decide_bar(user, world.bar),
        {"region"},
    ),
    "read what a bar rests on (9)": (
        lambda user, world: bars.may_read_case(user, world.bar),
        {"office", "region"},
    ),
    "report a clue (12)": (
        lambda user, world: replacements.may_report_clue(user, world.appointment),
        {"office", "region"},
    ),
    "issue a replacement recommendation (12)": (
        lambda user, world: replacements.may_recommend(user, world.letter),
        {"region"},
    ),
    "reply to the recommendation (12)": (
        lambda user, world: replacements.may_answer(user, world.letter),
        {"filer"},
    ),
    "interpret (21)": (lambda user, world: policies.may_interpret(user), {"region"}),
    "exempt (21)": (lambda user, world: policies.may_exempt(user, world.claimed), {"region"}),
    "keep the office's holidays (21)": (
        lambda user, world: directory.may_keep_calendar(user, world.users["office"].authority),
        {"office", "region"},
    ),
    "keep the national calendar (21)": (
        lambda user, world: directory.may_keep_calendar(user, None),
        {"region"},
    ),
}


@pytest.mark.parametrize("who", PEOPLE)
@pytest.mark.parametrize("row", MATRIX)
def test_a_row_is_open_to_its_own_people_alone(row: str, who: str, world: World):
    act, allowed = MATRIX[row]
    verdict = act(world.users[who], world)
    assert verdict.passes is (who in allowed), [str(reason.message) for reason in verdict]
    assert verdict.passes or all(reason.message for reason in verdict.blocking)
