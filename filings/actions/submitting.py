"""Submitting and withdrawing: the enterprise's two moves."""

from __future__ import annotations

import hashlib
import json
from datetime import datetime, timedelta
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from django.utils import timezone

from cqo_registry.accounts.models import User
from cqo_registry.core.known import known
from cqo_registry.core.regulation import rule_set_on
from filings import facts
from filings.actions.drafting import set_due
from filings.actions.move import move
from filings.enums import FilingSource
from filings.models import Filing, FilingSnapshot
from filings.models.filing_queryset import day_end
from filings.rules import deadlines
from filings.workflow import SUBMIT, WITHDRAW


@transaction.atomic
def submit(pk: int, *, by: User, version: int | None) -> Filing:
    """Hand the declaration to the filing office; it freezes and is judged (Art. 14)."""

    def prepare(filing: Filing) -> set[str]:
        return _stamp(filing, by) | judge_into(filing)

    filing = move(pk, SUBMIT, by=by, version=version, prepare=prepare)
    filing.return_items.open().update(resolved_at=filing.submitted_at)
    _take_snapshot(filing, by)
    return filing


def withdraw(pk: int, *, by: User, version: int | None, reason: str = "") -> Filing:
    """Take the filing back before a decision; a new one may then be started."""
    return move(pk, WITHDRAW, by=by, version=version, reason=reason)


def judge_into(filing: Filing) -> set[str]:
    """Write today's verdict and the rule set it rests on into the filing (decision D30)."""
    filing.verdict = facts.judge(filing).as_json()
    filing.rule_set = rule_set_on(filing.effective_on or timezone.localdate()).id
    return {"verdict", "rule_set"}


def _stamp(filing: Filing, by: User) -> set[str]:
    """The times of a submission: the office's target goes on where a return stopped it."""
    now = timezone.now()
    filing.reported_at = _reported_at(filing, now)
    filing.submitted_at = now
    filing.first_submitted_at = filing.first_submitted_at or now
    filing.submitted_by, filing.correct_by = by, None
    calendar = facts.calendar_of(filing.authority)
    since = facts.office_had_it_on(filing, timezone.localdate(now))
    filing.decide_by = facts.decision_target(calendar, since, used=filing.clock_used)
    return {
        "submitted_at",
        "first_submitted_at",
        "reported_at",
        "submitted_by",
        "correct_by",
        "decide_by",
    } | set_due(filing)


def _reported_at(filing: Filing, now: datetime) -> datetime:
    """When the filing counts as reported: at the submission that was returned, if corrected in time.

    A paper form counts on the day the office received it.
    """
    if filing.source == FilingSource.PAPER and filing.paper_received_on:
        return day_end(filing.paper_received_on) - timedelta(seconds=1)
    if filing.correct_by is None or filing.submitted_at is None:
        return now
    returns = filing.return_items.values("opened_at").distinct().count()
    counted = filing.reported_at if returns == 1 else filing.submitted_at
    in_time = deadlines.reported_on(
        timezone.localdate(counted), timezone.localdate(now), filing.correct_by
    ) == timezone.localdate(counted)
    return counted if counted and in_time else now


def _take_snapshot(filing: Filing, by: User) -> FilingSnapshot:
    """The declaration as submitted, hashed so that paper and data can be compared."""
    data: dict[str, Any] = json.loads(json.dumps(facts.declared_values(filing), cls=DjangoJSONEncoder))
    body = json.dumps(data, ensure_ascii=False, sort_keys=True)
    return FilingSnapshot.objects.create(
        filing=filing,
        number=filing.snapshots.count() + 1,
        at=known(filing.submitted_at),
        by=by,
        data=data,
        content_hash=hashlib.sha256(body.encode()).hexdigest(),
    )
