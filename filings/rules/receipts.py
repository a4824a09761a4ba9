"""Receipts: how a verification code is written, and what the public page says of it (decision D24)."""

from __future__ import annotations

from cqo_registry.core.regulation import cites
from cqo_registry.core.text import compact
from filings.enums import ReceiptState

ALPHABET = frozenset("23456789ABCDEFGHJKMNPQRSTUVWXYZ")  # without letters and digits that are misread
LENGTH = 16


def tidy_code(text: str) -> str:
    """The code as printed (``XXXX-XXXX-XXXX-XXXX``) from what was typed; empty when it can be none."""
    plain = "".join(character for character in compact(text).upper() if character not in "-‐–—_")
    if len(plain) != LENGTH or not set(plain) <= ALPHABET:
        return ""
    return "-".join(plain[at : at + 4] for at in range(0, LENGTH, 4))


@cites("14")
def receipt_state(*, known: bool, deregistered: bool, superseded: bool, removed: bool) -> ReceiptState:
    """What a receipt is worth today.

    ``superseded``: the enterprise has a later filing in the ledger; ``removed``: that one says the
    post is vacant. The receipt of the latest filing is valid, also that of a removal.
    """
    if not known:
        return ReceiptState.UNKNOWN
    if deregistered or (superseded and removed):
        return ReceiptState.WITHDRAWN
    return ReceiptState.REPLACED if superseded else ReceiptState.VALID
