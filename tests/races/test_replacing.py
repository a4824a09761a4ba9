"""Two at once about one CQO or one letter number: exactly one wins and the other is told (Art. 12)."""

from __future__ import annotations

import pytest

from cqo_registry.core.verdicts import Refused
from filings.actions import replacing
from filings.models import Replacement
from tests import factories
from tests.factories import replacements
from tests.races.test_races import race

pytestmark = pytest.mark.races


def test_two_letters_with_one_number_have_one_winner(committed: None):
    rows = [replacements.reviewing(), replacements.reviewing()]
    region = factories.region_officer()

    def issue(row: Replacement, number: str) -> Replacement:
        given = {"by": region, "version": row.version, "letter_text": "经查属实。", "letter_no": number}
        return replacing.issue(row.pk, **given)

    results = race(*(lambda row=row: issue(row, "藏市监函〔2026〕9号") for row in rows))
    losers = [result for result in results if isinstance(result, Refused)]
    assert [reason.code for reason in losers[0].verdict.blocking] == ["letter_no_taken"]
    assert Replacement.objects.filter(status="issued").count() == len(losers) == 1


def test_two_letters_without_a_number_get_two(committed: None):
    rows = [replacements.reviewing(), replacements.reviewing()]
    region = factories.region_officer()
    race(
        *(
            lambda row=row: replacing.issue(row.pk, by=region, version=row.version, letter_text="经查属实。")
            for row in rows
        )
    )
    numbers = sorted(Replacement.objects.values_list("letter_no", flat=True))
    assert [number[-4:] for number in numbers] == ["0001", "0002"]


def test_two_clues_about_one_cqo_are_one(committed: None):
    appointment = replacements.in_office()
    officers = [factories.officer(), factories.region_officer()]
    results = race(*(lambda by=by: replacements.clue(appointment, by=by) for by in officers))
    losers = [result for result in results if isinstance(result, Refused)]
    assert [reason.code for reason in losers[0].verdict.blocking] == ["clue_open"]
    assert Replacement.objects.count() == len(losers) == 1
