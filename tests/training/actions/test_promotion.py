"""What the acts of promotion and funds write, refuse and tell (Art. 17, 18, 20)."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.utils import timezone

from cqo_registry.audit.models import AuditEvent
from cqo_registry.core.errors import Stale
from cqo_registry.core.verdicts import Refused
from cqo_registry.notifications.models import Mail, Notice
from tests import factories
from tests.factories import enrolments, promotion
from training.actions import activities, experiences, funding, pictures, sessions
from training.facts.funding import sheet, side_by_side
from training.models import Activity, Experience, Spending, TrainingSession

pytestmark = pytest.mark.django_db
FIELDS = ("kind", "title", "held_on", "place", "enterprise_count", "heads", "summary")


def given_of(row: Activity, **values: Any) -> dict[str, Any]:
    return {**{name: getattr(row, name) for name in FIELDS}, "enterprises": [], **values}


def refused(act: Any) -> set[str]:
    with pytest.raises(Refused) as fault:
        act()
    return {reason.code for reason in fault.value.verdict.blocking}


def test_an_office_names_enterprises_of_its_own_area_alone() -> None:
    own, other = factories.make_enterprise(), factories.make_enterprise("5402")
    row = promotion.activity(enterprises=[own])
    assert list(row.enterprises.all()) == [own]
    assert refused(lambda: promotion.activity(enterprises=[other])) == {"other_area"}
    assert promotion.activity(by=factories.region_officer(), kind="exchange", enterprises=[own, other])


def test_what_is_refused_of_an_activity_is_all_named() -> None:
    tomorrow = timezone.localdate() + timedelta(days=1)
    codes = refused(lambda: promotion.activity(held_on=tomorrow, kind="exchange", heads=0))
    assert codes == {"future", "not_region", "nobody"}
    assert refused(lambda: promotion.activity(by=factories.auditor())) == {"not_office"}


def test_an_amended_activity_keeps_a_trace_without_free_texts() -> None:
    row = promotion.activity()
    named = [factories.make_enterprise()]
    given = given_of(row, heads=20, title="新名称", enterprises=named)
    changed = activities.amend_activity(row.pk, given, by=row.created_by, version=1)
    event = AuditEvent.objects.about(row).first()
    assert event is not None
    assert event.details["changed"] == {"heads": ["12", "20"], "title": True, "enterprises": ["0", "1"]}
    named[0].authority = factories.authority("5402")
    named[0].save()
    again = activities.amend_activity(row.pk, given, by=row.created_by, version=changed.version)
    assert again.enterprises.count() == 1  # moved away since, and still named
    with pytest.raises(Stale):
        activities.amend_activity(row.pk, given, by=row.created_by, version=1)
    assert refused(
        lambda: activities.amend_activity(row.pk, given, by=factories.officer("5402"), version=None)
    ) == {"not_organiser"}


def test_a_struck_activity_counts_again_after_it_is_restored() -> None:
    row = promotion.struck_activity()
    by = row.created_by
    assert not Activity.objects.standing().exists()
    assert refused(lambda: activities.amend_activity(row.pk, given_of(row), by=by, version=None)) == {
        "struck"
    }
    activities.restore_activity(row.pk, by=by, version=row.version)
    assert Activity.objects.standing().exists()
    assert refused(lambda: activities.restore_activity(row.pk, by=by, version=None)) == {"not_struck"}
    assert refused(lambda: activities.strike_activity(row.pk, by=by, reason=" ", version=None)) == {"reason"}


def test_a_picture_is_one_however_often_it_is_sent_and_stays_in_the_store() -> None:
    row = promotion.activity()
    first, second = promotion.picture(row), promotion.picture(row)
    assert first == second
    for _click in range(2):
        pictures.remove_picture(pictures.ACTIVITY, first.pk, by=row.created_by)
    first.refresh_from_db()
    assert first.removed_at is not None
    assert AuditEvent.objects.about(row).filter(action="activity.remove_picture").count() == 1
    pdf = promotion.upload(factories.PDF_BYTES, "x.png")
    add = lambda: pictures.add_picture(pictures.ACTIVITY, row.pk, pdf, caption="图", by=row.created_by)  # noqa: E731
    assert refused(add) == {"file_kind"}


def test_a_submitted_text_is_frozen_and_its_pictures_with_it() -> None:
    row = promotion.submitted()
    given = {"title": "x", "summary": "", "body": ""}
    by = row.created_by
    assert refused(lambda: experiences.save_experience(row.pk, given, by=by, version=None)) == {
        "not_editable"
    }
    up = promotion.upload()
    add = lambda: pictures.add_picture(pictures.EXPERIENCE, row.pk, up, caption="图", by=by)  # noqa: E731
    assert refused(add) == {"not_editable"}


def test_a_draft_is_kept_unfinished_and_counted_from_its_first_submission() -> None:
    row = promotion.draft(summary="", body="")
    by = row.created_by
    given = {"title": "定稿", "summary": "摘要", "body": promotion.BODY}
    row = experiences.save_experience(row.pk, given, by=by, version=row.version)
    row = experiences.submit(row.pk, by=by, version=row.version)
    first = row.submitted_at
    office = factories.officer()
    row = experiences.give_back(row.pk, by=office, version=row.version, reason="补充")
    row = experiences.submit(row.pk, by=by, version=row.version)
    assert (row.submitted_at, row.reason, row.status) == (first, "", "submitted")


def test_an_office_writes_about_an_enterprise_of_its_area_alone() -> None:
    office, own = factories.officer(), factories.make_enterprise()
    assert promotion.draft(by=office, about=own).about == own
    foreign = factories.make_enterprise("5402")
    assert refused(lambda: promotion.draft(by=office, about=foreign)) == {"other_area"}
    assert promotion.draft(about=foreign).about is None  # an enterprise writes of itself


def test_what_is_withdrawn_keeps_its_moments_and_may_begin_anew() -> None:
    row = promotion.withdrawn()
    assert row.reported_at is not None
    assert row.withdrawn_at is not None
    copy = experiences.copy_experience(row.pk, by=row.created_by)
    assert (copy.status, copy.body, copy.reported_at) == ("draft", row.body, None)
    assert refused(lambda: experiences.copy_experience(copy.pk, by=row.created_by)) == {"not_over"}


def test_a_copy_names_no_enterprise_that_has_moved_away() -> None:
    enterprise, by = factories.make_enterprise(), factories.officer()
    row = promotion.draft(by=by, about=enterprise)
    row = experiences.withdraw(
        row.pk, by=by, version=experiences.send(row.pk, by=by, version=row.version).version
    )
    assert experiences.copy_experience(row.pk, by=by).about == enterprise
    type(enterprise).objects.filter(pk=enterprise.pk).update(authority=factories.authority("5402"))
    assert experiences.copy_experience(row.pk, by=by).about is None


def test_each_step_tells_whom_it_waits_for_and_a_publication_every_enterprise() -> None:
    office = factories.officer(email="o@example.cn")
    region = factories.region_officer(email="r@example.cn")
    reader = factories.filer(factories.make_enterprise("5402"), email="x@example.cn")
    author = factories.filer(email="a@example.cn")
    row = promotion.draft(by=author)
    row = experiences.submit(row.pk, by=author, version=row.version)
    assert Notice.objects.get(recipient=office).kind == "task"
    row = experiences.report(row.pk, by=office, version=row.version)
    assert Notice.objects.get(recipient=office).read_at is not None
    assert Notice.objects.get(recipient=region).kind == "task"
    experiences.publish(row.pk, by=region, version=row.version)
    assert Notice.objects.get(recipient=author).kind == "decision"
    assert Notice.objects.get(recipient=reader).kind == "news"
    assert set(Mail.objects.values_list("recipient", flat=True)) == {office.pk, region.pk, author.pk}


def test_there_is_one_budget_of_a_year_and_source_and_it_may_be_amended() -> None:
    by = factories.officer()
    row = promotion.budget(by=by)
    assert refused(lambda: promotion.budget(by=by)) == {"known"}
    given = {"amount": Decimal(5), "document_no": "", "note": ""}
    assert funding.amend_budget(row.pk, given, by=by, version=1).amount == 5
    other = factories.officer("5402")
    assert refused(lambda: funding.amend_budget(row.pk, given, by=other, version=None)) == {"not_own"}


def test_spending_is_for_the_offices_own_things_and_struck_out_with_a_reason() -> None:
    foreign = promotion.activity(by=factories.officer("5402"))
    assert refused(lambda: promotion.spending(activity=foreign)) == {"foreign"}
    row = promotion.struck_spending()
    assert not Spending.objects.standing().exists()
    funding.restore_spending(row.pk, by=row.created_by, version=row.version)
    assert Spending.objects.standing().get() == row


def session_of(office: str = "5401", **values: Any) -> TrainingSession:
    today = timezone.localdate()
    return TrainingSession.objects.create(
        authority=factories.authority(office),
        title="培训班",
        starts_on=today,
        ends_on=today,
        enrol_until=today,
        hours=8,
        capacity=30,
        syllabus="课程",
        created_by=factories.officer(office),
        number=f"T-{office}",
        door_code=f"D-{office}",
        opened_at=timezone.now(),
        status="open",
        **values,
    )


def test_the_sheet_adds_up_hand_counted_figures_and_warns() -> None:
    by, region = factories.officer(), factories.region_officer()
    year = timezone.localdate().year
    session = session_of(fee=Decimal("100.00"), fee_reason="教材成本")
    promotion.budget(by=by, amount=Decimal("5000.00"))
    promotion.spending(by=by, amount=Decimal("3000.00"), session=session)
    promotion.spending(by=by, amount=Decimal("2500.50"), item="venue")
    promotion.struck_spending(by=by, amount=Decimal("9999.00"))
    promotion.spending(by=factories.officer("LSJKQ"), amount=Decimal("7.00"))
    found = sheet(by, factories.authority(), year, "合计")
    assert (found.total.budget, found.total.spent, found.total.rest) == (
        Decimal("5000.00"),
        Decimal("5500.50"),
        Decimal("-500.50"),
    )
    assert len(found.warnings.warnings) == 2
    assert found.warnings.passes
    [cost] = found.sessions
    assert (cost.spent, cost.heads, cost.per_head, cost.income) == (Decimal("3000.00"), 0, None, 0)
    rows, total = side_by_side(region, year, "合计")
    assert total.spent == sum(row.spent for row in rows) == Decimal("5507.50")
    assert len(rows) == 10


def test_nobody_sat_in_a_class_called_off_and_nobody_paid_for_it() -> None:
    session = enrolments.open_session(fee=Decimal("100.00"), fee_reason="教材成本")
    enrolments.staff(session)
    by, year = factories.officer(), timezone.localdate().year
    promotion.spending(by=by, amount=Decimal("300.00"), session=session)
    [cost] = sheet(by, factories.authority(), year, "合计").sessions
    assert (cost.heads, cost.per_head, cost.income) == (1, Decimal("300.00"), Decimal("100.00"))
    sessions.cancel_session(session.pk, by=by, reason="讲师生病")
    [cost] = sheet(by, factories.authority(), year, "合计").sessions
    assert (cost.spent, cost.heads, cost.per_head, cost.income) == (Decimal("300.00"), 0, None, 0)


def test_an_experience_of_an_office_is_told_to_its_officers() -> None:
    row = promotion.sent()
    experiences.decline(row.pk, by=factories.region_officer(), version=row.version, reason="雷同")
    assert Notice.objects.filter(recipient=row.created_by, kind="decision").exists()
    assert Experience.objects.get().reason == "雷同"
    assert row.author == row.authority
