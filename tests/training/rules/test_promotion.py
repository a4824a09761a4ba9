"""The rules of promotion and funds: activities, pictures, experience, sums (Art. 17, 18, 20)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from cqo_registry.core.verdicts import Verdict
from training.enums import ActivityKind, ExperienceStatus
from training.rules import activities, experiences, funding, pictures, striking
from training.rules.prose import Block, blocks

TODAY = date(2026, 11, 25)


def codes(verdict: Verdict) -> set[str]:
    return {reason.code for reason in verdict}


def activity(**values: object) -> Verdict:
    given: dict = {"named": 2, "enterprises": 2, "heads": 1, "held_on": TODAY, "kind": "forum", **values}
    return activities.check_activity(given.pop("kind"), given.pop("held_on"), today=TODAY, **given)


def test_an_activity_of_today_with_everybody_counted_stands():
    assert activity()


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"held_on": date(2026, 11, 26)}, "future"),
        ({"enterprises": 1}, "fewer_than_named"),
        ({"heads": 0}, "nobody"),
    ],
)
def test_what_cannot_be_true_of_an_activity_is_named(values: dict, code: str):
    assert codes(activity(**values)) == {code}


def test_publicity_may_have_nobody_to_count_and_more_may_come_than_are_named():
    assert activity(kind="publicity", heads=0)
    assert activity(enterprises=3)


def test_an_exchange_is_the_regions_alone_and_the_other_kinds_are_for_all():
    for kind in ActivityKind.values:
        assert activities.check_kind(kind, region=True)
        assert bool(activities.check_kind(kind, region=False)) is (kind != "exchange")
    assert len(activities.kinds_of(region=True)) == 5
    assert "exchange" not in dict(activities.kinds_of(region=False))


def test_a_picture_needs_its_caption_and_a_place_among_nine():
    assert pictures.check_picture("会场", 8)
    assert codes(pictures.check_picture("会场", 9)) == {"too_many_pictures"}
    assert codes(pictures.check_picture(" ", 9)) == {"too_many_pictures", "caption"}


def test_an_experience_is_ready_with_title_summary_and_a_hundred_characters():
    assert experiences.check_ready("标题", "摘要", "做" * 100)
    assert codes(experiences.check_ready("标题", "摘要", "做" * 99 + "  ")) == {"body"}
    assert codes(experiences.check_ready(" ", "", "")) == {"title", "summary", "body"}


@pytest.mark.parametrize(
    ("year", "fits"), [(2022, False), (2023, True), (2026, True), (2027, True), (2028, False)]
)
def test_a_budget_is_for_a_year_of_the_regulation_up_to_the_next(year: int, fits: bool):
    assert bool(funding.check_budget(year, Decimal(0), today=TODAY)) is fits


def test_a_budget_is_no_debt():
    assert codes(funding.check_budget(2026, Decimal("-0.01"), today=TODAY)) == {"amount"}


def spending(**values: object) -> Verdict:
    given: dict = {
        "spent_on": TODAY,
        "amount": Decimal("0.01"),
        "session": False,
        "activity": False,
        **values,
    }
    return funding.check_spending(given.pop("spent_on"), given.pop("amount"), today=TODAY, **given)


@pytest.mark.parametrize(
    ("values", "found"),
    [
        ({}, set()),
        ({"session": True}, set()),
        ({"spent_on": date(2026, 11, 26)}, {"future"}),
        ({"spent_on": date(2023, 1, 1)}, set()),
        ({"spent_on": date(2022, 12, 31)}, {"too_early"}),
        ({"amount": Decimal(0)}, {"amount"}),
        ({"session": True, "activity": True}, {"one_thing"}),
    ],
)
def test_a_line_of_spending_is_past_positive_and_for_one_thing(values: dict, found: set[str]):
    assert codes(spending(**values)) == found


def test_spending_more_than_the_budget_warns_and_never_blocks():
    assert not funding.check_balance(Decimal(100), Decimal(100), "财政").warnings
    over = funding.check_balance(Decimal(100), Decimal("1100.50"), "财政")
    assert over.passes
    assert "1,000.50" in str(over.warnings[0].message)


@pytest.mark.parametrize(
    ("amount", "heads", "cost"), [("100", 3, "33.33"), ("0.05", 2, "0.03"), ("100", 0, None)]
)
def test_a_head_costs_its_share_to_the_cent(amount: str, heads: int, cost: str | None):
    assert funding.per_head(Decimal(amount), heads) == (Decimal(cost) if cost else None)


def test_a_text_falls_into_headings_paragraphs_and_lists():
    text = "概述第一段。\n\n一、主要做法\n\n- 建章立制\n• 全员培训\n第二段。\n（二）成效\n一、这是一句话。"
    assert blocks(text) == [
        Block("paragraph", "概述第一段。"),
        Block("heading", "一、主要做法"),
        Block("list", points=["建章立制", "全员培训"]),
        Block("paragraph", "第二段。"),
        Block("heading", "（二）成效"),
        Block("paragraph", "一、这是一句话。"),
    ]
    assert blocks("一、" + "长" * 40)[0].kind == "paragraph"
    assert blocks("") == []


def test_a_record_counts_or_is_struck_out():
    assert striking.check_standing(struck=False)
    assert striking.check_struck(struck=True)
    assert codes(striking.check_standing(struck=True)) == {"struck"}
    assert codes(striking.check_struck(struck=False)) == {"not_struck"}


def test_whoever_strikes_a_record_out_says_why():
    assert striking.check_reason("登记有误")
    assert codes(striking.check_reason("  ")) == {"reason"}


@pytest.mark.parametrize("status", ExperienceStatus)
def test_the_text_of_an_experience_is_in_its_author_s_hands_before_or_after_its_way(status: ExperienceStatus):
    editable, copyable = experiences.check_editable(status), experiences.check_copyable(status)
    assert bool(editable) is (status in ("draft", "returned"))
    assert bool(copyable) is (status in ("declined", "retracted", "withdrawn"))
    assert codes(editable) <= {"not_editable"}
    assert codes(copyable) <= {"not_over"}
