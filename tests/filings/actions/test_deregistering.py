"""A deregistered enterprise leaves the ledgers from its day on, and a wrong click can be undone (D29)."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from cqo_registry.core.verdicts import Refused
from cqo_registry.directory.models import Enterprise, EnterpriseTransfer
from filings.actions import deregistering, drafting, reminding, replacing, submitting
from filings.models import Appointment, Filing, Replacement
from tests import factories
from tests.factories import replacements
from tests.filings.actions.test_moving import codes, proposed

pytestmark = pytest.mark.django_db


def gone(enterprise: Enterprise, days: int = 0, **values) -> Enterprise:
    """The enterprise, deregistered ``days`` ago by its own office."""
    given = {"by": factories.officer(enterprise.authority.code), "reason": "依法注销", **values}
    return deregistering.deregister(
        enterprise.pk, timezone.localdate() - timedelta(days=days), version=None, **given
    )


def back(enterprise: Enterprise, **values) -> Enterprise:
    """The enterprise, reinstated."""
    given = {"by": factories.officer(enterprise.authority.code), "reason": "误操作", **values}
    return deregistering.reinstate(enterprise.pk, version=None, **given)


def test_the_cqo_leaves_that_day_and_later_ledgers_do_not_list_it():
    filing = factories.accepted()
    enterprise = gone(filing.enterprise)
    today = timezone.localdate()
    assert Appointment.objects.get(enterprise=enterprise).ended_on == today
    assert not Filing.objects.ledger("prefecture", as_of=today).filter(enterprise=enterprise).exists()
    assert Filing.objects.get(pk=filing.pk).status == "accepted"


def test_what_is_under_way_ends_with_the_reason():
    filing = factories.claimed()
    gone(filing.enterprise)
    closed = Filing.objects.get(pk=filing.pk)
    assert (closed.status, closed.claimed_by) == ("withdrawn", None)
    assert "依法注销" in closed.latest_events()[0].reason


def test_a_draft_stays_but_nobody_goes_on_with_it():
    filing = factories.complete_draft()
    gone(filing.enterprise)
    for act in (
        lambda: drafting.save_draft(filing.pk, {"school": "新"}, by=filing.created_by, version=None),
        lambda: submitting.submit(filing.pk, by=filing.created_by, version=None),
    ):
        with pytest.raises(Refused) as refusal:
            act()
        assert "deregistered" in codes(refusal)


def test_a_letter_is_neither_answered_nor_reminded_of_any_more():
    letter = replacements.issued()
    filer = factories.filer(letter.enterprise)
    gone(letter.enterprise)
    Replacement.objects.filter(pk=letter.pk).update(reply_by=timezone.localdate() + timedelta(days=3))
    assert reminding.remind() == 0
    with pytest.raises(Refused) as refusal:
        replacing.reply(letter.pk, by=filer, version=letter.version, reply="replaced")
    assert codes(refusal) == ["deregistered"]


def test_a_waiting_move_is_dropped():
    transfer = proposed()
    gone(transfer.enterprise)
    assert EnterpriseTransfer.objects.get(pk=transfer.pk).status == "cancelled"


def test_the_day_is_not_ahead_and_not_before_the_cqo_began():
    filing = factories.accepted()
    with pytest.raises(Refused) as refusal:
        gone(filing.enterprise, days=-1)
    assert codes(refusal) == ["ahead"]
    with pytest.raises(Refused) as refusal:
        gone(filing.enterprise, days=4000)
    assert codes(refusal) == ["before_office"]


def test_the_own_office_and_the_region_may_and_nobody_else():
    enterprise = factories.make_enterprise()
    for who in (factories.officer("5402"), factories.filer(enterprise), factories.auditor()):
        with pytest.raises(Refused) as refusal:
            gone(enterprise, by=who)
        assert codes(refusal) == ["not_office"]
    assert gone(enterprise, by=factories.region_officer()).status == "deregistered"


def test_it_needs_a_reason_and_happens_once():
    enterprise = factories.make_enterprise()
    with pytest.raises(Refused) as refusal:
        gone(enterprise, reason=" ")
    assert codes(refusal) == ["reason"]
    gone(enterprise)
    with pytest.raises(Refused) as refusal:
        gone(enterprise)
    assert codes(refusal) == ["wrong_state"]


def test_undoing_puts_the_cqo_back_in_office():
    filing = factories.accepted()
    enterprise = back(gone(filing.enterprise))
    assert enterprise.is_active
    assert Appointment.objects.in_office().get().filing_no == filing.filing_no
    with pytest.raises(Refused) as refusal:
        back(enterprise)
    assert codes(refusal) == ["wrong_state"]


def test_undoing_leaves_who_had_left_by_a_filing_of_the_same_day():
    filing = factories.accepted()
    change = factories.changed(filing, "K2")
    enterprise = gone(Enterprise.objects.get(pk=filing.enterprise_id), days=1)
    assert change.changed_on == enterprise.deregistered_on
    back(enterprise)
    assert not Appointment.objects.in_office().exists()


def test_undoing_needs_nobody_in_office():
    enterprise = factories.make_enterprise()
    assert back(gone(enterprise)).deregistered_on is None


def test_a_branch_names_its_head_office_and_can_lose_it():
    head, branch = factories.make_enterprise(), factories.make_enterprise()
    by = factories.officer()
    branch = deregistering.set_head_office(branch.pk, head, by=by, version=branch.version)
    assert branch.is_branch
    assert not head.is_branch
    again = deregistering.set_head_office(branch.pk, None, by=by, version=branch.version)
    assert not again.is_branch


def test_a_branch_of_a_branch_is_refused():
    head, branch, other = (factories.make_enterprise() for _ in range(3))
    by = factories.officer()
    branch = deregistering.set_head_office(branch.pk, head, by=by, version=None)
    for who, of, code in ((head, head, "own"), (other, branch, "branch"), (head, other, "has_branches")):
        with pytest.raises(Refused) as refusal:
            deregistering.set_head_office(who.pk, of, by=by, version=None)
        assert code in codes(refusal)
