"""Receipts: how a verification code is written, and what the public page says of it (decision D24)."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from cqo_registry.core.regulation import cites
from cqo_registry.core.text import compact
from cqo_registry.core.verdicts import Reason, Severity, Verdict
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


@cites("14")
def check_receipt(*, in_ledger: bool, code: str) -> Verdict:
    """Only what is in a ledger is confirmed by a receipt, under the code it was given (decision D24)."""
    return Verdict.unless(
        (not in_ledger or not code)
        and Reason("no_receipt", _("这件备案还没有予以备案，予以备案后才有回执。"), "14")
    )


def check_printable(lost: Mapping[str, object]) -> Verdict:
    """A warning for each name with characters that no font of the papers can print; ``lost`` are those."""
    return Verdict(
        tuple(
            Reason(
                "unprintable",
                _("“%(letters)s”在打印字体中没有字形，备案回执和备案表暂不能打印，请核对是否录入有误。")
                % {"letters": letters},
                "",
                Severity.WARN,
                name,
            )
            for name, letters in lost.items()
            if letters
        )
    )
