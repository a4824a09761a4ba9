"""Putting forward, answering, deciding (Art. 9, 15)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from cqo_registry.audit.models import AuditEvent
from cqo_registry.core.errors import Stale
from cqo_registry.core.verdicts import Refused
from cqo_registry.notifications.models import Mail, Notice
from talent_pool.actions import nominating
from talent_pool.facts.nominations import nominable
from talent_pool.models import Membership, Nomination
from tests import factories
from tests.factories import bars, pool, replacements

pytestmark = pytest.mark.django_db


def codes(refusal: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [reason.code for reason in refusal.value.verdict.blocking]


def test_an_office_puts_a_cqo_of_its_area_forward_and_the_person_is_asked():
    held = pool.in_office()
    filer = factories.filer(held.enterprise, email="filer@example.cn")
    region = factories.region_officer()
    row = pool.proposed(held)
    assert (row.source, row.consent, row.industry, row.skills) == (
        "prefecture",
        "asked",
        "C30",
        ["metrology", "process"],
    )
    assert row.evidence_name == "贡献证明.pdf"
    assert Notice.objects.open_tasks(f"pool_nomination:{row.pk}").filter(recipient=filer).exists()
    assert Mail.objects.get().recipient == filer
    assert held.person.name not in Mail.objects.get().body
    assert Notice.objects.filter(recipient=region).count() == 1
    assert AuditEvent.objects.about(row).get().action == "nomination.propose"


def test_the_region_selects_for_itself_from_the_filings():
    row = pool.proposed(by=factories.region_officer())
    assert row.source == "region"
    assert row.authority.is_region


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"contributions": " "}, ["contributions"]),
        ({"skills": []}, ["skills"]),
        ({"evidence": None}, ["evidence"]),
    ],
)
def test_a_recommendation_without_its_grounds_is_refused(values: dict[str, Any], expected: list[str]):
    with pytest.raises(Refused) as refusal:
        pool.proposed(**values)
    assert codes(refusal) == expected


def test_another_office_cannot_put_the_cqo_forward():
    held = pool.in_office()
    for stranger in (factories.officer("5402"), factories.filer(held.enterprise), factories.auditor()):
        with pytest.raises(Refused) as refusal:
            pool.proposed(held, by=stranger)
        assert codes(refusal) == ["not_office"]


@pytest.mark.parametrize(
    ("state", "warns"),
    [("clue", []), ("issued", ["letter_open"]), ("replied", ["letter_open"]), ("closed", [])],
)
def test_an_open_letter_of_replacement_warns_and_a_clue_says_nothing_yet(state: str, warns: list[str]):
    """Art. 12: a recommendation is no decision; whoever puts the person forward is told of it."""
    held = getattr(replacements, state)().appointment
    held.refresh_from_db()
    assert [reason.code for reason in nominable(held).warnings] == warns


def test_whoever_is_barred_is_not_put_forward_and_a_proposed_bar_only_warns():
    held = pool.in_office()
    bars.proposed(held.person)
    assert [reason.code for reason in nominable(held).warnings] == ["bar_proposed"]
    other = pool.in_office()
    bars.confirmed(other.person, ground="G4", document_no="文号4")
    with pytest.raises(Refused) as refusal:
        pool.proposed(other)
    assert codes(refusal) == ["barred"]
    assert "泄露" in str(refusal.value)


def test_whoever_left_or_waits_or_is_a_member_is_not_put_forward():
    filing = factories.accepted()
    pool.proposed(filing.appointment)
    with pytest.raises(Refused) as refusal:
        pool.proposed(filing.appointment)
    assert codes(refusal) == ["is_nominated"]
    with pytest.raises(Refused) as refusal:
        pool.proposed(pool.member().nomination.appointment)
    assert codes(refusal) == ["is_member"]
    gone = factories.accepted()
    factories.changed(gone, "K2")
    with pytest.raises(Refused) as refusal:
        pool.proposed(type(gone.appointment).objects.get(pk=gone.appointment_id))
    assert codes(refusal) == ["not_in_office"]


def test_the_answer_settles_the_enterprise_and_calls_the_region():
    region = factories.region_officer(email="region@example.cn")
    row = pool.consented()
    assert (row.consent, row.consent_on) == ("given", timezone.localdate())
    assert row.consent_by.is_enterprise
    task = Notice.objects.open_tasks(f"pool_nomination:{row.pk}").get()
    assert task.recipient == region
    assert Mail.objects.filter(recipient=region).count() == 1
    event = AuditEvent.objects.about(row).first()
    assert event.details == {"answer": "given", "on": timezone.localdate().isoformat()}
    assert "本人签字" not in event.reason


def test_the_office_records_the_answer_from_paper_but_never_turns_a_no_into_a_yes():
    row = pool.proposed()
    given: dict[str, Any] = {"by": row.proposed_by, "on": timezone.localdate()}
    row = nominating.record_consent(row.pk, version=row.version, answer="refused", **given)
    assert row.consent == "refused"
    with pytest.raises(Refused) as refusal:
        nominating.record_consent(row.pk, version=row.version, answer="given", **given)
    assert codes(refusal) == ["answered"]
    given["by"] = factories.filer(row.appointment.enterprise)
    assert nominating.record_consent(row.pk, version=row.version, answer="given", **given).consent == "given"


def test_an_answer_of_a_wrong_day_is_refused():
    row = pool.proposed()
    by = factories.filer(row.appointment.enterprise)
    for shift, code in ((1, "answered_ahead"), (-1, "answered_early")):
        day = timezone.localdate() + timedelta(days=shift)
        with pytest.raises(Refused) as refusal:
            nominating.record_consent(row.pk, by=by, version=row.version, answer="given", on=day)
        assert codes(refusal) == [code]


def test_the_region_admits_with_consent_and_the_member_carries_the_tags():
    row = pool.consented()
    member = nominating.admit(row.pk, by=factories.region_officer(), version=row.version)
    row.refresh_from_db()
    assert row.status == "admitted"
    assert (member.industry, member.skills, member.authority) == (row.industry, row.skills, row.authority)
    assert member.admitted_at == row.decided_at
    assert "zxcr" in member.search_text
    assert [event.action for event in AuditEvent.objects.about(member)] == ["member.admit"]
    assert not Notice.objects.open_tasks(f"pool_nomination:{row.pk}")


@pytest.mark.parametrize(("state", "code"), [("proposed", "consent_awaited"), ("refused", "consent_refused")])
def test_without_consent_the_region_can_only_decline(state: str, code: str):
    row, region = getattr(pool, state)(), factories.region_officer()
    with pytest.raises(Refused) as refusal:
        nominating.admit(row.pk, by=region, version=row.version)
    assert codes(refusal) == [code]
    declined = nominating.decline(row.pk, by=region, version=row.version, reason=" 本人不同意 ")
    assert (declined.status, declined.decision_reason) == ("declined", "本人不同意")
    assert not Membership.objects.exists()


def test_what_changed_since_the_recommendation_stops_the_admission():
    region = factories.region_officer()
    row = pool.consented()
    bars.confirmed(row.person)
    with pytest.raises(Refused) as refusal:
        nominating.admit(row.pk, by=region, version=row.version)
    assert codes(refusal) == ["barred"]
    filing = factories.accepted()
    row = pool.consented(filing.appointment)
    factories.changed(filing, "K2")
    with pytest.raises(Refused) as refusal:
        nominating.admit(row.pk, by=region, version=row.version)
    assert codes(refusal) == ["not_in_office"]


def test_a_decline_needs_its_reason_and_an_old_page_is_stale():
    row, region = pool.consented(), factories.region_officer()
    with pytest.raises(Refused) as refusal:
        nominating.decline(row.pk, by=region, version=row.version, reason=" ")
    assert codes(refusal) == ["reason"]
    with pytest.raises(Stale):
        nominating.admit(row.pk, by=region, version=row.version - 1)


def test_a_withdrawn_recommendation_leaves_room_for_another():
    row = pool.withdrawn()
    assert not Notice.objects.open_tasks(f"pool_nomination:{row.pk}")
    assert pool.proposed(row.appointment).pk != row.pk
    assert Nomination.objects.open().count() == 1
