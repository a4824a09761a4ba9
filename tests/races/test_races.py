"""Two officers at once, on two real connections: exactly one wins and the other is told."""

from __future__ import annotations

import threading
import uuid
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from cqo_registry.core.errors import Stale
from cqo_registry.core.verdicts import Refused
from filings.actions import claiming, deciding, drafting, numbers, reporting
from filings.models import Filing
from tests import factories

pytestmark = pytest.mark.races


def race(*acts: Callable[[], Any]) -> list[Any]:
    """Run the acts at the same moment, each on its own connection; results or the exceptions raised."""
    barrier = threading.Barrier(len(acts))
    results: list[Any] = [None] * len(acts)

    def run(index: int, act: Callable[[], Any]) -> None:
        barrier.wait()
        try:
            results[index] = act()
        except Exception as fault:
            results[index] = fault
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(index, act)) for index, act in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    return results


def test_two_officers_claiming_at_once_have_one_winner(committed: None):
    filing = factories.submitted()
    officers = [factories.officer(), factories.officer()]
    results = race(*(lambda by=by: claiming.claim(filing.pk, by=by) for by in officers))
    losers = [result for result in results if isinstance(result, Refused)]
    assert len(losers) == 1
    winner = Filing.objects.get(pk=filing.pk).claimed_by
    assert winner.name in str(losers[0])


def test_two_decisions_at_once_have_one_winner(committed: None):
    filing = factories.claimed(education="secondary")
    by, version = filing.claimed_by, filing.version
    results = race(
        lambda: deciding.refuse(filing.pk, by=by, version=version, reason="学历未达到任职条件"),
        lambda: deciding.return_for_correction(filing.pk, {"education": "请核对"}, by=by, version=version),
    )
    stale = [result for result in results if isinstance(result, Stale)]
    assert len(stale) == 1
    assert stale[0].row.latest_events()[0].actor == by


def test_two_acceptances_for_one_enterprise_leave_one_in_office(committed: None):
    filing = factories.claimed()
    by, version = filing.claimed_by, filing.version
    results = race(*(lambda: deciding.accept(filing.pk, by=by, version=version) for _ in range(2)))
    assert sum(isinstance(result, Filing) for result in results) == 1
    assert filing.enterprise.appointments.count() == 1


def test_numbers_given_at_once_are_all_different(committed: None):
    filings = [factories.claimed() for _ in range(4)]
    results = race(*(lambda f=f: deciding.accept(f.pk, by=f.claimed_by, version=f.version) for f in filings))
    given = {result.filing_no for result in results}
    assert len(given) == 4
    assert {number[-4:] for number in given} == {"0001", "0002", "0003", "0004"}
    assert numbers.FILING_SERIES in given.pop()


def test_starting_twice_at_once_makes_one_draft(committed: None):
    enterprise = factories.make_enterprise()
    by = factories.filer(enterprise)
    results = race(*(lambda: drafting.start_filing(enterprise, by=by) for _ in range(2)))
    assert results[0].pk == results[1].pk


def test_two_officers_forwarding_the_same_filing_make_one_batch(committed: None):
    filing = factories.accepted()
    officers = [factories.officer(), factories.officer()]
    results = race(*(lambda by=by: reporting.forward([filing.pk], by=by) for by in officers))
    assert sum(isinstance(result, Refused) for result in results) == 1
    assert filing.authority.batches.count() == 1


def signed_in(user: Any) -> Client:
    """A browser of this user."""
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def test_a_double_click_on_accept_is_one_acceptance(committed: None):
    filing = factories.claimed()
    data = {"version": filing.version, "form_token": str(uuid.uuid4())}
    url = reverse("filings:accept", args=[filing.pk])
    clients = [signed_in(filing.claimed_by) for _ in range(2)]
    results = race(*(lambda client=client: client.post(url, data) for client in clients))
    assert [result.status_code for result in results] == [302, 302]
    assert results[0].url == results[1].url
    assert filing.enterprise.appointments.count() == 1


def test_a_stale_page_is_told_who_when_and_what(committed: None):
    filing = factories.claimed()
    by = filing.claimed_by
    deciding.return_for_correction(filing.pk, {"school": "请填写全称"}, by=by, version=filing.version)
    data = {"version": filing.version, "form_token": str(uuid.uuid4())}
    answer = signed_in(by).post(reverse("filings:accept", args=[filing.pk]), data)
    assert answer.status_code == 409
    page = answer.content.decode()
    assert by.name in page
    assert "退回补正" in page
