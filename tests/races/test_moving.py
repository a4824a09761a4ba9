"""Two officers of the receiving office confirm one move at once: the enterprise moves once (D14)."""

from __future__ import annotations

import pytest

from cqo_registry.core.errors import Stale
from cqo_registry.directory.models import Enterprise
from filings.actions import moving
from tests import factories
from tests.races.test_races import race

pytestmark = pytest.mark.races


def test_two_confirmations_at_once_move_the_enterprise_once(committed: None):
    enterprise = factories.make_enterprise()
    transfer = moving.propose(
        enterprise.pk, factories.authority("5402"), by=factories.officer(), version=None, reason="住所迁入"
    )
    officers = [factories.officer("5402"), factories.officer("5402")]
    results = race(
        *(lambda by=by: moving.confirm(transfer.pk, by=by, version=transfer.version) for by in officers)
    )
    assert len([result for result in results if isinstance(result, Stale)]) == 1
    moved = Enterprise.objects.get(pk=enterprise.pk)
    assert (moved.authority.code, moved.version) == ("5402", enterprise.version + 1)
