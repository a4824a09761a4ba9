"""Recusal: the own enterprise and what is bound to it, and nothing else (Art. 12)."""

from __future__ import annotations

import pytest

from talent_pool.rules.recusal import Party, check_recusal

OWN = Party(1, "扎西·多吉")


def codes(own: list[Party], served: Party | None) -> list[str]:
    return [reason.code for reason in check_recusal(own, served).blocking]


@pytest.mark.parametrize(
    ("own", "served", "expected"),
    [
        (OWN, Party(1, "别人"), ["own_enterprise"]),
        (OWN, Party(2, "别人"), []),
        (OWN, Party(2, "扎西·多吉"), ["same_representative"]),
        (OWN, Party(2, "扎西•多吉"), ["same_representative"]),
        (OWN, Party(2, " 扎西 多吉"), ["same_representative"]),
        (Party(1, "John Smith"), Party(2, "john  smith"), ["same_representative"]),
        (OWN, Party(2, "扎西多吉次仁"), []),
        (Party(1, ""), Party(2, ""), []),
        (Party(1, "·"), Party(2, "·"), []),
        (OWN, Party(2, "别人", head_office=1), ["same_house"]),
        (Party(1, "甲", head_office=2), Party(2, "乙"), ["same_house"]),
        (Party(1, "甲", head_office=3), Party(2, "乙", head_office=3), ["same_house"]),
        (Party(1, "甲", head_office=3), Party(2, "乙", head_office=4), []),
        (Party(1, "甲", head_office=2), Party(2, "甲"), ["same_house", "same_representative"]),
    ],
)
def test_an_expert_stays_away_from_what_is_bound_to_the_own_enterprise(own, served, expected):
    assert codes([own], served) == expected


def test_each_post_of_the_expert_counts_and_each_tie_is_said_once():
    posts = [Party(5, "甲"), Party(6, "甲"), Party(7, "乙")]
    assert codes(posts, Party(9, "甲")) == ["same_representative"]
    assert codes(posts, Party(7, "甲")) == ["same_representative", "own_enterprise"]


def test_a_consultation_of_an_authority_binds_nobody():
    assert codes([OWN], None) == []
    assert codes([], Party(1)) == []
