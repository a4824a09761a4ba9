"""A session from its draft to its end, institutions and plans: the organiser's verbs (Art. 16, 17)."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from cqo_registry.core.errors import Stale
from cqo_registry.core.verdicts import Refused
from cqo_registry.notifications.models import Mail, Notice
from tests import factories
from tests.factories import enrolments, training
from training.actions import institutions, plans, sessions
from training.facts import institutions as institution_facts
from training.models import PlanItem, TrainingPlan, TrainingSession

pytestmark = pytest.mark.django_db


def codes(refusal: Any) -> set[str]:
    return {reason.code for reason in refusal.value.verdict.blocking}


def soon(days: int) -> Any:
    return timezone.localdate() + timedelta(days=days)


def test_a_session_is_drafted_opened_and_completed() -> None:
    draft = training.session()
    assert (draft.status, draft.number, draft.door_code) == ("draft", "", "")
    opened = sessions.open_session(draft.pk, by=draft.created_by, version=draft.version)
    assert opened.number.startswith("XZPX-5401-")
    assert len(opened.door_code) == 24
    assert training.completed_session().status == "completed"


def test_only_an_organiser_runs_its_own_session() -> None:
    for stranger in (factories.filer(), factories.auditor()):
        with pytest.raises(Refused) as refusal:
            training.session(by=stranger)
        assert codes(refusal) == {"not_office"}
    draft = training.session()
    with pytest.raises(Refused) as refusal:
        sessions.open_session(draft.pk, by=factories.officer("5402"), version=draft.version)
    assert "not_organiser" in codes(refusal)


def test_the_region_opens_only_with_an_institution_under_commission() -> None:
    draft = training.session("54", institution=None)
    with pytest.raises(Refused) as refusal:
        sessions.open_session(draft.pk, by=draft.created_by)
    assert codes(refusal) == {"no_institution"}
    short = training.institution(valid_until=soon(19))
    with pytest.raises(Refused) as refusal:
        training.session("54", institution=short)
    assert codes(refusal) == {"not_commissioned"}
    assert training.open_session("54").status == "open"


def test_a_draft_changes_freely_and_what_is_open_only_for_the_better() -> None:
    draft = training.session(audience="both")
    same = sessions.edit_session(draft.pk, {"title": draft.title}, by=draft.created_by)
    assert same.version == draft.version
    draft = sessions.edit_session(draft.pk, {"hours": Decimal(16)}, by=draft.created_by)
    opened = sessions.open_session(draft.pk, by=draft.created_by)
    with pytest.raises(Refused) as refusal:
        sessions.edit_session(opened.pk, {"hours": Decimal(8), "audience": "cqo"}, by=draft.created_by)
    assert codes(refusal) == {"hours_settled", "audience_settled"}
    with pytest.raises(Stale):
        sessions.edit_session(opened.pk, {"place": "别处"}, by=draft.created_by, version=1)
    done = training.completed_session()
    with pytest.raises(Refused) as refusal:
        sessions.edit_session(done.pk, {"place": "别处"}, by=done.created_by)
    assert codes(refusal) == {"wrong_state"}


def test_a_moved_session_tells_those_on_its_list() -> None:
    opened = enrolments.open_session()
    row = enrolments.cqo(opened)
    Notice.objects.all().delete()
    sessions.edit_session(opened.pk, {"place": "日喀则路2号"}, by=opened.created_by)
    assert {notice.recipient.enterprise_id for notice in Notice.objects.all()} == {row.enterprise_id}


def test_more_seats_go_to_who_waits() -> None:
    opened = enrolments.open_session(capacity=1)
    enrolments.cqo(opened)
    waiting = enrolments.cqo(opened)
    assert waiting.status == "waiting"
    sessions.edit_session(opened.pk, {"capacity": 2}, by=opened.created_by)
    waiting.refresh_from_db()
    assert (waiting.status, waiting.seat) == ("enrolled", 2)


def test_a_session_is_called_off_with_a_reason_unless_somebody_came() -> None:
    opened = enrolments.open_session()
    enrolments.cqo(opened)
    with pytest.raises(Refused):
        sessions.cancel_session(opened.pk, by=opened.created_by, reason=" ")
    gone = sessions.cancel_session(opened.pk, by=opened.created_by, reason="场地停电")
    assert (gone.status, gone.cancel_reason) == ("cancelled", "场地停电")
    held = training.held_session()
    enrolments.graded(
        enrolments.enrolling.enrol_cqo(held.pk, factories.accepted().enterprise, by=held.created_by)
    )
    with pytest.raises(Refused) as refusal:
        sessions.cancel_session(held.pk, by=held.created_by, reason="场地停电")
    assert codes(refusal) == {"held"}


def test_only_a_draft_disappears() -> None:
    draft = training.session()
    sessions.discard_session(draft.pk, by=draft.created_by, version=draft.version)
    assert not TrainingSession.objects.exists()
    opened = training.open_session()
    with pytest.raises(Refused) as refusal:
        sessions.discard_session(opened.pk, by=opened.created_by)
    assert codes(refusal) == {"offered"}


def test_a_session_put_on_record_tells_no_enterprise() -> None:
    factories.filer()
    training.held_session()
    assert not Notice.objects.exists()
    training.open_session()
    assert Notice.objects.exists()
    assert not Mail.objects.exists()


# --- institutions -----------------------------------------------------------------------------------


def test_an_institution_has_one_standing_commission() -> None:
    row = training.institution()
    with pytest.raises(Refused) as refusal:
        training.institution(uscc=row.uscc)
    assert codes(refusal) == {"known"}
    with pytest.raises(Refused) as refusal:
        training.institution(by=factories.officer())
    assert codes(refusal) == {"not_region"}
    with pytest.raises(Refused) as refusal:
        training.institution(uscc="123", name=" ", scope="")
    assert codes(refusal) == {"name", "scope", "uscc"}


def test_an_amended_term_keeps_its_sessions() -> None:
    row = training.institution()
    by = row.created_by
    assert institutions.amend(row.pk, {"name": row.name}, by=by).version == row.version
    assert institutions.amend(row.pk, {"scope": "质量培训"}, by=by).scope == "质量培训"
    training.open_session("54", institution=row)
    with pytest.raises(Refused) as refusal:
        institutions.amend(row.pk, {"valid_until": timezone.localdate()}, by=by)
    assert codes(refusal) == {"sessions_uncovered"}


def test_an_early_end_strands_open_sessions_and_tells_their_organisers() -> None:
    row = training.institution()
    assert not institution_facts.stranded(row)
    local = training.open_session("5401", institution=row)
    regional = training.open_session("54", institution=row, starts_on=soon(30))
    Notice.objects.all().delete()
    with pytest.raises(Refused) as refusal:
        institutions.end_commission(row.pk, soon(1), by=row.created_by, reason=" ")
    assert codes(refusal) == {"reason"}
    officer = factories.officer()
    ended = institutions.end_commission(row.pk, soon(1), by=row.created_by, reason="资质被撤销")
    assert set(institution_facts.stranded(ended)) == {local, regional}
    assert Notice.objects.filter(recipient=officer).count() == 1
    with pytest.raises(Refused) as refusal:
        institutions.amend(row.pk, {"valid_until": soon(90)}, by=row.created_by)
    assert "ended" in codes(refusal)


def test_the_task_to_find_another_institution_is_done_when_one_is_found() -> None:
    row, officer = training.institution(), factories.officer()
    local = training.open_session("5401", by=officer, institution=row)
    institutions.end_commission(row.pk, soon(1), by=row.created_by, reason="资质被撤销")
    task = Notice.objects.get(recipient=officer, kind="task")
    with pytest.raises(Refused):
        sessions.edit_session(local.pk, {"title": "新名称"}, by=officer)
    task.refresh_from_db()
    assert task.read_at is None
    sessions.edit_session(local.pk, {"institution": None}, by=officer)
    task.refresh_from_db()
    assert task.read_at


def test_documents_are_kept_and_removed_with_a_trace() -> None:
    row = training.institution()
    paper = SimpleUploadedFile("资质.pdf", factories.PDF_BYTES)
    kept = institutions.add_document(row.pk, by=row.created_by, name="办学许可证", upload=paper)
    assert kept.evidence_name == "资质.pdf"
    gone = institutions.remove_document(kept.pk, by=row.created_by)
    again = institutions.remove_document(kept.pk, by=row.created_by)
    assert gone.removed_at == again.removed_at is not None
    with pytest.raises(Refused) as refusal:
        institutions.add_document(row.pk, by=row.created_by, name=" ", upload=None)
    assert codes(refusal) == {"name", "upload"}


# --- the yearly plan --------------------------------------------------------------------------------


def test_a_plan_is_drafted_once_a_year_and_published_with_lines() -> None:
    draft = training.plan()
    with pytest.raises(Refused) as refusal:
        training.plan()
    assert codes(refusal) == {"year_taken"}
    with pytest.raises(Refused) as refusal:
        plans.publish_plan(draft.pk, by=draft.created_by)
    assert codes(refusal) == {"no_lines"}
    training.plan_line(draft)
    officer = factories.officer()
    published = plans.publish_plan(draft.pk, by=draft.created_by)
    assert published.published_at is not None
    assert Notice.objects.filter(recipient=officer).exists()
    assert TrainingPlan.objects.visible_to(factories.filer()).get() == published


def test_a_published_plan_is_amended_with_a_trace() -> None:
    plan = training.published_plan()
    region, line = plan.created_by, plan.items.get()
    changed = plans.edit_plan(plan.pk, by=region, title="新标题", version=plan.version)
    assert (changed.title, changed.version) == ("新标题", plan.version + 1)
    officer = factories.officer()
    plans.edit_line(line.pk, {"planned_heads": 60}, by=region)
    assert Notice.objects.filter(recipient=officer).exists()
    with pytest.raises(Refused) as refusal:
        plans.remove_line(line.pk, by=region)
    assert codes(refusal) == {"last_line"}
    more = training.plan_line(plan, office="5402")
    plans.remove_line(more.pk, by=region)
    assert list(PlanItem.objects.all()) == [line]
    with pytest.raises(Refused) as refusal:
        plans.discard_plan(plan.pk, by=region)
    assert codes(refusal) == {"published"}


def test_a_line_that_goes_to_another_office_is_told_to_both() -> None:
    plan = training.published_plan()
    offices = factories.officer("5401"), factories.officer("5402")
    given = {"organiser": factories.authority("5402")}
    plans.edit_line(plan.items.get().pk, given, by=plan.created_by)
    assert [Notice.objects.filter(recipient=officer).count() for officer in offices] == [1, 1]


def test_a_line_that_is_used_keeps_its_organiser() -> None:
    line = training.published_plan().items.get()
    training.session(plan_item=line)
    region = line.plan.created_by
    with pytest.raises(Refused) as refusal:
        plans.edit_line(line.pk, {"organiser": factories.authority("5402")}, by=region)
    assert codes(refusal) == {"line_used"}
    training.plan_line(line.plan, topic="另一项")
    with pytest.raises(Refused) as refusal:
        plans.remove_line(line.pk, by=region)
    assert codes(refusal) == {"line_used"}


def test_a_draft_plan_disappears() -> None:
    draft = training.plan()
    line = training.plan_line(draft)
    plans.edit_line(line.pk, {"planned_heads": 60}, by=draft.created_by)
    with pytest.raises(Refused):
        plans.discard_plan(draft.pk, by=factories.officer())
    plans.discard_plan(draft.pk, by=draft.created_by)
    assert not PlanItem.objects.exists()
