"""What an enterprise may report, and the size it states."""

from __future__ import annotations

import pytest

from cqo_registry.core.verdicts import Verdict
from cqo_registry.directory.enums import SizeClass
from filings.rules import standing as rules
from filings.rules.sizes import check_stated


def codes(verdict: Verdict) -> list[str]:
    return [reason.code for reason in verdict]


@pytest.mark.parametrize(
    ("active", "held", "starts", "changes"),
    [
        (True, False, [], ["nobody_in_office"]),
        (True, True, ["in_office"], []),
        (False, False, ["deregistered"], ["deregistered", "nobody_in_office"]),
        (False, True, ["deregistered", "in_office"], ["deregistered"]),
    ],
)
def test_the_first_finds_the_post_vacant_and_a_change_finds_it_held(
    active: bool, held: bool, starts: list[str], changes: list[str]
):
    assert codes(rules.check_startable(active=active, held=held)) == starts
    assert codes(rules.check_changeable(active=active, held=held)) == changes


def test_a_change_rests_on_an_appointment_that_has_not_ended():
    assert rules.check_unended(ended=False)
    assert codes(rules.check_unended(ended=True)) == ["superseded"]


MICRO, SMALL, OPEN = SizeClass.MICRO.value, SizeClass.SMALL.value, SizeClass.UNCLASSIFIED.value


@pytest.mark.parametrize(
    ("computed", "stated", "decided", "expected"),
    [
        (SMALL, SMALL, "", []),
        (SMALL, "", "", []),
        ("", SMALL, "", []),
        (SMALL, MICRO, "", ["size_differs"]),
        (OPEN, "", "", ["size_unclassified"]),
        (OPEN, MICRO, "", ["size_differs", "size_unclassified"]),
        (OPEN, "", SMALL, []),
    ],
)
def test_a_size_that_differs_or_has_no_standard_is_remarked_upon(
    computed: str, stated: str, decided: str, expected: list[str]
):
    verdict = check_stated(computed, stated, decided)
    assert codes(verdict) == expected
    assert verdict
