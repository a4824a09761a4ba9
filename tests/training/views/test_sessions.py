"""The pages of institutions, the yearly plan and sessions (Art. 16, 17)."""

from __future__ import annotations

import io
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from cqo_registry.accounts.models import User
from tests import factories
from tests.factories import enrolments, training
from training.models import Institution, PlanItem, TrainingPlan, TrainingSession

pytestmark = pytest.mark.django_db


def client(user: User) -> Client:
    browser = Client()
    browser.force_login(user)
    return browser


def url(name: str, *args: Any) -> str:
    return reverse(f"training:{name}", args=args)


def typed(**values: Any) -> dict[str, Any]:
    day = timezone.localdate() + timedelta(days=20)
    return {
        "title": "第一期集中培训班",
        "mode": "onsite",
        "place": "会议中心",
        "starts_on": day.isoformat(),
        "ends_on": day.isoformat(),
        "enrol_until": day.isoformat(),
        "hours": "8",
        "capacity": "30",
        "audience": "both",
        "syllabus": "法规和方法",
        "fee": "0",
        **values,
    }


def test_an_office_drafts_publishes_and_calls_off_a_session() -> None:
    browser = client(factories.officer())
    page = browser.post(url("session_create"), typed(), follow=True)
    session = TrainingSession.objects.get()
    assert page.redirect_chain[-1][0] == session.get_absolute_url()
    assert url("session_open", session.pk) in page.content.decode()
    browser.post(url("session_open", session.pk), {"version": session.version})
    session.refresh_from_db()
    assert session.number.startswith("XZPX-5401-")
    bad = browser.post(url("session_cancel", session.pk), {"version": session.version, "reason": ""})
    assert (bad.status_code, "请填写取消原因。" in bad.content.decode()) == (422, True)
    browser.post(url("session_cancel", session.pk), {"version": session.version, "reason": "场地停电"})
    assert "场地停电" in browser.get(session.get_absolute_url()).content.decode()


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("place", "", "现场培训请填写培训地点。"),
        ("fee", "100", "向企业收费的，请写明依据和理由"),
        ("capacity", "-1", "名额"),
        ("starts_on", "明天", "日期写法不正确"),
    ],
)
def test_a_bad_value_gets_its_sentence_and_the_rest_stays(field: str, value: str, sentence: str) -> None:
    answer = client(factories.officer()).post(url("session_create"), typed(**{field: value}))
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert "法规和方法" in answer.content.decode()
    assert not TrainingSession.objects.exists()


def test_an_open_session_is_edited_and_an_old_page_overwrites_nothing() -> None:
    officer = factories.officer()
    session = training.open_session(by=officer)
    browser = client(officer)
    page = browser.get(url("session_edit", session.pk))
    form = {name: value for name, value in page.context["form"].initial.items() if value is not None}
    given = {**form, "place": "新地点", "institution": "", "plan_item": ""}
    done = browser.post(url("session_edit", session.pk), {**given, "version": session.version}, follow=True)
    assert "新地点" in done.content.decode()
    stale = browser.post(
        url("session_edit", session.pk), {**given, "place": "旧", "version": session.version}
    )
    assert (stale.status_code, "旧" in stale.content.decode()) == (409, True)
    assert browser.get(url("session_edit", training.completed_session().pk)).status_code == 404


def test_an_enterprise_sees_what_it_is_offered_and_what_to_do() -> None:
    training.session()
    training.open_session()
    training.open_session("5402")
    training.open_session("54")
    page = client(factories.filer()).get(url("session_list"))
    assert page.context["page"].total == 2
    assert "可以报名，余 30 个名额" in page.content.decode()
    assert (
        client(factories.officer("5402")).get(url("session_list"), {"status": "open"}).context["page"].total
        == 2
    )


def test_the_workbook_holds_the_list() -> None:
    session = training.open_session()
    answer = client(factories.region_officer()).get(url("session_export"), {"status": "open"})
    rows = list(load_workbook(io.BytesIO(b"".join(answer.streaming_content))).worksheets[0].values)
    assert any(session.number in row for row in rows)


def test_the_region_commissions_an_institution_with_its_papers() -> None:
    browser = client(factories.region_officer())
    today = timezone.localdate()
    given = {
        "name": "西藏质量培训中心",
        "uscc": factories.uscc(),
        "scope": "集中培训",
        "commissioned_on": today.isoformat(),
        "valid_until": (today + timedelta(days=365)).isoformat(),
    }
    assert browser.post(url("institution_create"), {**given, "uscc": "123"}).status_code == 422
    browser.post(url("institution_create"), given)
    row = Institution.objects.get()
    paper = SimpleUploadedFile("资质.pdf", factories.PDF_BYTES)
    add = url("institution_document_add", row.pk)
    assert browser.post(add, {"name": "办学许可证"}).status_code == 422
    page = browser.post(add, {"name": "办学许可证", "upload": paper}, follow=True)
    assert "办学许可证" in page.content.decode()
    document = row.documents.get()
    assert browser.get(url("institution_document", document.pk)).status_code == 200
    browser.post(url("institution_document_remove", document.pk))
    assert "已移除" in browser.get(row.get_absolute_url()).content.decode()
    row.refresh_from_db()
    end = {"on": today.isoformat(), "reason": "资质被撤销", "version": row.version}
    browser.post(url("institution_end", row.pk), end)
    assert "已提前终止" in browser.get(url("institution_list")).content.decode()
    assert browser.get(url("institution_list"), {"standing": "in_force"}).context["page"].total == 0


def test_the_region_plans_publishes_and_every_figure_is_its_list() -> None:
    region = factories.region_officer()
    browser = client(region)
    browser.post(url("plan_create"), {"year": "2026", "title": "2026年度计划", "aims": "应训尽训"})
    plan = TrainingPlan.objects.get()
    line = {
        "organiser": factories.authority().pk,
        "topic": "岗位培训",
        "audience": "both",
        "quarter": "2",
        "planned_sessions": "1",
        "planned_hours": "8",
        "planned_heads": "30",
    }
    assert browser.post(url("plan_line_create", plan.pk), {**line, "topic": ""}).status_code == 422
    browser.post(url("plan_line_create", plan.pk), {**line, "version": plan.version})
    plan.refresh_from_db()
    browser.post(url("plan_publish", plan.pk), {"version": plan.version})
    item = PlanItem.objects.get()
    held = training.held_session(plan_item=item, starts_on=timezone.localdate() - timedelta(days=1))
    enrolments.graded(
        enrolments.enrolling.enrol_cqo(held.pk, factories.accepted().enterprise, by=held.created_by)
    )
    training.sessions.complete_session(held.pk, by=held.created_by)
    page = browser.get(plan.get_absolute_url())
    shown = page.context["lines"][0].progress
    assert (shown.held_sessions, shown.trained_heads) == (1, 1)
    listed = browser.get(url("session_list"), {"line": item.pk, "status": "completed"})
    assert listed.context["page"].total == 1
    assert browser.get(url("plan_line_people", item.pk)).context["page"].total == 1
    assert client(factories.officer("5402")).get(url("plan_line_people", item.pk)).status_code == 404
    assert client(factories.filer()).get(plan.get_absolute_url()).status_code == 200


@pytest.mark.parametrize(
    ("name", "make", "queries"),
    [
        ("session_list", training.open_session, 8),
        ("institution_list", training.institution, 6),
    ],
)
def test_a_list_asks_as_much_for_many_as_for_one(
    name: str, make: Any, queries: int, django_assert_num_queries: Any
) -> None:
    browser = client(factories.region_officer())
    for count in (1, 7):
        for _each in range(count):
            make()
        with django_assert_num_queries(queries):
            browser.get(url(name))
