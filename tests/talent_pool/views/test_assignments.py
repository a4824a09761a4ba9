"""Asking experts from the page; recusal in the list and against a forged POST (Art. 12, 15)."""

from __future__ import annotations

import io
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from cqo_registry.audit.models import AuditEvent
from cqo_registry.directory.models import Enterprise
from talent_pool.models import Assignment
from tests import factories
from tests.factories import pool
from tests.talent_pool.views.pages import act, shown, signed_in, text

pytestmark = pytest.mark.django_db
NEW = reverse("talent_pool:assignment_new")


def matter(enterprise: Enterprise | None, **values: Any) -> dict[str, Any]:
    today = timezone.localdate().isoformat()
    return {
        "kind": "diagnosis",
        "title": "水泥强度质量诊断",
        "enterprise": enterprise.uscc if enterprise else "",
        "skill": "process",
        "starts_on": today,
        "ends_on": today,
        "place": "厂区",
        "note": "查找原因",
        "action": "match",
        **values,
    }


def test_the_matter_leads_to_the_experts_and_the_choice_to_an_invitation():
    member, served, officer = pool.member(), pool.other_enterprise(), factories.officer()
    client = signed_in(officer)
    assert client.get(NEW).status_code == 200
    page = client.post(NEW, matter(served)).content.decode()
    assert "具有所需专长；同一行业大类；在同一辖区任职" in page
    assert f'value="{member.pk}"' in page
    assert not Assignment.objects.exists()
    answer = client.post(NEW, matter(served, action="invite", members=[member.pk]))
    row = Assignment.objects.get()
    assert answer.url == row.get_absolute_url()
    assert (row.membership, row.enterprise, row.skill, row.note) == (member, served, "process", "查找原因")


def test_the_number_above_the_list_counts_experts_not_listed_too(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("talent_pool.views.assignments.SHOWN", 1)
    for _each in range(2):
        pool.member()
    page = signed_in(factories.officer()).post(NEW, matter(pool.other_enterprise())).content.decode()
    assert "人才库中有 2 位在任专家" in page
    assert "另有 1 位专家未列出" in page


def test_several_experts_are_invited_at_once():
    chosen = [pool.member().pk, pool.member().pk]
    answer = signed_in(factories.officer()).post(
        NEW, matter(pool.other_enterprise(), action="invite", members=chosen)
    )
    assert answer.url == reverse("talent_pool:assignment_list")
    assert Assignment.objects.count() == 2


@pytest.mark.parametrize("tie", ["own", "representative", "branch"])
def test_who_must_stay_away_cannot_be_ticked_and_a_forged_post_is_refused(tie: str):
    held = pool.in_office(factories.make_enterprise(legal_representative="扎西·多吉"))
    member, served = pool.member(held), held.enterprise
    if tie != "own":
        name = "扎西•多吉" if tie == "representative" else "格桑"
        served = factories.make_enterprise(legal_representative=name)
    if tie == "branch":
        Enterprise.objects.filter(pk=served.pk).update(head_office=held.enterprise)
    client = signed_in(factories.officer())
    page = client.post(NEW, matter(served)).content.decode()
    assert "expert-barred" in page
    assert "应当回避。" in page
    assert f'value="{member.pk}"' not in page
    answer = client.post(NEW, matter(served, action="invite", members=[member.pk]))
    assert answer.status_code == 422
    assert "应当回避。" in answer.content.decode()
    assert not Assignment.objects.exists()


def test_recusal_stops_a_forged_acceptance_and_the_dead_button_says_why():
    row = pool.invited()
    speaker = pool.speaker(row)
    pool.represented_by(row.enterprise, "多吉")
    assert "法定代表人相同" in text(speaker, "assignment_detail", row.pk)
    answer = act(speaker, "assignment", "accept", row)
    assert answer.status_code == 422
    assert Assignment.objects.get().status == "invited"
    assert act(speaker, "assignment", "recuse", row, reason="法定代表人相同").status_code == 302
    assert Assignment.objects.get().status == "recused"


def test_what_is_wrong_with_the_matter_is_said_at_once_and_nothing_is_lost():
    client = signed_in(factories.officer())
    answer = client.post(NEW, matter(None, title="", starts_on="明天"))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert all(said in page for said in ("请填写事项。", "日期写法不正确", "查找原因"))
    assert 'id="experts"' not in page
    page = client.post(NEW, matter(None)).content.decode()
    assert "必须写明服务企业" in page
    elsewhere = factories.make_enterprise("5402")
    assert "名录中没有这家企业" in client.post(NEW, matter(elsewhere)).content.decode()
    twins = [factories.make_enterprise(name="同名企业") for _each in range(2)]
    page = client.post(NEW, {**matter(None), "enterprise": twins[0].name}).content.decode()
    assert "有几家企业叫这个名称" in page
    own = pool.other_enterprise(name="只此一家企业")
    spaced = " ".join((own.uscc[:8].lower(), own.uscc[8:]))
    for typed in (own.name, own.uscc, spaced):
        assert 'id="experts"' in client.post(NEW, {**matter(None), "enterprise": typed}).content.decode()


def test_a_choice_of_nobody_keeps_the_list():
    pool.member()
    client, given = signed_in(factories.officer()), matter(pool.other_enterprise(), action="invite")
    answer = client.post(NEW, given)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "请至少选择一位专家。" in page
    assert 'id="experts"' in page
    for forged in ("x", "999999999", "0"):
        assert client.post(NEW, {**given, "members": [forged]}).status_code == 422


def test_the_expert_finds_the_invitation_at_home_and_accepts():
    row = pool.invited()
    speaker = pool.speaker(row)
    assert row.get_absolute_url() in signed_in(speaker).get("/").content.decode()
    assert act(speaker, "assignment", "accept", row).status_code == 302
    assert row.get_absolute_url() not in signed_in(speaker).get("/").content.decode()


def test_the_office_records_the_result():
    row = pool.accepted()
    answer = act(row.invited_by, "assignment", "done", row, outcome="", days="半天", rating="9")
    page = answer.content.decode()
    assert answer.status_code == 422
    assert all(said in page for said in ("请填写工作成果。", "可以有半天", "评价请选 1 至 5。"))
    given = {"outcome": "提出意见五条", "days": "1.5", "rating": "5", "feedback": "好"}
    assert act(row.invited_by, "assignment", "done", row, **given).status_code == 422
    given["days"] = "0.5"
    assert act(row.invited_by, "assignment", "done", row, **given).status_code == 302
    assert "提出意见五条" in text(pool.speaker(row), "assignment_detail", row.pk)


def test_turning_down_and_calling_off():
    row = pool.invited()
    assert act(pool.speaker(row), "assignment", "decline", row).status_code == 302
    other = pool.invited(row.membership)
    assert act(other.invited_by, "assignment", "cancel", other).status_code == 422
    assert act(other.invited_by, "assignment", "cancel", other, reason="活动取消").status_code == 302
    assert shown(factories.officer("5402"), "assignment_detail", row.pk).status_code == 404


def test_the_office_reads_what_speaks_against_the_expert_by_now():
    row = pool.accepted()
    assert "应当回避" not in text(row.invited_by, "assignment_detail", row.pk)
    pool.represented_by(row.enterprise, "多吉")
    for user in (row.invited_by, pool.speaker(row)):
        assert "法定代表人相同，应当回避。" in text(user, "assignment_detail", row.pk)
    filing = factories.accepted()
    invited = pool.invited(pool.member(filing.appointment))
    factories.changed(filing, "K2")
    assert "已不在任" in text(invited.invited_by, "assignment_detail", invited.pk)


def test_another_task_in_the_same_days_is_mentioned():
    member = pool.member()
    pool.invited(member)
    row = pool.invited(member)
    assert "在此期间已有其他任务" in text(pool.speaker(row), "assignment_detail", row.pk)


def test_the_list_narrows_and_its_workbook_holds_the_same_rows():
    member = pool.member()
    done, invited = pool.done(member), pool.invited(member, title="企业咨询", kind="consultation")
    region = factories.region_officer()

    def listed(user: Any = region, **query: str) -> set[int]:
        return {row.pk for row in shown(user, "assignment_list", **query).context["page"].rows}

    assert listed() == {done.pk, invited.pk}
    assert listed(status="done") == {done.pk}
    assert listed(kind="consultation") == {invited.pk}
    assert listed(authority="5402") == set()
    assert listed(keyword="企业咨询") == {invited.pk}
    assert listed(pool.speaker(done)) == {done.pk, invited.pk}
    assert listed(factories.officer("5402")) == set()
    answer = shown(region, "assignment_export", status="done")
    rows = list(load_workbook(io.BytesIO(b"".join(answer.streaming_content))).worksheets[0].values)
    assert [row[3] for row in rows if row[3] in (done.title, invited.title)] == [done.title]
    assert AuditEvent.objects.filter(action="assignment.export").count() == 1


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_asks_as_much_for_many_as_for_one(count: int, django_assert_num_queries: Any):
    for _each in range(count):
        pool.invited()
    client = signed_in(factories.region_officer())
    with django_assert_num_queries(7):
        client.get(reverse("talent_pool:assignment_list"))
