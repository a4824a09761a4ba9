"""Change and removal filings (Art. 14), from the clone to what acceptance brings about."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
import time_machine
from django.utils import timezone

from cqo_registry.audit.models import AuditEvent
from cqo_registry.core import crypto
from cqo_registry.core.verdicts import Refused
from cqo_registry.directory.models import Enterprise
from filings import facts
from filings.actions import changing, claiming, deciding, drafting, reporting, submitting
from filings.models import Appointment, Filing
from tests import factories

pytestmark = pytest.mark.django_db


def codes(refused) -> list[str]:
    return [reason.code for reason in refused.value.verdict.blocking]


def in_office(enterprise: Enterprise) -> Appointment:
    return Appointment.objects.in_office().get(enterprise=enterprise)


def test_a_change_of_data_is_cloned_from_what_is_filed():
    before = factories.accepted()
    change = changing.start_change(before.enterprise, ["K3"], by=before.created_by)
    assert change.kind == "change"
    assert change.cqo_name == before.cqo_name
    assert change.identity_index == before.identity_index
    assert not change.declares_true
    assert change.changes == before.appointment
    assert change.baseline["cqo_phone"] == before.cqo_phone
    assert before.identity_index in change.baseline.values()
    assert facts.baseline_changes(change) == {}


def test_the_number_is_sealed_anew_wherever_it_is_copied():
    before = factories.accepted()
    number, person = before.identity_no, before.appointment.person
    change = changing.start_change(before.enterprise, ["K3"], by=before.created_by)
    for types in (["K1"], ["K4"]):
        change = changing.choose_changes(change.pk, types, by=before.created_by, version=None)
    stored = Filing.objects.get(pk=change.pk)
    assert stored.identity_no == number
    assert crypto.unseal(person.identity_sealed, person.identity_place) == number
    assert len({before.identity_sealed, stored.identity_sealed, person.identity_sealed}) == 3


def test_a_new_person_starts_from_empty_fields_beside_what_is_filed():
    before = factories.accepted()
    change = changing.start_change(before.enterprise, ["K1"], by=before.created_by)
    assert change.cqo_name == change.identity_index == ""
    assert change.enterprise_name == before.enterprise_name
    assert change.baseline["cqo_name"] == before.cqo_name


def test_starting_twice_goes_on_with_the_open_one():
    change = factories.changing()
    enterprise = Enterprise.objects.get(pk=change.enterprise_id)
    assert changing.start_change(enterprise, ["K2"], by=change.created_by) == change
    assert drafting.start_filing(enterprise, by=change.created_by) == change


def test_a_change_needs_somebody_in_office_and_its_own_enterprise():
    enterprise = factories.make_enterprise()
    with pytest.raises(Refused) as refused:
        changing.start_change(enterprise, ["K1"], by=factories.filer(enterprise))
    assert codes(refused) == ["nobody_in_office"]
    with pytest.raises(Refused) as refused:
        changing.start_change(enterprise, ["K1"], by=factories.filer())
    assert codes(refused) == ["not_own"]


def test_words_that_are_no_change_are_left_out():
    before = factories.accepted()
    with pytest.raises(Refused) as refused:
        changing.start_change(before.enterprise, ["K9", "x"], by=before.created_by)
    assert codes(refused) == ["no_change"]


def test_only_the_ticked_sections_can_be_saved():
    change = factories.changing(None, "K3")
    by = change.created_by
    change = drafting.save_draft(
        change.pk,
        {"domicile": "别处", "identity_no": factories.identity_no(), "school": "西藏大学"},
        by=by,
        version=change.version,
    )
    assert change.domicile == "拉萨市城关区江苏路1号"
    assert change.identity_index == change.baseline["identity_index"]
    assert facts.baseline_changes(change).keys() == {"cqo_phone", "school"}


def test_choosing_again_puts_a_section_back_to_what_is_filed():
    change = factories.changing(None, "K4", "K3")
    by, filed = change.created_by, change.baseline
    change = changing.choose_changes(change.pk, ["K3"], by=by, version=change.version)
    assert change.contact_phone == filed["contact_phone"]
    assert change.cqo_phone == "13908910077"
    change = changing.choose_changes(change.pk, ["K1", "K4"], by=by, version=change.version)
    assert change.cqo_name == ""
    change = changing.choose_changes(change.pk, ["K2"], by=by, version=change.version)
    assert change.cqo_name == filed["cqo_name"]
    assert change.kind == "removal"
    assert AuditEvent.objects.about(change)[0].after == "K2"


def test_changes_are_chosen_in_a_draft_alone():
    change = factories.changing(None, "K3")
    sent = submitting.submit(change.pk, by=change.created_by, version=change.version)
    with pytest.raises(Refused) as refused:
        changing.choose_changes(sent.pk, ["K4"], by=sent.created_by, version=sent.version)
    assert codes(refused) == ["frozen"]


def test_a_new_cqo_without_size_figures_opens_the_enterprise_section_too():
    before = factories.accepted()
    profile = before.enterprise.profile
    profile.pk, profile.employees, profile.revenue = None, None, None
    profile.save()
    Enterprise.objects.filter(pk=before.enterprise_id).update(profile=profile)
    enterprise = Enterprise.objects.get(pk=before.enterprise_id)
    change = changing.start_change(enterprise, ["K1"], by=factories.filer(enterprise))
    assert change.change_types == ["K1", "K4"]


def test_accepting_k1_ends_the_former_and_puts_the_new_one_into_office():
    before = factories.accepted()
    change = factories.changed(before, "K1")
    former, now = before.appointment, in_office(change.enterprise)
    former.refresh_from_db()
    assert former.ended_on == change.changed_on
    assert now.person.name == "央金卓玛"
    assert now == change.appointment
    assert change.filing_no == now.filing_no == f"{before.filing_no}-B1"
    assert now.size == "small"
    assert change.receipt_code != before.receipt_code


def test_accepting_k2_leaves_the_post_vacant_and_a_refill_keeps_the_number():
    before = factories.accepted()
    removal = factories.changed(before, "K2")
    today = timezone.localdate()
    enterprise = Enterprise.objects.get(pk=before.enterprise_id)
    assert not Appointment.objects.in_office().filter(enterprise=enterprise).exists()
    assert removal.appointment == before.appointment
    assert list(Filing.objects.vacancies(as_of=today)) == [removal]
    refill = factories.accepted(enterprise, effective_on=removal.changed_on)
    assert refill.filing_no == f"{before.filing_no}-B2"
    assert not Filing.objects.vacancies(as_of=today).exists()


def test_a_refill_that_begins_before_the_last_one_left_goes_no_further():
    removal = factories.changed(factories.accepted(), "K2")
    enterprise = Enterprise.objects.get(pk=removal.enterprise_id)
    refill = factories.complete_draft(enterprise, effective_on=removal.changed_on - timedelta(days=1))
    with pytest.raises(Refused) as refused:
        submitting.submit(refill.pk, by=refill.created_by, version=refill.version)
    assert codes(refused) == ["two_at_once"]


def test_accepting_k3_renews_the_person_and_nothing_else():
    before = factories.accepted()
    change = factories.changed(before, "K3")
    before.appointment.person.refresh_from_db()
    assert before.appointment.person.phone == "13908910077"
    assert change.appointment == before.appointment
    assert change.profile == before.profile
    assert in_office(change.enterprise).filing_no == before.filing_no


def test_accepting_k4_gives_the_enterprise_a_new_profile():
    before = factories.accepted()
    change = factories.changed(before, "K4", enterprise_name="西藏新名水泥有限公司")
    enterprise = Enterprise.objects.get(pk=before.enterprise_id)
    assert enterprise.name == "西藏新名水泥有限公司"
    assert enterprise.profile == change.profile != before.profile


def test_growth_flags_a_review_and_voids_nothing():
    before = factories.accepted()
    change = factories.changed(before, "K4", employees=400, revenue="3000.00", stated_size="medium")
    assert change.status == "accepted"
    assert in_office(change.enterprise) in Appointment.objects.to_requalify()
    assert before.appointment.size == "small"


def test_the_next_cqo_is_judged_by_the_new_class():
    before = factories.accepted()
    factories.changed(before, "K4", employees=400, revenue="3000.00", stated_size="medium")
    draft = factories.changing(before, "K1")
    sent = submitting.submit(draft.pk, by=draft.created_by, version=draft.version)
    held = claiming.claim(sent.pk, by=factories.officer())
    with pytest.raises(Refused) as refused:
        deciding.accept(held.pk, by=held.claimed_by, version=held.version)
    assert "education" in codes(refused)


def test_the_same_person_cannot_replace_himself():
    before = factories.accepted(identity_no=factories.identity_no(77))
    draft = factories.changing(before, "K1", identity_no=factories.identity_no(77))
    with pytest.raises(Refused) as refused:
        submitting.submit(draft.pk, by=draft.created_by, version=draft.version)
    assert codes(refused) == ["same_person"]


def test_a_change_of_data_that_changes_nothing_is_told_so():
    draft = factories.changing(None, "K3", cqo_phone="13908910002")
    with pytest.raises(Refused) as refused:
        submitting.submit(draft.pk, by=draft.created_by, version=draft.version)
    assert codes(refused) == ["nothing_changed"]


def test_a_change_overtaken_by_events_cannot_be_accepted():
    change = factories.changing(None, "K2")
    sent = submitting.submit(change.pk, by=change.created_by, version=change.version)
    held = claiming.claim(sent.pk, by=factories.officer())
    change.changes.ended_on = timezone.localdate()
    change.changes.save()
    with pytest.raises(Refused) as refused:
        deciding.accept(held.pk, by=held.claimed_by, version=held.version)
    assert "superseded" in codes(refused)


def test_a_data_change_is_never_refused_for_the_person():
    before = factories.accepted()
    draft = factories.changing(before, "K3", education="secondary")
    sent = submitting.submit(draft.pk, by=draft.created_by, version=draft.version)
    held = claiming.claim(sent.pk, by=factories.officer())
    assert facts.judge(held).warnings
    with pytest.raises(Refused):
        deciding.refuse(held.pk, by=held.claimed_by, version=held.version, reason="学历")
    assert deciding.accept(held.pk, by=held.claimed_by, version=held.version).status == "accepted"


def test_the_region_keeps_the_former_cqo_until_it_records_the_change():
    before = factories.recorded()
    change = factories.changed(before, "K1")
    today = timezone.localdate()
    ledger = Filing.objects.ledger
    assert list(ledger("prefecture", as_of=today)) == [change]
    assert list(ledger("region", as_of=today)) == [before]
    reporting.forward([change.pk], by=factories.officer())
    reporting.record(change.pk, by=factories.region_officer())
    assert list(ledger("region", as_of=today)) == [change]


def test_a_removal_takes_the_enterprise_out_of_each_ledger_in_turn():
    before = factories.recorded()
    removal = factories.changed(before, "K2")
    today = timezone.localdate()
    assert not Filing.objects.ledger("prefecture", as_of=today).exists()
    assert list(Filing.objects.ledger("region", as_of=today)) == [before]
    reporting.forward([removal.pk], by=factories.officer())
    reporting.record(removal.pk, by=factories.region_officer())
    assert not Filing.objects.ledger("region", as_of=today).exists()


def test_a_query_waits_for_the_answer_outside_the_regional_ledger():
    filing = factories.queried()
    assert filing.queries.open().count() == 1
    assert list(Filing.objects.ledger("prefecture", as_of=timezone.localdate())) == [filing]
    with pytest.raises(Refused):
        reporting.record(filing.pk, by=factories.region_officer())
    answered = reporting.reply(
        filing.pk, by=factories.officer(), version=filing.version, answer="日期无误，系补签。"
    )
    assert answered.status == "forwarded"
    assert not filing.queries.open().exists()
    assert reporting.record(filing.pk, by=factories.region_officer()).status == "recorded"


@pytest.mark.parametrize(("left", "warned"), [(date(2023, 12, 13), True), (date(2023, 12, 14), False)])
def test_a_departure_older_than_the_regulation_is_remarked_upon(left: date, warned: bool):
    day = date(2024, 3, 1)
    change = Filing(kind="change", change_types=["K1"], changed_on=left, effective_on=day, signed_on=day)
    assert [reason.code for reason in facts.check_dates(change)] == ["before_in_force"] * warned


def test_the_due_date_is_known_as_soon_as_the_day_is():
    change = factories.changing(None, "K2", changed_on=date(2025, 1, 31), effective_on=None)
    assert (change.due_from, change.due_on) == (date(2025, 1, 31), date(2025, 3, 5))
    cleared = drafting.save_draft(
        change.pk, {"changed_on": None}, by=change.created_by, version=change.version
    )
    assert cleared.due_on is None


@pytest.mark.parametrize(("reported", "late"), [(date(2026, 11, 2), False), (date(2026, 11, 3), True)])
def test_k1_and_k2_are_overdue_the_day_after_and_still_accepted(reported: date, late: bool):
    with time_machine.travel("2026-10-10T04:00:00Z", tick=False):
        before = factories.accepted(effective_on=date(2026, 9, 1), signed_on=date(2026, 9, 1))
    with time_machine.travel(f"{reported}T04:00:00Z", tick=False):
        change = factories.changed(before, "K2", changed_on=date(2026, 10, 2))
    assert change.due_on == date(2026, 11, 2)
    assert Filing.objects.overdue(on=date(2026, 12, 1)).filter(pk=change.pk).exists() is late


def test_a_paper_form_counts_on_the_day_the_office_received_it():
    enterprise = factories.make_enterprise()
    officer = factories.officer()
    filing = factories.complete_draft(enterprise, by=officer, paper_received_on=date(2026, 10, 12))
    factories.add_attachment(filing, "paper_form")
    sent = submitting.submit(filing.pk, by=officer, version=filing.version)
    assert sent.source == "paper"
    assert timezone.localdate(sent.reported_at) == date(2026, 10, 12)
    assert sent in Filing.objects.visible_to(officer)
    with pytest.raises(Refused):
        submitting.withdraw(sent.pk, by=factories.filer(enterprise), version=sent.version)
