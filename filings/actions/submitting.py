"""Submitting and withdrawing: the enterprise's two moves."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from django.utils import timezone

from cqo_registry.accounts.models import User
from cqo_registry.core.regulation import rule_set_on
from filings import facts
from filings.actions.move import move
from filings.models import Filing, FilingSnapshot
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
    filing.submitted_at = timezone.now()
    filing.first_submitted_at = filing.first_submitted_at or filing.submitted_at
    filing.submitted_by = by
    calendar = facts.calendar_of(filing.authority)
    filing.decide_by = facts.decision_target(calendar, timezone.localdate(filing.submitted_at))
    due = facts.report_target(calendar, filing)
    filing.due_on, filing.due_provisional = due.due_on, due.provisional
    return {"submitted_at", "first_submitted_at", "submitted_by", "decide_by", "due_on", "due_provisional"}


def _take_snapshot(filing: Filing, by: User) -> FilingSnapshot:
    """The declaration as submitted, hashed so that paper and data can be compared."""
    data: dict[str, Any] = json.loads(json.dumps(facts.declared_values(filing), cls=DjangoJSONEncoder))
    body = json.dumps(data, ensure_ascii=False, sort_keys=True)
    return FilingSnapshot.objects.create(
        filing=filing,
        number=filing.snapshots.count() + 1,
        at=filing.submitted_at,  # type: ignore[misc]
        by=by,
        data=data,
        content_hash=hashlib.sha256(body.encode()).hexdigest(),
    )
