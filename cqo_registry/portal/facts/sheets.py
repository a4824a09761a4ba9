"""The figures of a sheet: one query per counted indicator, summed by area without counting twice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django.db.models import Count
from django.db.models.functions import TruncDate

from cqo_registry.portal.facts.areas import Area
from cqo_registry.portal.facts.sources import SOURCES
from cqo_registry.portal.facts.span import Span
from cqo_registry.portal.models import AssessmentSnapshot, IndicatorWeight
from cqo_registry.portal.rules.indicators import BY_CODE, Indicator, Way, digest, median, share

Figures = dict[str, dict[str, Any]]
PerOffice = dict[int, Counter[int]]


def figures(indicators: Sequence[Indicator], areas: Iterable[Area], span: Span) -> Figures:
    """Area by code → indicator by code → whole number, share or median as text, None for none."""
    counts = {each.code: _per_office(each, span) for each in indicators if each.way is not Way.SHARE}
    return {area.code: _row(indicators, area, counts) for area in areas}


def _per_office(indicator: Indicator, span: Span) -> PerOffice:
    """Per office the values with how often each occurs; of a counted row the value is 1."""
    rows = SOURCES[indicator.code](span).order_by()
    found: PerOffice = {}
    if indicator.way is Way.MEDIAN:
        days = rows.annotate(day=TruncDate("reported_at")).values_list("office", "day", "effective_on")
        for office, day, since, times in days.annotate(times=Count("pk")):
            found.setdefault(office, Counter())[(day - since).days] += times
        return found
    for office, times in rows.values_list("office").annotate(times=Count("pk")):
        found.setdefault(office, Counter())[1] += times
    return found


def _row(indicators: Iterable[Indicator], area: Area, counts: dict[str, PerOffice]) -> dict[str, Any]:
    held: dict[str, Any] = {}
    for each in indicators:
        if each.way is Way.SHARE:
            held[each.code] = share(held[each.part], held[each.whole])
            continue
        values: Counter[int] = Counter()
        for office in area.members:
            values.update(counts[each.code].get(office, Counter()))
        held[each.code] = median(values) if each.way is Way.MEDIAN else values[1]
    return held


def weights_on(day: date) -> dict[str, str]:
    """The weights in force on a day by indicator, the newest of each; empty until the region enters some."""
    found: dict[str, str] = {}
    for row in IndicatorWeight.objects.filter(valid_from__lte=day).order_by("valid_from", "id"):
        found[row.indicator] = str(row.weight)
    return {code: found[code] for code in BY_CODE if code in found}


def content(snapshot: AssessmentSnapshot) -> dict[str, Any]:
    """All that a snapshot's digest is taken over."""
    return {
        "number": snapshot.number,
        "title": snapshot.title,
        "period": [snapshot.period_start.isoformat(), snapshot.period_end.isoformat()],
        "as_of": snapshot.as_of.astimezone(tz=None).timestamp(),
        "rule_set": snapshot.rule_set,
        "figures": snapshot.figures,
        "weights": snapshot.weights,
    }


def digest_of(snapshot: AssessmentSnapshot) -> str:
    """The digest of what the snapshot says now; it equals the stored one unless somebody tampered."""
    return digest(content(snapshot))


def span_of(snapshot: AssessmentSnapshot) -> Span:
    """The period and moment a snapshot was computed for."""
    return Span(snapshot.period_start, snapshot.period_end, snapshot.as_of)
