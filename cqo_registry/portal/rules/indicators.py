"""The raw indicators of the assessment sheet and of the statistical sheet, in their order (Art. 19).

No score: the regulation names no weights and no way to normalise a figure (decision D28), and none is
invented. Shares have one decimal; what has no denominator has no share.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from typing import Any

from django.utils.translation import gettext_lazy as _


class Kind(StrEnum):
    """Whether a figure is a state at the end of the period, or what happened within it."""

    STOCK = "stock"
    FLOW = "flow"


class Way(StrEnum):
    """How a figure comes about: rows counted, a share of two figures, the median of a lag."""

    COUNT = "count"
    SHARE = "share"
    MEDIAN = "median"


@dataclass(frozen=True, slots=True)
class Indicator:
    """One figure of a sheet; a share names the figures it divides, and ``note`` says what is counted."""

    code: str
    label: Any
    unit: Any
    article: str
    kind: Kind
    note: Any
    way: Way = Way.COUNT
    part: str = ""
    whole: str = ""


def _stock(code: str, label: Any, unit: Any, article: str, note: Any) -> Indicator:
    return Indicator(code, label, unit, article, Kind.STOCK, note)


def _flow(code: str, label: Any, unit: Any, article: str, note: Any) -> Indicator:
    return Indicator(code, label, unit, article, Kind.FLOW, note)


HOUSES, CASES, HEADS = _("家"), _("件"), _("人")
TARGETS = _stock(
    "targets", _("推行对象"), HOUSES, "4", _("存续的 L、C、S 类企业，一家只计一次，先后为 L、C、S。")
)
KINDS = (
    _stock("targets_L", _("生产许可 L"), HOUSES, "4", _("推行对象中按 L 计数的企业。")),
    _stock("targets_C", _("强制性认证 C"), HOUSES, "4", _("推行对象中按 C 计数的企业，不含已按 L 计数的。")),
    _stock(
        "targets_S", _("强制性标准 S"), HOUSES, "4", _("推行对象中按 S 计数的企业，不含已按 L、C 计数的。")
    ),
)
FILED = _stock("filed", _("已备案"), HOUSES, "14", _("推行对象中，地（市）台账有在任首席质量官的企业。"))
COVERAGE = Indicator(
    "coverage", _("覆盖率"), "%", "19", Kind.STOCK, _("已备案除以推行对象。"), Way.SHARE, "filed", "targets"
)
VACANT = _stock("vacant", _("岗位空缺"), HOUSES, "14", _("首席质量官离任已备案、尚无人接任的企业。"))
CHANGES = _flow(
    "changes", _("变更报告"), CASES, "14", _("期内予以备案的人员更换（K1）和离任（K2），按办理机关计。")
)
ON_TIME = _flow("on_time", _("按期报告"), CASES, "14", _("变更报告中，报送日期不晚于报送期限的。"))
OVERDUE = _flow("overdue", _("逾期报告"), CASES, "14", _("变更报告中，报送日期晚于报送期限的。"))
LAG = Indicator(
    "lag",
    _("报送用时中位数"),
    _("天"),
    "14",
    Kind.FLOW,
    _("期内予以备案的首次备案，从任命生效日期到报送日期的天数，按办理机关计。"),
    Way.MEDIAN,
)
LEDGER = _stock(
    "ledger",
    _("在册首席质量官"),
    HEADS,
    "14",
    _("地（市）台账中的在任首席质量官，含推行对象以外的企业；一人在两家企业任职的，按两个岗位计。"),
)
TRAINED = _stock("trained", _("已参训"), HEADS, "16", _("在册首席质量官中，有合格结果且该培训班已经结业的。"))
ACTIVITIES = _flow("activities", _("推广活动"), _("项"), "18", _("期内举办、未作废的活动，按主办机关计。"))
REPORTED = _flow("reported", _("典型经验报送"), _("篇"), "20", _("期内报送自治区局、没有撤回的典型经验。"))
PUBLISHED = _flow("published", _("典型经验采用"), _("篇"), "20", _("期内发布、没有撤下的典型经验。"))
MEMBERS = _stock("members", _("人才库成员"), HEADS, "15", _("在库的专家，按入库时企业所在辖区计。"))
ADDED = _flow("added", _("本期新增"), CASES, "14", _("期内予以备案的首次备案，按办理机关计。"))
CHANGED = _flow("changed", _("变更"), CASES, "14", _("期内予以备案的变更备案和离任备案，按办理机关计。"))
DEREGISTERED = _flow("deregistered", _("注销"), HOUSES, "14", _("注销日期在期内的企业。"))
SESSIONS = _flow("sessions", _("培训班次"), _("班"), "16", _("期内结业的培训班，按主办机关计。"))
CQO_HEADS = _flow(
    "cqo_heads", _("首席质量官参训"), _("人次"), "16", _("期内结业的培训班中签到的首席质量官，按企业辖区计。")
)
STAFF_HEADS = _flow(
    "staff_heads", _("其他人员参训"), _("人次"), "16", _("期内结业的培训班中签到的其他人员，按企业辖区计。")
)

ASSESSMENT = (
    TARGETS,
    *KINDS,
    FILED,
    COVERAGE,
    VACANT,
    ON_TIME,
    CHANGES,
    OVERDUE,
    LAG,
    TRAINED,
    LEDGER,
    ACTIVITIES,
    REPORTED,
    PUBLISHED,
    MEMBERS,
)
# The columns of 统计表 carry the names that its forms elsewhere print (domain §2).
STATISTICS = (
    replace(TARGETS, label=_("应建")),
    replace(FILED, label=_("已建")),
    COVERAGE,
    ADDED,
    CHANGED,
    DEREGISTERED,
    SESSIONS,
    CQO_HEADS,
    STAFF_HEADS,
    replace(TRAINED, label=_("持证")),
    ACTIVITIES,
)
BY_CODE = {each.code: each for each in (*STATISTICS, *ASSESSMENT)}
_TENTH = Decimal("0.1")


def share(part: int, whole: int) -> str | None:
    """``part`` of ``whole`` in per cent with one decimal, halves up; None where there is no whole."""
    if not whole:
        return None
    return str((Decimal(part) * 100 / whole).quantize(_TENTH, ROUND_HALF_UP))


def median(counts: Mapping[int, int]) -> str | None:
    """The median of values given with how often each occurs, one decimal; None of nothing."""
    values = sorted(value for value, times in counts.items() for _each in range(times))
    if not values:
        return None
    upper, lower = values[len(values) // 2], values[(len(values) - 1) // 2]
    return str((Decimal(upper + lower) / 2).quantize(_TENTH, ROUND_HALF_UP))


def canonical(data: Any) -> str:
    """JSON in the one form that is hashed: keys sorted, no blanks, characters as they are."""
    return json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def digest(data: Any) -> str:
    """The SHA-256 of the canonical JSON, in hexadecimal."""
    return hashlib.sha256(canonical(data).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Difference:
    """A figure that two sheets state differently."""

    area: str
    indicator: str
    before: Any
    after: Any


def differences(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[Difference]:
    """What differs between the figures of two sheets, by area and indicator; what one lacks is None."""
    return [
        Difference(area, code, old, new)
        for area in _keys(before, after)
        for code in _keys(before.get(area, {}), after.get(area, {}))
        if (old := before.get(area, {}).get(code)) != (new := after.get(area, {}).get(code))
    ]


def _keys(one: Iterable[str], other: Iterable[str]) -> list[str]:
    return list(dict.fromkeys((*one, *other)))
