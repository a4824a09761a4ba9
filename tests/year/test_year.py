"""The sheet of a played year equals what was counted by hand, and a frozen one stays what it was."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest
from django.utils import timezone

from cqo_registry.portal.actions import assessing
from cqo_registry.portal.facts.areas import areas_of
from cqo_registry.portal.facts.sheets import digest_of, figures, span_of
from cqo_registry.portal.facts.span import Span
from cqo_registry.portal.rules.indicators import ASSESSMENT, BY_CODE, STATISTICS
from tests import factories
from tests.year import story

pytestmark = pytest.mark.django_db


def show(title: str, counted: Mapping[str, Any], hand: Mapping[str, Any]) -> None:
    """The two columns side by side, for ``make year``."""
    print(f"\n{title}\n{'指标':<20}{'系统':>8}{'手工':>8}")
    for code, value in hand.items():
        mark = "" if counted.get(code) == value else "  ≠"
        print(f"{BY_CODE[code].label!s:<20}{counted.get(code)!s:>8}{value!s:>8}{mark}")


def test_a_year_of_a_prefecture_is_what_was_counted_by_hand() -> None:
    with story.played() as year:
        span = Span(story.START, story.END, timezone.now())
        sheet = figures(ASSESSMENT, areas_of(year.region), span)
        statistics = figures(STATISTICS, areas_of(year.region), span)
        frozen = assessing.freeze(span, by=year.region, title="2025年度考核评价指标表")
        show("林芝市 2025 年度考核评价指标表", sheet[story.OFFICE], story.HAND)
        show("林芝市 2025 年度统计表", statistics[story.OFFICE], story.HAND_STATISTICS)
        assert sheet[story.OFFICE] == story.HAND
        assert statistics[story.OFFICE] == story.HAND_STATISTICS
        # Only Nyingchi did anything, so its figures are the region's, less what the region did itself.
        assert sheet[""] == story.HAND
        assert figures(ASSESSMENT, areas_of(year.office), span)[story.OFFICE] == story.HAND
    factories.changed(
        story.Filing.objects.filter(enterprise=year.enterprises[0]).latest("pk"),
        "K2",
        by=year.office,
    )
    assert figures(ASSESSMENT, areas_of(year.region), span_of(frozen)) == frozen.figures
    assert digest_of(frozen) == frozen.digest
