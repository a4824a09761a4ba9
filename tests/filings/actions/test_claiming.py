"""One holder per filing: release, hand over, take over, and the absence of a colleague."""

from __future__ import annotations

from typing import Any

import pytest

from cqo_registry.audit.models import AuditEvent
from cqo_registry.core.verdicts import Refused
from cqo_registry.notifications.models import Notice
from filings.actions import claiming, deciding
from filings.models import Filing
from tests.factories import accepted, claimed, officer, region_officer, submitted

pytestmark = pytest.mark.django_db


def codes(call: Any) -> list[str]:
    with pytest.raises(Refused) as fault:
        call()
    return [reason.code for reason in fault.value.verdict.blocking]


def line(filing: Filing) -> tuple[str, str, str, str]:
    event = AuditEvent.objects.about(filing).first()
    assert event is not None
    return event.action, event.before, event.after, event.reason


def test_the_holder_hands_over_to_a_colleague_who_is_told() -> None:
    me, colleague = officer(name="德吉"), officer(name="索朗")
    filing = claiming.hand_over(claimed(by=me).pk, to=colleague, by=me, reason=" 出差 ")
    assert (filing.claimed_by, filing.claimed_at is not None) == (colleague, True)
    assert line(filing) == ("filing.hand_over", "德吉", "索朗", "出差")
    assert Notice.objects.filter(recipient=colleague, title__contains="移交给您").count() == 1
    assert not Notice.objects.filter(recipient=me, title__contains="移交").exists()


@pytest.mark.parametrize(
    ("to", "code"),
    [
        (lambda me: officer("5402"), "not_colleague"),
        (lambda me: officer(is_active=False), "not_colleague"),
        (lambda me: region_officer(), "not_colleague"),
        (lambda me: me, "same"),
    ],
)
def test_only_a_colleague_at_work_can_receive(to: Any, code: str) -> None:
    me = officer()
    filing = claimed(by=me)
    assert codes(lambda: claiming.hand_over(filing.pk, to=to(me), by=me, reason="出差")) == [code]


def test_only_the_holder_hands_over_and_says_why() -> None:
    me = officer()
    filing = claimed(by=me)
    give = claiming.hand_over
    assert codes(lambda: give(filing.pk, to=me, by=officer(), reason="替他")) == ["held_by_other"]
    assert codes(lambda: give(filing.pk, to=officer(), by=me, reason=" ")) == ["reason"]


def test_a_colleague_takes_over_and_the_holder_is_told() -> None:
    me, colleague = officer(name="德吉"), officer(name="索朗")
    filing = claimed(by=me)
    filing = claiming.take_over(filing.pk, by=colleague, reason="德吉休假")
    assert filing.claimed_by == colleague
    assert line(filing) == ("filing.take_over", "德吉", "索朗", "德吉休假")
    assert Notice.objects.filter(recipient=me, title__contains="索朗").count() == 1


@pytest.mark.parametrize(
    ("make", "who", "code"),
    [
        (submitted, officer, "unclaimed"),
        (accepted, officer, "unclaimed"),
        (claimed, lambda: officer("5402"), "not_office"),
        (claimed, region_officer, "not_office"),
    ],
)
def test_only_a_colleague_of_the_holder_takes_over(make: Any, who: Any, code: str) -> None:
    filing = make()
    assert codes(lambda: claiming.take_over(filing.pk, by=who(), reason="休假")) == [code]


def test_taking_over_ones_own_or_without_a_reason_is_refused() -> None:
    me = officer()
    filing = claimed(by=me)
    assert codes(lambda: claiming.take_over(filing.pk, by=me, reason="休假")) == ["own"]
    assert codes(lambda: claiming.take_over(filing.pk, by=officer(), reason="")) == ["reason"]


def test_an_absence_hands_over_all_in_one_step() -> None:
    absent, stand_in, head = officer(name="德吉"), officer(name="索朗"), officer(name="央宗")
    filings = [claimed(by=absent) for _round in range(3)]
    deciding.accept(filings[2].pk, by=absent, version=filings[2].version)
    other = claimed(by=head)
    done = claiming.hand_over_all(absent, to=stand_in, by=head, reason="休假")
    assert [filing.pk for filing in done] == [filing.pk for filing in filings[:2]]
    assert set(Filing.objects.filter(claimed_by=stand_in)) == set(done)
    assert Filing.objects.get(pk=other.pk).claimed_by == head
    assert {line(filing) for filing in done} == {("filing.hand_over", "德吉", "索朗", "休假")}
    assert Notice.objects.filter(recipient=stand_in, title__contains="2 件").count() == 1
    assert Notice.objects.filter(recipient=absent, title__contains="2 件").count() == 1


def test_an_absence_may_put_all_back_into_the_queue_also_of_a_closed_account() -> None:
    absent, head = officer(name="德吉"), officer()
    filing = claimed(by=absent)
    absent.is_active = False
    absent.save()
    claiming.hand_over_all(absent, to=None, by=head, reason="离职")
    filing.refresh_from_db()
    assert (filing.claimed_by, filing.claimed_at) == (None, None)
    assert line(filing) == ("filing.hand_over", "德吉", "", "离职")


def test_before_leaving_one_may_hand_over_ones_own() -> None:
    me, colleague = officer(), officer()
    claimed(by=me)
    before = Notice.objects.filter(recipient=me).count()
    assert len(claiming.hand_over_all(me, to=colleague, by=me, reason="休假")) == 1
    assert Notice.objects.filter(recipient=me).count() == before
    assert len(claiming.hand_over_all(colleague, to=me, by=me, reason="销假")) == 1


def test_an_absence_is_the_matter_of_one_office() -> None:
    absent = officer()
    claimed(by=absent)
    everything = claiming.hand_over_all
    assert codes(lambda: everything(absent, to=None, by=officer("5402"), reason="休假")) == ["not_office"]
    assert codes(lambda: everything(absent, to=None, by=region_officer(), reason="休假")) == ["not_office"]
    assert codes(lambda: everything(absent, to=officer("5402"), by=absent, reason="休假")) == [
        "not_colleague"
    ]
    assert codes(lambda: everything(absent, to=absent, by=officer(), reason="休假")) == ["same"]
    assert codes(lambda: everything(absent, to=None, by=officer(), reason=" ")) == ["reason"]
    assert codes(lambda: everything(officer(), to=None, by=absent, reason="休假")) == ["nothing"]
