"""The demonstration: refused elsewhere, whole, judged by the rules, and the same every time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from io import BytesIO, StringIO
from pathlib import Path
from random import Random
from typing import Any
from unittest.mock import Mock

import pikepdf
import pytest
import time_machine
from django.contrib.auth import authenticate
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import ProgrammingError
from django.utils import timezone
from PIL import Image

from cqo_registry.accounts.enums import Role
from cqo_registry.accounts.models import User
from cqo_registry.audit import trail
from cqo_registry.audit.models import AuditEvent
from cqo_registry.core.dates import Calendar
from cqo_registry.core.identifiers import check_identity_no, check_mobile, check_name
from cqo_registry.demo import people
from cqo_registry.demo.accounts import OFFICERS, PASSWORD, VISITORS
from cqo_registry.demo.management.commands import demo as command
from cqo_registry.demo.playing import papers
from cqo_registry.demo.playing.clock import Diary, moved_clock, play
from cqo_registry.demo.playing.enterprises import sample_listings
from cqo_registry.directory.models import Authority, Enterprise, EnterpriseTransfer
from cqo_registry.portal.facts.sheets import digest_of
from cqo_registry.portal.models import AssessmentSnapshot
from filings import facts
from filings.enums import BarStatus, ChangeType, FilingKind, FilingStatus, ReplacementStatus
from filings.exports import roster
from filings.facts import support
from filings.models import (
    Appointment,
    Disqualification,
    DutyReport,
    Exemption,
    Filing,
    ForwardingBatch,
    Interpretation,
    Query,
    ReceiptCheck,
    Replacement,
)
from talent_pool.enums import (
    AssignmentKind,
    AssignmentStatus,
    Consent,
    MembershipStatus,
    NominationSource,
    NominationStatus,
)
from talent_pool.models import Assignment, Membership, Nomination
from tests import attack
from training.enums import (
    EnrolmentSource,
    EnrolmentStatus,
    ExperienceStatus,
    SessionMode,
    SessionStatus,
    TraineeKind,
    TrainingResult,
)
from training.models import (
    Activity,
    ActivityPicture,
    Budget,
    Enrolment,
    Experience,
    Institution,
    Spending,
    TrainingInvitation,
    TrainingPlan,
    TrainingSession,
)

TODAY = "2026-11-23T02:00:00Z"


@pytest.fixture(scope="module")
def built(django_db_setup: None, django_db_blocker: Any, tmp_path_factory: Any) -> Iterator[str]:
    """The demonstration as it stood on one Monday, built once for the module; its printed words."""
    from django.conf import settings
    from django.db import connection, transaction
    from django.test import override_settings

    out = StringIO()
    hashers = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    with (
        django_db_blocker.unblock(),
        override_settings(DEMO=True, MEDIA_ROOT=tmp_path_factory.mktemp("media"), PASSWORD_HASHERS=hashers),
        time_machine.travel(TODAY, tick=False),
        transaction.atomic(),
    ):
        assert settings.DEMO
        call_command("demo", stdout=out)
        connection.check_constraints()  # once, and not after every test for all rows
        yield out.getvalue()
        transaction.set_rollback(True)


@pytest.fixture
def demo(built: str, db: None, settings: Any) -> str:
    settings.DEMO = True
    return built


def test_is_refused_outside_demonstration_mode(settings: Any, monkeypatch: Any) -> None:
    settings.DEMO = False
    monkeypatch.setattr(command, "build", lambda: pytest.fail("built all the same"))
    with pytest.raises(CommandError, match="CQO_DEMO=1"):
        call_command("demo", reset=True)


@pytest.mark.slow
class TestTheDemonstration:
    def test_prints_and_makes_every_account(self, demo: str) -> None:
        for username in (*VISITORS, "region", "auditor", "admin", *OFFICERS):
            assert username in demo
            assert User.objects.get(username=username).check_password(PASSWORD)
        assert PASSWORD in demo

    def test_lets_its_people_sign_in(self, demo: str, rf: Any) -> None:
        user = authenticate(rf.post("/"), username="Prefecture.Lhasa", password=PASSWORD)
        assert user is not None
        assert user.authority.code == "5401"

    def test_leaves_a_visitor_of_lhasa_free_to_file(self, demo: str) -> None:
        enterprise = User.objects.get(username="enterprise.lhasa").enterprise
        assert facts.startable(enterprise)
        assert not enterprise.filings.exists()

    def test_gives_a_visitor_of_shigatse_something_to_correct(self, demo: str) -> None:
        filing = User.objects.get(username="enterprise.shigatse").enterprise.filings.get()
        assert filing.status == FilingStatus.RETURNED
        assert filing.return_items.open().count() == 2

    def test_shows_every_state(self, demo: str) -> None:
        states = Counter(Filing.objects.values_list("status", flat=True))
        assert set(states) == {status.value for status in FilingStatus}
        assert states["recorded"] >= 90
        assert Filing.objects.count() >= 150

    def test_has_a_late_change_and_papers_to_decide(self, demo: str) -> None:
        waiting = Filing.objects.awaiting_decision()
        assert waiting.overdue(on=timezone.localdate()).count() == 1
        assert waiting.filter(source="paper").count() == 2

    def test_lets_drafts_fall_due_when_enterprises_are_reminded(self, demo: str) -> None:
        due = Filing.objects.filter(status="draft", kind=FilingKind.CHANGE).values_list("due_on", flat=True)
        days = sorted((day - timezone.localdate()).days for day in due if day)
        assert len(days) == 2
        assert 2 <= days[0] <= 3
        assert 9 <= days[1] <= 10

    def test_keeps_the_sequence_of_an_enterprise_replaced_twice(self, demo: str) -> None:
        numbers = Filing.objects.filter(filing_no__endswith="-B2").values_list("enterprise", flat=True)
        held = Appointment.objects.filter(enterprise__in=numbers).values_list("enterprise", flat=True)
        assert max(Counter(held).values()) == 3

    def test_leaves_posts_vacant_and_one_to_requalify(self, demo: str) -> None:
        vacant = Filing.objects.vacancies(as_of=timezone.localdate())
        assert len(set(vacant.values_list("authority", flat=True))) == vacant.count() == 3
        assert Appointment.objects.to_requalify().count() == 1
        assert Appointment.objects.exclude(requalified_size="").count() == 1

    def test_settles_what_was_asked_and_recommended(self, demo: str) -> None:
        assert Replacement.objects.get(status="closed").closed_by_filing is not None
        assert Query.objects.exclude(answer="").count() == 1
        assert Exemption.objects.get().filing.status == FilingStatus.RECORDED
        assert Interpretation.objects.ended(timezone.localdate()).count() == 1
        assert Enterprise.objects.exclude(head_office=None).count() == 1
        assert ReceiptCheck.objects.count() == 2
        assert Filing.objects.filter(claimed_by__username="prefecture.lhasa2").count() == 1

    def test_fills_every_office_s_queue(self, demo: str) -> None:
        for office in Authority.objects.offices():
            mine = Filing.objects.filter(authority=office)
            assert mine.awaiting_decision().exists(), office
            assert mine.awaiting_forwarding().exists(), office
        assert Filing.objects.awaiting_record().exists()
        assert Filing.objects.filter(claimed_by__isnull=False).exists()
        assert Filing.objects.past_decision_target(on=timezone.localdate()).exists()

    def test_keeps_both_ledgers(self, demo: str) -> None:
        today = timezone.localdate()
        prefecture = Filing.objects.ledger("prefecture", as_of=today).count()
        assert prefecture == Appointment.objects.in_office().count() > 100
        assert 90 < Filing.objects.ledger("region", as_of=today).count() < prefecture
        assert ForwardingBatch.objects.exists()

    def test_stops_one_filing_for_a_confirmed_bar_and_warns_of_a_proposed_one(self, demo: str) -> None:
        waiting = Filing.objects.awaiting_decision()
        stopped, warned = [], []
        for filing in waiting:
            codes = {reason.code: reason.severity.value for reason in filing.judged}
            stopped += [code for code in codes if code.startswith("bar_confirmed")]
            warned += [code for code in codes if code.startswith("bar_proposed")]
        assert (len(stopped), len(warned)) == (1, 1)
        statuses = Counter(Disqualification.objects.values_list("status", flat=True))
        assert statuses == {
            BarStatus.CONFIRMED: 2,
            BarStatus.PROPOSED: 1,
            BarStatus.LIFTED: 1,
            BarStatus.DECLINED: 1,
        }

    def test_shows_the_whole_regime(self, demo: str) -> None:
        today = timezone.localdate()
        filings = Filing.objects.all()
        assert set(filings.values_list("kind", flat=True)) == set(FilingKind.values)
        types = {value for values in filings.values_list("change_types", flat=True) for value in values}
        assert types == set(ChangeType.values)
        assert filings.overdue(on=today).exists()
        assert filings.vacancies(as_of=today).exists()
        assert filings.filter(source="paper").exists()
        assert Appointment.objects.to_requalify().exists()
        assert Query.objects.open().count() == 1
        assert set(Replacement.objects.values_list("status", flat=True)) == set(ReplacementStatus.values)
        assert Exemption.objects.count() == 1
        assert set(EnterpriseTransfer.objects.values_list("status", flat=True)) >= {"proposed", "confirmed"}
        assert Enterprise.objects.filter(deregistered_on__isnull=False).exists()
        letter = Replacement.objects.get(enterprise__users__username="enterprise.chamdo")
        assert letter.status == ReplacementStatus.ISSUED

    def test_refuses_only_on_articles_six_and_nine(self, demo: str) -> None:
        refused = Filing.objects.filter(status=FilingStatus.REFUSED)
        articles = {reason.article for filing in refused for reason in filing.judged.blocking}
        assert articles == {"6", "9"}

    def test_leaves_a_whole_trail_in_the_order_of_time(self, demo: str) -> None:
        assert trail.broken_lines() == []
        moments = list(AuditEvent.objects.order_by("id").values_list("at", flat=True))
        assert moments == sorted(moments)
        assert moments[-1] <= datetime.fromisoformat(TODAY)

    def test_acts_on_working_days_within_three_years(self, demo: str) -> None:
        filings = Filing.objects.filter(accepted_at__isnull=False).select_related("authority")
        for filing in filings[:30]:
            day = timezone.localdate(filing.accepted_at)
            assert facts.calendar_of(filing.authority).is_working(day)
            assert date(2024, 1, 1) < day < date(2026, 11, 23)

    def test_has_names_in_both_scripts_and_sound_identity_numbers(self, demo: str) -> None:
        filings = list(Filing.objects.exclude(identity_sealed=""))
        assert sum(bool(filing.cqo_name_bo) for filing in filings) > len(filings) / 2
        assert all(facts.check_identifiers(filing) for filing in filings)

    def test_tells_no_identity_number_to_whoever_has_a_copy_of_it(self, demo: str) -> None:
        assert attack.assert_secret() > 50

    def test_says_in_the_roster_who_was_trained(self, demo: str) -> None:
        today = timezone.localdate()
        ledger = Filing.objects.ledger("prefecture", as_of=today).by_office(as_of=today)
        place = [column.key for column in roster.ROSTER].index("training")
        said = [row[place] for row in roster.rows(ledger, today, identities=False)]
        assert len([words for words in said if "合格，证书 XZPXZ-" in words]) >= 10
        assert any("已报名" in words for words in said)
        assert "" in said

    def test_uploads_the_required_papers(self, demo: str) -> None:
        filing = Filing.objects.filter(status=FilingStatus.RECORDED).first()
        assert filing is not None
        assert set(filing.attachments.values_list("content_type", flat=True)) == {
            "application/pdf",
            "image/png",
        }

    def test_leaves_a_part_of_the_directory_without_a_filing(self, demo: str) -> None:
        assert Enterprise.objects.filter(filings__isnull=True).count() > 10

    def test_builds_nothing_if_not_empty_but_names_the_accounts(self, demo: str) -> None:
        before, out = Filing.objects.count(), StringIO()
        call_command("demo", if_empty=True, stdout=out)
        assert Filing.objects.count() == before
        assert "enterprise.lhasa" in out.getvalue()

    def test_refuses_a_database_in_use(self, demo: str) -> None:
        with pytest.raises(CommandError, match="--reset"):
            call_command("demo")

    def test_pairs_every_role_with_somebody(self, demo: str) -> None:
        assert set(User.objects.values_list("role", flat=True)) == set(Role.values)


class TestReset:
    @pytest.fixture
    def called(self, settings: Any, monkeypatch: Any) -> list[str]:
        settings.DEMO = True
        called: list[str] = []
        run = lambda words, **_options: called.append(" ".join(words[3:])) or Mock(returncode=0)  # noqa: E731
        monkeypatch.setattr(command.subprocess, "run", run)
        monkeypatch.setattr(command, "call_command", lambda name, **_options: called.append(name))
        monkeypatch.setattr(command, "build", lambda: called.append("build"))
        monkeypatch.setattr(command.Command, "_print_accounts", lambda self: None)
        return called

    def test_begins_with_an_empty_database(self, called: list[str]) -> None:
        call_command("demo", reset=True)
        assert called == ["drop_data", "migrate", "build"]

    def test_hands_the_confirmation_on(self, called: list[str]) -> None:
        call_command("demo", reset=True, yes=True)
        assert called[0] == "drop_data --yes"

    def test_stops_when_nothing_could_be_dropped(self, called: list[str], monkeypatch: Any) -> None:
        monkeypatch.setattr(command.subprocess, "run", Mock(return_value=Mock(returncode=1)))
        with pytest.raises(SystemExit, match="1"):
            call_command("demo", reset=True)
        assert called == []


def test_asks_for_the_tables_first(settings: Any, monkeypatch: Any) -> None:
    settings.DEMO = True
    monkeypatch.setattr(command.User, "objects", Mock(exists=Mock(side_effect=ProgrammingError)))
    with pytest.raises(CommandError, match=r"manage\.py migrate"):
        call_command("demo", if_empty=True)


def test_a_faulty_sample_directory_is_said_so(db: None, monkeypatch: Any, tmp_path: Path) -> None:
    from openpyxl import load_workbook

    from cqo_registry.demo.playing import enterprises

    book = load_workbook(enterprises.WORKBOOK)
    book.active["C2"] = "91540202MAXG612D60"
    book.save(tmp_path / "faulty.xlsx")
    monkeypatch.setattr(enterprises, "WORKBOOK", tmp_path / "faulty.xlsx")
    with pytest.raises(ValueError, match="faults"):
        sample_listings()


class TestTheClock:
    def test_shows_what_it_was_moved_to_and_goes_back(self) -> None:
        moment = datetime.fromisoformat("2024-02-29T04:00:00+00:00")
        with moved_clock() as move:
            move(moment)
            assert timezone.now() == moment
            assert timezone.localdate() == date(2024, 2, 29)
        assert timezone.now() > moment

    def test_goes_back_after_an_error(self) -> None:
        real = timezone.now
        with pytest.raises(RuntimeError), moved_clock():
            raise RuntimeError
        assert timezone.now is real

    def test_plays_stories_in_the_order_of_time_and_stops_at_the_end(self) -> None:
        start = datetime.fromisoformat("2024-01-01T00:00:00+00:00")
        seen: list[str] = []

        def story(name: str, *hours: int) -> Iterator[datetime]:
            for hour in hours:
                yield start + timedelta(hours=hour)
                seen.append(f"{name}{hour}")

        moved: list[datetime] = []
        stories: Any = [story("a", 1, 4), story("b", 2, 9), story("c")]
        play(stories, move=moved.append, until=start + timedelta(hours=5))
        assert seen == ["a1", "b2", "a4"]
        assert moved == sorted(moved)

    def test_a_diary_finds_days_by_the_calendar(self) -> None:
        calendar = Calendar(off=frozenset(), work=frozenset(), known_years=frozenset({2026}))
        diary = Diary(calendar, today=date(2026, 11, 23), since=date(2026, 11, 1))
        assert diary.back(diary.ago(9)) == date(2026, 11, 13)
        assert diary.ago(300) == len(diary.days)
        assert diary.day_due_in(9) == date(2026, 11, 2)

    def test_a_diary_counts_working_days_back(self) -> None:
        calendar = Calendar(off=frozenset(), work=frozenset(), known_years=frozenset({2026}))
        diary = Diary(calendar, today=date(2026, 11, 23), since=date(2026, 11, 1))
        assert diary.back(1) == date(2026, 11, 20)
        assert diary.back(6) == date(2026, 11, 13)
        assert diary.back(0) == diary.back(1)
        assert diary.back(500) == date(2026, 11, 2)
        moment = timezone.localtime(diary.moment(1, Random(1), hours=(9, 10)))
        assert (moment.date(), moment.hour) == (date(2026, 11, 20), 9)


class TestPeople:
    def test_are_well_formed_and_each_their_own(self) -> None:
        crowd = people.crowd(Random(3), ["540102", "542301"])
        found = [next(crowd) for _number in range(300)]
        assert len({one.identity_no for one in found}) == len(found)
        for one in found:
            assert check_identity_no(one.identity_no, date(2024, 1, 1)).valid
            assert check_mobile(one.phone).valid
            assert check_name(one.name).valid
            assert not one.name_bo or check_name(one.name_bo).normalised == one.name_bo

    def test_are_the_same_for_the_same_seed(self) -> None:
        first, second = (next(people.crowd(Random(7), ["540102"])) for _twice in range(2))
        assert first == second


class TestPapers:
    def test_a_pdf_opens_and_is_small(self) -> None:
        body = papers.pdf("任命文件", ("西藏某某有限公司",))
        assert len(pikepdf.open(BytesIO(body)).pages) == 1
        assert len(body) < 3000
        assert body == papers.pdf("任命文件", ("西藏某某有限公司",))

    def test_the_seal_page_is_an_image(self) -> None:
        assert Image.open(BytesIO(papers.seal_page())).format == "PNG"


def test_chapter_five_shows_every_state(demo: str) -> None:
    """Training, promotion and the pool, each on every part of its way (Art. 15, 16, 18)."""
    states: dict[Any, dict[str, set[str]]] = {
        TrainingSession: {"status": set(SessionStatus.values), "mode": set(SessionMode.values)},
        Enrolment: {
            "status": set(EnrolmentStatus.values),
            "result": set(TrainingResult.values),
            "source": set(EnrolmentSource.values),
            "kind": set(TraineeKind.values),
        },
        Experience: {"status": set(ExperienceStatus.values)},
        Nomination: {
            "status": set(NominationStatus.values),
            "consent": set(Consent.values),
            "source": set(NominationSource.values),
        },
        Membership: {"status": set(MembershipStatus.values), "leaving_ground": {"bar", "decision", "wish"}},
        Assignment: {"status": set(AssignmentStatus.values), "kind": set(AssignmentKind.values)},
    }
    for model, fields in states.items():
        for field, expected in fields.items():
            found = set(model.objects.values_list(field, flat=True))
            assert expected <= found, (model.__name__, expected - found)


def test_chapter_five_has_something_on_every_list(demo: str) -> None:
    """Funds, promotion, duty reports, the pool and frozen sheets (Art. 10, 15-20)."""
    assert Enrolment.objects.waiting().exists()
    assert Enrolment.objects.exclude(certificate_code="").filter(certificate_no="").count() == 1
    assert Institution.objects.filter(ended_on__isnull=False).count() == 1
    assert TrainingPlan.objects.filter(published_at__isnull=True).count() == 1
    assert Membership.objects.inactive().count() == 1
    assert Membership.objects.current().filter(wish_on__isnull=False).count() == 1
    assert Spending.objects.filter(struck_at__isnull=False).count() == 1
    assert Spending.objects.filter(session__isnull=False).count() > 3
    assert Budget.objects.values("year").distinct().count() == 2
    assert Activity.objects.values("authority").distinct().count() > 5
    assert ActivityPicture.objects.count() > 3
    assert DutyReport.objects.handed_in().count() == 4
    for snapshot in AssessmentSnapshot.objects.all():
        assert digest_of(snapshot) == snapshot.digest
    assert all(support.counts(Filing.objects.ledger("prefecture", as_of=timezone.localdate())).values())
    assert AssessmentSnapshot.objects.count() == 2


def test_visitors_find_their_next_step_in_chapter_five(demo: str) -> None:
    """A recommendation to agree to and a text to mend, an expert's task, classes to go to."""
    chamdo, nyingchi, lhoka = (
        User.objects.get(username=f"enterprise.{place}") for place in ("chamdo", "nyingchi", "lhoka")
    )
    for visitor in (chamdo, nyingchi):
        assert TrainingInvitation.objects.visible_to(visitor).count() == 1
    assert Nomination.objects.get(appointment__enterprise=nyingchi.enterprise).consent == "asked"
    assert Experience.objects.get(enterprise=nyingchi.enterprise).status == "returned"
    assert Assignment.objects.visible_to(lhoka).filter(status="invited").count() == 1
    assert Enrolment.objects.get(enterprise=lhoka.enterprise, kind="cqo").certificate_no
    assert Experience.objects.get(enterprise=lhoka.enterprise).status == "published"


def test_nobody_recommends_whom_a_letter_asks_to_replace(demo: str) -> None:
    """The bureau took its recommendation back before it reported the clue (Art. 12, 15)."""
    letters = Replacement.objects.open().values("appointment")
    assert not Nomination.objects.filter(appointment__in=letters, status="proposed").exists()
    assert not Membership.objects.current().filter(nomination__appointment__in=letters).exists()


def test_chapter_five_happens_in_office_hours(demo: str) -> None:
    """Nobody enters a class or a decision on a Sunday night."""
    calendar = facts.calendar_of(Authority.objects.get(code="54"))
    prefixes = ("plan", "institution", "session", "enrolment", "experience", "nomination", "member")
    prefixes += ("assignment", "duty_report", "activity", "spending", "budget")
    rows = AuditEvent.objects.values_list("action", "at")
    moments = [timezone.localtime(at) for action, at in rows if action.split(".")[0] in prefixes]
    assert len(moments) > 200
    odd = [at for at in moments if not (calendar.is_working(at.date()) and 9 <= at.hour < 20)]
    assert odd == []


def test_chapter_five_tells_its_things_apart(demo: str) -> None:
    """No two classes, tasks or texts of one name."""
    for model in (TrainingSession, Assignment, Experience):
        titles = list(model.objects.values_list("title", flat=True))  # type: ignore[attr-defined]
        assert len(set(titles)) == len(titles)
