"""The transition table against every state and every role."""

from __future__ import annotations

import pytest

from cqo_registry.core.verdicts import Refused
from filings import workflow
from filings.actions import claiming, move
from filings.enums import FilingStatus
from filings.models import Filing
from tests import factories

pytestmark = pytest.mark.django_db

STATES = {
    "draft": factories.draft,
    "submitted": factories.claimed,
    "returned": factories.returned,
    "accepted": factories.accepted,
    "forwarded": factories.forwarded,
    "queried": factories.queried,
    "recorded": factories.recorded,
    "refused": factories.refused,
    "withdrawn": factories.withdrawn,
}
WHO: dict[str, str | set[str]] = {
    "submit": "filer",
    "withdraw": "filer",
    "close": {"officer", "region"},
    "return": "officer",
    "accept": "officer",
    "refuse": "officer",
    "forward": "officer",
    "record": "region",
    "query": "region",
    "reply": "officer",
}


def people(filing: Filing) -> dict[str, object]:
    """One user of each role, those of the own enterprise and office among them."""
    own = filing.claimed_by or factories.officer(filing.authority.code)
    return {
        "filer": filing.created_by,
        "other_filer": factories.filer(),
        "officer": own,
        "other_office": factories.officer("5402"),
        "zone": factories.officer("LSJKQ"),
        "region": factories.region_officer(),
        "auditor": factories.auditor(),
        "admin": factories.admin(),
    }


def test_the_table_names_every_status_and_every_factory():
    assert set(STATES) == set(FilingStatus.values)
    assert set(WHO) == {act.name for act in workflow.FILING}


@pytest.mark.parametrize("state", STATES)
def test_a_transition_is_open_to_its_own_role_in_its_own_states_alone(state: str):
    filing = Filing.objects.get(pk=STATES[state]().pk)
    for who, user in people(filing).items():
        for name, verdict in workflow.FILING.may(filing, user).items():
            fits = state in workflow.FILING[name].sources
            allowed = who in WHO[name] if isinstance(WHO[name], set) else WHO[name] == who
            assert verdict.passes == (fits and allowed), (state, who, name)
            assert verdict.passes or verdict.reasons[0].message


@pytest.mark.parametrize("name", ["return", "accept", "refuse"])
def test_a_decision_needs_the_claim(name: str):
    filing = factories.submitted()
    verdict = workflow.FILING[name].may(filing, factories.officer())
    assert [reason.code for reason in verdict.blocking] == ["unclaimed"]


@pytest.mark.parametrize("name", ["return", "accept", "refuse"])
def test_a_colleague_of_the_holder_is_told_who_holds_it(name: str):
    filing = factories.claimed()
    verdict = workflow.FILING[name].may(filing, factories.officer())
    assert [reason.code for reason in verdict.blocking] == ["held_by_other"]
    assert filing.claimed_by.name in str(verdict.blocking[0].message)


def test_a_reason_is_asked_for_before_the_facts():
    filing = factories.claimed()
    verdict = workflow.REFUSE.check(filing, filing.claimed_by, "  ")
    assert [reason.code for reason in verdict.blocking] == ["reason"]


def test_every_transition_leaves_a_line_in_the_trail():
    filing = factories.recorded()
    actions = [event.action for event in reversed(list(filing_events(filing)))]
    assert actions == [
        "filing.start",
        "filing.save",
        "filing.submit",
        "filing.claim",
        "filing.accept",
        "filing.forward",
        "filing.record",
    ]


def filing_events(filing: Filing):
    """The lines about one filing, newest first."""
    from cqo_registry.audit.models import AuditEvent

    return AuditEvent.objects.about(filing)


def test_a_repeated_transition_is_refused_and_changes_nothing():
    filing = factories.recorded()
    with pytest.raises(Refused):
        move.move(filing.pk, workflow.RECORD, by=factories.region_officer(), version=None)
    filing.refresh_from_db()
    assert filing.status == "recorded"


def test_deciding_releases_the_claim():
    assert factories.returned().claimed_by is None
    assert factories.accepted().claimed_by is None


def test_claiming_twice_is_one_claim():
    filing = factories.claimed()
    assert claiming.claim(filing.pk, by=filing.claimed_by).version == filing.version
