"""Pages of the recommendations: choosing, putting forward, answering, deciding (Art. 15)."""

from __future__ import annotations

import io
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from cqo_registry.audit.models import AuditEvent
from talent_pool.models import Membership, Nomination
from tests import factories
from tests.factories import bars, pool
from tests.talent_pool.views.pages import act, shown, signed_in, text

pytestmark = pytest.mark.django_db


def case(**values: Any) -> dict[str, Any]:
    return {**pool.CASE, "evidence": pool.evidence(), **values}


def test_an_office_chooses_from_the_cqos_of_its_area_and_puts_one_forward():
    held, elsewhere = pool.in_office(), pool.in_office(factories.make_enterprise("5402"))
    officer = factories.officer()
    page = text(officer, "nomination_start")
    assert held.enterprise.name in page
    assert elsewhere.enterprise.name not in page
    assert held.enterprise.name in text(officer, "nomination_start", keyword=held.person.name)
    assert held.enterprise.name not in text(officer, "nomination_start", keyword="没有此人")
    url = reverse("talent_pool:nominate", args=[held.pk])
    assert "C30" in signed_in(officer).get(url).content.decode()
    answer = signed_in(officer).post(url, case())
    row = Nomination.objects.get()
    assert answer.url == row.get_absolute_url()
    assert "已有推荐待决定" in text(officer, "nomination_start")
    assert shown(officer, "nominate", elsewhere.pk).status_code == 404


def test_what_is_wrong_comes_back_with_all_that_was_typed():
    held, officer = pool.in_office(), factories.officer()
    client, url = signed_in(officer), reverse("talent_pool:nominate", args=[held.pk])
    answer = client.post(url, {"contributions": "治理强度波动"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert all(said in page for said in ("请至少选择一项专长。", "请选择证明材料。", "治理强度波动"))
    wrong = client.post(url, case(evidence=SimpleUploadedFile("x.txt", b"text")))
    assert "只接受 PDF" in wrong.content.decode()
    assert not Nomination.objects.exists()


def test_a_barred_person_has_no_form_and_a_proposed_bar_warns():
    held, officer = pool.in_office(), factories.officer()
    bars.proposed(held.person)
    page = text(officer, "nominate", held.pk)
    assert "请先核实" in page
    assert "质量贡献" in page
    bars.confirmed(held.person, document_no="另一文号")
    page = text(officer, "nominate", held.pk)
    assert "不能推荐或入库" in page
    assert 'name="contributions"' not in page


@pytest.mark.parametrize("meanwhile", ["barred", "ended"])
def test_what_was_typed_about_who_can_no_longer_be_put_forward_is_kept(meanwhile: str):
    filing, officer = factories.accepted(), factories.officer()
    if meanwhile == "barred":
        bars.confirmed(filing.appointment.person)
    else:
        factories.changed(filing, "K2")
    url = reverse("talent_pool:nominate", args=[filing.appointment_id])
    answer = signed_in(officer).post(url, case(contributions="治理强度波动"))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "不能推荐或入库" in page
    assert "治理强度波动" in page
    assert not Nomination.objects.exists()


def test_the_enterprise_finds_the_question_on_its_home_page_and_answers():
    row = pool.proposed()
    filer = factories.filer(row.appointment.enterprise)
    home = signed_in(filer).get("/").content.decode()
    assert row.get_absolute_url() in home
    page = text(filer, "nomination_detail", row.pk)
    assert row.contributions in page
    assert "贡献证明.pdf" not in page
    today = timezone.localdate().isoformat()
    assert act(filer, "nomination", "consent", row).status_code == 422
    answer = act(filer, "nomination", "consent", row, answer="given", answered_on=today, note="签字")
    assert answer.url == row.get_absolute_url()
    assert Nomination.objects.get().consent == "given"
    assert row.get_absolute_url() not in signed_in(filer).get("/").content.decode()


def test_a_former_employer_is_not_asked_and_does_not_answer():
    filing = factories.accepted()
    row = pool.proposed(filing.appointment)
    filer = factories.filer(filing.enterprise)
    factories.changed(filing, "K2")
    assert row.get_absolute_url() not in signed_in(filer).get("/").content.decode()
    today = timezone.localdate().isoformat()
    answer = act(filer, "nomination", "consent", row, answer="given", answered_on=today, note="本人已离开")
    assert answer.status_code == 422
    assert "本人已离开" in answer.content.decode()
    assert Nomination.objects.get().consent == "asked"


def test_the_region_admits_from_the_page_and_the_enterprise_sees_it_on_its_card():
    row, region = pool.consented(), factories.region_officer()
    answer = act(region, "nomination", "admit", row)
    member = Membership.objects.get()
    assert answer.url == member.get_absolute_url()
    home = signed_in(factories.filer(row.appointment.enterprise)).get("/").content.decode()
    assert member.get_absolute_url() in home
    person = signed_in(factories.officer()).get(reverse("filings:person_detail", args=[row.person_id]))
    assert member.get_absolute_url() in person.content.decode()


def test_a_dead_button_says_why_and_a_forged_post_changes_nothing():
    row, region = pool.refused(), factories.region_officer()
    page = text(region, "nomination_detail", row.pk)
    assert "本人不同意入库，只能不予入库。" in page
    answer = act(region, "nomination", "admit", row)
    assert answer.status_code == 422
    assert not Membership.objects.exists()
    assert act(region, "nomination", "decline", row).status_code == 422
    assert act(region, "nomination", "decline", row, reason="本人不同意").status_code == 302
    assert "本人不同意" in text(factories.officer(), "nomination_detail", row.pk)


def test_an_old_page_is_told_what_happened_and_keeps_the_words():
    row, region = pool.consented(), factories.region_officer()
    url = reverse("talent_pool:nomination_decline", args=[row.pk])
    act(region, "nomination", "admit", row)
    answer = signed_in(region).post(url, {"version": row.version, "reason": "贡献不够突出"})
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "贡献不够突出" in page
    assert "同意入库" in page


def test_the_office_withdraws_and_a_stranger_sees_nothing():
    row = pool.proposed()
    assert shown(factories.officer("5402"), "nomination_detail", row.pk).status_code == 404
    assert act(row.proposed_by, "nomination", "withdraw", row).status_code == 302
    assert Nomination.objects.get().status == "withdrawn"


def test_the_evidence_is_for_the_authorities():
    row = pool.proposed()
    answer = shown(row.proposed_by, "nomination_evidence", row.pk)
    assert b"".join(answer.streaming_content) == factories.PDF_BYTES
    assert shown(factories.region_officer(), "nomination_evidence", row.pk).status_code == 200
    assert shown(factories.officer("5402"), "nomination_evidence", row.pk).status_code == 404
    assert (
        shown(factories.filer(row.appointment.enterprise), "nomination_evidence", row.pk).status_code == 404
    )


def test_the_list_narrows_and_its_workbook_holds_the_same_rows():
    first, second = pool.proposed(), pool.refused(by=factories.region_officer())
    region = factories.region_officer()

    def listed(**query: str) -> set[int]:
        return {row.pk for row in shown(region, "nomination_list", **query).context["page"].rows}

    assert listed() == {first.pk, second.pk}
    assert listed(source="region") == {second.pk}
    assert listed(status="admitted") == set()
    assert listed(authority="5402") == set()
    assert listed(keyword=first.appointment.enterprise.uscc) == {first.pk}
    assert "authority" not in shown(factories.officer(), "nomination_list").context["filter"].filters
    answer = shown(region, "nomination_export", source="region")
    rows = list(load_workbook(io.BytesIO(b"".join(answer.streaming_content))).worksheets[0].values)
    numbers = [value for row in rows for value in row]
    assert second.appointment.filing_no in numbers
    assert first.appointment.filing_no not in numbers
    assert AuditEvent.objects.filter(action="nomination.export").count() == 1
    assert shown(region, "nomination_export", source="x").status_code == 422


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_asks_as_much_for_many_as_for_one(count: int, django_assert_num_queries: Any):
    for _each in range(count):
        pool.proposed()
    client = signed_in(factories.region_officer())
    with django_assert_num_queries(7):
        client.get(reverse("talent_pool:nomination_list"))
