"""Who may do what: the permission matrix of domain §2.2, one function per row, each answering a Verdict."""

from filings.policies.filing import (
    is_typist,
    may_claim,
    may_decide,
    may_file,
    may_forward,
    may_receive,
    may_record,
    may_reveal_identity,
    may_review,
    may_share_out,
    may_take_over,
    readable,
)
from filings.policies.interpretations import may_exempt, may_interpret
from filings.policies.moves import may_close, own_entry
from filings.policies.persons import may_look_up
from filings.policies.requalification import may_requalify

__all__ = [
    "is_typist",
    "may_claim",
    "may_close",
    "may_decide",
    "may_exempt",
    "may_file",
    "may_forward",
    "may_interpret",
    "may_look_up",
    "may_receive",
    "may_record",
    "may_requalify",
    "may_reveal_identity",
    "may_review",
    "may_share_out",
    "may_take_over",
    "own_entry",
    "readable",
]
