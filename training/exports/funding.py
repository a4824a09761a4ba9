"""The funds of a year as workbooks: all bodies side by side, and the sheet of one (Art. 17); in 元."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cqo_registry.accounts.models import User
from cqo_registry.casework.download import Download, Exporter, Selection, export
from cqo_registry.casework.exporting import LIST_EXPORT
from cqo_registry.core.spreadsheets.columns import MONEY, WHOLE, Column
from training.facts.funding import Balance, Sheet

BODIES = (
    Column(_("机关"), "office", width=16),
    Column(_("预算"), "budget", width=16, format=MONEY),
    Column(_("支出"), "spent", width=16, format=MONEY),
    Column(_("结余"), "rest", width=16, format=MONEY),
)
LINES = (
    Column(_("类别"), "kind", width=12),
    Column(_("名称"), "label", width=32),
    Column(_("预算"), "budget", width=16, format=MONEY),
    Column(_("支出"), "spent", width=16, format=MONEY),
    Column(_("结余"), "rest", width=16, format=MONEY),
    Column(_("人数"), "heads", width=8, format=WHOLE),
    Column(_("人均支出"), "per_head", width=14, format=MONEY),
    Column(_("向企业收费"), "income", width=14, format=MONEY),
)
Line = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Computed:
    """Rows that were computed, counted as an export counts what it sends."""

    rows: Sequence[Line]

    def order_by(self) -> Computed:
        """Themselves: they have their order."""
        return self

    def count(self) -> int:
        """How many there are."""
        return len(self.rows)


def bodies(rows: Sequence[Balance], total: Balance, user: User, *, year: int) -> Download:
    """Every body once and the total, as the page shows them."""
    lines = [(str(row.label), row.budget, row.spent, row.rest) for row in (*rows, total)]
    return _sent(lines, BODIES, user, title=_("%s 年培训经费") % year, area=str(user.body or _("自治区")))


def office(found: Sheet, user: User) -> Download:
    """One office and year: by source, by item, by session."""
    nothing: tuple[Decimal | int | None, ...] = (None, None, None)
    lines: list[Line] = [
        (str(_("来源")), str(row.label), row.budget, row.spent, row.rest, *nothing)
        for row in (*found.sources, found.total)
    ]
    lines += [
        (str(_("项目")), str(label), None, spent, None, *nothing) for label, _query, spent in found.items
    ]
    lines += [
        (str(_("培训班")), row.session.title, None, row.spent, None, row.heads, row.per_head, row.income)
        for row in found.sessions
    ]
    title = _("%s 年培训经费表") % found.year
    return _sent(lines, LINES, user, title=title, area=found.authority.short_name)


def _sent(lines: Sequence[Line], columns: Sequence[Column], user: User, *, title: Any, area: str) -> Download:
    selection = Selection(
        filings=Computed(lines),
        title=str(title),
        area=area,
        as_of=timezone.localdate(),
        about=str(title),
        facts={"what": "funding"},
        action=LIST_EXPORT,
    )
    return export(selection, Exporter(user), columns, lambda: lines)
