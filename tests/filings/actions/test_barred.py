"""What a confirmed bar brings about for posts and open filings, at once and by a later check (Art. 9, 12)."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from cqo_registry.audit.models import AuditEvent
from cqo_registry.notifications.models import Notice
from filings.actions import barred, barring, replacing
from filings.models import Appointment, Disqualification, Replacement
from filings.views.timeline import timeline_of
from tests import factories
from tests.factories import bars

pytestmark = pytest.mark.django_db


def bar_unseen(appointment: Appointment) -> Disqualification:
    """A bar confirmed where its confirmation could not see the post, as after an import."""
    bar = bars.confirmed()
    Disqualification.objects.filter(pk=bar.pk).update(identity_index=appointment.person.identity_index)
    return Disqualification.objects.get(pk=bar.pk)


def test_a_confirmed_bar_opens_a_clue_for_each_post_and_tells_its_office():
    first = factories.accepted(identity_no="540102198802290012")
    second = factories.accepted(factories.make_enterprise("5402"), identity_no="540102198802290012")
    other = factories.accepted().appointment
    colleague = factories.officer("5402")
    bar = bars.heard(first.appointment.person)
    assert not Appointment.objects.barred().exists()
    region = factories.region_officer()
    barring.confirm_bar(bar.pk, by=region)
    clues = Replacement.objects.order_by("pk")
    assert [clue.appointment for clue in clues] == [first.appointment, second.appointment]
    assert {(clue.status, tuple(clue.grounds), clue.bar, clue.reported_by) for clue in clues} == {
        ("clue", ("standard",), bar, region)
    }
    assert bar.document_no not in clues[0].finding
    assert set(Appointment.objects.barred()) == {first.appointment, second.appointment}
    assert other not in Appointment.objects.barred()
    notice = Notice.objects.get(recipient=colleague, title__contains="不得担任")
    assert second.filing_no in notice.body
    assert first.filing_no not in notice.body
    barring.lift(bar.pk, by=region, reason="撤销")
    assert not Appointment.objects.barred().exists()


def test_an_open_filing_gets_a_line_that_its_enterprise_does_not_read():
    filing = factories.submitted()
    draft = factories.complete_draft()
    bars.confirmed(bars.candidate(filing))
    bars.confirmed(bars.candidate(draft))
    assert "filing.bar" in [event.action for event in AuditEvent.objects.about(filing)]
    assert "filing.bar" not in [event.action for event in AuditEvent.objects.about(draft)]
    assert "filing.bar" in [event.action for event in timeline_of(filing, factories.officer())]
    assert "filing.bar" not in [event.action for event in timeline_of(filing, filing.created_by)]
    assert not Notice.objects.filter(recipient=filing.created_by).exists()
    assert not Replacement.objects.exists()


def test_a_change_of_data_of_the_same_person_is_told_by_the_post_alone():
    change = factories.changing(None, "K3")
    from filings.actions import submitting

    change = submitting.submit(change.pk, by=change.created_by, version=change.version)
    bar = bars.confirmed(bars.candidate(change))
    hits = barred.recheck()
    assert [(hit.number, hit.new) for hit in hits] == [(bar.replacements.get().appointment.filing_no, False)]


def test_a_second_check_finds_the_same_and_does_nothing():
    appointment = factories.accepted().appointment
    bar = bar_unseen(appointment)
    (hit,) = barred.recheck()
    assert (hit.number, hit.office, hit.ground) == (appointment.filing_no, appointment.authority, "G2")
    assert (hit.on, hit.new) == (bar.confirmed_on, True)
    (clue,) = Replacement.objects.all()
    assert (clue.bar, clue.reported_by, clue.authority) == (bar, None, bar.confirmed_by.authority)
    lines = AuditEvent.objects.count()
    assert [again.new for again in barred.recheck()] == [False]
    assert AuditEvent.objects.count() == lines
    replacing.dismiss(clue.pk, by=factories.region_officer(), version=None, reason="另行处理")
    assert [again.new for again in barred.recheck()] == [False]


def test_an_open_clue_takes_the_bar_in_and_counts_as_new_once():
    appointment = factories.accepted().appointment
    clue = replacing.open_clue(appointment, grounds=["duty"], finding="未履职", by=factories.officer())
    bar = bar_unseen(appointment)
    assert [hit.new for hit in barred.recheck()] == [True]
    assert Replacement.objects.get() == clue
    assert Replacement.objects.get().bar == bar
    assert [hit.new for hit in barred.recheck()] == [False]


def test_the_check_looks_back_as_far_as_it_is_asked():
    bar_unseen(factories.accepted().appointment)
    today = timezone.localdate()
    assert barred.recheck(since=today + timedelta(days=1)) == []
    assert len(barred.recheck(since=today)) == 1


def test_a_bar_lifted_while_the_check_runs_brings_nothing_about(monkeypatch: pytest.MonkeyPatch):
    bar = bar_unseen(factories.accepted().appointment)
    Disqualification.objects.filter(pk=bar.pk).update(status="lifted", closed_on=bar.confirmed_on,
        closed_by=bar.confirmed_by, close_reason="撤销")  # fmt: skip
    assert not barred._recheck_one(bar.pk)


def test_a_post_that_has_ended_is_no_hit():
    filing = factories.accepted()
    factories.changed(filing, "K2")
    bar_unseen(filing.appointment)
    assert barred.recheck() == []
