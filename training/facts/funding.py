"""The sheet of funds: what an office had, spent and has left, and what a seat cost (Art. 17); in 元."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from urllib.parse import urlencode

from django.db.models import Count, Q, Sum

from cqo_registry.accounts.models import User
from cqo_registry.core.known import annotated
from cqo_registry.core.verdicts import Verdict
from cqo_registry.directory.models import Authority
from training.enums import FundSource, SpendingItem
from training.models import Budget, Spending, TrainingSession
from training.rules.funding import check_balance, per_head

NOTHING = Decimal("0.00")


@dataclass(frozen=True, slots=True)
class Balance:
    """Budget, spent and rest of one source or office; ``query`` names the list behind it."""

    label: Any
    query: str
    budget: Decimal
    spent: Decimal
    authority: Authority | None = None

    @property
    def rest(self) -> Decimal:
        """What is left; below zero when more was spent."""
        return self.budget - self.spent


@dataclass(frozen=True, slots=True)
class SessionCost:
    """What one class cost in the year: per head of those with a seat, and the fee asked of enterprises."""

    session: TrainingSession
    query: str
    spent: Decimal
    heads: int

    @property
    def per_head(self) -> Decimal | None:
        """Spent by seats; nothing where nobody had one."""
        return per_head(self.spent, self.heads)

    @property
    def income(self) -> Decimal:
        """Fee × seats."""
        return Decimal(self.session.fee * self.heads)


@dataclass(frozen=True, slots=True)
class Sheet:
    """One office and year."""

    authority: Authority
    year: int
    total: Balance
    sources: list[Balance]
    items: list[tuple[Any, str, Decimal]]
    sessions: list[SessionCost]

    @property
    def warnings(self) -> Verdict:
        """Where more was spent than there was; it stops nothing."""
        rows = [*self.sources, self.total]
        return Verdict.all_of(check_balance(row.budget, row.spent, row.label) for row in rows)


def query(**values: Any) -> str:
    """The query of the list behind a figure: what counts, and nothing struck out."""
    return urlencode({**values, "standing": "yes"})


def sheet(user: User, authority: Authority, year: int, label: Any) -> Sheet:
    """The figures of an office as far as this user sees them; ``label`` names the total."""
    spent_rows = Spending.objects.visible_to(user).standing().filter(authority=authority, year=year)
    budgets = Budget.objects.visible_to(user).filter(authority=authority, year=year)
    had, spent = _sums(budgets, "source"), _sums(spent_rows, "source")
    items = _sums(spent_rows, "item")
    base = {"authority": authority.code, "year": year}

    def listed(**more: Any) -> str:
        return query(**base, **more)

    return Sheet(
        authority,
        year,
        Balance(label, listed(), sum(had.values(), NOTHING), sum(spent.values(), NOTHING)),
        [
            Balance(each.label, listed(source=each.value), had.get(each, NOTHING), spent.get(each, NOTHING))
            for each in FundSource
        ],
        [(each.label, listed(item=each.value), items.get(each, NOTHING)) for each in SpendingItem],
        _sessions(spent_rows, authority, year, base),
    )


def side_by_side(user: User, year: int, label: Any) -> tuple[list[Balance], Balance]:
    """Every body once, zones in rows of their own, and the total of exactly these rows."""
    had = _sums(Budget.objects.visible_to(user).filter(year=year), "authority")
    spent = _sums(Spending.objects.visible_to(user).standing().filter(year=year), "authority")
    rows = [
        Balance(
            each.short_name,
            query(authority=each.code, year=year),
            had.get(each.pk, NOTHING),
            spent.get(each.pk, NOTHING),
            each,
        )
        for each in Authority.objects.all()
    ]
    return rows, Balance(
        label, query(year=year), _total(row.budget for row in rows), _total(row.spent for row in rows)
    )


def _sums(rows: Any, by: str) -> dict[Any, Decimal]:
    return dict(rows.order_by().values_list(by).annotate(total=Sum("amount")))


def _total(amounts: Iterable[Decimal]) -> Decimal:
    return sum(amounts, NOTHING)


def _sessions(spent_rows: Any, authority: Authority, year: int, base: dict[str, Any]) -> list[SessionCost]:
    """The office's classes of the year, and those something was paid for in it."""
    spent = _sums(spent_rows.filter(session__isnull=False), "session")
    # The list of a class called off stays as it was, but nobody sat in it and nobody paid for it.
    seats = Count("enrolments", filter=Q(enrolments__status="enrolled") & ~Q(status="cancelled"))
    held = Q(starts_on__year=year) & ~Q(status__in=["draft", "cancelled"])
    rows = (
        TrainingSession.objects.filter(Q(pk__in=spent) | held, authority=authority)
        .annotate(seats=seats)
        .order_by("starts_on", "pk")
    )
    return [
        SessionCost(
            row,
            query(**base, session=row.pk),
            spent.get(row.pk, NOTHING),
            annotated(row, "seats", int),
        )
        for row in rows
    ]
