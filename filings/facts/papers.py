"""What printed papers need to know: whether there is a receipt, what it is worth, and the paper's hash."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder

from cqo_registry.core.printing import missing_characters
from cqo_registry.core.regulation import cites
from cqo_registry.core.verdicts import Verdict
from filings.enums import FilingKind, ReceiptState
from filings.facts.declaration import declared_values
from filings.models import Filing, ReceiptCheck
from filings.models.filing_queryset import IN_LEDGER
from filings.rules import receipts

HASH_DIGITS = 16
UNHASHED = ("attachment_", "declares_", "paper_received_on")
NAMES = ("enterprise_name", "legal_representative", "cqo_name", "cqo_name_bo", "appointer")


@cites("14")
def has_receipt(filing: Filing) -> Verdict:
    """Whether the filing is in a ledger, so that there is something to confirm (decision D24)."""
    return receipts.check_receipt(in_ledger=filing.status in IN_LEDGER, code=filing.receipt_code)


@cites("14")
def receipt_state(filing: Filing | None, *, on: date) -> ReceiptState:
    """What the receipt of ``filing`` is worth on a day; ``None`` is a code nobody was given."""
    if filing is None:
        return receipts.receipt_state(known=False, deregistered=False, superseded=False, removed=False)
    latest = (
        Filing.objects.filter(enterprise=filing.enterprise_id, status__in=IN_LEDGER)
        .order_by("-accepted_at", "-pk")
        .only("kind")
        .first()
    )
    gone = filing.enterprise.deregistered_on
    return receipts.receipt_state(
        known=True,
        deregistered=gone is not None and gone <= on,
        superseded=latest is not None and latest.pk != filing.pk,
        removed=latest is not None and latest.kind == FilingKind.REMOVAL,
    )


def checks_left(address_hash: str, *, now: datetime) -> int:
    """How many more checks an address may make at ``now``; counted in the database, for all servers."""
    since = now - timedelta(seconds=settings.VERIFY_WINDOW)
    made = ReceiptCheck.objects.filter(address_hash=address_hash, at__gt=since).count()
    return max(settings.VERIFY_LIMIT - made, 0)


# --- the paper form ------------------------------------------------------------------------------


def paper_hash(filing: Filing) -> str:
    """16 hex digits that stand for what the printed form says; the same as long as nothing of it changes."""
    return hash_of(declared_values(filing))


def hash_of(values: Mapping[str, Any]) -> str:
    """The hash of declared values or of a snapshot's data.

    Attachments and declarations do not count: the form is printed before its sealed page is uploaded
    and the declarations are ticked. Empty values do not count either, so that a field added to the
    register later leaves older papers as they are.
    """
    plain = json.loads(json.dumps(values, cls=DjangoJSONEncoder))
    said = {
        name: value
        for name, value in plain.items()
        if not name.startswith(UNHASHED) and value not in (None, "", [], False)
    }
    body = json.dumps(said, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(body.encode()).hexdigest()[:HASH_DIGITS]


def matching_submissions(filing: Filing, digest: str) -> list[int]:
    """The numbers of the submissions whose declaration had this hash."""
    rows = filing.snapshots.order_by("number").values_list("number", "data")
    return [number for number, data in rows if hash_of(data) == digest]


def check_printable(filing: Filing) -> Verdict:
    """A warning for each name that no font of the papers can print (domain §7)."""
    return receipts.check_printable({name: missing_characters([getattr(filing, name)]) for name in NAMES})
