"""Decisions of the office: return, accept, refuse, size."""

from __future__ import annotations

import pytest

from cqo_registry.audit.models import AuditEvent
from cqo_registry.core.verdicts import Refused
from cqo_registry.directory.enums import SizeClass
from filings import facts
from filings.actions import barring, claiming, deciding, drafting, revealing, submitting
from filings.models import Person
from tests import factories
from tests.factories import bars

pytestmark = pytest.mark.django_db


def codes(refusal: pytest.ExceptionInfo[Refused]) -> set[str]:
    """The codes of the reasons of a refusal."""
    return {reason.code for reason in refusal.value.verdict.blocking}


def test_a_return_without_items_is_refused():
    filing = factories.claimed()
    with pytest.raises(Refused) as refusal:
        deciding.return_for_correction(filing.pk, {"school": " "}, by=filing.claimed_by, version=None)
    assert codes(refusal) == {"no_items"}


def test_a_return_of_an_unknown_field_is_refused():
    filing = factories.claimed()
    with pytest.raises(Refused) as refusal:
        deciding.return_for_correction(filing.pk, {"status": "x"}, by=filing.claimed_by, version=None)
    assert codes(refusal) == {"unknown_field"}


def test_a_second_return_closes_the_items_of_the_first():
    filing = factories.returned(school="不全")
    filing = drafting.save_draft(
        filing.pk, {"school": "西藏大学"}, by=filing.created_by, version=filing.version
    )
    filing = submitting.submit(filing.pk, by=filing.created_by, version=filing.version)
    officer = factories.officer()
    filing = claiming.claim(filing.pk, by=officer)
    deciding.return_for_correction(filing.pk, {"school": "仍不全"}, by=officer, version=filing.version)
    assert filing.return_items.unclosed().count() == 1
    assert filing.return_items.count() == 2


def test_acceptance_brings_person_profile_appointment_and_number_about():
    filing = factories.accepted()
    assert filing.filing_no == f"XZCQO-5401-{filing.accepted_at.year}-0001"
    assert filing.appointment.filing_no == filing.filing_no
    assert filing.enterprise.profile == filing.profile or filing.profile.enterprise == filing.enterprise
    filing.enterprise.refresh_from_db()
    assert filing.enterprise.profile_id == filing.profile_id
    assert filing.profile.size == "small"


def test_numbers_count_per_office():
    first, second = factories.accepted(), factories.accepted()
    other = factories.accepted(factories.make_enterprise("ZQ"))
    assert first.filing_no[-4:] == "0001"
    assert second.filing_no[-4:] == "0002"
    assert other.filing_no == f"XZCQO-ZQ-{other.accepted_at.year}-0001"


def test_one_person_of_two_enterprises_is_one_person():
    number = factories.identity_no(777)
    factories.accepted(identity_no=number)
    factories.accepted(identity_no=number)
    assert Person.objects.count() == 1


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"education": "secondary"}, "education"),
        (
            {
                "quality_work": [
                    {"employer": "甲", "post": "乙", "start": "2024-01-01", "end": None},
                    {"start": ""},
                ]
            },
            "quality_years",
        ),
    ],
)
def test_a_candidate_below_article_6_is_not_accepted(values, code: str):
    filing = factories.claimed(**values)
    with pytest.raises(Refused) as refusal:
        deciding.accept(filing.pk, by=filing.claimed_by, version=None)
    assert code in codes(refusal)


def test_a_confirmed_bar_stops_acceptance_and_a_proposed_one_warns():
    filing = factories.claimed()
    bar = bars.heard(bars.candidate(filing))
    verdict = facts.judge_bars(filing)
    assert verdict
    assert [reason.article for reason in verdict.warnings] == ["9"]
    barring.confirm_bar(bar.pk, by=factories.region_officer())
    with pytest.raises(Refused) as refusal:
        deciding.accept(filing.pk, by=filing.claimed_by, version=None)
    assert any(code.startswith("bar_confirmed") for code in codes(refusal))


def test_a_second_in_office_is_not_accepted():
    filing = factories.claimed()
    factories.accepted()
    other = factories.accepted()
    filing.enterprise_id = other.enterprise_id
    assert not facts.startable(filing.enterprise.__class__.objects.get(pk=other.enterprise_id))


def test_a_refusal_needs_a_ground_of_article_6_or_9():
    filing = factories.claimed()
    with pytest.raises(Refused) as refusal:
        deciding.refuse(filing.pk, by=filing.claimed_by, version=None, reason="不想")
    assert codes(refusal) == {"no_ground"}


def test_a_refusal_with_ground_keeps_its_reason():
    filing = factories.refused()
    assert (filing.status, filing.decision_reason) == ("refused", "学历未达到任职条件")


def test_an_unclassified_enterprise_is_accepted_once_the_officer_fixed_its_class():
    filing = factories.claimed(industry="P83", employees=20, stated_size="small")
    with pytest.raises(Refused) as refusal:
        deciding.accept(filing.pk, by=filing.claimed_by, version=None)
    assert "size_undecided" in codes(refusal)
    with pytest.raises(Refused):
        deciding.set_size(filing.pk, SizeClass.SMALL, by=filing.claimed_by, version=None, reason=" ")
    filing = deciding.set_size(
        filing.pk, SizeClass.SMALL, by=filing.claimed_by, version=None, reason="参照同类"
    )
    accepted = deciding.accept(filing.pk, by=filing.claimed_by, version=filing.version)
    assert accepted.profile.size == "small"


def test_a_classified_enterprise_keeps_its_class():
    filing = factories.claimed()
    with pytest.raises(Refused) as refusal:
        deciding.set_size(filing.pk, SizeClass.LARGE, by=filing.claimed_by, version=None, reason="x")
    assert codes(refusal) == {"classified"}


def test_an_open_item_stops_acceptance():
    filing = factories.returned()
    assert "open_items" in {reason.code for reason in facts.acceptable(filing).blocking}


def test_a_released_filing_is_free_again():
    filing = factories.claimed()
    assert claiming.release(filing.pk, by=filing.claimed_by).claimed_by is None


def test_revealing_needs_a_reason_and_leaves_a_line():
    filing = factories.submitted(identity_no="540102198802290012")
    officer = factories.officer()
    with pytest.raises(Refused):
        revealing.reveal_identity(filing.pk, by=officer, reason=" ")
    assert revealing.reveal_identity(filing.pk, by=officer, reason="核对证件") == "540102198802290012"
    event = AuditEvent.objects.about(filing)[0]
    assert event.action == "filing.reveal_identity"
    assert event not in filing.latest_events()
    assert "540102198802290012" not in str(event.__dict__)
