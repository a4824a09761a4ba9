"""The table of bars against every state and every role (Art. 9, decision D19)."""

from __future__ import annotations

import pytest

from cqo_registry.audit.acts import WORDS
from filings import workflow_bars as workflow
from filings.enums import BarStatus
from filings.models import Disqualification
from filings.policies import bars as policies
from tests import factories
from tests.factories import bars

pytestmark = pytest.mark.django_db

# state of the scene → the status it stands in, and the acts whose facts are there
STATES = {
    "proposed": ("proposed", {"notify", "decline"}),
    "notified": ("proposed", {"notify", "hear", "decline"}),
    "heard": ("proposed", {"notify", "hear", "confirm", "decline"}),
    "confirmed": ("confirmed", {"lift"}),
    "declined": ("declined", set()),
    "lifted": ("lifted", set()),
}
OFFICES = {"officer", "region"}
WHO = {
    "notify": OFFICES,
    "hear": OFFICES,
    "confirm": {"region"},
    "decline": {"region"},
    "lift": {"region"},
}


def people(bar: Disqualification) -> dict[str, object]:
    return {
        "filer": factories.filer(),
        "officer": factories.officer(bar.authority.code),
        "other_office": factories.officer("5402"),
        "zone": factories.officer("LSJKQ"),
        "region": factories.region_officer(),
        "auditor": factories.auditor(),
        "admin": factories.admin(),
    }


def test_the_table_names_every_status_and_every_act() -> None:
    assert {status for status, _acts in STATES.values()} == set(BarStatus.values)
    assert set(WHO) == {act.name for act in workflow.BAR}
    assert {f"bar.{name}" for name in WHO} <= set(WORDS)


@pytest.mark.parametrize("state", STATES)
def test_an_act_is_open_to_its_own_roles_in_its_own_states_alone(state: str) -> None:
    bar = getattr(bars, state)()
    status, acts = STATES[state]
    assert bar.status == status
    for who, user in people(bar).items():
        live = {transition.name for transition, verdict in workflow.BAR.offered(bar, user) if verdict}
        assert live == {name for name in acts if who in WHO[name]}, (state, who)


@pytest.mark.parametrize("state", STATES)
def test_what_the_table_refuses_is_refused_with_a_sentence(state: str) -> None:
    bar = getattr(bars, state)()
    for who, user in people(bar).items():
        for transition in workflow.BAR:
            name = transition.name
            verdict = transition.check(bar, user, "理由")
            assert verdict.passes is (name in STATES[state][1] and who in WHO[name]), (state, who, name)
            assert verdict.passes or str(verdict.blocking[0].message)


def test_who_proposes_and_who_reads_the_case() -> None:
    bar = bars.confirmed()
    may = {who: bool(policies.may_propose_bar(user)) for who, user in people(bar).items()}
    assert {who for who, allowed in may.items() if allowed} == {"officer", "other_office", "zone", "region"}
    reads = {who for who, user in people(bar).items() if policies.may_read_case(user, bar)}
    assert reads == {"officer", "region"}


@pytest.mark.parametrize(
    ("state", "knowing"),
    [
        ("proposed", {"officer", "region", "auditor"}),
        ("declined", {"officer", "region", "auditor"}),
        ("confirmed", {"officer", "other_office", "zone", "region", "auditor"}),
        ("lifted", {"officer", "other_office", "zone", "region", "auditor"}),
    ],
)
def test_who_knows_of_a_bar(state: str, knowing: set[str]) -> None:
    bar = getattr(bars, state)()
    found = {who for who, user in people(bar).items() if Disqualification.objects.visible_to(user).exists()}
    assert found == knowing
