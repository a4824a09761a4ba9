"""Measures of support told with a filing: found and counted, whatever else was filed since (Art. 7, 8)."""

from __future__ import annotations

from typing import Any

import pytest

from filings.enums import SupportMeasure
from filings.facts import support
from filings.models import Filing
from tests import factories

pytestmark = pytest.mark.django_db


def those(measure: SupportMeasure) -> list[Filing]:
    return list(Filing.objects.filter(support.told(measure)))


@pytest.mark.parametrize(
    ("measure", "field"),
    [
        (SupportMeasure.ALLOWANCE, "has_allowance"),
        (SupportMeasure.APPRAISAL, "has_appraisal"),
        (SupportMeasure.BUDGET, "has_budget"),
    ],
)
def test_a_tick_is_found_and_a_missing_one_is_not(measure: SupportMeasure, field: str) -> None:
    ticked: dict[str, Any] = {field: True}
    filing = factories.complete_draft(**ticked)
    factories.complete_draft(factories.make_enterprise())
    assert those(measure) == [filing]
    assert (
        sum(support.counts(Filing.objects.all()).values())
        == support.counts(Filing.objects.all())[measure]
        == 1
    )


def test_a_duty_document_counts_for_the_filing_it_came_with_and_for_those_after() -> None:
    first = factories.complete_draft()
    document = factories.add_attachment(first, "duty_document")
    assert those(SupportMeasure.DUTIES) == [first]
    first = factories.accepted_draft(first, by=factories.officer())
    second = factories.changed(first, "K4")
    assert set(those(SupportMeasure.DUTIES)) == {first, second}
    document.removed_at = first.accepted_at
    document.save()
    assert those(SupportMeasure.DUTIES) == []


def test_a_later_document_says_nothing_of_the_filing_before() -> None:
    first = factories.accepted()
    changing = factories.changing(first, "K4")
    factories.add_attachment(changing, "duty_document")
    assert those(SupportMeasure.DUTIES) == [changing]
