"""Inviting experts, their answers and what came of it; recusal by the action itself (Art. 12, 15)."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from cqo_registry.core.errors import Stale
from cqo_registry.core.verdicts import Refused
from cqo_registry.directory.models import Enterprise
from cqo_registry.notifications.models import Mail, Notice
from talent_pool.actions import assigning, leaving
from talent_pool.facts import assignments as facts
from talent_pool.models import Assignment
from talent_pool.rules.assignments import Span
from tests import factories
from tests.factories import pool

pytestmark = pytest.mark.django_db


def codes(refusal: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [reason.code for reason in refusal.value.verdict.blocking]


def offered(enterprise: Enterprise | None, skill: str = "process") -> dict[int, facts.Proposal]:
    """The matching list for the enterprise, by member."""
    today = timezone.localdate()
    office = factories.authority("5401")
    rows = facts.proposals(skill=skill, enterprise=enterprise, office=office, span=Span(today, today))
    return {row.member.pk: row for row in rows}


# --- recusal, by both routes -----------------------------------------------------------------------


def bound(how: str) -> tuple[object, Enterprise]:
    """A member and an enterprise it must stay away from."""
    held = pool.in_office(factories.make_enterprise(legal_representative="扎西·多吉"))
    own, member = held.enterprise, pool.member(held)
    if how == "own_enterprise":
        return member, own
    if how == "same_representative":
        return member, factories.make_enterprise(legal_representative="扎西• 多吉")
    branch = pool.other_enterprise()
    Enterprise.objects.filter(pk=branch.pk).update(head_office=own)
    branch.refresh_from_db()
    return member, branch


@pytest.mark.parametrize("how", ["own_enterprise", "same_representative", "same_house"])
def test_who_must_stay_away_is_greyed_in_the_list_and_refused_by_the_act(how: str):
    member, enterprise = bound(how)
    row = offered(enterprise)[member.pk]
    assert [reason.code for reason in row.verdict.blocking] == [how]
    with pytest.raises(Refused) as refusal:
        pool.invited(member, enterprise=enterprise)
    assert codes(refusal) == [how]
    assert not Assignment.objects.exists()


def test_the_head_office_of_the_own_enterprise_is_bound_too():
    head = pool.other_enterprise()
    member = pool.member()
    Enterprise.objects.filter(pk=member.nomination.appointment.enterprise_id).update(head_office=head)
    assert [reason.code for reason in offered(head)[member.pk].verdict.blocking] == ["same_house"]
    with pytest.raises(Refused):
        pool.invited(member, enterprise=head)


def test_recusal_is_asked_again_at_acceptance():
    member = pool.member()
    row = pool.invited(member)
    pool.represented_by(row.enterprise, "多吉")
    with pytest.raises(Refused) as refusal:
        assigning.accept(row.pk, by=pool.speaker(row), version=row.version)
    assert codes(refusal) == ["same_representative"]
    assert Assignment.objects.get().status == "invited"


def test_an_old_profile_binds_nobody():
    member = pool.member()
    served = factories.make_enterprise()
    pool.represented_by(served, "格桑")
    served.refresh_from_db()
    assert pool.invited(member, enterprise=served).status == "invited"


def test_an_enterprise_without_a_profile_is_bound_by_itself_alone():
    member = pool.member()
    served = pool.other_enterprise()
    Enterprise.objects.filter(pk=served.pk).update(profile=None)
    served.refresh_from_db()
    assert offered(served)[member.pk].verdict
    assert pool.invited(member, enterprise=served).status == "invited"


# --- the matching list -----------------------------------------------------------------------------


def test_the_list_puts_the_best_first_and_the_bound_last_and_says_why():
    near = pool.member(skills=["brand"])
    skilled = pool.member(pool.in_office(factories.make_enterprise("5402", industry="F51")))
    own, served = bound("same_representative")
    rows = list(offered(served).values())
    assert [row.member for row in rows] == [skilled, near, own]
    assert [fit.code for fit in rows[0].fits] == ["skill"]
    assert [fit.code for fit in rows[1].fits] == ["division", "area"]


def test_only_active_members_are_proposed():
    pool.inactive()
    pool.left()
    assert offered(pool.other_enterprise()) == {}


def test_another_task_in_the_same_days_only_warns():
    member = pool.member()
    first = pool.invited(member)
    row = offered(pool.other_enterprise())[member.pk]
    assert [reason.code for reason in row.verdict.warnings] == ["overlap"]
    second = pool.invited(member)
    assert facts.overlap(second).warnings
    assigning.cancel(first.pk, by=first.invited_by, version=first.version, reason="活动取消")
    assert not facts.overlap(second).warnings


def test_advice_for_the_region_asks_for_no_area_and_no_industry():
    member, today = pool.member(), timezone.localdate()
    span = Span(today, today)
    [row] = facts.proposals(skill="", enterprise=None, office=factories.authority("54"), span=span)
    assert (row.member, row.fits) == (member, ())
    [row] = facts.proposals(skill="", enterprise=None, office=None, span=span)
    assert row.fits == ()
    assert [fit.code for fit in offered(None, "")[member.pk].fits] == ["area"]


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_asks_as_much_for_many_as_for_one(count: int, django_assert_num_queries: object):
    for _each in range(count):
        pool.invited(pool.member())
    served = pool.other_enterprise()
    today = timezone.localdate()
    with django_assert_num_queries(3):
        facts.proposals(skill="", enterprise=served, office=None, span=Span(today, today))


# --- inviting --------------------------------------------------------------------------------------


def test_an_office_invites_for_its_own_area_and_the_region_for_all():
    member, elsewhere = pool.member(), pool.other_enterprise("5402")
    with pytest.raises(Refused) as refusal:
        pool.invited(member, enterprise=elsewhere, by=factories.officer())
    assert codes(refusal) == ["not_office"]
    assert pool.invited(member, enterprise=elsewhere, by=factories.region_officer()).authority.is_region
    for stranger in (factories.filer(), factories.auditor()):
        with pytest.raises(Refused):
            assigning.invite([member.pk], pool.consultation(), by=stranger)


def test_advice_needs_no_enterprise_and_a_diagnosis_does():
    member, officer = pool.member(), factories.officer()
    [row] = assigning.invite([member.pk], pool.consultation(), by=officer)
    assert row.enterprise is None
    with pytest.raises(Refused) as refusal:
        assigning.invite([member.pk], pool.consultation(kind="diagnosis"), by=officer)
    assert codes(refusal) == ["enterprise"]


def test_all_are_invited_or_none():
    good, officer = pool.member(), factories.officer()
    bound_, enterprise = bound("own_enterprise")
    pool.represented_by(good.nomination.appointment.enterprise, "别人")
    with pytest.raises(Refused):
        assigning.invite([good.pk, bound_.pk], pool.call(enterprise), by=officer)
    assert not Assignment.objects.exists()
    with pytest.raises(Refused) as refusal:
        assigning.invite([], pool.call(enterprise), by=officer)
    assert codes(refusal) == ["nobody"]
    assert len(assigning.invite([good.pk, good.pk], pool.call(enterprise), by=officer)) == 1


@pytest.mark.parametrize(("state", "code"), [("inactive", "inactive"), ("left", "left")])
def test_only_an_active_member_is_invited(state: str, code: str):
    member = getattr(pool, state)()
    with pytest.raises(Refused) as refusal:
        pool.invited(member)
    assert codes(refusal) == [code]


def test_who_asked_to_leave_is_not_invited_but_may_carry_out_what_was_asked_before():
    member = pool.member()
    row, today = pool.invited(member), timezone.localdate()
    speaker = pool.speaker(row)
    leaving.record_wish(member.pk, by=speaker, version=member.version, on=today)
    with pytest.raises(Refused) as refusal:
        pool.invited(member)
    assert codes(refusal) == ["leaving"]
    assert [reason.code for reason in offered(pool.other_enterprise())[member.pk].verdict.blocking] == [
        "leaving"
    ]
    assert assigning.accept(row.pk, by=speaker, version=row.version).status == "accepted"


def test_the_enterprise_is_told_by_notice_and_mail():
    member = pool.member()
    filer = factories.filer(member.nomination.appointment.enterprise, email="filer@example.cn")
    row = pool.invited(member)
    assert Notice.objects.open_tasks(f"pool_assignment:{row.pk}").filter(recipient=filer).exists()
    mail = Mail.objects.get(recipient=filer, subject__contains="邀请")
    assert row.title in mail.subject


# --- answers and results ---------------------------------------------------------------------------


def test_an_acceptance_settles_the_invitation_and_tells_the_office():
    row = pool.accepted()
    assert row.answered_at is not None
    [notice] = Notice.objects.filter(recipient=row.invited_by, title__contains="已接受")
    assert notice.about == ""


def test_a_recusal_needs_its_reason_and_is_open_after_the_acceptance_too():
    row = pool.accepted()
    speaker = pool.speaker(row)
    with pytest.raises(Refused) as refusal:
        assigning.recuse(row.pk, by=speaker, version=row.version, reason=" ")
    assert codes(refusal) == ["reason"]
    row = assigning.recuse(row.pk, by=speaker, version=row.version, reason="亲属在该企业任职")
    assert (row.status, row.answer_reason) == ("recused", "亲属在该企业任职")
    assert Notice.objects.filter(recipient=row.invited_by, title__contains="已回避").exists()


def test_a_stranger_does_not_answer_and_an_old_page_is_stale():
    row = pool.invited()
    with pytest.raises(Refused):
        assigning.accept(row.pk, by=factories.filer(), version=row.version)
    with pytest.raises(Stale):
        assigning.decline(row.pk, by=pool.speaker(row), version=row.version + 1)


def test_a_task_is_done_with_outcome_days_and_rating():
    row = pool.accepted()
    given = {"by": row.invited_by, "version": row.version}
    with pytest.raises(Refused) as refusal:
        assigning.finish(row.pk, **given, outcome=" ", days=None, rating=9)
    assert codes(refusal) == ["outcome", "days", "rating"]
    row = assigning.finish(row.pk, **given, outcome="提出意见", days=Decimal("0.5"), rating=5, feedback="好")
    assert (row.status, row.days, row.rating, row.feedback) == ("done", Decimal("0.5"), 5, "好")
    assert list(row.membership.assignments.done()) == [row]


def test_a_task_that_has_not_begun_is_not_done():
    day = timezone.localdate() + timedelta(days=3)
    row = pool.accepted(starts_on=day, ends_on=day)
    with pytest.raises(Refused) as refusal:
        assigning.finish(row.pk, by=row.invited_by, version=row.version, outcome="好", days=1, rating=5)
    assert codes(refusal) == ["not_begun"]


def test_the_office_calls_off_with_a_reason_and_the_enterprise_is_told():
    member = pool.member()
    filer = factories.filer(member.nomination.appointment.enterprise, email="filer@example.cn")
    row = pool.cancelled(member)
    assert (row.status, row.close_reason) == ("cancelled", "活动取消")
    assert Mail.objects.filter(recipient=filer, subject__contains="已取消").count() == 1
