"""Receipts (Art. 14, decision D24): how a code is read, and what a receipt is worth."""

from __future__ import annotations

import pytest

from filings.enums import ReceiptState
from filings.rules.receipts import check_printable, check_receipt, receipt_state, tidy_code

PRINTED = "ABCD-2345-EFGH-6789"


@pytest.mark.parametrize(
    "typed", [PRINTED, "abcd2345efgh6789", " abcd 2345 efgh 6789 ", "ＡＢＣＤ－２３４５－ｅｆｇｈ－６７８９"]
)
def test_a_code_is_read_as_printed_however_it_is_typed(typed: str):
    assert tidy_code(typed) == PRINTED


@pytest.mark.parametrize(
    "typed", ["", "ABCD-2345-EFGH-678", f"{PRINTED}A", "ABCD-2345-EFGH-678O", "扎西次仁" * 4]
)
def test_what_cannot_be_a_code_is_none(typed: str):
    assert tidy_code(typed) == ""


@pytest.mark.parametrize(
    ("facts", "state"),
    [
        ("", ReceiptState.UNKNOWN),
        ("known", ReceiptState.VALID),
        ("known removed", ReceiptState.VALID),
        ("known superseded", ReceiptState.REPLACED),
        ("known superseded removed", ReceiptState.WITHDRAWN),
        ("known deregistered", ReceiptState.WITHDRAWN),
    ],
)
def test_a_receipt_is_worth_what_came_after_it(facts: str, state: ReceiptState):
    names = ("known", "deregistered", "superseded", "removed")
    assert receipt_state(**{name: name in facts.split() for name in names}) == state


@pytest.mark.parametrize(
    ("in_ledger", "code", "expected"),
    [(True, PRINTED, []), (True, "", ["no_receipt"]), (False, PRINTED, ["no_receipt"])],
)
def test_only_what_is_in_a_ledger_has_a_receipt(in_ledger: bool, code: str, expected: list[str]):
    assert [reason.code for reason in check_receipt(in_ledger=in_ledger, code=code)] == expected


def test_a_name_that_cannot_be_printed_is_warned_of():
    verdict = check_printable({"cqo_name": "𠮷", "appointer": ""})
    assert [(reason.code, reason.field) for reason in verdict.warnings] == [("unprintable", "cqo_name")]
    assert verdict
