"""Codes and identity numbers that are valid and given once."""

from __future__ import annotations

from datetime import date, timedelta

from cqo_registry.core import identifiers
from cqo_registry.demo.people import checked_number

FIRST_BIRTH = date(1966, 1, 1)
BIRTH_DAYS = 9000
SEQUENCES = 400


def uscc(number: int) -> str:
    """A valid code of its own for every id up to ten million."""
    body = f"Y{number:07d}"
    first17 = f"91540102{body}{identifiers.organisation_check_character(body)}"
    return first17 + identifiers.uscc_check_character(first17)


def identity_no(number: int, *, another: bool) -> str:
    """A valid number of its own for every enterprise, and one more for ``another`` person."""
    area = 540121 + number // (BIRTH_DAYS * SEQUENCES) + another * 100
    born = FIRST_BIRTH + timedelta(days=number % BIRTH_DAYS)
    return checked_number(str(area), born, number // BIRTH_DAYS % SEQUENCES + 500)
