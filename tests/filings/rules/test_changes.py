"""Art. 14: which changes go together and which days they carry."""

from __future__ import annotations

from datetime import date

import pytest

from filings.enums import AttachmentKind, ChangeType, FilingKind, FilingSource
from filings.rules.changes import check_change_days, check_change_types, check_refill, clock_starts, kind_of
from filings.rules.fields import Case, asked

K1, K2, K3, K4 = ChangeType
DAY = date(2026, 6, 15)


@pytest.mark.parametrize(
    ("changes", "codes"),
    [
        ((), ["no_change"]),
        ((K1,), []),
        ((K2,), []),
        ((K3, K4), []),
        ((K1, K4), []),
        ((K2, K4), ["vacancy_alone"]),
        ((K1, K2), ["vacancy_alone"]),
        ((K1, K3), ["person_or_data"]),
    ],
)
def test_changes_that_go_together(changes, codes):
    assert [reason.code for reason in check_change_types(set(changes))] == codes


def test_a_vacancy_is_a_removal_and_anything_else_a_change():
    assert kind_of({K2}) == FilingKind.REMOVAL
    assert kind_of({K1, K4}) == FilingKind.CHANGE


def days(changes, *, changed_on=DAY, effective_on=DAY, predecessor_from=date(2024, 1, 1), today=DAY):
    verdict = check_change_days(
        changes,
        changed_on=changed_on,
        effective_on=effective_on,
        predecessor_from=predecessor_from,
        today=today,
    )
    return [reason.code for reason in verdict]


def test_a_change_is_reported_once_it_has_happened():
    assert days({K2}, changed_on=date(2026, 6, 15)) == []
    assert days({K2}, changed_on=date(2026, 6, 16)) == ["change_ahead"]
    assert days({K2}, changed_on=None) == []


def test_nobody_leaves_before_beginning():
    assert days({K2}, predecessor_from=DAY) == []
    # a beginning still to come was a mistake and holds nobody: not on the day before it, not for years
    assert days({K2}, changed_on=date(2026, 6, 14), predecessor_from=date(2026, 6, 15)) == [
        "left_before_begun"
    ]
    assert days({K2}, changed_on=date(2026, 6, 14), predecessor_from=date(2026, 6, 16)) == []
    assert days({K1}, changed_on=date(2026, 6, 14), predecessor_from=date(2062, 1, 1)) == []
    assert days({K4}, predecessor_from=date(2026, 6, 16)) == []


def test_the_new_one_begins_when_the_old_one_has_left_and_not_before():
    assert days({K1}, effective_on=DAY) == []
    assert days({K1}, effective_on=date(2026, 6, 14)) == ["two_at_once"]
    assert days({K1}, effective_on=None) == []
    assert days({K4}, effective_on=date(2026, 6, 14)) == []


@pytest.mark.parametrize(
    ("effective_on", "vacant_since", "codes"),
    [
        (DAY, DAY, []),
        (date(2026, 6, 14), DAY, ["two_at_once"]),
        (DAY, None, []),
        (None, DAY, []),
    ],
)
def test_whoever_fills_a_vacancy_begins_when_it_began_and_not_before(effective_on, vacant_since, codes):
    assert [reason.code for reason in check_refill(effective_on, vacant_since)] == codes


def test_the_month_starts_with_the_earlier_of_dismissal_and_appointment():
    assert clock_starts({K1}, DAY, date(2026, 6, 20)) == DAY
    assert clock_starts({K1}, None, DAY) == DAY
    assert clock_starts({K2}, DAY, date(2026, 1, 1)) == DAY
    assert clock_starts((), None, DAY) == DAY
    assert clock_starts({K4}, None, DAY) is None


def names(*changes: ChangeType, kind=None, source=FilingSource.ONLINE) -> dict[str, bool]:
    case = Case(kind or kind_of(changes), frozenset(changes), source)
    return {field.name: field.required for field in asked(case)}


def test_only_the_ticked_sections_are_asked():
    data = names(K3)
    assert "cqo_phone" in data
    assert "identity_no" not in data
    assert "effective_on" not in data
    assert "enterprise_name" not in data
    assert "attachment_appointment_document" not in data
    assert data["attachment_seal_page"]
    assert not data["attachment_education_certificate"]
    assert "domicile" in names(K4)
    assert "cqo_name" not in names(K4)
    assert "attachment_education_certificate" not in names(K4)
    person = names(K1)
    assert person["identity_no"]
    assert person["attachment_appointment_document"]
    assert not person["attachment_removal_document"]
    removal = names(K2)
    assert removal["attachment_removal_document"]
    assert set(removal) == {
        "changed_on",
        "change_reason",
        "attachment_removal_document",
        "attachment_seal_page",
        "declares_true",
    }


def test_an_initial_filing_is_asked_nothing_of_a_change():
    initial = {field.name for field in asked(Case())}
    assert not initial & {"changed_on", "attachment_removal_document", "attachment_change_proof"}
    assert "paper_received_on" not in initial


def test_a_paper_form_carries_the_seal_itself():
    scan = f"attachment_{AttachmentKind.PAPER_FORM}"
    typed = names(kind=FilingKind.INITIAL, source=FilingSource.PAPER)
    assert typed[scan]
    assert typed["paper_received_on"]
    assert not typed["attachment_seal_page"]
    assert names(K3, source=FilingSource.PAPER)[scan]
    assert names(K2, source=FilingSource.PAPER)[scan]


def test_the_pages_follow_the_ticked_sections():
    assert Case().pages == ("enterprise", "cqo", "appointment", "materials", "review")
    assert Case(FilingKind.CHANGE, frozenset({K4})).pages == ("change", "enterprise", "materials", "review")
    assert Case(FilingKind.REMOVAL, frozenset({K2})).pages == ("change", "materials", "review")
