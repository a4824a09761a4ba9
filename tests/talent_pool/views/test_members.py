"""The directory of the pool and the page of a member (Art. 15)."""

from __future__ import annotations

import io
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from cqo_registry.audit.models import AuditEvent
from talent_pool.actions import leaving
from talent_pool.models import Membership
from tests import factories
from tests.factories import bars, pool
from tests.talent_pool.views.pages import act, shown, signed_in, text

pytestmark = pytest.mark.django_db


def listed(user: Any, **query: str) -> set[int]:
    return {row.pk for row in shown(user, "member_list", **query).context["page"].rows}


def test_the_directory_is_searched_by_name_pinyin_enterprise_and_tags():
    own = pool.member()
    elsewhere = pool.in_office(factories.make_enterprise("5402", industry="F51"), cqo_name="央金卓玛")
    other = pool.member(elsewhere, skills=["brand"])
    officer = factories.officer("5403")
    assert listed(officer) == {own.pk, other.pk}
    assert listed(officer, keyword="扎西次仁") == {own.pk}
    assert listed(officer, keyword="YJZM") == {other.pk}
    assert listed(officer, keyword=other.nomination.appointment.enterprise.name) == {other.pk}
    assert listed(officer, industry="C") == {own.pk}
    assert listed(officer, skill="brand") == {other.pk}
    assert listed(officer, authority="5402") == {other.pk}
    assert listed(officer, keyword="无此人") == set()
    assert "没有符合条件的专家" in text(officer, "member_list", keyword="无此人")


def test_each_standing_has_its_own_list():
    active, inactive, kept, left = pool.member(), pool.inactive(), pool.kept(), pool.left()
    wishing = pool.wishing()
    region = factories.region_officer()
    assert listed(region) == {active.pk, inactive.pk, kept.pk, wishing.pk}
    assert listed(region, standing="active") == {active.pk, wishing.pk}
    assert listed(region, standing="inactive") == {inactive.pk, kept.pk}
    assert listed(region, standing="review") == {inactive.pk}
    assert listed(region, standing="wish") == {wishing.pk}
    assert listed(region, standing="left") == {left.pk}
    assert shown(region, "member_list").context["to_review"] == 1
    assert shown(factories.officer(), "member_list").context["to_review"] == 0


def test_the_page_shows_contributions_and_the_record_of_service():
    member = pool.member()
    task, running = pool.done(member), pool.invited(member)
    page = text(factories.officer("5402"), "member_detail", member.pk)
    assert member.nomination.contributions in page
    assert task.outcome in page
    assert "共完成 1 项，1 天，平均评价 4.0。" in page
    assert running.get_absolute_url() not in page
    assert running.get_absolute_url() in text(running.invited_by, "member_detail", member.pk)


def test_the_record_of_service_is_the_experts_through_every_stay():
    first = pool.member()
    pool.done(first)
    gone = leaving.remove(first.pk, by=factories.region_officer(), version=first.version, reason="暂不参加")
    again = pool.member(gone.nomination.appointment)
    pool.done(again, title="第二次入库后的任务")
    region = factories.region_officer()
    page = text(region, "member_detail", again.pk)
    assert "水泥强度质量诊断" in page
    assert "共完成 2 项，2 天，平均评价 4.0。" in page
    assert "2 项，评价 4.0" in text(region, "member_list")


def test_an_enterprise_sees_its_own_expert_alone():
    member = pool.member()
    own = factories.filer(member.nomination.appointment.enterprise)
    assert shown(own, "member_detail", member.pk).status_code == 200
    assert shown(factories.filer(), "member_detail", member.pk).status_code == 404
    assert shown(own, "member_list").status_code == 404


def test_the_enterprise_records_the_wish_and_the_region_closes():
    member, region = pool.member(), factories.region_officer()
    filer = factories.filer(member.nomination.appointment.enterprise)
    assert act(filer, "member", "wish", member, wished_on="昨天").status_code == 422
    today = timezone.localdate().isoformat()
    assert act(filer, "member", "wish", member, wished_on=today, note="工作变动").status_code == 302
    assert "申请退出" in text(region, "member_detail", member.pk)
    assert act(region, "member", "depart", member).status_code == 302
    assert Membership.objects.get().leaving_ground == "wish"


def test_the_region_reviews_who_lost_the_post():
    member, region = pool.inactive(), factories.region_officer()
    assert "原任职" in text(region, "member_list")
    assert act(region, "member", "keep", member).status_code == 422
    assert act(region, "member", "keep", member, reason="拟重新任职").status_code == 302
    assert listed(region, standing="review") == set()
    assert "拟重新任职" in text(region, "member_detail", member.pk)
    assert act(region, "member", "remove", member, reason="不再符合").status_code == 302
    assert act(region, "member", "remove", member, reason="再次").status_code == 422


def test_the_enterprise_does_not_read_the_ground_of_a_bar():
    member = pool.member()
    bars.confirmed(member.person)
    filer = factories.filer(member.nomination.appointment.enterprise)
    assert "不得担任" not in text(filer, "member_detail", member.pk)
    assert "确认有不得担任情形" in text(factories.officer(), "member_detail", member.pk)


def test_the_workbook_of_an_office_is_of_the_region_it_lists():
    pool.member(pool.in_office(factories.make_enterprise("5402")))
    for query, area in (({}, "自治区"), ({"authority": "5402"}, "日喀则市")):
        answer = shown(factories.officer(), "member_export", **query)
        book = load_workbook(io.BytesIO(b"".join(answer.streaming_content)))
        assert ("范围", area) in [tuple(row[:2]) for row in book.worksheets[1].values]


def test_the_workbook_holds_the_list():
    member = pool.member()
    pool.done(member)
    pool.left()
    answer = shown(factories.auditor(), "member_export", keyword=member.person.name)
    rows = list(load_workbook(io.BytesIO(b"".join(answer.streaming_content))).worksheets[0].values)
    found = [row for row in rows if row[1] == member.person.name]
    assert len(found) == 1
    assert found[0][3] == member.nomination.appointment.enterprise.name
    assert [float(found[0][place]) for place in (9, 10, 11)] == [1, 1, 4]
    line = AuditEvent.objects.get(action="member.export")
    assert member.person.name not in str(line.details)


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_asks_as_much_for_many_as_for_one(count: int, django_assert_num_queries: Any):
    for _each in range(count):
        pool.done()
    client = signed_in(factories.region_officer())
    with django_assert_num_queries(8):
        client.get(reverse("talent_pool:member_list"))
