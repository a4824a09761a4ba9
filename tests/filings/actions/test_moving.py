"""An enterprise goes to another office with all that is under way, and past ledgers stay (D14)."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from cqo_registry.audit.models import AuditEvent
from cqo_registry.core.errors import Stale
from cqo_registry.core.verdicts import Refused
from cqo_registry.directory.actions.calendar import Entry
from cqo_registry.directory.models import County, Enterprise, EnterpriseTransfer
from cqo_registry.notifications.models import Notice
from filings.actions import drafting, moving, recalculating, submitting
from filings.ledger_filters import LedgerFilter
from filings.models import Appointment, Filing
from tests import factories

pytestmark = pytest.mark.django_db


def proposed(enterprise: Enterprise | None = None, to: str = "5402", **values) -> EnterpriseTransfer:
    """A move offered to another office by the enterprise's own."""
    enterprise = enterprise or factories.make_enterprise()
    given = {"by": factories.officer(enterprise.authority.code), "reason": "住所迁入", **values}
    return moving.propose(enterprise.pk, factories.authority(to), version=None, **given)


def confirmed(enterprise: Enterprise | None = None, to: str = "5402", **values) -> EnterpriseTransfer:
    """A move the receiver has confirmed."""
    transfer = proposed(enterprise, to)
    return moving.confirm(transfer.pk, by=factories.officer(to), version=transfer.version, **values)


def codes(refusal: pytest.ExceptionInfo[Refused]) -> list[str]:
    """What stood in the way."""
    return [reason.code for reason in refusal.value.verdict.blocking]


def listed(user, day) -> list[int]:
    """The enterprises of the prefecture's ledger as the user sees it."""
    found = LedgerFilter({"as_of": day.isoformat()}, user=user, tier="prefecture")
    return list(found.qs.values_list("enterprise", flat=True))


def test_a_proposal_moves_nothing_and_tells_the_receiver():
    receiver = factories.officer("5402")
    transfer = proposed()
    assert Enterprise.objects.get(pk=transfer.enterprise_id).authority.code == "5401"
    assert Notice.objects.visible_to(receiver).get().path == transfer.get_absolute_url()


def test_a_confirmed_move_takes_the_open_filing_along_and_its_deadlines_run_on():
    filing = factories.claimed()
    confirmed(filing.enterprise)
    moved = Filing.objects.get(pk=filing.pk)
    assert moved.authority.code == "5402"
    assert moved.claimed_by is None
    assert (moved.due_on, moved.decide_by, moved.status) == (filing.due_on, filing.decide_by, "submitted")
    line = AuditEvent.objects.about(moved).first()
    assert (line.action, line.before, line.after) == ("filing.reroute", "拉萨市", "日喀则市")


def test_the_days_off_of_the_old_office_still_count_after_the_move():
    officer, today = factories.officer(), timezone.localdate()
    leave = [Entry(today + timedelta(days=n), "off", "藏历新年") for n in range(1, 10)]
    recalculating.add_days(officer.authority, leave, by=officer)
    filing = factories.submitted()
    confirmed(filing.enterprise)
    assert recalculating.recalculate_due_dates() == 0
    assert Filing.objects.get(pk=filing.pk).decide_by == filing.decide_by


def test_a_filing_in_the_ledger_keeps_its_number_and_the_office_that_accepted_it():
    filing = factories.accepted()
    confirmed(filing.enterprise)
    kept = Filing.objects.get(pk=filing.pk)
    assert (kept.authority.code, kept.filing_no) == ("5401", filing.filing_no)
    assert Appointment.objects.get(enterprise=filing.enterprise).authority.code == "5402"
    assert Filing.objects.visible_to(factories.officer("5402")).filter(pk=filing.pk).exists()


def test_the_new_office_reads_the_former_cqos_too():
    change = factories.changed(factories.accepted(), "K1")
    confirmed(change.enterprise)
    posts = Appointment.objects.visible_to(factories.officer("5402"))
    assert set(posts) == set(Appointment.objects.filter(enterprise=change.enterprise))
    assert posts.count() == 2
    assert Appointment.objects.visible_to(factories.officer()).get() == change.changes
    assert not Appointment.objects.visible_to(factories.officer("5403")).exists()


def test_todays_ledger_follows_the_enterprise_and_yesterdays_stays():
    today = timezone.localdate()
    with time_machine.travel(timezone.now() - timedelta(days=3)):
        filing = factories.accepted()
    confirmed(filing.enterprise)
    old, new = factories.officer(), factories.officer("5402")
    assert listed(old, today) == []
    assert listed(new, today) == [filing.enterprise_id]
    assert listed(old, today - timedelta(days=1)) == [filing.enterprise_id]
    assert listed(new, today - timedelta(days=1)) == []


def test_a_ledger_between_two_moves_names_the_office_between():
    now, today = timezone.now(), timezone.localdate()
    with time_machine.travel(now - timedelta(days=6)):
        filing = factories.accepted()
    with time_machine.travel(now - timedelta(days=4)):
        confirmed(filing.enterprise)
    confirmed(Enterprise.objects.get(pk=filing.enterprise_id), "5403")
    region = factories.region_officer()
    for days, name in ((5, "拉萨市"), (4, "日喀则市"), (1, "日喀则市"), (0, "昌都市")):
        day = (today - timedelta(days=days)).isoformat()
        found = LedgerFilter({"as_of": day}, user=region, tier="prefecture")
        assert [row.office_name for row in found.qs] == [name], days
    middle = LedgerFilter(
        {"as_of": (today - timedelta(days=2)).isoformat(), "authority": "5402"},
        user=region,
        tier="prefecture",
    )
    assert middle.qs.count() == 1
    assert listed(factories.officer("5402"), today - timedelta(days=2)) == [filing.enterprise_id]


def test_a_draft_goes_along_with_its_county_and_saving_it_keeps_the_new_office():
    filing = factories.draft()
    county = County.objects.filter(authority__code="5402").first()
    confirmed(filing.enterprise, county=county)
    moved = Filing.objects.get(pk=filing.pk)
    assert (moved.county, moved.authority.code) == (county, "5402")
    saved = drafting.save_draft(
        moved.pk, {"county": county, "cqo_name": "次仁"}, by=filing.created_by, version=moved.version
    )
    assert saved.authority.code == "5402"


def test_a_returned_filing_is_corrected_at_the_new_office():
    filing = factories.returned()
    confirmed(filing.enterprise)
    moved = Filing.objects.get(pk=filing.pk)
    saved = drafting.save_draft(moved.pk, {"school": "西藏大学"}, by=filing.created_by, version=moved.version)
    sent = submitting.submit(saved.pk, by=filing.created_by, version=saved.version)
    assert (sent.authority.code, sent.status) == ("5402", "submitted")


def test_only_the_receiver_answers():
    transfer = proposed()
    for who in (factories.officer(), factories.region_officer(), factories.officer("5403")):
        with pytest.raises(Refused) as refusal:
            moving.confirm(transfer.pk, by=who, version=transfer.version)
        assert codes(refusal) == ["not_receiver"]


def test_a_move_is_proposed_by_the_own_office_or_the_region():
    assert proposed(by=factories.region_officer()).status == "proposed"
    with pytest.raises(Refused) as refusal:
        proposed(by=factories.officer("5403"))
    assert codes(refusal) == ["not_office"]


@pytest.mark.parametrize(
    ("change", "code"),
    [({"to": "5401"}, "same"), ({"to": "54"}, "no_office"), ({"reason": " "}, "reason")],
)
def test_a_proposal_that_leads_nowhere_is_refused(change: dict[str, str], code: str):
    with pytest.raises(Refused) as refusal:
        proposed(**change)
    assert codes(refusal) == [code]


def test_a_county_of_another_office_is_refused():
    county = County.objects.filter(authority__code="5403").first()
    with pytest.raises(Refused) as refusal:
        proposed(county=county)
    assert codes(refusal) == ["other_office"]


def test_one_move_waits_at_a_time():
    transfer = proposed()
    with pytest.raises(Refused) as refusal:
        proposed(transfer.enterprise, "5403")
    assert codes(refusal) == ["waiting"]


def test_declining_needs_a_reason_and_leaves_the_enterprise():
    transfer = proposed()
    receiver = factories.officer("5402")
    with pytest.raises(Refused):
        moving.decline(transfer.pk, by=receiver, version=transfer.version, reason="")
    declined = moving.decline(transfer.pk, by=receiver, version=transfer.version, reason="住所仍在拉萨")
    assert declined.status == "declined"
    assert Enterprise.objects.get(pk=transfer.enterprise_id).authority.code == "5401"
    assert proposed(transfer.enterprise, "5403").status == "proposed"


def test_the_proposer_cancels_while_nobody_has_answered():
    transfer = proposed()
    with pytest.raises(Refused):
        moving.cancel(transfer.pk, by=factories.officer("5402"), version=transfer.version)
    moving.cancel(transfer.pk, by=factories.officer(), version=transfer.version)
    with pytest.raises(Refused) as refusal:
        moving.confirm(transfer.pk, by=factories.officer("5402"), version=None)
    assert codes(refusal) == ["wrong_state"]


@pytest.mark.parametrize("gone", [False, True])
def test_an_offer_that_is_off_leaves_no_task(gone: bool):
    receiver, transfer = factories.officer("5402"), proposed()
    tasks = Notice.objects.visible_to(receiver).unread()
    assert tasks.count() == 1
    if gone:
        moving.drop_open(transfer.enterprise, factories.officer())
    else:
        moving.cancel(transfer.pk, by=factories.officer(), version=transfer.version)
    assert not tasks.exists()


def test_an_answer_to_an_outdated_page_is_stale():
    transfer = proposed()
    moving.cancel(transfer.pk, by=factories.officer(), version=transfer.version)
    with pytest.raises(Stale):
        moving.confirm(transfer.pk, by=factories.officer("5402"), version=transfer.version)


def test_an_accepted_domicile_elsewhere_is_a_move_and_drops_the_offer_that_waits():
    enterprise = factories.make_enterprise()
    transfer = proposed(enterprise, "5403")
    county = County.objects.filter(authority__code="5402").first()
    filing = factories.accepted(enterprise, county=county)
    moves = list(EnterpriseTransfer.objects.filter(enterprise=enterprise))
    assert [(move.status, move.destination.code) for move in moves] == [
        ("confirmed", "5402"),
        ("cancelled", "5403"),
    ]
    assert moves[1].pk == transfer.pk
    assert Enterprise.objects.get(pk=enterprise.pk).authority == filing.authority


def test_an_enterprise_that_left_meanwhile_is_not_confirmed():
    transfer = proposed()
    Enterprise.objects.filter(pk=transfer.enterprise_id).update(authority=factories.authority("5403"))
    with pytest.raises(Refused) as refusal:
        moving.confirm(transfer.pk, by=factories.officer("5402"), version=transfer.version)
    assert codes(refusal) == ["gone"]


def test_a_filing_that_reports_a_domicile_elsewhere_stays_where_it_is():
    enterprise = factories.make_enterprise()
    county = County.objects.filter(authority__code="5403").first()
    filing = factories.submitted(enterprise, county=county)
    confirmed(enterprise)
    assert Filing.objects.get(pk=filing.pk).authority.code == "5403"
