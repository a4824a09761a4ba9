"""The pages of activities, experience and funds: figures, forms, pictures, workbooks (Art. 17, 18, 20)."""

from __future__ import annotations

import io
import uuid
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from cqo_registry.accounts.models import User
from cqo_registry.directory.facts import search_text
from tests import factories
from tests.factories import promotion
from training.actions import experiences
from training.models import Activity, Budget, Experience, Spending

pytestmark = pytest.mark.django_db


def as_(user: User) -> Client:
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def page(user: User, name: str, *args: Any, **query: str) -> Any:
    return as_(user).get(reverse(f"training:{name}", args=args), query)


def test_a_total_above_the_activities_is_the_list_behind_it() -> None:
    promotion.activity()
    promotion.activity(kind="visit")
    promotion.struck_activity()
    region = factories.region_officer()
    for query in ({}, {"kind": "visit"}, {"standing": "no"}, {"kind": "forum", "keyword": "座谈"}):
        for _label, count, url in page(region, "activity_list", **query).context["totals"]:
            listed = as_(region).get(reverse("training:activity_list") + url)
            assert len(listed.context["page"].rows) == count, (query, url)
    assert len(page(region, "activity_list", keyword="座谈").context["page"].rows) == 3


TYPED = {"title": "观摩", "place": "日喀则", "enterprise_count": "1", "heads": "9", "summary": ""}


def test_enterprises_are_found_ticked_and_logged_without_losing_what_was_typed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    officer, enterprise = factories.officer(), factories.make_enterprise()
    enterprise.search_text = search_text(enterprise.name, enterprise.uscc)
    enterprise.save(update_fields=["search_text"])
    typed = {**TYPED, "kind": "visit", "held_on": timezone.localdate().isoformat()}
    client, url = as_(officer), reverse("training:activity_create")
    found = client.post(url, {**typed, "action": "find", "search": enterprise.name})
    assert f'name="enterprises" value="{enterprise.pk}"' in " ".join(found.content.decode().split())
    assert 'value="观摩"' in found.content.decode()
    assert client.post(url, {**typed, "action": "find", "search": "无此企业"}).context["none_found"]
    assert not found.context["many_found"]
    monkeypatch.setattr("training.views.activities.FOUND_MAX", 1)
    more = client.post(url, {**typed, "action": "find", "search": enterprise.name}).content.decode()
    assert "请把名称写得更完整再查找" in more
    assert client.post(url, {**typed, "heads": "x", "place": " "}).status_code == 422
    assert client.post(url, {**typed, "enterprises": [enterprise.pk]}).status_code == 302
    row = Activity.objects.get()
    assert list(row.enterprises.all()) == [enterprise]
    edit = reverse("training:activity_edit", args=[row.pk])
    assert enterprise.name in client.get(edit).content.decode()
    assert client.post(edit, {**typed, "heads": "10", "version": 1}).status_code == 302
    assert client.post(edit, {**typed, "heads": "11", "version": 1}).status_code == 409


def test_the_form_names_no_enterprise_of_another_area_whatever_is_posted() -> None:
    officer, far = factories.officer(), factories.make_enterprise("5402", name="日喀则保密企业有限公司")
    row = promotion.activity()
    typed = {**TYPED, "kind": "visit", "held_on": timezone.localdate().isoformat(), "enterprises": [far.pk]}
    addresses = (
        reverse("training:activity_create"),
        reverse("training:activity_edit", args=[row.pk]),
    )
    for url in addresses:
        for more in ({"action": "find", "search": ""}, {"version": row.version}):
            answer = as_(officer).post(url, {**typed, **more})
            assert answer.status_code in (200, 422)
            assert far.name not in answer.content.decode()
    row.enterprises.set([far])
    assert far.name in page(officer, "activity_edit", row.pk).content.decode()


def test_everything_wrong_is_said_at_once() -> None:
    tomorrow = (timezone.localdate() + timedelta(days=1)).isoformat()
    client = as_(factories.officer())
    wrong = {**TYPED, "kind": "visit", "held_on": tomorrow, "place": "", "heads": "0"}
    text = client.post(reverse("training:activity_create"), wrong).content.decode()
    for said in ("请填写地点。", "活动日期不能晚于今天。", "参加人数至少为 1"):
        assert said in text
    line = {"spent_on": tomorrow, "source": "", "item": "venue", "amount": "0"}
    text = client.post(reverse("training:spending_create"), line).content.decode()
    for said in ("请选择经费来源。", "支出日期不能晚于今天。", "支出金额必须大于 0。"):
        assert said in text


def test_the_form_of_an_activity_says_whose_it_is() -> None:
    exchange = promotion.activity(by=factories.region_officer(), kind="exchange")
    edit = page(factories.officer(), "activity_edit", exchange.pk).content.decode()
    assert "只有主办机关可以修改这项活动。" in edit
    assert 'name="heads"' not in edit


def test_a_picture_is_shown_to_whom_the_page_is_and_to_nobody_after_it_is_removed() -> None:
    row = promotion.activity()
    client, add = as_(row.created_by), reverse("training:activity_picture_add", args=[row.pk])
    assert client.post(add, {"caption": ""}).status_code == 422
    assert client.post(add, {"file": promotion.upload(), "caption": "会场"}).status_code == 302
    picture = row.pictures.get()
    answer = page(row.created_by, "activity_picture", picture.pk)
    assert (answer.status_code, answer["Content-Type"]) == (200, "image/png")
    assert 'alt="会场"' in page(row.created_by, "activity_detail", row.pk).content.decode()
    assert page(factories.officer("5402"), "activity_picture", picture.pk).status_code == 404
    assert client.post(reverse("training:activity_picture_remove", args=[picture.pk])).status_code == 302
    assert page(row.created_by, "activity_picture", picture.pk).status_code == 404


def test_a_row_is_struck_out_with_a_reason_and_restored() -> None:
    for row, name in ((promotion.activity(), "activity"), (promotion.spending(), "spending")):
        client = as_(row.created_by)
        strike = reverse(f"training:{name}_strike", args=[row.pk])
        restore = reverse(f"training:{name}_restore", args=[row.pk])
        assert client.post(strike, {"version": 1}).status_code == 422
        assert client.post(strike, {"version": 9, "reason": "错"}).status_code == 409
        assert client.post(strike, {"version": 1, "reason": "登记有误"}).status_code == 302
        assert "登记有误" in client.get(row.get_absolute_url()).content.decode()
        again = client.post(restore, {"version": 1})
        assert (again.status_code, again.context["heading"], again.context["submit"]) == (409, "恢复", "恢复")
        assert client.post(restore, {"version": 2}).status_code == 302


def test_an_experience_travels_by_the_buttons_of_its_page() -> None:
    author, officer, region = factories.filer(), factories.officer(), factories.region_officer()
    client = as_(author)
    given = {"title": "我们的做法", "summary": "摘要", "body": promotion.BODY}
    assert client.post(reverse("training:experience_create"), {**given, "title": ""}).status_code == 422
    answer = client.post(reverse("training:experience_create"), given, follow=True)
    assert "已保存" in answer.content.decode()
    row = Experience.objects.get()
    edit = reverse("training:experience_edit", args=[row.pk])
    assert client.post(edit, {**given, "version": 1}).status_code == 302
    assert client.post(edit, {**given, "version": 1}).status_code == 409

    def act(user: User, name: str, version: int, **words: str) -> int:
        url = reverse("training:experience_act", args=[row.pk, name])
        return as_(user).post(url, {"version": version, **words}).status_code

    assert act(author, "submit", 2) == 302
    assert act(officer, "return", 3) == 422
    assert act(officer, "return", 9, reason="补充") == 409
    assert act(officer, "report", 3) == 302
    assert act(region, "publish", 4) == 302
    assert act(region, "vanish", 5) == 404
    reader = factories.filer(factories.make_enterprise("5402"))
    assert row.title in page(reader, "experience_library", keyword="做法").content.decode()
    text = page(reader, "experience_detail", row.pk).content.decode()
    assert "<h2" in text
    assert "主要做法" in text
    assert act(region, "retract", 5, reason="有误") == 302
    url, form = reverse("training:experience_copy", args=[row.pk]), {"form_token": str(uuid.uuid4())}
    first, second = as_(author).post(url, form), as_(author).post(url, form)
    assert first.url == second.url
    assert Experience.objects.count() == 2


def test_an_enterprise_written_about_stays_named_after_it_moved_away() -> None:
    enterprise = factories.make_enterprise()
    row = promotion.draft(by=factories.officer(), about=enterprise)
    type(enterprise).objects.filter(pk=enterprise.pk).update(authority=factories.authority("5402"))
    edit = reverse("training:experience_edit", args=[row.pk])
    assert enterprise.name in as_(row.created_by).get(edit).content.decode()
    given = {"title": "新标题", "about": enterprise.name, "version": row.version}
    assert as_(row.created_by).post(edit, given).status_code == 302
    assert Experience.objects.get().about == enterprise


def test_an_office_types_the_enterprise_it_writes_about() -> None:
    own, far, officer = factories.make_enterprise(), factories.make_enterprise("5402"), factories.officer()
    client, url = as_(officer), reverse("training:experience_create")
    assert own.name not in client.get(url).content.decode()
    answer = client.post(url, {"title": "做法", "about": far.name})
    assert answer.status_code == 422
    assert "名录中没有这家企业" in answer.content.decode()
    assert client.post(url, {"title": "做法", "about": own.uscc.lower()}).status_code == 302
    assert Experience.objects.get().about == own


def test_what_was_typed_too_late_can_still_be_copied() -> None:
    row = promotion.draft()
    version, author = row.version, row.created_by
    experiences.submit(row.pk, by=author, version=version)
    edit = reverse("training:experience_edit", args=[row.pk])
    late = {"title": "我们的做法", "summary": "摘要", "body": "第一段\n新写的第二段", "version": version}
    answer = as_(author).post(edit, late)
    assert answer.status_code == 409
    assert "新写的第二段" in answer.content.decode()
    officer = factories.officer(row.authority.code)
    experiences.withdraw(row.pk, by=author, version=version + 1)
    url = reverse("training:experience_act", args=[row.pk, "return"])
    answer = as_(officer).post(url, {"version": version + 1, "reason": "请补充数据"})
    assert answer.status_code == 409
    assert "请补充数据" in answer.content.decode()


def test_the_work_list_shows_what_waits_and_what_is_ones_own() -> None:
    waiting, up, own = promotion.submitted(), promotion.reported(), promotion.draft(by=factories.officer())
    officer, region = factories.officer(), factories.region_officer()

    def listed(user: User, **query: str) -> list[Experience]:
        return list(page(user, "experience_list", **query).context["page"].rows)

    assert listed(officer, view="waiting") == [waiting]
    assert listed(officer, view="mine") == [own]
    assert listed(region, view="waiting") == [up]
    assert listed(waiting.created_by) == [waiting]


def test_budget_and_spending_are_entered_and_stand_on_the_sheet() -> None:
    officer, year = factories.officer(), timezone.localdate().year
    client = as_(officer)
    budget = {"year": year, "source": "fiscal", "amount": "1,000.50"}
    assert client.post(reverse("training:budget_create"), {**budget, "amount": "x"}).status_code == 422
    assert client.post(reverse("training:budget_create"), budget).status_code == 302
    edit = reverse("training:budget_edit", args=[Budget.objects.get().pk])
    assert client.get(edit).status_code == 200
    assert client.post(edit, {"amount": "900", "version": 9}).status_code == 422
    assert client.post(edit, {"amount": "900", "version": 1}).status_code == 302
    line = {
        "spent_on": timezone.localdate().isoformat(),
        "source": "fiscal",
        "item": "venue",
        "amount": "1000",
    }
    assert client.post(reverse("training:spending_create"), line).status_code == 302
    sheet = client.get(reverse("training:funding"), follow=True)
    assert "支出超过预算 100.00 元" in sheet.content.decode()
    found = sheet.context["sheet"]
    for row in [*found.sources, found.total]:
        rows = as_(officer).get(reverse("training:spending_list") + "?" + row.query)
        assert sum(each.amount for each in rows.context["page"].rows) == row.spent
    assert page(factories.region_officer(), "funding", year="x").status_code == 200
    assert page(factories.region_officer(), "spending_list", session="999").status_code == 200
    assert page(officer, "funding_sheet", "5402", year).status_code == 404
    assert page(officer, "funding_sheet", "5401", 1990).status_code == 404


@pytest.mark.parametrize("name", ["activity", "experience", "spending"])
def test_the_workbook_holds_the_list(name: str) -> None:
    {"activity": promotion.activity, "experience": promotion.reported, "spending": promotion.spending}[name]()
    answer = page(factories.auditor(), f"{name}_export")
    book = load_workbook(io.BytesIO(b"".join(answer.streaming_content)))
    assert len(list(book.worksheets[0].values)) == 2


def test_the_workbook_says_that_it_holds_what_waits() -> None:
    promotion.submitted()
    answer = page(factories.officer(), "experience_export", view="waiting")
    book = load_workbook(io.BytesIO(b"".join(answer.streaming_content)))
    assert ("筛选条件", "范围：待办理") in [tuple(row[:2]) for row in book.worksheets[1].values]


MADE = {"activity_list": promotion.activity, "spending_list": promotion.spending, "experience_list": None}


@pytest.mark.parametrize("name", MADE)
def test_a_list_asks_as_much_for_fifty_as_for_one(name: str, django_assert_num_queries: Any) -> None:
    make = MADE[name] or promotion.reported
    row, client = make(), as_(factories.region_officer())
    url = reverse(f"training:{name}")
    client.get(url)
    with CaptureQueriesContext(connection) as one:
        client.get(url)
    model = {"activity_list": Activity, "spending_list": Spending}.get(name, Experience)
    copies: list[Any] = []
    for _each in range(49):
        copy = model.objects.get(pk=row.pk)
        copy.pk = None
        copies.append(copy)
    model.objects.bulk_create(copies)
    with django_assert_num_queries(len(one)):
        assert len(client.get(url).context["page"].rows) == 50


def test_the_tables_of_funds_go_out_as_they_stand() -> None:
    row = promotion.spending(by=factories.officer())
    region = factories.region_officer()
    for user, name, args in (
        (region, "funding_export", ()),
        (factories.officer(), "funding_export", ()),
        (region, "funding_sheet_export", ("5401", row.year)),
    ):
        client = Client()
        client.force_login(user)
        answer = client.get(reverse(f"training:{name}", args=args), {"year": row.year})
        book = load_workbook(io.BytesIO(b"".join(answer.streaming_content)))
        assert any(row.amount in line for line in book.worksheets[0].values), name
    stranger = Client()
    stranger.force_login(factories.officer("5402"))
    address = reverse("training:funding_sheet_export", args=["5401", row.year])
    assert stranger.get(address).status_code == 404
