"""What a dry run of a list found, and the lines that a confirmation writes."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from cqo_registry.core.spreadsheets import report
from cqo_registry.core.spreadsheets.report import Place


@dataclass(slots=True)
class Report(report.Report):
    """``lines`` are what would be written, as JSON, ``shown`` the same in words."""

    lines: list[list[Any]] = field(default_factory=list)
    shown: list[str] = field(default_factory=list)


def repeated(first: Place, sheet: str, what: Any = "") -> str:
    """What is said of a row on ``sheet`` that stands already; with the sheet where that is another one."""
    place = {"sheet": first[0], "row": first[1], "what": what}
    if first[0] == sheet:
        return _("%(what)s与第%(row)d行重复，请删除其中一行。") % place
    return _("%(what)s与工作表“%(sheet)s”第%(row)d行重复，请删除其中一行。") % place
