"""Leaving the pool: by wish, by decision, and by what the register says (Art. 9, 12, 15)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from cqo_registry.audit.models import AuditEvent
from cqo_registry.core import jobs
from cqo_registry.core.verdicts import Refused
from cqo_registry.notifications.models import Mail, Notice
from filings import events
from filings.actions import barred, deregistering
from filings.models import Disqualification, Filing, Replacement
from talent_pool.actions import assigning, leaving
from talent_pool.models import Assignment, Membership
from tests import factories
from tests.factories import bars, pool, replacements

pytestmark = pytest.mark.django_db


def again(row: Any) -> Any:
    return type(row).objects.get(pk=row.pk)


def replaced(filing: Filing, **values: Any) -> Replacement:
    """The enterprise has replaced its CQO as the region's letter asked, and the region recorded it."""
    letter = replacements.issued(filing.appointment, **values)
    replacements.record_change(factories.changed(filing, "K1"))
    return again(letter)


# --- by the register -------------------------------------------------------------------------------


def test_a_confirmed_bar_ends_the_stay_in_the_same_transaction():
    member = pool.member()
    bar = bars.confirmed(member.person)
    stay = again(member)
    assert (stay.status, stay.leaving_ground) == ("left", "bar")
    line = AuditEvent.objects.about(stay).first()
    assert (line.action, line.actor, line.details) == ("member.bar", bar.confirmed_by, {"bar": bar.pk})


def test_a_lifted_bar_brings_nobody_back_by_itself_and_stops_no_new_admission():
    member = pool.member()
    bar = bars.confirmed(member.person)
    held = member.nomination.appointment
    bars.barring.lift(bar.pk, by=factories.region_officer(), reason="撤销认定")
    assert again(member).leaving_ground == "bar"
    assert leaving.recheck() == 0
    back = pool.member(held)
    assert back.pk != member.pk
    assert leaving.recheck() == 0
    assert again(back).status == "current"


def test_a_failure_of_the_pool_takes_the_confirmation_back(monkeypatch: pytest.MonkeyPatch):
    member = pool.member()
    bar = bars.heard(member.person)

    def broken(*args: Any, **kwargs: Any) -> None:
        raise RuntimeError

    monkeypatch.setattr(leaving.notices, "member_left", broken)
    with pytest.raises(RuntimeError):
        bars.barring.confirm_bar(bar.pk, by=factories.region_officer())
    assert again(bar).status == "proposed"


def test_a_bar_of_nobody_in_the_pool_costs_one_query(django_assert_num_queries: Any):
    bar = bars.confirmed()
    with django_assert_num_queries(1):
        assert leaving.on_bar_confirmed(Disqualification, bar=bar, by=None) is False


def test_the_enterprise_is_not_told_the_ground_of_the_register():
    member = pool.member()
    filer = factories.filer(member.nomination.appointment.enterprise, email="filer@example.cn")
    bars.confirmed(member.person)
    mail = Mail.objects.get(recipient=filer, subject__contains="已出人才库")
    assert "不得担任" not in mail.subject + mail.body
    told = Notice.objects.filter(title__contains="已出人才库")
    offices = told.exclude(recipient__role=filer.role)
    assert offices
    assert all("不得担任" in notice.body for notice in offices)
    assert all("不得担任" not in notice.body for notice in told.filter(recipient__role=filer.role))


def test_a_replacement_for_misconduct_ends_the_stay_when_the_change_is_recorded():
    filing = factories.accepted()
    member = pool.member(filing.appointment)
    letter = replaced(filing)
    stay = again(member)
    assert (stay.status, stay.leaving_ground) == ("left", "misconduct")
    line = AuditEvent.objects.about(stay).first()
    assert (line.action, line.details) == ("member.misconduct", {"replacement": letter.pk})
    assert line.actor is not None


def test_a_replacement_on_another_ground_only_ends_the_post():
    filing = factories.accepted()
    member = pool.member(filing.appointment)
    replaced(filing, grounds=["duty"])
    assert again(member).status == "current"
    assert Membership.objects.to_review().get() == member


def test_a_misconduct_of_nobody_in_the_pool_is_nothing():
    filing = factories.accepted()
    replaced(filing)
    assert not Membership.objects.exists()


def test_the_daily_job_finds_what_no_event_reached_and_finds_it_once(monkeypatch: pytest.MonkeyPatch):
    barred_member, filing = pool.member(), factories.accepted()
    other = pool.member(filing.appointment)
    for signal in (events.bar_confirmed, events.replacement_settled):
        monkeypatch.setattr(signal, "send", lambda *args, **kwargs: [])
    bar = bars.confirmed(barred_member.person)
    letter = replaced(filing)
    assert again(barred_member).status == again(other).status == "current"
    assert "talent_pool.jobs.recheck_pool" in jobs.PERIODIC
    assert jobs.PERIODIC["talent_pool.jobs.recheck_pool"]() == 2
    assert again(barred_member).leaving_ground == "bar"
    assert again(other).leaving_ground == "misconduct"
    line = AuditEvent.objects.about(barred_member).first()
    assert (line.actor, line.details) == (None, {"bars": [bar.pk]})
    assert AuditEvent.objects.about(other).first().details == {"replacement": letter.pk}
    assert leaving.recheck() == 0


def test_a_stay_that_ended_meanwhile_is_left_alone():
    member = pool.left()
    done = leaving._expel(member.pk, leaving.workflow.BAR, leaving.LeavingGround.BAR, by=None, details={})
    assert done is False
    assert again(member).leaving_ground == "decision"


def test_a_later_admission_stands_against_an_older_replacement_and_the_recheck_of_bars():
    filing = factories.accepted()
    first = pool.member(filing.appointment)
    replaced(filing)
    back = pool.in_office()
    back.person = first.person
    back.save(update_fields=["person"])
    second = pool.member(back)
    assert second.pk != first.pk
    assert leaving.recheck() == 0
    assert again(second).status == "current"
    bars.confirmed(first.person)
    assert again(second).leaving_ground == "bar"
    assert barred.recheck()
    assert again(first).leaving_ground == "misconduct"


# --- the post --------------------------------------------------------------------------------------


def test_without_a_post_the_member_is_inactive_and_to_be_reviewed():
    region = factories.region_officer(email="region@example.cn")
    member = pool.inactive()
    assert member.status == "current"
    assert Membership.objects.inactive().get() == Membership.objects.to_review().get() == member
    assert not Membership.objects.active().exists()
    assert Mail.objects.filter(recipient=region, subject__contains="请复核").count() == 1
    assert AuditEvent.objects.about(member).first().action == "member.lose"


def test_who_invited_is_told_when_nobody_can_answer_any_more():
    filing = factories.accepted()
    member = pool.member(filing.appointment)
    filer = factories.filer(filing.enterprise)
    row, running, over = pool.invited(member), pool.accepted(member), pool.done(member)
    asked = Notice.objects.open_tasks(f"pool_assignment:{row.pk}")
    assert asked.filter(recipient=filer)
    factories.changed(filing, "K2")
    assert not asked.filter(recipient=filer)
    told = Notice.objects.filter(recipient=row.invited_by, title__contains="已不在任")
    assert {notice.path for notice in told} == {row.get_absolute_url(), running.get_absolute_url()}
    assert over.status == "done"
    assigning.cancel(row.pk, by=row.invited_by, version=row.version, reason="另请专家")
    assert not Notice.objects.open_tasks(f"pool_assignment:{row.pk}")


def test_a_kept_member_is_off_the_list_until_the_next_loss_and_a_new_post_makes_active():
    member = pool.kept()
    assert member.reviewed_on == timezone.localdate()
    assert not Membership.objects.to_review().exists()
    assert not Notice.objects.open_tasks(f"pool_membership:{member.pk}")
    filing = factories.accepted()
    type(filing.appointment).objects.filter(pk=filing.appointment_id).update(person=member.person)
    assert Membership.objects.active().get() == member
    factories.changed(Filing.objects.get(pk=filing.pk), "K2")
    assert Membership.objects.to_review().get() == member
    assert again(member).review_note == ""


def test_an_active_member_is_not_reviewed_and_a_second_post_keeps_active():
    member = pool.member()
    with pytest.raises(Refused):
        leaving.keep(member.pk, by=factories.region_officer(), version=member.version, note="保留")
    second = factories.accepted()
    type(second.appointment).objects.filter(pk=second.appointment_id).update(person=member.person)
    factories.changed(Filing.objects.get(pk=second.pk), "K2")
    assert Membership.objects.active().get() == member


def test_a_deregistered_enterprise_makes_its_member_inactive():
    member = pool.member()
    enterprise = again(member.nomination.appointment.enterprise)
    deregistering.deregister(
        enterprise.pk,
        timezone.localdate(),
        by=factories.officer(),
        version=enterprise.version,
        reason="注销登记",
    )
    assert Membership.objects.to_review().get() == member


# --- by wish and by decision -----------------------------------------------------------------------


def test_the_wish_is_recorded_once_and_closed_by_the_region():
    region = factories.region_officer(email="region@example.cn")
    member = pool.wishing()
    assert Mail.objects.get(recipient=region, subject__contains="申请退出").subject
    filer = factories.filer(member.nomination.appointment.enterprise)
    with pytest.raises(Refused) as refusal:
        leaving.record_wish(member.pk, by=filer, version=member.version, on=timezone.localdate())
    assert [reason.code for reason in refusal.value.verdict.blocking] == ["wished"]
    stay = leaving.depart(member.pk, by=region, version=member.version)
    assert (stay.status, stay.leaving_ground) == ("left", "wish")


def test_without_a_wish_the_region_cannot_close_by_wish():
    member = pool.member()
    with pytest.raises(Refused) as refusal:
        leaving.depart(member.pk, by=factories.region_officer(), version=member.version)
    assert [reason.code for reason in refusal.value.verdict.blocking] == ["no_wish"]


def test_a_removal_needs_its_reason_and_a_later_admission_is_a_new_membership():
    member, region = pool.member(), factories.region_officer()
    with pytest.raises(Refused):
        leaving.remove(member.pk, by=region, version=member.version, reason="")
    left = leaving.remove(member.pk, by=region, version=member.version, reason="长期不参加任务")
    assert (left.leaving_ground, left.leaving_reason) == ("decision", "长期不参加任务")
    assert pool.member(member.nomination.appointment).pk != left.pk
    assert Membership.objects.filter(person=member.person).count() == 2


# --- what was still to do --------------------------------------------------------------------------


def test_with_the_stay_end_invitations_and_tasks_that_are_not_over():
    member = pool.member()
    invitation, running, over, done = (
        pool.invited(member),
        pool.accepted(member),
        pool.accepted(member),
        pool.done(member),
    )
    yesterday = timezone.localdate() - timedelta(days=1)
    Assignment.objects.filter(pk=over.pk).update(starts_on=yesterday, ends_on=yesterday)
    bars.confirmed(member.person)
    assert [again(row).status for row in (invitation, running, over, done)] == [
        "cancelled",
        "cancelled",
        "accepted",
        "done",
    ]
    assert again(invitation).close_reason == "专家已出库。"
    notice = Notice.objects.filter(recipient=invitation.invited_by, title__contains="已取消")
    assert notice.count() == 2
    finished = assigning.finish(
        over.pk, by=over.invited_by, version=over.version, outcome="已诊断", days=1, rating=3
    )
    assert finished.status == "done"
