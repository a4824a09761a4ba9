"""Sums of training funds: what they may be, what is left, and what a seat cost (Art. 17); all in 元."""

from __future__ import annotations

from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from django.utils.translation import gettext_lazy as _

from cqo_registry.core.regulation import cites
from cqo_registry.core.verdicts import Reason, Severity, Verdict

FIRST_YEAR = 2023  # the regulation was issued in December 2023
CENT = Decimal("0.01")


@cites("17")
def check_budget(year: int, amount: Decimal, *, today: date) -> Verdict:
    """Whether a budget is for a year within reach and no debt."""
    return Verdict.unless(
        not FIRST_YEAR <= year <= today.year + 1
        and Reason(
            "year",
            _("年度应当在 %(first)d 至 %(last)d 之间。") % {"first": FIRST_YEAR, "last": today.year + 1},
            "17",
            field="year",
        ),
        amount < 0 and Reason("amount", _("预算金额不能为负数。"), "17", field="amount"),
    )


@cites("17")
def check_spending(spent_on: date, amount: Decimal, *, today: date, session: bool, activity: bool) -> Verdict:
    """Whether a line of spending can be true; it counts in the year it was paid in."""
    return Verdict.unless(
        spent_on > today and Reason("future", _("支出日期不能晚于今天。"), "17", field="spent_on"),
        spent_on.year < FIRST_YEAR
        and Reason(
            "too_early",
            _("支出日期不能早于 %(first)d 年。") % {"first": FIRST_YEAR},
            "17",
            field="spent_on",
        ),
        amount <= 0 and Reason("amount", _("支出金额必须大于 0。"), "17", field="amount"),
        session
        and activity
        and Reason(
            "one_thing", _("一笔支出只能对应一个培训班或一次活动，请只选一项。"), "17", field="activity"
        ),
    )


@cites("17")
def check_balance(budget: Decimal, spent: Decimal, what: object) -> Verdict:
    """A warning where more was spent than there was; it stops nothing."""
    return Verdict.unless(
        spent > budget
        and Reason(
            "overspent",
            _("%(what)s支出超过预算 %(over)s 元。") % {"what": what, "over": f"{spent - budget:,.2f}"},
            "17",
            Severity.WARN,
        )
    )


def per_head(amount: Decimal, heads: int) -> Decimal | None:
    """What one seat cost, to the cent; nothing where nobody had a seat."""
    return (amount / heads).quantize(CENT, ROUND_HALF_UP) if heads else None
