"""Saving one step of the form, with the enterprise's answers to what was returned there."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from cqo_registry.accounts.models import User
from cqo_registry.audit import trail
from filings.actions.drafting import save_draft
from filings.models import Filing

ANSWER_MAX = 500  # characters


@transaction.atomic
def save_step(
    pk: int, values: Mapping[str, Any], answers: Mapping[int, str], *, by: User, version: int | None
) -> Filing:
    """Store the declared values, and answers by the id of their return item, in one go.

    Raises ``Stale`` and ``Refused`` as ``save_draft`` does; answers to items that are not open, or of
    another filing, are ignored.
    """
    filing = save_draft(pk, values, by=by, version=version)
    for item in filing.return_items.open().filter(pk__in=answers):
        answer = answers[item.pk].strip()[:ANSWER_MAX]
        if answer != item.answer:
            item.answer = answer
            item.save(update_fields=["answer"])
            trail.record("filing.answer", by=by, target=filing, details={"field": item.field})
    return filing
