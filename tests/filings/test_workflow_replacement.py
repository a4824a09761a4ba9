"""The table of recommendations against every state and every role (Art. 12)."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from cqo_registry.audit.acts import WORDS
from filings import workflow_replacement as workflow
from filings.enums import ReplacementStatus
from filings.models import Replacement
from tests import factories
from tests.factories import replacements

pytestmark = pytest.mark.django_db

# state of the scene → the status it stands in
STATES = {
    "clue": "clue",
    "reviewing": "reviewing",
    "issued": "issued",
    "overdue": "issued",
    "replied": "replied",
    "unanswered": "replied",
    "closed": "closed",
    "dismissed": "dismissed",
}
WHO = {
    "review": "region",
    "issue": "region",
    "dismiss": "region",
    "reply": "filer",
    "unanswered": "region",
    "close": "region",
    "settle": "region",
}
# What else the facts ask, where the status alone does not decide.
ASKED = {
    "reply": {"issued", "overdue", "unanswered"},
    "unanswered": {"overdue"},
    "close": {"replied", "unanswered"},
    "settle": set(),
}


def people(row: Replacement) -> dict[str, object]:
    return {
        "filer": factories.filer(row.enterprise),
        "other_filer": factories.filer(),
        "officer": factories.officer(row.authority.code),
        "other_office": factories.officer("5402"),
        "zone": factories.officer("LSJKQ"),
        "region": factories.region_officer(),
        "auditor": factories.auditor(),
        "admin": factories.admin(),
    }


def test_the_table_names_every_status_and_every_act() -> None:
    assert set(STATES.values()) == set(ReplacementStatus.values)
    assert set(WHO) == {act.name for act in workflow.REPLACEMENT}
    assert {f"replacement.{name}" for name in WHO} <= set(WORDS)


@pytest.mark.parametrize("state", STATES)
def test_an_act_is_open_to_its_own_role_in_its_own_states_alone(state: str) -> None:
    row = getattr(replacements, state)()
    assert row.status == STATES[state]
    for who, user in people(row).items():
        for act in workflow.REPLACEMENT:
            name, verdict = act.name, act.live(row, user)
            fits = row.status in act.sources and state in ASKED.get(name, STATES)
            assert verdict.passes == (fits and WHO[name] == who), (state, who, name)
            assert verdict.passes or verdict.blocking[0].message


@pytest.mark.parametrize("days", [0, 1])
def test_a_term_is_missed_on_the_day_after_it(days: int) -> None:
    row = replacements.issued()
    row.reply_by = timezone.localdate() - timedelta(days=days)
    verdict = workflow.UNANSWERED.live(row, factories.region_officer())
    assert verdict.passes is bool(days)


def test_a_promise_is_closed_by_the_change_and_not_by_hand() -> None:
    row = replacements.replied(reply="replaced")
    verdict = workflow.CLOSE.live(row, factories.region_officer())
    assert [reason.code for reason in verdict.blocking] == ["change_awaited"]


@pytest.mark.parametrize("state", ["issued", "replied"])
def test_a_post_given_up_otherwise_lets_the_region_close(state: str) -> None:
    row = getattr(replacements, state)()
    row.appointment.ended_on = timezone.localdate()
    assert workflow.CLOSE.live(row, factories.region_officer())


def test_no_letter_goes_out_about_somebody_who_has_left() -> None:
    row = replacements.reviewing()
    row.appointment.ended_on = timezone.localdate()
    verdict = workflow.ISSUE.live(row, factories.region_officer())
    assert [reason.code for reason in verdict.blocking] == ["departed"]
