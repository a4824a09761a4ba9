"""What a decision asks: something to exempt, nothing open, a size, a ground."""

from __future__ import annotations

import pytest

from cqo_registry.core.verdicts import Reason, Verdict
from cqo_registry.directory.enums import SizeClass
from filings.enums import ChangeType
from filings.rules import changes, deciding, position


def codes(verdict: Verdict) -> list[str]:
    return [reason.code for reason in verdict]


def test_only_what_fails_article_6_is_exempted():
    assert deciding.check_exemptable(failing=True)
    assert codes(deciding.check_exemptable(failing=False)) == ["nothing_to_exempt"]


def test_every_untouched_item_is_named():
    assert deciding.check_untouched([])
    found = deciding.check_untouched(["school", "cqo_name"])
    assert [(reason.code, reason.field) for reason in found] == [
        ("untouched", "school"),
        ("untouched", "cqo_name"),
    ]


@pytest.mark.parametrize(
    ("size", "expected"),
    [
        (SizeClass.SMALL.value, []),
        ("", ["size_undecided"]),
        (SizeClass.UNCLASSIFIED.value, ["size_undecided"]),
    ],
)
def test_whoever_is_judged_by_a_size_has_one(size: str, expected: list[str]):
    assert codes(deciding.check_size_decided(size)) == expected


def test_nothing_returned_is_open():
    assert deciding.check_nothing_open(open_items=False)
    assert codes(deciding.check_nothing_open(open_items=True)) == ["open_items"]


def test_a_refusal_needs_a_ground():
    assert deciding.check_ground([Reason("education", "学历不符合。", "6")])
    assert codes(deciding.check_ground([])) == ["no_ground"]


@pytest.mark.parametrize("change", ChangeType)
def test_a_successor_is_somebody_else(change: ChangeType):
    assert changes.check_successor([change], same=False)
    expected = ["same_person"] if change == ChangeType.PERSON else []
    assert codes(changes.check_successor([change], same=True)) == expected


def test_where_data_change_something_did():
    assert changes.check_altered(altered=True)
    assert codes(changes.check_altered(altered=False)) == ["nothing_changed"]


def test_a_second_post_is_warned_of():
    assert not codes(position.check_posts(elsewhere=False))
    verdict = position.check_posts(elsewhere=True)
    assert [reason.code for reason in verdict.warnings] == ["two_posts"]
    assert verdict
