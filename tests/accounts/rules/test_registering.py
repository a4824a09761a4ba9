"""Registering, letting in, and the last administrator."""

from __future__ import annotations

import pytest

from cqo_registry.accounts.rules import registering as rules
from cqo_registry.accounts.rules.administration import check_administration
from cqo_registry.core.verdicts import Verdict


def codes(verdict: Verdict) -> list[str]:
    return [reason.code for reason in verdict.blocking]


def known(*found: str) -> rules.Known:
    names = ("other_office", "deregistered", "has_members")
    return rules.Known(**{name: name in found for name in names})


def test_a_user_name_is_free_or_taken():
    assert rules.check_username(taken=False)
    assert codes(rules.check_username(taken=True)) == ["username"]


@pytest.mark.parametrize(
    ("has_members", "pending", "expected"),
    [
        (False, False, []),
        (True, False, ["has_members"]),
        (False, True, ["pending"]),
        (True, True, ["has_members", "pending"]),
    ],
)
def test_an_enterprise_registers_once(has_members: bool, pending: bool, expected: list[str]):
    assert codes(rules.check_registrable(has_members=has_members, pending=pending)) == expected


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        (known(), []),
        (known("other_office"), ["other_office"]),
        (known("deregistered"), ["deregistered"]),
        (known("has_members"), ["has_members"]),
        (
            known("other_office", "deregistered", "has_members"),
            ["other_office", "deregistered", "has_members"],
        ),
    ],
)
def test_everything_that_stands_against_an_approval_is_named(found: rules.Known, expected: list[str]):
    assert codes(rules.check_approvable(found)) == expected


@pytest.mark.parametrize(("sent", "expected"), [(0, []), (9, []), (10, ["too_many"]), (11, ["too_many"])])
def test_an_origin_sends_ten_registrations_within_the_hour(sent: int, expected: list[str]):
    assert codes(rules.check_sent(sent)) == expected


@pytest.mark.parametrize("is_one", [True, False])
@pytest.mark.parametrize("stays_one", [True, False])
@pytest.mark.parametrize("others", [True, False])
def test_an_administrator_is_always_left(is_one: bool, stays_one: bool, others: bool):
    verdict = check_administration(is_one=is_one, stays_one=stays_one, others=others)
    last = is_one and not stays_one and not others
    assert codes(verdict) == (["last_admin"] if last else [])
