"""What a dry run of a workbook found: every fault by sheet, row and column, and the sound lines."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from cqo_registry.core.spreadsheets.reader import Row, Table

Finding = dict[str, Any]


@dataclass(slots=True)
class Report:
    """``faults`` stop the import; ``lines`` are what would be written, as JSON can hold it."""

    titles: Mapping[str, tuple[str, ...]]
    rows: int = 0
    faults: list[Finding] = field(default_factory=list)
    lines: list[list[Any]] = field(default_factory=list)
    shown: list[str] = field(default_factory=list)

    def fault(self, table: Table, row: Row, name: str, message: Any) -> None:
        """One fault, where it stands and what to do."""
        self.faults.append(
            {
                "sheet": table.sheet,
                "row": row.number,
                "column": table.columns.get(name, ""),
                "title": self.titles[name][0],
                "value": row[name].text[:200],
                "message": str(message),
            }
        )
