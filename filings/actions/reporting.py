"""Forwarding to the region and entry in the regional ledger (Art. 14, two tiers)."""

from __future__ import annotations

from collections.abc import Collection

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cqo_registry.accounts.models import User
from cqo_registry.audit import trail
from cqo_registry.core.verdicts import Reason, Verdict
from filings.actions.deciding import accept
from filings.actions.move import move
from filings.actions.numbers import BATCH_SERIES, next_number
from filings.actions.replacing import close_on_record
from filings.models import Filing, ForwardingBatch, Query
from filings.workflow import FORWARD, QUERY, RECORD, REPLY

BATCH_LIMIT = 200


@transaction.atomic
def forward(pks: Collection[int], *, by: User) -> ForwardingBatch:
    """Report one or more accepted filings to the region under one numbered cover sheet; all or none."""
    pks = sorted(set(pks))
    Verdict.unless(
        not pks and Reason("nothing", _("请至少选择一件备案。")),
        len(pks) > BATCH_LIMIT
        and Reason("too_many", _("一次最多办理%(limit)d件，请分批办理。") % {"limit": BATCH_LIMIT}),
        not by.is_officer and Reason("not_office", _("只有备案机关可以上报。"), "14"),
    ).require()
    # Filings before the counter, in one order, as accept_and_forward takes them: no two acts can block
    # each other for good.
    locked = Filing.objects.select_for_update(of=("self",), no_key=True).filter(pk__in=pks)
    list(locked.order_by("pk").only("pk"))
    now = timezone.now()
    year = timezone.localdate(now).year
    office = by.office
    number = next_number(BATCH_SERIES, office=office.code, year=year)
    batch = ForwardingBatch.objects.create(authority=office, number=number, at=now, by=by)

    def prepare(filing: Filing) -> set[str]:
        filing.forwarded_at, filing.batch = now, batch
        return {"forwarded_at", "batch"}

    for pk in pks:
        move(pk, FORWARD, by=by, version=None, prepare=prepare, details={"batch": number})
    trail.record("batch.create", by=by, target=batch, details={"filings": len(pks)})
    return batch


@transaction.atomic
def accept_and_forward(pk: int, *, by: User, version: int | None, reason: str = "") -> Filing:
    """Accept and report in one step."""
    filing = accept(pk, by=by, version=version, reason=reason)
    forward([filing.pk], by=by)
    filing.refresh_from_db()
    return filing


@transaction.atomic
def record(pk: int, *, by: User, version: int | None = None) -> Filing:
    """Enter a forwarded filing in the regional ledger; it may close a recommendation (Art. 12)."""

    def prepare(filing: Filing) -> set[str]:
        filing.recorded_at, filing.recorded_by = timezone.now(), by
        return {"recorded_at", "recorded_by"}

    filing = move(pk, RECORD, by=by, version=version, prepare=prepare)
    close_on_record(filing, by)
    return filing


def query(pk: int, *, by: User, version: int | None, question: str) -> Filing:
    """Ask the filing office about a forwarded filing (有疑问); it waits outside the regional ledger."""

    def prepare(filing: Filing) -> set[str]:
        Query.objects.create(filing=filing, question=question.strip(), asked_at=timezone.now(), asked_by=by)
        return set()

    return move(pk, QUERY, by=by, version=version, reason=question, prepare=prepare)


def reply(pk: int, *, by: User, version: int | None, answer: str) -> Filing:
    """Answer the region's question; the filing waits for the record again."""

    def prepare(filing: Filing) -> set[str]:
        filing.queries.open().update(answer=answer.strip(), answered_at=timezone.now(), answered_by=by)
        return set()

    return move(pk, REPLY, by=by, version=version, reason=answer, prepare=prepare)
