"""What a dry run of a workbook found: every fault by sheet, row and column, and the sound lines."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from cqo_registry.core.spreadsheets.reader import Row, Table

Finding = dict[str, Any]


@dataclass(slots=True)
class Report:
    """``faults`` stop the import, ``notices`` are only told; ``lines`` are what would be written, as JSON."""

    titles: Mapping[str, tuple[str, ...]]
    rows: int = 0
    faults: list[Finding] = field(default_factory=list)
    notices: list[Finding] = field(default_factory=list)
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
                "value": row[name].written[:200],
                "message": str(message),
            }
        )


def repeated(first: tuple[str, int], here: tuple[str, int], what: Any = "") -> str:
    """What is said of a row that stands already; with the sheet where that is another one."""
    place = {"sheet": first[0], "row": first[1], "what": what}
    if first[0] == here[0]:
        return _("%(what)s与第%(row)d行重复，请删除其中一行。") % place
    return _("%(what)s与工作表“%(sheet)s”第%(row)d行重复，请删除其中一行。") % place
