"""Load data: refused elsewhere, consistent with every rule, and numbered on from what there is."""

from __future__ import annotations

from collections import Counter
from datetime import date
from io import StringIO
from itertools import pairwise
from random import Random
from typing import Any

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection
from django.test import Client, override_settings
from django.urls import reverse
from django.utils import timezone

from cqo_registry.accounts.models import User
from cqo_registry.audit import trail
from cqo_registry.audit.models import AuditEvent
from cqo_registry.core import crypto
from cqo_registry.core.identifiers import Checked, check_identity_no, check_uscc
from cqo_registry.demo.accounts import make_officers
from cqo_registry.demo.seeding import experts
from cqo_registry.demo.seeding import load as loading
from cqo_registry.demo.seeding.copying import Json, encode
from cqo_registry.demo.seeding.course import REPORTED, history
from cqo_registry.demo.seeding.identities import identity_no, uscc
from cqo_registry.directory.facts import search_text
from cqo_registry.directory.models import Enterprise, EnterpriseProfile
from filings import facts
from filings.actions.numbers import FILING_SERIES, next_number
from filings.enums import REQUIRED_ATTACHMENTS, AttachmentKind, FilingStatus
from filings.models import Appointment, Attachment, Filing, Person
from talent_pool.models import Membership, Nomination
from tests.once import once
from training.models import Enrolment, Institution, PlanItem, TrainingPlan
from training.rules.results import check_result

COUNT = 400


@pytest.fixture
def officers(db: None, settings: Any) -> None:
    settings.DEMO = True
    make_officers()


def seed(count: int = COUNT, number: int = 1) -> str:
    out = StringIO()
    call_command("seed", enterprises=count, seed=number, stdout=out)
    return out.getvalue()


def test_is_refused_outside_demonstration_mode(db: None, settings: Any) -> None:
    settings.DEMO = False
    with pytest.raises(CommandError, match="CQO_DEMO=1"):
        seed(1)


@pytest.mark.parametrize("count", [0, -1, 5_000_001])
def test_refuses_impossible_counts(officers: None, count: int) -> None:
    with pytest.raises(CommandError, match="1 至 5000000"):
        seed(count)


def test_asks_for_the_officers_first(db: None, settings: Any) -> None:
    settings.DEMO = True
    with pytest.raises(CommandError, match=r"manage\.py demo"):
        seed(1)


def test_holds_to_every_deferred_constraint(officers: None) -> None:
    seed()
    connection.check_constraints()
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def test_a_document_without_a_file_is_told_and_no_fault(officers: None, client: Client) -> None:
    seed(30)
    client.force_login(User.objects.get(username="region"))
    paper = Attachment.objects.exclude(filing__status=FilingStatus.DRAFT).first()
    answer = client.get(reverse("filings:attachment", args=[paper.pk]))
    assert (answer.status_code, "该内容不存在" in answer.content.decode()) == (404, True)


@override_settings(DEMO=True)
def four_hundred() -> str:
    make_officers()
    return seed()


seeded = once(four_hundred)


@pytest.mark.django_db
class TestFourHundred:
    """Of four hundred enterprises, loaded once."""

    def test_makes_enterprises_with_filings_in_every_state(self, seeded: str) -> None:
        states = Counter(Filing.objects.values_list("status", flat=True))
        assert Enterprise.objects.count() == COUNT
        assert set(states) == {status.value for status in FilingStatus}
        assert states["recorded"] > COUNT / 2
        assert f"{COUNT} 家企业" in seeded
        assert "每秒" in seeded

    def test_agrees_with_the_rules(self, seeded: str) -> None:
        filings = Filing.objects.select_related(
            "authority__parent", "county__authority__parent", "enterprise"
        )
        for filing in filings:
            assert facts.judge(filing).as_json() == filing.verdict, filing.status
            assert facts.size_of(filing) == filing.size
            assert facts.check_identifiers(filing)
            assert filing.authority_id == filing.county.authority_id
            assert crypto.blind_index(filing.identity_no) == filing.identity_index
            acts = (filing.created_at, filing.submitted_at, filing.decided_at, filing.forwarded_at)
            known = [act for act in (*acts, filing.recorded_at) if act]
            assert known == sorted(known)
        submitted = next(filing for filing in filings if filing.submitted_at)
        calendar, start = facts.calendar_of(submitted.authority), facts.clock_start(submitted)
        assert start is not None
        assert submitted.due_on == facts.report_target(calendar, submitted, start).due_on

    def test_refused_filings_have_a_ground(self, seeded: str) -> None:
        refused = Filing.objects.filter(status=FilingStatus.REFUSED)
        assert all(facts.refusable(filing) for filing in refused)

    def test_returned_filings_have_an_open_item(self, seeded: str) -> None:
        returned = Filing.objects.filter(status=FilingStatus.RETURNED)
        assert returned
        assert all(facts.editable_fields(filing) for filing in returned)

    def test_gives_the_accepted_their_person_profile_and_number(self, seeded: str) -> None:
        appointed = Appointment.objects.select_related("person", "enterprise__profile")
        assert appointed.count() == Person.objects.count()
        for appointment in appointed[:50]:
            filing = appointment.filings.get()
            assert filing.filing_no == appointment.filing_no
            assert filing.identity_index == appointment.person.identity_index
            assert filing.profile == appointment.enterprise.profile
        assert EnterpriseProfile.objects.count() == COUNT + appointed.count()

    def test_every_row_holds_to_the_rules_of_its_table(self, seeded: str) -> None:
        for model in (Attachment, AuditEvent, Institution, TrainingPlan, PlanItem, Enrolment, Membership):
            rows = model._default_manager.all()
            assert rows, model
            for row in rows[:40]:
                row.full_clean()

    def test_hands_in_the_documents_each_filing_needs(self, seeded: str) -> None:
        handed_in = Filing.objects.exclude(status=FilingStatus.DRAFT)
        for filing in handed_in.prefetch_related("attachments")[:100]:
            kinds = [paper.kind for paper in filing.attachments.all()]
            assert set(REQUIRED_ATTACHMENTS) <= set(kinds)
            assert all(paper.uploaded_at < filing.submitted_at for paper in filing.attachments.all())
        assert 3 <= Attachment.objects.count() / Filing.objects.count() <= 4.5
        told = Attachment.objects.filter(kind=AttachmentKind.DUTY_DOCUMENT).count()
        assert 0.1 <= told / Filing.objects.count() <= 0.3

    def test_the_trail_holds_every_move_and_is_whole(self, seeded: str) -> None:
        out = StringIO()
        call_command("verify_audit", stdout=out)
        assert "校验通过" in out.getvalue()
        for filing in Filing.objects.all():
            events = list(AuditEvent.objects.about(filing))
            assert events[0].after == filing.status
            assert {event.authority_id for event in events} == {filing.authority_id}
            assert [event.at for event in events] == sorted((event.at for event in events), reverse=True)
        assert 2 <= AuditEvent.objects.count() / Filing.objects.count() <= 5


def test_the_trail_goes_on_after_the_seeded_lines(officers: None) -> None:
    seed(30)
    filing = Filing.objects.filter(status=FilingStatus.RECORDED).latest("id")
    trail.record("filing.recalculate", by=None, target=filing)
    assert trail.broken_lines() == []


def test_classes_were_held_after_the_filing_and_are_graded(officers: None) -> None:
    seed(2000)
    rows = Enrolment.objects.select_related("session__plan_item__plan", "session__institution", "appointment")
    results = Counter(row.result for row in rows)
    assert results["passed"] > 5 * (results["failed"] + results["absent"]) / 2 > 0
    accepted = dict(Filing.objects.exclude(appointment=None).values_list("appointment", "accepted_at"))
    for row in rows:
        session = row.session
        assert accepted[row.appointment_id] < row.enrolled_at
        assert row.enrolled_at.date() <= session.enrol_until
        assert session.starts_on <= timezone.localdate(row.result_at) <= timezone.localdate()
        assert check_result(row.result, row.attended_hours, session.hours)
        assert (row.seat <= session.capacity, row.authority_id) == (True, session.authority_id)
        item, institution = session.plan_item, session.institution
        assert item is None or (item.organiser_id, item.plan.year) == (
            session.authority_id,
            session.starts_on.year,
        )
        assert institution is None or institution.is_commissioned_on(session.starts_on)


def test_experts_hold_a_post_and_agreed(officers: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(experts, "PUT_FORWARD", 5 * experts.PUT_FORWARD)  # enough for every outcome
    seed(2000)
    members = Membership.objects.select_related("nomination", "person")
    assert 25 <= members.count() <= 300
    assert members.count() == Membership.objects.active().count()
    for member in members:
        nomination = member.nomination
        assert nomination.consent == "given"
        days = (nomination.consent_on, timezone.localdate(nomination.decided_at), timezone.localdate())
        assert days == tuple(sorted(days))
        assert nomination.proposed_at.date() <= nomination.consent_on
        assert member.search_text == search_text(member.person.name, "")
    assert set(Nomination.objects.values_list("status", flat=True)) == {"admitted", "proposed", "declined"}


def test_is_found_by_the_same_search_text(officers: None) -> None:
    seed(20)
    for enterprise in Enterprise.objects.all():
        assert enterprise.search_text == search_text(enterprise.name, enterprise.uscc)
        assert check_uscc(enterprise.uscc) == Checked(True, enterprise.uscc)


def test_can_be_added_to(officers: None) -> None:
    seed(30)
    seed(30)
    assert Enterprise.objects.count() == 60


def test_real_numbers_and_rows_go_on_after_the_seeded_ones(officers: None) -> None:
    seed(200)
    last = Appointment.objects.latest("filing_no").filing_no
    _series, office, year, _number = last.split("-")
    assert next_number(FILING_SERIES, office=office, year=int(year)) > last
    enterprise = Enterprise.objects.latest("id")
    made = Enterprise.objects.create(
        uscc="91540102MA0000015B", name="西藏新企业", authority=enterprise.authority
    )
    assert made.pk > enterprise.pk


def test_writes_in_chunks(officers: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(loading, "CHUNK", 20)
    assert len(seed(50).splitlines()) == 3


def test_histories_never_overlap() -> None:
    for number in range(500):
        filings = history(Random(number), 900, office=3)
        for (_status, earlier), (_next, later) in pairwise(filings):
            assert earlier.decided > later.effective
        for status, when in filings:
            assert when.effective > when.submitted >= when.decided
            if status in REPORTED:
                assert when.decided > when.forwarded >= when.recorded >= 0


def test_codes_and_numbers_are_valid_and_their_own() -> None:
    numbers = [*range(1, 3000), 999_999, 3_599_999, 3_600_000, 5_000_000]
    codes = {uscc(number) for number in numbers}
    people = {identity_no(number, another=another) for number in numbers for another in (False, True)}
    assert (len(codes), len(people)) == (len(numbers), 2 * len(numbers))
    assert all(check_uscc(code).valid for code in codes)
    assert all(check_identity_no(number, date(2024, 1, 1)).valid for number in people)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, "\\N"),
        (True, "t"),
        (False, "f"),
        (["L", "C"], "{L,C}"),
        ("a\tb\\c\nd", "a\\tb\\\\c\\nd"),
        (Json([{"name": '引"号'}]), '[{"name": "引\\\\"号"}]'),
        (7, "7"),
    ],
)
def test_values_are_written_as_copy_reads_them(value: Any, text: str) -> None:
    assert encode(value) == text
