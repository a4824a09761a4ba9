"""The articles in force, the rule sets, and the two ways code refers to them.

``@cites("6")`` marks a rule with its article; ``Dated`` holds a threshold by the day it took force,
so that an amendment adds a value and never edits one (Art. 22, decision D30).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar

from django.utils.translation import gettext_lazy as _

F = TypeVar("F", bound=Callable[..., object])
T = TypeVar("T")

IN_FORCE_ON = date(2023, 12, 14)  # Art. 22

ARTICLES = {
    "1": _("目的和依据"),
    "2": _("首席质量官的定义"),
    "3": _("职责分工"),
    "4": _("推行对象"),
    "5": _("岗位设置"),
    "6": _("任职条件"),
    "7": _("鼓励措施"),
    "8": _("职责权限与职业通道"),
    "9": _("不得担任情形"),
    "10": _("工作职责"),
    "11": _("质量把关与一票否决"),
    "12": _("职业操守与撤换建议"),
    "13": _("管理层级"),
    "14": _("备案与变更"),
    "15": _("人才库"),
    "16": _("集中培训"),
    "17": _("经费保障"),
    "18": _("推广机制"),
    "19": _("考核评价"),
    "20": _("经验交流"),
    "21": _("解释"),
    "22": _("施行日期"),
}


@dataclass(frozen=True, slots=True)
class RuleSet:
    """One edition of the rules; a filing keeps the id of the one it was judged by."""

    id: str
    valid_from: date


RULE_SETS = (RuleSet("2023-12-14", IN_FORCE_ON),)


def rule_set_on(day: date) -> RuleSet:
    """The rule set in force on ``day``; before the first one, the first (Art. 22)."""
    return max(
        (r for r in RULE_SETS if r.valid_from <= day), key=lambda r: r.valid_from, default=RULE_SETS[0]
    )


def cites(*articles: str) -> Callable[[F], F]:
    """Mark a rule with the articles it carries out; an unknown article is an error at import."""
    unknown = [article for article in articles if article not in ARTICLES]
    if unknown:
        raise LookupError(f"no such article: {', '.join(unknown)}")

    def mark(rule: F) -> F:
        rule.articles = articles  # type: ignore[attr-defined]  # a function takes any attribute
        return rule

    return mark


class Dated(Generic[T]):
    """Values by the day they took force: ``LIMIT.on(day)``."""

    def __init__(self, values: Mapping[date, T]) -> None:
        self._values = sorted(values.items(), key=lambda item: item[0])

    def on(self, day: date) -> T:
        """The value in force on ``day``; a day before the first answers with the first."""
        current = self._values[0][1]
        for since, value in self._values:
            if since <= day:
                current = value
        return current
