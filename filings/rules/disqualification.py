"""Art. 9: the bars in the register."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _

from cqo_registry.core.regulation import cites
from cqo_registry.core.verdicts import Reason, Severity, Verdict
from filings.enums import BarGround, BarStatus


@dataclass(frozen=True, slots=True)
class Bar:
    """One entry of the register: since when it stands as it stands, and until when if it was lifted."""

    ground: BarGround
    status: BarStatus
    since: date
    lifted_on: date | None = None

    def stands(self, on: date) -> bool:
        """Whether the entry is in the register on that day; the day of lifting is free."""
        return self.since <= on and (self.lifted_on is None or on < self.lifted_on)


@cites("9")
def check_bars(bars: Iterable[Bar], on: date) -> Verdict:
    """Whether the register is clear on ``on``: a confirmed bar blocks, a proposed one warns the officer."""
    return Verdict(tuple(_finding(bar) for bar in bars if bar.status != BarStatus.LIFTED and bar.stands(on)))


def _finding(bar: Bar) -> Reason:
    if bar.status == BarStatus.CONFIRMED:
        message, severity = _("该人员有已确认的不得担任情形，不得担任首席质量官。"), Severity.BLOCK
    else:
        message, severity = _("该人员有待确认的不得担任情形，请先核实。"), Severity.WARN
    return Reason(f"bar_{bar.status.value}_{bar.ground.value}", message, "9", severity)
