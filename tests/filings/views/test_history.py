"""Timelines: what changed in each field, who, when and why; and who was CQO on a day."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cqo_registry.directory.models import EnterpriseTransfer
from filings.actions import claiming, drafting, submitting
from filings.enums import ReplacementGround
from filings.models import Appointment, Disqualification, Filing, Replacement
from filings.views.history import filing_moments
from tests import factories

pytestmark = pytest.mark.django_db


def get(user: Any, name: str, pk: int, **query: str) -> Any:
    client = Client()
    client.force_login(user)
    return client.get(reverse(f"filings:{name}", args=[pk]), query)


def differences(moment: Any) -> list[tuple[str, tuple[str, ...], tuple[str, ...]]]:
    return [(each.label, each.before, each.after) for each in moment.differences]


def corrected() -> Filing:
    filing = factories.returned(school="请更正", county="请核对")
    county = type(filing.county).objects.get(code="540121")
    values = {"school": "西藏大学", "county": county}
    filing = drafting.save_draft(filing.pk, values, by=filing.created_by, version=filing.version)
    return submitting.submit(filing.pk, by=filing.created_by, version=filing.version)


# --- a filing --------------------------------------------------------------------------------------


def test_each_submission_says_what_it_changed() -> None:
    filing = corrected()
    first, second = [m for m in filing_moments(filing, factories.officer()) if m.action == "filing.submit"][
        ::-1
    ]
    assert differences(first) == []
    assert differences(second) == [
        ("住所所在区县", ("城关区",), ("林周县",)),
        ("毕业院校", ("西藏职业技术学院",), ("西藏大学",)),
    ]
    html = get(factories.officer(), "detail", filing.pk).content.decode()
    assert "修改了 2 项" in html


def test_a_change_filing_is_told_against_what_was_filed() -> None:
    change = factories.changed(factories.accepted(), "K3", cqo_phone="13908910055")
    moments = filing_moments(change, factories.officer())
    submitted = next(moment for moment in moments if moment.action == "filing.submit")
    assert differences(submitted) == [("手机号码", ("13908910002",), ("13908910055",))]


def test_a_new_person_is_told_by_the_masked_number() -> None:
    change = factories.changed(factories.accepted(), "K1")
    moments = filing_moments(change, factories.officer())
    found = {each.label: each for moment in moments for each in moment.differences}
    assert "*" in found["证件号码"].after[0]
    assert found["首席质量官姓名"].after == ("央金卓玛",)


def test_moves_and_hands_are_told_in_words() -> None:
    me, colleague = factories.officer(name="德吉"), factories.officer(name="索朗")
    filing = factories.claimed(by=me)
    claiming.hand_over(filing.pk, to=colleague, by=me, reason="出差")
    claiming.hand_over_all(colleague, to=None, by=me, reason="休假")
    notes = {(m.action, m.note) for m in filing_moments(filing, me) if m.note}
    assert ("filing.hand_over", "德吉 → 索朗") in notes
    assert ("filing.hand_over", "索朗 → （放回队列）") in notes
    assert ("filing.submit", "草稿 → 待审核") in notes


# --- an appointment --------------------------------------------------------------------------------


def test_an_appointment_is_told_from_its_beginning_to_its_end() -> None:
    filed = factories.recorded()
    change = factories.changed(filed, "K1")
    appointment = Appointment.objects.get(pk=filed.appointment_id)
    Appointment.objects.filter(pk=appointment.pk).update(
        requalified_size="medium", requalified_on=timezone.localdate(), requalified_note="符合中型企业条件"
    )
    bar(appointment, "confirmed")
    letter(appointment)
    response = get(factories.officer(), "appointment_detail", appointment.pk)
    labels = [moment.label for moment in response.context["moments"]]
    assert {
        f"{filed.cqo_name}就任首席质量官",
        f"{filed.cqo_name}离任",
        "资格复核",
        "确认不得担任情形",
    } <= set(labels)
    assert {f"入册：首次备案 {filed.filing_no}", f"予以备案：变更备案 {change.filing_no}"} <= set(labels)
    assert {"发出撤换建议书 XZ撤换〔2026〕1号", "企业答复撤换建议：予以撤换", "撤换建议办结"} <= set(labels)
    html = response.content.decode()
    assert "符合中型企业条件" in html
    assert "已离任" in html


def bar(appointment: Appointment, status: str, office: str = "5402", **more: Any) -> Disqualification:
    return Disqualification.objects.create(
        identity_index=appointment.person.identity_index,
        person_name=appointment.person.name,
        identity_masked=appointment.person.identity_masked,
        ground="G2",
        document_no="〔2026〕1号",
        authority=factories.authority(office),
        status=status,
        proposed_on=date(2026, 11, 1),
        proposed_by=factories.officer(office),
        confirmed_on=date(2026, 11, 2) if status in ("confirmed", "lifted") else None,
        confirmed_by=factories.region_officer() if status in ("confirmed", "lifted") else None,
        **more,
    )


def letter(appointment: Appointment) -> Replacement:
    user, now = factories.region_officer(), timezone.now()
    return Replacement.objects.create(
        appointment=appointment,
        enterprise=appointment.enterprise,
        authority=factories.authority("54"),
        status="closed",
        grounds=[ReplacementGround.DUTY],
        finding="未履职",
        reported_at=now,
        reported_by=user,
        letter_no="XZ撤换〔2026〕1号",
        issued_on=date(2026, 11, 3),
        issued_by=user,
        reply_by=date(2026, 12, 3),
        reply="replaced",
        replied_at=now,
        closed_at=now,
        close_reason="变更已入册",
    )


@pytest.mark.parametrize(
    ("status", "office", "label"),
    [
        ("proposed", "5402", ""),
        ("proposed", "5401", "提出不得担任情形"),
        ("lifted", "5402", "解除不得担任情形"),
        ("declined", "5401", "不予确认不得担任情形"),
    ],
)
def test_an_office_reads_of_bars_what_the_register_shows_it(status: str, office: str, label: str) -> None:
    appointment = factories.accepted().appointment
    assert appointment is not None
    closed = {
        "closed_on": date(2026, 11, 5),
        "closed_by": factories.region_officer(),
        "close_reason": "查无实据",
    }
    bar(appointment, status, office, **(closed if status in ("lifted", "declined") else {}))
    response = get(factories.officer("5401"), "appointment_detail", appointment.pk)
    labels = [moment.label for moment in response.context["moments"]]
    assert (label in labels) if label else not [each for each in labels if "情形" in each]


def test_an_appointment_of_another_area_does_not_exist() -> None:
    appointment = factories.accepted().appointment
    assert appointment is not None
    assert get(factories.officer("5402"), "appointment_detail", appointment.pk).status_code == 404


# --- an enterprise ---------------------------------------------------------------------------------


def test_the_history_of_an_enterprise_holds_all_that_happened() -> None:
    filed = factories.accepted()
    factories.changed(filed, "K4", contact_phone="13908910066")
    removal = factories.changed(filed, "K2")
    enterprise = filed.enterprise
    me = factories.officer()
    EnterpriseTransfer.objects.create(
        enterprise=enterprise,
        origin=factories.authority("5402"),
        destination=factories.authority("5401"),
        reason="住所迁移",
        status="confirmed",
        proposed_at=timezone.now(),
        proposed_by=me,
        decided_at=timezone.now(),
        decided_by=me,
    )
    type(enterprise).objects.filter(pk=enterprise.pk).update(
        status="deregistered", deregistered_on=timezone.localdate(), deregistration_reason="吸收合并"
    )
    letter(filed.appointment)  # type: ignore[arg-type]
    response = get(me, "enterprise_history", enterprise.pk)
    moments = {moment.label: moment for moment in response.context["moments"]}
    wanted = {"企业建档", "企业信息更新", "移交备案机关", "企业注销", "撤换建议办结", f"{filed.cqo_name}离任"}
    assert wanted <= set(moments)
    assert f"予以备案：离任备案 {removal.filing_no}" in moments
    assert moments["移交备案机关"].note == "日喀则市 → 拉萨市"
    changed = [each for moment in response.context["moments"] for each in differences(moment)]
    assert changed.count(("联系电话", ("13908910001",), ("13908910066",))) == 2  # the filing and the data
    times = [moment.at for moment in response.context["moments"]]
    assert times == sorted(times, reverse=True)


def test_the_enterprise_reads_its_own_history_without_the_registers_of_the_authorities() -> None:
    filed = factories.accepted()
    bar(filed.appointment, "confirmed")  # type: ignore[arg-type]
    response = get(filed.created_by, "enterprise_history", filed.enterprise_id)
    assert response.status_code == 200
    assert "情形" not in response.content.decode()
    assert get(factories.filer(), "enterprise_history", filed.enterprise_id).status_code == 404
    assert get(factories.officer("5402"), "enterprise_history", filed.enterprise_id).status_code == 404


def test_a_refused_filing_is_told_with_its_reason() -> None:
    filing = factories.refused()
    response = get(filing.created_by, "enterprise_history", filing.enterprise_id)
    moment = next(each for each in response.context["moments"] if each.label == "不予备案：首次备案")
    assert moment.reason == "学历未达到任职条件"


@pytest.mark.parametrize(
    ("offset", "who"),
    [(-1, None), (0, "扎西次仁"), (9, "扎西次仁"), (10, "央金卓玛"), (40, "央金卓玛")],
)
def test_who_was_cqo_on_a_day(offset: int, who: str | None) -> None:
    begun = timezone.localdate() - timedelta(days=30)
    left = begun + timedelta(days=10)
    filed = factories.accepted(effective_on=begun, signed_on=begun)
    factories.changed(filed, "K1", changed_on=left, effective_on=left, signed_on=left)
    day = begun + timedelta(days=offset)
    response = get(factories.officer(), "enterprise_history", filed.enterprise_id, on=day.isoformat())
    holder = response.context["holder"]
    assert (holder.person.name if holder else None) == who
    assert (f"{day.isoformat()}：{who or '没有在任'}") in response.content.decode()


def test_between_two_cqos_nobody_holds_the_post() -> None:
    begun = timezone.localdate() - timedelta(days=30)
    left = begun + timedelta(days=10)
    filed = factories.accepted(effective_on=begun, signed_on=begun)
    factories.changed(filed, "K1", changed_on=left, effective_on=left + timedelta(days=5), signed_on=left)
    in_office = {
        days: Appointment.objects.in_office_on(begun + timedelta(days=days)).count()
        for days in (9, 10, 14, 15)
    }
    assert in_office == {9: 1, 10: 0, 14: 0, 15: 1}


@pytest.mark.parametrize("on", ["昨天", "", "2026-02-30", "\x00"])
def test_a_day_that_cannot_be_is_answered_with_a_sentence(on: str) -> None:
    response = get(factories.officer(), "enterprise_history", factories.make_enterprise().pk, on=on)
    assert response.status_code == 200
    assert ("请按“年-月-日”填写日期" if on else "请选择日期") in response.content.decode()


def test_an_enterprise_without_a_filing_says_so() -> None:
    enterprise = factories.make_enterprise()
    html = get(factories.officer(), "enterprise_history", enterprise.pk, on="2026-11-01").content.decode()
    assert "该企业还没有首席质量官备案。" in html


@pytest.mark.parametrize("changes", [1, 4])
def test_the_history_asks_as_many_questions_for_a_long_life(
    changes: int, django_assert_num_queries: Any
) -> None:
    filed = factories.accepted()
    for number in range(changes):
        factories.changed(filed, "K4", contact_phone=f"1390891006{number}")
    client = Client()
    client.force_login(factories.officer())
    with django_assert_num_queries(QUERIES):
        client.get(reverse("filings:enterprise_history", args=[filed.enterprise_id]))


QUERIES = 13


def test_the_day_of_a_moment_begins_in_beijing() -> None:
    from filings.views.history import on_day

    moment = on_day(date(2026, 11, 1), "就任")
    assert timezone.localtime(moment.at) == timezone.make_aware(datetime(2026, 11, 1))
    assert moment.clock is False
