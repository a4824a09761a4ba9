"""The pages of recommendations: list, clue, letter, answer and end (Art. 12)."""

from __future__ import annotations

import uuid
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from filings.models import Replacement
from tests import factories, pdf
from tests.factories import replacements

pytestmark = pytest.mark.django_db


def signed_in(user: Any) -> Client:
    client = Client()
    client.force_login(user)
    return client


def page(user: Any, row: Replacement) -> str:
    response = signed_in(user).get(row.get_absolute_url())
    assert response.status_code == 200
    return response.content.decode()


def post(user: Any, name: str, row: Replacement, **data: Any) -> Any:
    body = {"version": row.version, "form_token": str(uuid.uuid4()), **data}
    return signed_in(user).post(reverse(f"filings:replacement_{name}", args=[row.pk]), body)


# --- list ------------------------------------------------------------------------------------------


def rows(user: Any, **query: Any) -> list[Replacement]:
    response = signed_in(user).get(reverse("filings:replacement_list"), query)
    assert response.status_code == 200
    return list(response.context["page"].rows)


def test_the_list_is_narrowed_by_state_office_lateness_and_words() -> None:
    late = replacements.overdue()
    other = replacements.clue(replacements.in_office(factories.accepted(factories.make_enterprise("5402"))))
    region = factories.region_officer()
    assert set(rows(region)) == {late, other}
    assert rows(region, status="clue") == [other]
    assert rows(region, authority="5401") == rows(region, late="on") == [late]
    assert rows(region, keyword=late.letter_no) == rows(region, keyword=late.enterprise.uscc) == [late]
    assert rows(region, keyword="没有") == []


@pytest.mark.parametrize("role", [factories.officer, factories.region_officer, factories.filer])
def test_an_empty_list_says_what_would_be_there(role: Any) -> None:
    html = signed_in(role()).get(reverse("filings:replacement_list")).content.decode()
    assert "有撤换建议</p>" in html


def test_a_late_answer_is_counted_in_the_list() -> None:
    replacements.overdue()
    html = signed_in(factories.officer()).get(reverse("filings:replacement_list")).content.decode()
    assert "逾期 1 天" in html


def test_the_figures_of_the_region_are_the_lengths_of_their_lists() -> None:
    replacements.clue()
    replacements.overdue()
    region = factories.region_officer()
    figures = signed_in(region).get(reverse("portal:home")).context["figures"]
    found = [figure for figure in figures if "replacements" in figure.url]
    assert [figure.value for figure in found] == [1, 1]
    for figure in found:
        assert signed_in(region).get(figure.url).context["page"].total == figure.value


@pytest.mark.parametrize("count", [1, 8])
def test_the_list_asks_as_many_questions_for_many_rows(count: int, django_assert_num_queries: Any) -> None:
    for _ in range(count):
        replacements.clue()
    client = signed_in(factories.region_officer())
    with django_assert_num_queries(7):
        assert len(client.get(reverse("filings:replacement_list")).context["page"].rows) == count


# --- clue ------------------------------------------------------------------------------------------


def test_the_way_to_a_clue_leads_over_the_filing_number() -> None:
    filing = factories.accepted()
    client = signed_in(factories.officer())
    start = reverse("filings:replacement_start")
    assert "备案编号" in client.get(start).content.decode()
    answer = client.get(start, {"filing_no": f" {filing.filing_no.lower()} "})
    assert answer.url == reverse("filings:replacement_clue", args=[filing.appointment_id])
    for number in ("XZCQO-5401-2020-9999", ""):
        assert client.get(start, {"filing_no": number}).status_code == 422
    stranger = signed_in(factories.officer("5402"))
    assert stranger.get(start, {"filing_no": filing.filing_no}).status_code == 422


def test_a_filing_leads_to_the_clue_as_long_as_its_cqo_is_in_office() -> None:
    filing = factories.recorded()
    link = reverse("filings:replacement_clue", args=[filing.appointment_id])
    for user, offered in ((factories.officer(), True), (factories.region_officer(), True)):
        assert (link in signed_in(user).get(filing.get_absolute_url()).content.decode()) is offered
    own = signed_in(factories.filer(filing.enterprise))
    assert link not in own.get(filing.get_absolute_url()).content.decode()
    factories.changed(filing, "K2")
    gone = signed_in(factories.officer()).get(filing.get_absolute_url())
    assert link not in gone.content.decode()


def test_an_office_reports_a_clue_with_its_document() -> None:
    appointment = replacements.in_office()
    client = signed_in(factories.officer())
    url = reverse("filings:replacement_clue", args=[appointment.pk])
    preset = client.get(url, {"preset": "declaration"}).content.decode()
    assert "备案时所作承诺与查明的事实不符" in preset
    upload = SimpleUploadedFile("报告.pdf", factories.PDF_BYTES)
    given = {"grounds": ["conduct"], "finding": "提供虚假学历证书。", "evidence": upload}
    answer = client.post(url, given)
    row = Replacement.objects.get()
    assert answer.url == row.get_absolute_url()
    assert "已有一件正在办理" in client.get(url).content.decode()


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"finding": "事实"}, "请至少选择一项事由。"),
        ({"grounds": ["age"], "finding": "事实"}, "所选事由不在列表中"),
        ({"grounds": ["duty"], "finding": "事实", "incident_no": "1号"}, "请填写质量安全事故日期。"),
        ({"grounds": ["duty"]}, "请填写有关情况。"),
    ],
)
def test_a_faulty_clue_comes_back_as_typed(given: dict[str, Any], sentence: str) -> None:
    appointment = replacements.in_office()
    url = reverse("filings:replacement_clue", args=[appointment.pk])
    answer = signed_in(factories.officer()).post(url, given)
    assert answer.status_code == 422
    html = answer.content.decode()
    assert sentence in html
    assert given.get("finding", "") in html


def test_a_document_that_is_none_is_said_at_its_field() -> None:
    url = reverse("filings:replacement_clue", args=[replacements.in_office().pk])
    upload = SimpleUploadedFile("报告.pdf", b"no pdf")
    given = {"grounds": ["duty"], "finding": "事实", "evidence": upload}
    answer = signed_in(factories.officer()).post(url, given)
    assert answer.context["form"].errors["evidence"] == ["只接受 PDF、JPEG、PNG 文件，请转换格式后再上传。"]
    assert "请重新选择依据文件" in answer.content.decode()


def test_evidence_is_for_the_region_and_the_office_that_reported_it() -> None:
    upload = SimpleUploadedFile("报告.pdf", factories.PDF_BYTES)
    row = replacements.clue(evidence=upload, by=factories.region_officer())
    url = reverse("filings:replacement_evidence", args=[row.pk])
    answer = signed_in(factories.region_officer()).get(url)
    assert b"".join(answer.streaming_content) == factories.PDF_BYTES
    assert signed_in(factories.officer()).get(url).status_code == 404
    assert "仅供提出机关和自治区局查阅" in page(factories.officer(), row)
    row.evidence.storage.delete(row.evidence.name)
    assert signed_in(factories.region_officer()).get(url).status_code == 404
    bare = replacements.clue()
    empty = reverse("filings:replacement_evidence", args=[bare.pk])
    assert signed_in(factories.region_officer()).get(empty).status_code == 404


# --- the region ------------------------------------------------------------------------------------


def test_the_region_takes_a_clue_up_and_a_prefecture_has_no_button() -> None:
    row = replacements.clue()
    officer, region = factories.officer(), factories.region_officer()
    assert "<button" not in page(officer, row).split("<main")[1]
    for name in ("review", "dismiss", "unanswered", "close", "issue"):
        assert post(officer, name, row, reason="理由").status_code == 404
    assert reverse("filings:replacement_review", args=[row.pk]) in page(region, row)
    assert post(region, "review", row).url == row.get_absolute_url()
    row.refresh_from_db()
    assert row.status == "reviewing"
    again = post(region, "review", row)
    assert again.status_code == 422
    assert "不能开始审查" in again.content.decode()


def test_the_letter_is_looked_at_before_it_goes_out() -> None:
    row = replacements.reviewing(incident_on=date(2026, 5, 1), incident_no="藏质事〔2026〕1号")
    region = factories.region_officer()
    url = reverse("filings:replacement_issue", args=[row.pk])
    shown = signed_in(region).get(url).content.decode()
    for part in (row.finding, row.appointment.filing_no, "2026年5月1日", "藏质事〔2026〕1号"):
        assert part in shown
    term = timezone.localdate() + timedelta(days=30)
    given = {
        "letter_text": "经查，情况属实。",
        "reply_by": term.isoformat(),
        "letter_no": "藏市监函〔2026〕9号",
    }
    preview = post(region, "issue", row, action="preview", **given)
    assert preview.status_code == 200
    assert "经查，情况属实。" in preview.context["letter"]["paragraphs"]
    row.refresh_from_db()
    assert row.status == "reviewing"
    assert post(region, "issue", row, action="issue", **given).url == row.get_absolute_url()
    assert "藏市监函〔2026〕9号" in page(factories.filer(row.enterprise), row)
    assert signed_in(region).get(url).url == row.get_absolute_url()


def test_a_letter_that_cannot_go_out_keeps_what_was_typed() -> None:
    taken = replacements.issued()
    row, region = replacements.reviewing(), factories.region_officer()
    given = {"letter_text": "经查属实。", "reply_by": "2020-01-01", "letter_no": taken.letter_no}
    past = post(region, "issue", row, **given)
    assert past.status_code == 422
    assert past.context["form"].errors["reply_by"] == ["答复期限须晚于发出日期。"]
    given["reply_by"] = (timezone.localdate() + timedelta(days=9)).isoformat()
    assert post(region, "issue", row, **given).context["form"].errors["letter_no"]
    stale = post(region, "issue", row, **{**given, "letter_no": "", "version": 0})
    assert stale.status_code == 409
    assert "经查属实。" in stale.content.decode()
    unread = post(region, "issue", row, **{**given, "reply_by": "soon"})
    assert unread.status_code == 422


def test_no_letter_goes_out_and_the_reason_stays_on_the_page() -> None:
    row, region = replacements.clue(), factories.region_officer()
    assert post(region, "dismiss", row, reason="").status_code == 422
    stale = post(region, "dismiss", row, reason="证据不足", version=0)
    assert stale.status_code == 409
    assert "证据不足" in stale.content.decode()
    post(region, "dismiss", row, reason="证据不足")
    assert "证据不足" in page(factories.officer(), row)


def test_the_letter_is_printed_once_it_is_out_and_before_for_the_region_alone() -> None:
    row = replacements.reviewing()
    url = reverse("filings:replacement_letter", args=[row.pk])
    assert signed_in(factories.officer()).get(url).status_code == 404
    draft = signed_in(factories.region_officer()).get(url)
    assert draft["Content-Type"] == "application/pdf"
    issued = replacements.issued()
    sent = signed_in(factories.filer(issued.enterprise))
    text = pdf.text_of(sent.get(reverse("filings:replacement_letter", args=[issued.pk])).content)
    for part in (issued.letter_no, issued.enterprise.name, "违反职业操守", issued.finding):
        assert part in text


def test_a_missed_term_is_noted_and_the_matter_closed_with_a_reason() -> None:
    row, region = replacements.overdue(), factories.region_officer()
    assert post(region, "unanswered", row).status_code == 302
    row.refresh_from_db()
    assert "逾期未答复" in page(region, row)
    assert post(region, "close", row, reason="企业已停产。").status_code == 302
    assert "企业已停产。" in page(factories.filer(row.enterprise), row)


def test_a_dead_button_of_the_region_says_why() -> None:
    html = page(factories.region_officer(), replacements.issued())
    assert "答复期限还没有过" in html
    assert "请等待企业答复" in html
    assert "去办理" not in html
    assert "去办理" in page(factories.region_officer(), replacements.reviewing())


# --- the enterprise --------------------------------------------------------------------------------


def test_an_enterprise_knows_nothing_before_the_letter() -> None:
    row = replacements.reviewing()
    client = signed_in(factories.filer(row.enterprise))
    assert client.get(row.get_absolute_url()).status_code == 404
    assert rows(factories.filer(row.enterprise)) == []
    assert "撤换建议书" not in client.get(reverse("portal:home")).content.decode()


def test_an_enterprise_is_not_told_who_reported_the_clue() -> None:
    row = replacements.issued()
    filer = factories.filer(row.enterprise)
    listed = signed_in(filer).get(reverse("filings:replacement_list")).content.decode()
    for html in (listed, page(filer, row)):
        shown = html.split("<main")[1]
        assert row.letter_no in shown
        assert row.authority.short_name not in shown.replace(row.enterprise.authority.name, "")
        assert "提出" not in shown
        assert row.reported_by.name not in shown


def test_the_letter_leads_from_home_to_the_answer_and_on_to_the_change() -> None:
    row = replacements.issued()
    filer = factories.filer(row.enterprise)
    home = signed_in(filer).get(reverse("portal:home")).content.decode()
    assert row.letter_no in home
    assert row.get_absolute_url() in home
    shown = page(filer, row)
    assert "提交答复" in shown
    assert "提出线索" not in shown.split("<main")[1]
    assert post(filer, "reply", row, reply="replaced").url == row.get_absolute_url()
    answered = page(filer, row)
    assert f"{reverse('filings:change_start')}?type=K1" in answered
    assert "提交答复" not in answered
    assert "已答复：予以撤换" in signed_in(filer).get(reverse("portal:home")).content.decode()


def test_an_answer_without_its_reason_comes_back_as_typed() -> None:
    row = replacements.issued()
    filer = factories.filer(row.enterprise)
    empty = post(filer, "reply", row)
    assert empty.status_code == 422
    assert "请选择是否撤换。" in empty.content.decode()
    refusal = post(filer, "reply", row, reply="refused")
    assert refusal.status_code == 422
    assert "不予撤换的，请写明理由。" in refusal.content.decode()
    assert post(filer, "reply", row, reply="refused", reply_reason="事实有出入。").status_code == 302
    assert "事实有出入。" in page(factories.region_officer(), row)


def test_a_repeated_answer_is_one_answer() -> None:
    row = replacements.issued()
    filer, token = factories.filer(row.enterprise), str(uuid.uuid4())
    first, second = (post(filer, "reply", row, reply="replaced", form_token=token) for _ in range(2))
    assert first.url == second.url
    row.refresh_from_db()
    assert row.version == 4
