"""Many races of the same kind: each has exactly one winner, and the others are told.

``make races`` runs 500 rounds of each; the suite a few. Every round is two real connections.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest

from cqo_registry.audit.models import AuditEvent
from cqo_registry.core.errors import Stale
from cqo_registry.core.verdicts import Refused
from filings.actions import claiming, deciding
from filings.models import Appointment, Filing
from tests import factories
from tests.factories import enrolments
from tests.races.test_races import race
from training.models import Enrolment

pytestmark = pytest.mark.races

ROUNDS = int(os.environ.get("CQO_ROUNDS", "3"))
PARTS = int(os.environ.get("CQO_PARTS", "1"))  # the rounds are dealt to so many tests, for as many workers
OFFICE = "5401"


class Desk:
    """What all rounds share: the two officers, and the last number given."""

    def __init__(self) -> None:
        self.officers = [factories.officer(OFFICE), factories.officer(OFFICE)]
        self.given = 0


def claim(desk: Desk) -> str:
    """Two officers take the same filing; the loser is told who holds it."""
    filing = factories.submitted(education="college")
    results = race(*(lambda by=by: claiming.claim(filing.pk, by=by) for by in desk.officers))
    won = [by for by, result in zip(desk.officers, results, strict=True) if isinstance(result, Filing)]
    lost = [result for result in results if isinstance(result, Refused)]
    filing.refresh_from_db()
    assert len(won) == len(lost) == 1, results
    assert filing.claimed_by == won[0]
    assert won[0].name in str(lost[0])
    assert AuditEvent.objects.about(filing).filter(action="filing.claim").count() == 1
    return won[0].name


def decide(desk: Desk) -> str:
    """The holder's two tabs refuse and return at once; one decision stands, the other tab is stale."""
    by = desk.officers[0]
    filing = factories.claimed(by=by, education="secondary")
    results = race(
        lambda: deciding.refuse(filing.pk, by=by, version=filing.version, reason="学历未达到任职条件"),
        lambda: deciding.return_for_correction(
            filing.pk, {"education": "请核对学历"}, by=by, version=filing.version
        ),
    )
    won = [result for result in results if isinstance(result, Filing)]
    assert len(won) == 1, results
    assert sum(isinstance(result, Stale) for result in results) == 1, results
    filing.refresh_from_db()
    assert filing.status == won[0].status
    assert filing.version == won[0].version
    decided = AuditEvent.objects.about(filing).filter(action__in=["filing.refuse", "filing.return"])
    assert decided.count() == 1
    return filing.status


def number(desk: Desk) -> str:
    """Two filings are accepted at once: two numbers, one after the other, each with one owner."""
    filings = [factories.claimed(by=by) for by in desk.officers]
    results = race(*(lambda f=f: deciding.accept(f.pk, by=f.claimed_by, version=f.version) for f in filings))
    numbers = sorted(result.filing_no for result in results)
    series = [int(filing_no.rpartition("-")[2]) for filing_no in numbers]
    assert series == [desk.given + 1, desk.given + 2], numbers
    desk.given = series[-1]
    assert Filing.objects.filter(filing_no__in=numbers).count() == 2
    assert Appointment.objects.filter(filing_no__in=numbers).count() == 2
    return "first" if results[0].filing_no == numbers[0] else "second"


def seat(desk: Desk) -> str:
    """Two enterprises enrol for the last seat at once: one has it, the other is first on the waiting list."""
    session = enrolments.open_session(OFFICE, capacity=1)
    users = [factories.filer(factories.make_enterprise(OFFICE)) for _each in range(2)]
    results = race(*(lambda by=by: enrolments.staff(session, by=by) for by in users))
    rows = [result for result in results if isinstance(result, Enrolment)]
    assert len(rows) == 2, results
    assert sorted(row.status for row in rows) == ["enrolled", "waiting"]
    assert list(session.enrolments.seated().values_list("seat", flat=True)) == [1]
    return "first" if rows[0].seat else "second"


KINDS: dict[str, Callable[[Desk], Any]] = {
    "claim": claim,
    "decide": decide,
    "number": number,
    "seat": seat,
}


@pytest.mark.parametrize("part", range(PARTS))
@pytest.mark.parametrize("kind", KINDS)
def test_every_round_has_exactly_one_winner(committed: None, kind: str, part: int, record_property: Any):
    rounds = ROUNDS // PARTS + (part < ROUNDS % PARTS)
    desk, winners = Desk(), Counter[str]()
    for _round in range(rounds):
        winners[KINDS[kind](desk)] += 1
    assert winners.total() == rounds
    for winner, won in sorted(winners.items()):
        record_property(f"{kind}: {winner} won", won)
