"""Who may do what with filings, bars, letters, interpretations and calendars (Art. 9–14, 21)."""

from __future__ import annotations

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

from cqo_registry.accounts.models import User
from cqo_registry.directory import policies as directory
from filings import policies
from filings.models import Filing
from filings.policies import bars, duty_reports, replacements
from filings.workflow import FILING
from tests import factories
from tests.factories import replacements as letters
from tests.permissions.world import Row, World


def furnish(world: World) -> None:
    """One enterprise with its CQO, its papers, and filings that wait for every next step."""
    office = world.users["office"]
    accepted = factories.accepted(world.enterprise, by=office)
    world.paper = factories.draft(factories.make_enterprise(), by=office)
    world.change = factories.changing(accepted, "K2", by=world.users["filer"])
    world.claimed = factories.claimed(by=office, education="secondary")
    world.forwarded = factories.forwarded(by=office)
    world.queried = factories.queried(by=office)
    world.appointment = accepted.appointment
    world.letter = letters.issued(accepted.appointment)
    world.bar = SimpleNamespace(authority_id=office.authority_id, status="proposed")


def goes(name: str, filing: str) -> Callable[[User, World], Any]:
    """A transition of one of the filings: state and person, without the facts."""
    return lambda user, world: FILING[name].may(Filing.objects.get(pk=getattr(world, filing).pk), user)


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
    "report on the CQO's year (10)": (
        lambda user, world: duty_reports.may_report_duty(user, world.enterprise),
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
