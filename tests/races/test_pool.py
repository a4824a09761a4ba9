"""Two at once about one expert: exactly one wins and the other is told (Art. 15)."""

from __future__ import annotations

import pytest

from cqo_registry.core.verdicts import Refused
from filings.actions import barring
from talent_pool.actions import assigning, leaving, nominating
from talent_pool.models import Assignment, Membership, Nomination
from tests import factories
from tests.factories import bars, pool
from tests.races.test_races import race

pytestmark = pytest.mark.races


def test_two_admissions_of_one_person_have_one_winner(committed: None):
    row, regions = pool.consented(), [factories.region_officer(), factories.region_officer()]
    results = race(*(lambda by=by: nominating.admit(row.pk, by=by, version=None) for by in regions))
    losers = [result for result in results if isinstance(result, Refused)]
    assert [reason.code for reason in losers[0].verdict.blocking] == ["wrong_state"]
    assert Membership.objects.count() == len(losers) == 1


def test_two_recommendations_of_one_person_have_one_winner(committed: None):
    held = pool.in_office()
    officers = [factories.officer(), factories.region_officer()]
    results = race(*(lambda by=by: pool.proposed(held, by=by) for by in officers))
    losers = [result for result in results if isinstance(result, Refused)]
    assert [reason.code for reason in losers[0].verdict.blocking] == ["is_nominated"]
    assert Nomination.objects.count() == len(losers) == 1


def test_a_bar_and_an_acceptance_at_once_leave_no_open_task(committed: None):
    member = pool.member()
    row, bar = pool.invited(member), bars.heard(member.person)
    speaker, region = pool.speaker(row), factories.region_officer()
    race(
        lambda: assigning.accept(row.pk, by=speaker, version=row.version),
        lambda: barring.confirm_bar(bar.pk, by=region, version=bar.version),
    )
    assert Membership.objects.get().leaving_ground == "bar"
    assert Assignment.objects.get().status == "cancelled"
    assert leaving.recheck() == 0
