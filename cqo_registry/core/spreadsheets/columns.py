"""Columns of a table in a workbook: what stands in the header, and as what the cells are typed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

TEXT = "@"
GENERAL = "General"  # whatever is typed in
DATE = "yyyy-mm-dd"
MOMENT = "yyyy-mm-dd hh:mm"
WHOLE = "0"
MONEY = "#,##0.00"  # 万元, two decimals


@dataclass(frozen=True, slots=True)
class Column:
    """One column; ``format`` alone decides the type, a value is never guessed at.

    ``key`` names the fact for the code, ``width`` is in characters of the default font. Codes and
    identity numbers are ``TEXT``: as numbers they would lose their digits.
    """

    label: Any
    key: str
    width: float = 14
    format: str = TEXT

    @property
    def is_date(self) -> bool:
        """Whether its values are dates or moments."""
        return "y" in self.format

    @property
    def is_text(self) -> bool:
        """Whether its values are text, whatever they look like."""
        return self.format == TEXT
