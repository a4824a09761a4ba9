"""What is changed, refused and overtaken on the pages of institutions, plans and sessions (Art. 16)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from cqo_registry.accounts.models import User
from tests import factories
from tests.factories import training
from training.models import Institution, InstitutionDocument, PlanItem, TrainingPlan, TrainingSession
from training.views import institutions
from training.views.session_rows import shown

pytestmark = pytest.mark.django_db


def client(user: User) -> Client:
    browser = Client()
    browser.force_login(user)
    return browser


def url(name: str, *args: Any) -> str:
    return reverse(f"training:{name}", args=args)


@pytest.fixture
def region() -> User:
    return factories.region_officer()


def test_an_institution_is_amended_and_an_old_page_overwrites_nothing(region: User) -> None:
    browser, row = client(region), training.institution()
    page = url("institution_edit", row.pk)
    given = {**browser.get(page).context["form"].initial, "scope": "线上培训", "version": row.version}
    assert browser.post(page, {**given, "valid_until": "2020-01-01"}).status_code == 422
    browser.post(page, given)
    row.refresh_from_db()
    assert row.scope == "线上培训"
    late = browser.post(page, {**given, "scope": "现场培训"})
    assert late.status_code == 409
    assert "现场培训" in late.content.decode()
    assert Institution.objects.get().scope == "线上培训"


def test_the_sessions_of_an_institution_beyond_the_shown_are_one_click_away(
    region: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(institutions, "SHOWN_SESSIONS", 1)
    row, browser = training.institution(), client(region)
    for count in (1, 2):
        training.open_session("54", institution=row)
        page = browser.get(row.get_absolute_url())
        assert ("?keyword=" in page.content.decode()) == (count > 1)
    assert browser.get(url("session_list"), {"keyword": row.name}).context["page"].total == 2


def test_the_form_to_commission_is_empty(region: User) -> None:
    assert client(region).get(url("institution_create")).status_code == 200


def test_an_early_end_outside_the_term_is_refused_as_typed(region: User) -> None:
    row = training.institution()
    given = {"on": "2020-01-01", "reason": "资质失效", "version": row.version}
    page = client(region).post(url("institution_end", row.pk), given)
    assert page.status_code == 422
    assert "资质失效" in page.content.decode()
    assert Institution.objects.get().ended_on is None


def test_a_document_that_is_no_document_is_refused_at_its_field(region: User) -> None:
    row = training.institution()
    upload = SimpleUploadedFile("资质.pdf", b"no document")
    given = {"name": "办学许可证", "upload": upload}
    page = client(region).post(url("institution_document_add", row.pk), given)
    assert page.status_code == 422
    assert page.context["adding"].errors["upload"]
    assert not InstitutionDocument.objects.exists()


@pytest.mark.parametrize(
    ("days", "state"), [(-1, "已过期"), (0, "60 日内到期"), (60, "60 日内到期"), (61, "")]
)
def test_a_document_says_when_it_runs_out(region: User, days: int, state: str) -> None:
    row, until = training.institution(), timezone.localdate() + timedelta(days=days)
    upload = SimpleUploadedFile("资质.pdf", factories.PDF_BYTES)
    given = {"name": "办学许可证", "upload": upload, "valid_until": until.isoformat()}
    browser = client(region)
    browser.post(url("institution_document_add", row.pk), given)
    assert [said for _each, said in browser.get(row.get_absolute_url()).context["documents"]] == [state]


@pytest.mark.parametrize(
    ("first", "last", "standing"),
    [(0, 61, "in_force"), (0, 60, "expiring"), (-1, 0, "expiring"), (-2, -1, "expired"), (1, 90, "ahead")],
)
def test_the_filter_agrees_with_the_badge(region: User, first: int, last: int, standing: str) -> None:
    today = timezone.localdate()
    training.institution(
        commissioned_on=today + timedelta(days=first), valid_until=today + timedelta(days=last)
    )
    browser = client(region)
    for each in ("in_force", "expiring", "ahead", "expired", "ended"):
        found = browser.get(url("institution_list"), {"standing": each, "keyword": "质量"})
        assert found.context["page"].total == (1 if each == standing else 0), each


def test_a_plan_is_offered_for_the_next_year_without_one(region: User) -> None:
    training.plan()
    page = client(region).get(url("plan_create"))
    assert page.context["form"].initial["year"] == timezone.localdate().year + 1


def test_a_plan_is_changed_and_its_draft_deleted(region: User) -> None:
    browser, plan = client(region), training.plan()
    given = {"title": "新的标题", "aims": "应训尽训", "version": plan.version}
    assert browser.post(url("plan_edit", plan.pk), {**given, "title": ""}).status_code == 422
    browser.post(url("plan_edit", plan.pk), given)
    assert browser.post(url("plan_discard", plan.pk), given).status_code == 409
    plan.refresh_from_db()
    assert plan.title == "新的标题"
    page = browser.post(url("plan_discard", plan.pk), {"version": plan.version}, follow=True)
    assert page.redirect_chain[-1][0] == url("plan_list")
    assert not TrainingPlan.objects.exists()


def test_a_plan_without_lines_says_why_it_is_not_published(region: User) -> None:
    browser, plan = client(region), training.plan()
    page = browser.post(url("plan_publish", plan.pk), {"version": plan.version})
    assert page.status_code == 422
    assert "请先添加计划项目" in page.content.decode()


def test_a_line_is_changed_and_removed_while_no_session_needs_it(region: User) -> None:
    browser, line = client(region), training.plan_line()
    plan = TrainingPlan.objects.get()
    page = url("plan_line_edit", line.pk)
    given = {**browser.get(page).context["form"].initial, "organiser": line.organiser_id, "quarter": "3"}
    browser.post(page, {**given, "version": plan.version})
    line.refresh_from_db()
    assert line.quarter == 3
    assert browser.post(page, {**given, "version": plan.version}).status_code == 409
    plan.refresh_from_db()
    browser.post(url("plan_line_remove", line.pk), {"version": plan.version})
    assert not PlanItem.objects.exists()


def test_the_last_line_of_a_published_plan_stays(region: User) -> None:
    plan = training.published_plan()
    line = plan.items.get()
    page = client(region).post(url("plan_line_remove", line.pk), {"version": plan.version})
    assert page.status_code == 422
    assert "至少保留一个项目" in page.content.decode()
    assert PlanItem.objects.exists()


def test_a_draft_plan_is_for_the_region_alone(region: User) -> None:
    plan = training.plan()
    assert client(region).get(plan.get_absolute_url()).status_code == 200
    for user in (factories.officer(), factories.filer(), factories.auditor()):
        assert client(user).get(plan.get_absolute_url()).status_code == 404


def test_an_office_reads_the_progress_of_its_own_lines_alone() -> None:
    plan = training.published_plan()
    training.plan_line(plan, office="5402")
    page = client(factories.officer()).get(plan.get_absolute_url())
    assert [each.progress is not None for each in page.context["lines"]] == [True, False]
    page = client(factories.filer()).get(plan.get_absolute_url())
    assert not any(each.progress for each in page.context["lines"])


def test_a_session_is_begun_from_a_line_and_a_draft_deleted() -> None:
    officer, line = factories.officer(), training.published_plan().items.get()
    browser = client(officer)
    page = browser.get(url("session_create"), {"line": line.pk})
    assert str(page.context["form"].initial["plan_item"]) == str(line.pk)
    draft = training.session(by=officer)
    page = browser.post(url("session_discard", draft.pk), {"version": draft.version}, follow=True)
    assert page.redirect_chain[-1][0] == url("session_list")
    assert not TrainingSession.objects.exists()


def test_a_session_is_completed_on_its_page_after_its_last_day() -> None:
    officer = factories.officer()
    browser, held = client(officer), training.held_session(by=officer)
    browser.post(url("session_complete", held.pk), {"version": held.version})
    held.refresh_from_db()
    assert held.status == "completed"
    assert browser.get(url("session_edit", held.pk)).status_code == 404
    ahead = training.open_session(by=officer)
    page = browser.post(url("session_complete", ahead.pk), {"version": ahead.version})
    assert page.status_code == 422


def test_another_office_neither_sees_nor_edits_a_session() -> None:
    row = training.open_session("5401")
    browser = client(factories.officer("5402"))
    assert browser.get(row.get_absolute_url()).status_code == 404
    assert browser.get(url("session_edit", row.pk)).status_code == 404
    offered = training.open_session("54")
    assert browser.get(offered.get_absolute_url()).status_code == 200
    assert browser.get(url("session_edit", offered.pk)).status_code == 404


@pytest.mark.parametrize(
    ("who", "days", "words"),
    [
        ("officer", 0, "报名进行中"),
        ("officer", 18, "报名已截止，组织培训"),
        ("officer", 21, "评定结果，办理结业"),
        ("filer", 0, "可以报名，余 1 个名额"),
        ("filer", 18, "报名已截止"),
        ("auditor", 0, "报名进行中"),
    ],
)
def test_the_next_step_is_the_readers_own(who: str, days: int, words: str) -> None:
    row = training.open_session(capacity=1)
    listed = TrainingSession.objects.for_list().get(pk=row.pk)
    user = getattr(factories, who)()
    assert shown(listed, user, timezone.localdate() + timedelta(days=days)).step == words


def test_the_pages_of_plans_ask_as_much_for_many_as_for_one(region: User) -> None:
    browser, plan = client(region), training.published_plan()
    counts = []
    for lines in (0, 20):
        for _each in range(lines):
            training.plan_line(plan)
        for page in (plan.get_absolute_url(), url("plan_list")):
            with CaptureQueriesContext(connection) as asked:
                browser.get(page)
            counts.append(len(asked))
        training.plan(plan.year + 1 + lines)
    assert counts[:2] == counts[2:]
