"""Claim and release: at most one holder of a filing under review, shown in list and page."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from cqo_registry.accounts.models import User
from cqo_registry.audit import trail
from filings import policies
from filings.actions.move import RELEASED, write
from filings.models import Filing


@transaction.atomic
def claim(pk: int, *, by: User, version: int | None = None) -> Filing:
    """Take a submitted filing; claiming one's own again changes nothing."""
    filing = Filing.objects.lock(pk, version=version)
    if filing.claimed_by_id == by.pk:
        return filing
    policies.may_claim(by, filing).require()
    filing.claimed_by, filing.claimed_at = by, timezone.now()
    write(filing, RELEASED)
    trail.record("filing.claim", by=by, target=filing, after=by.name)
    return filing


@transaction.atomic
def release(pk: int, *, by: User, version: int | None = None) -> Filing:
    """Put one's own filing back into the queue."""
    filing = Filing.objects.lock(pk, version=version)
    policies.may_decide(by, filing).require()
    filing.claimed_by = filing.claimed_at = None
    write(filing, RELEASED)
    trail.record("filing.release", by=by, target=filing, before=by.name)
    return filing
