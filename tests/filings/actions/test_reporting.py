"""Forwarding and recording: the two tiers."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from cqo_registry.core.verdicts import Refused
from filings.actions import reporting
from filings.actions.reporting import BATCH_LIMIT
from filings.models import Filing, ForwardingBatch
from tests import factories

pytestmark = pytest.mark.django_db


def test_a_batch_has_one_number_for_all_its_filings():
    first, second = factories.accepted(), factories.accepted()
    batch = reporting.forward([first.pk, second.pk], by=factories.officer())
    assert batch.number == f"XZSB-5401-{timezone.localdate().year}-0001"
    assert set(batch.filings.values_list("status", flat=True)) == {"forwarded"}


def test_a_batch_is_all_or_none():
    first, second = factories.accepted(), factories.submitted()
    with pytest.raises(Refused):
        reporting.forward([first.pk, second.pk], by=factories.officer())
    assert not ForwardingBatch.objects.exists()
    assert Filing.objects.get(pk=first.pk).status == "accepted"


@pytest.mark.parametrize("pks", [[], range(1, BATCH_LIMIT + 2)])
def test_an_empty_or_oversized_batch_is_refused(pks):
    with pytest.raises(Refused):
        reporting.forward(list(pks), by=factories.officer())


def test_only_an_office_forwards():
    filing = factories.accepted()
    for stranger in (factories.region_officer(), factories.filer(filing.enterprise)):
        with pytest.raises(Refused):
            reporting.forward([filing.pk], by=stranger)


def test_accepting_and_forwarding_is_one_step():
    filing = factories.claimed()
    filing = reporting.accept_and_forward(filing.pk, by=filing.claimed_by, version=filing.version)
    assert filing.status == "forwarded"
    assert filing.batch is not None


def test_the_ledgers_answer_for_any_day():
    filing = factories.accepted()
    today = timezone.localdate()
    yesterday = today - timedelta(days=1)
    assert filing in Filing.objects.ledger("prefecture", as_of=today)
    assert filing not in Filing.objects.ledger("prefecture", as_of=yesterday)
    assert filing not in Filing.objects.ledger("region", as_of=today)
    reporting.forward([filing.pk], by=factories.officer())
    reporting.record(filing.pk, by=factories.region_officer())
    assert filing in Filing.objects.ledger("region", as_of=today)


def test_a_deregistered_enterprise_leaves_the_ledger_on_its_day():
    filing = factories.accepted()
    today = timezone.localdate()
    filing.enterprise.status, filing.enterprise.deregistered_on = "deregistered", today
    filing.enterprise.save()
    assert filing not in Filing.objects.ledger("prefecture", as_of=today)


def test_querysets_say_whose_turn_it_is():
    submitted, accepted, forwarded = factories.claimed(), factories.accepted(), factories.forwarded()
    assert list(Filing.objects.awaiting_decision()) == [submitted]
    assert list(Filing.objects.awaiting_forwarding()) == [accepted]
    assert list(Filing.objects.awaiting_record()) == [forwarded]
    late = timezone.localdate() + timedelta(days=60)
    assert list(Filing.objects.past_decision_target(on=late)) == [submitted]
    assert not Filing.objects.overdue(on=late).exists()


def test_scope_shows_each_role_its_own():
    drafted, here, there = (
        factories.draft(),
        factories.submitted(),
        factories.submitted(factories.make_enterprise("5402")),
    )
    visible = {
        factories.officer(): {here},
        factories.officer("5402"): {there},
        factories.region_officer(): {here, there},
        factories.auditor(): {here, there},
        factories.admin(): set(),
        drafted.created_by: {drafted},
    }
    for user, rows in visible.items():
        assert set(Filing.objects.visible_to(user)) == rows
