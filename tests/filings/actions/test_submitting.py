"""Submission: completeness, identifiers, snapshots, days."""

from __future__ import annotations

from datetime import date

import pytest
import time_machine

from cqo_registry.core.verdicts import Refused, Severity
from filings import facts
from filings.actions import drafting, submitting
from filings.rules.fields import Case, asked
from tests import factories

pytestmark = pytest.mark.django_db


def refuse_codes(filing) -> list[str]:
    """Why the filing cannot be submitted."""
    with pytest.raises(Refused) as refusal:
        submitting.submit(filing.pk, by=filing.created_by, version=filing.version)
    return [reason.code for reason in refusal.value.verdict.blocking]


def test_an_empty_draft_names_every_missing_field_at_once():
    filing = factories.draft()
    missing = {code for code in refuse_codes(filing) if code.startswith("missing_")}
    prefilled = facts.filled_fields(filing)
    assert missing == {f"missing_{f.name}" for f in asked(Case()) if f.required and f.name not in prefilled}
    assert len(missing) > 20


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"identity_no": "540102198802290011"}, "identity_no"),
        ({"cqo_phone": "12345"}, "cqo_phone"),
        ({"contact_phone": "12345"}, "contact_phone"),
        ({"cqo_name": "<b>"}, "cqo_name"),
        ({"revenue": None}, "revenue_missing"),
    ],
)
def test_a_badly_formed_value_stops_submission_with_its_field(values, code: str):
    filing = factories.complete_draft(**values)
    codes = refuse_codes(filing)
    assert code in codes or any(code.split("_")[0] in found for found in codes)


def test_an_unusual_identity_number_is_a_warning():
    filing = factories.complete_draft(identity_no=factories.identity_no(born="19300101"))
    verdict = facts.check_identifiers(filing)
    assert verdict
    assert [reason.severity for reason in verdict] == [Severity.WARN]


def test_a_candidate_below_article_6_may_be_submitted_but_is_judged():
    filing = factories.submitted(education="secondary")
    assert filing.status == "submitted"
    assert {reason.article for reason in filing.judged.blocking} == {"6"}
    assert filing.rule_set == "2023-12-14"


def test_submission_takes_a_snapshot_without_the_identity_number():
    filing = factories.submitted(identity_no="540102198802290012")
    snapshot = filing.snapshots.get()
    assert snapshot.number == 1
    assert "540102198802290012" not in str(snapshot.data)
    assert snapshot.data["identity_no"] == "540*************12"
    assert len(snapshot.content_hash) == 64


@time_machine.travel("2025-02-25 10:00:00+08:00")
def test_the_days_follow_the_calendar_of_the_office():
    filing = factories.submitted(effective_on=date(2025, 1, 31), signed_on=date(2025, 1, 30))
    assert filing.due_on == date(2025, 3, 5)
    assert not filing.due_provisional
    # Losar 2025-02-27 to 03-04 stands still: 26 Feb, 5, 6, 7 and 10 March.
    assert filing.decide_by == date(2025, 3, 10)


def test_a_signature_after_the_day_of_effect_is_a_warning():
    filing = factories.complete_draft(signed_on=date(2026, 10, 10), effective_on=date(2026, 10, 9))
    assert "signed_late" in {reason.code for reason in facts.check_dates(filing)}
    assert facts.check_dates(filing)


def test_a_stated_class_that_differs_is_a_warning():
    filing = factories.complete_draft(stated_size="large")
    assert "size_differs" in {reason.code for reason in facts.check_size(filing).warnings}


def test_resubmission_needs_every_item_touched():
    filing = factories.returned(school="不全", major="不明")
    filing = drafting.save_draft(
        filing.pk, {"school": "西藏大学"}, by=filing.created_by, version=filing.version
    )
    with pytest.raises(Refused) as refusal:
        submitting.submit(filing.pk, by=filing.created_by, version=filing.version)
    assert [reason.field for reason in refusal.value.verdict.blocking] == ["major"]
    filing.return_items.filter(field="major").update(answer="证书上即为此专业")
    again = submitting.submit(filing.pk, by=filing.created_by, version=filing.version)
    assert again.status == "submitted"
    assert not again.return_items.open().exists()
    assert facts.changed_fields(again) == {"school": ("西藏职业技术学院", "西藏大学")}


def test_a_new_identity_number_counts_as_touched_and_shows_as_changed():
    filing = factories.returned(identity_no="号码与证件不符")
    number = factories.identity_no(born="19900101")
    filing = drafting.save_draft(
        filing.pk, {"identity_no": number}, by=filing.created_by, version=filing.version
    )
    again = submitting.submit(filing.pk, by=filing.created_by, version=filing.version)
    assert "identity_no" in facts.changed_fields(again)


def test_a_first_submission_shows_no_changes():
    assert facts.changed_fields(factories.submitted()) == {}


def test_the_first_submission_time_is_kept():
    filing = factories.returned(school="不全")
    first = filing.first_submitted_at
    filing = drafting.save_draft(
        filing.pk, {"school": "西藏大学"}, by=filing.created_by, version=filing.version
    )
    again = submitting.submit(filing.pk, by=filing.created_by, version=filing.version)
    assert again.first_submitted_at == first
    assert again.submitted_at > first


def test_a_withdrawn_filing_leaves_room_for_a_new_one():
    filing = factories.withdrawn()
    assert factories.draft(filing.enterprise, by=filing.created_by).pk != filing.pk
