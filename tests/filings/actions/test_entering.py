"""An officer types in a paper form; the day it came in counts (代录)."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.utils import timezone

from cqo_registry.core.verdicts import Refused
from cqo_registry.directory.models import Enterprise
from filings import facts, policies
from filings.actions import claiming, deciding, drafting, submitting
from filings.actions.entering import start_paper
from filings.actions.recalculating import recalculate_due_dates
from filings.enums import AttachmentKind
from filings.models import Filing
from filings.views.due import overdue_days_of
from tests import factories
from tests.filings.actions.test_moving import codes

pytestmark = pytest.mark.django_db


def begun(enterprise: Enterprise | None = None, *types: str, days: int = 3, by=None) -> Filing:
    """A paper form that came in ``days`` ago, just begun."""
    enterprise = enterprise or factories.make_enterprise()
    by = by or factories.officer(enterprise.authority.code)
    received = timezone.localdate() - timedelta(days=days)
    return start_paper(enterprise.pk, types, received_on=received, by=by)


def typed(filing: Filing) -> Filing:
    """The form typed in and handed to the queue by its typist."""
    by = filing.created_by
    given = {**factories.CQO_VALUES, "identity_no": factories.identity_no()}
    filing = drafting.save_draft(filing.pk, given, by=by, version=filing.version)
    for field in facts.fields_of(filing).values():
        if field.required and field.name.startswith("attachment_"):
            factories.add_attachment(filing, field.name.removeprefix("attachment_"))
    return submitting.submit(filing.pk, by=by, version=filing.version)


def test_a_paper_form_counts_as_reported_on_the_day_it_came_in():
    filing = typed(begun(days=3))
    received = timezone.localdate() - timedelta(days=3)
    assert filing.is_paper
    assert timezone.localdate(filing.reported_at) == received
    calendar = facts.calendar_of(filing.authority)
    assert filing.decide_by == facts.decision_target(calendar, received)
    assert recalculate_due_dates() == 0  # counting anew gives the office no more time


@pytest.mark.parametrize(("days", "late"), [(0, False), (1, True)])
def test_a_form_still_being_typed_is_as_late_as_it_came_in(days: int, late: bool):
    filing = begun(factories.accepted().enterprise, "K2", days=3)
    due_on = filing.paper_received_on - timedelta(days=days)
    Filing.objects.filter(pk=filing.pk).update(due_on=due_on)
    filing.refresh_from_db()
    assert Filing.objects.overdue(on=timezone.localdate()).filter(pk=filing.pk).exists() is late
    assert overdue_days_of(filing, timezone.localdate()) == days


def test_after_a_return_the_office_counts_from_the_new_submission():
    filing = typed(begun(days=3))
    held = claiming.claim(filing.pk, by=factories.officer())
    back = deciding.return_for_correction(
        held.pk, {"school": "请写全称"}, by=held.claimed_by, version=held.version
    )
    saved = drafting.save_draft(back.pk, {"school": "西藏大学"}, by=filing.created_by, version=back.version)
    again = submitting.submit(saved.pk, by=filing.created_by, version=saved.version)
    calendar = facts.calendar_of(again.authority)
    today = timezone.localdate()
    assert again.decide_by == facts.decision_target(calendar, today, used=again.clock_used)


def test_the_scanned_form_is_asked_for_and_carries_the_seal():
    asked = facts.fields_of(begun())
    assert asked[f"attachment_{AttachmentKind.PAPER_FORM}"].required
    assert not asked[f"attachment_{AttachmentKind.SEAL_PAGE}"].required


def test_it_is_decided_as_every_other_and_the_typist_is_warned():
    filing = typed(begun())
    typist, colleague = filing.created_by, factories.officer()
    assert [reason.severity for reason in policies.own_entry(typist, filing)] == ["warn"]
    assert not list(policies.own_entry(colleague, filing))
    held = claiming.claim(filing.pk, by=typist)
    assert deciding.accept(held.pk, by=typist, version=held.version).status == "accepted"


def test_a_change_on_paper_is_cloned_from_what_is_filed():
    filing = factories.accepted()
    change = begun(filing.enterprise, "K3")
    assert (change.kind, change.cqo_name, change.is_paper) == ("change", filing.cqo_name, True)


def test_the_day_of_receipt_is_no_day_to_come_and_none_before_the_regulation():
    for days, code in ((-1, "received_ahead"), (4000, "received_before")):
        with pytest.raises(Refused) as refusal:
            begun(days=days)
        assert codes(refusal) == [code]
    filing = begun(days=0)
    late = timezone.localdate() + timedelta(days=1)
    saved = drafting.save_draft(
        filing.pk, {"paper_received_on": late}, by=filing.created_by, version=filing.version
    )
    assert "received_ahead" in [reason.code for reason in facts.submittable(saved).blocking]


def test_an_enterprise_that_files_online_is_left_to_it():
    filing = factories.draft()
    with pytest.raises(Refused) as refusal:
        begun(filing.enterprise)
    assert codes(refusal) == ["online"]


def test_beginning_again_goes_on_with_the_one_begun_and_its_day_stays():
    first = begun(days=5)
    again = begun(first.enterprise, days=1, by=factories.officer())
    assert (again.pk, again.paper_received_on) == (first.pk, first.paper_received_on)


def test_only_the_own_office_types():
    enterprise = factories.make_enterprise()
    for who in (factories.officer("5402"), factories.region_officer(), factories.filer(enterprise)):
        with pytest.raises(Refused) as refusal:
            begun(enterprise, by=who)
        assert codes(refusal) == ["not_office"]


def test_the_enterprise_does_not_write_in_the_offices_draft():
    filing = begun()
    with pytest.raises(Refused) as refusal:
        drafting.save_draft(
            filing.pk, {"school": "新"}, by=factories.filer(filing.enterprise), version=filing.version
        )
    assert codes(refusal) == ["not_office"]


def test_an_online_filing_has_no_day_of_receipt():
    filing = factories.draft()
    assert facts.check_paper(filing)
    assert facts.office_had_it_on(filing, date(2026, 11, 20)) == date(2026, 11, 20)
