"""The public check of a receipt: answered from the register, and each check kept (decision D24)."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from cqo_registry.core import crypto
from filings.enums import ReceiptState
from filings.facts import papers
from filings.models import Filing, ReceiptCheck
from filings.rules.receipts import tidy_code


class TooOften(Exception):
    """The address has made its checks for now; nothing was answered and nothing kept."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What the public page says: the state, and the filing unless the code is unknown."""

    code: str
    state: ReceiptState
    filing: Filing | None


@transaction.atomic
def check_receipt(text: str, *, address: str) -> Answer:
    """Look the code up and keep one line of it, with a keyed hash of the address. Raises ``TooOften``.

    Nobody is signed in here, so there is no ``by``: the line is the trail of a public look.
    """
    address_hash = crypto.blind_index(f"address:{address}")
    if not papers.checks_left(address_hash, now=timezone.now()):
        raise TooOften
    code = tidy_code(text)
    filings = Filing.objects.select_related("enterprise", "authority").exclude(receipt_code="")
    filing = filings.filter(receipt_code=code).first()
    state = papers.receipt_state(filing, on=timezone.localdate())
    ReceiptCheck.objects.create(filing=filing, code=code, result=state, address_hash=address_hash)
    return Answer(code, state, filing)
