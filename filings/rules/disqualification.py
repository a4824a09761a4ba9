"""Art. 9: the bars in the register, and what the person and the enterprise declare."""

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


@dataclass(frozen=True, slots=True)
class Declaration:
    """The ticks of the declaration: conduct (Art. 6), the four grounds (Art. 9), and that all is true."""

    conduct: bool = False
    no_g1: bool = False
    no_g2: bool = False
    no_g3: bool = False
    no_g4: bool = False
    true: bool = False


TICKS = {
    "conduct": ("6", _("请承诺具备良好职业道德，熟悉质量法律法规。")),
    "no_g1": ("9", _("请承诺没有在质量工作岗位上造成重大失误或受刑事处分的情形。")),
    "no_g2": ("9", _("请承诺没有利用履职之便谋取不正当利益的情形。")),
    "no_g3": ("9", _("请承诺没有滥用职权干预企业经营秩序的情形。")),
    "no_g4": ("9", _("请承诺没有泄露信息造成严重损害的情形。")),
    "true": ("", _("请由企业承诺所填内容真实。")),
}


@cites("6", "9")
def check_declaration(declaration: Declaration) -> Verdict:
    """Whether everything is declared; each missing tick is named, its field is ``declares_…``."""
    missing = ((name, rest) for name, rest in TICKS.items() if not getattr(declaration, name))
    return Verdict(
        tuple(
            Reason(f"declaration_{name}", message, article, field=f"declares_{name}")
            for name, (article, message) in missing
        )
    )
