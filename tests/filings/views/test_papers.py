"""Papers: the receipt, the form for the seal, and a printed form checked against the data."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cqo_registry.directory.models import Authority
from filings.actions import drafting
from filings.exports.receipt import receipt_pdf
from filings.facts import papers
from filings.models import Filing
from tests import factories
from tests.pdf import text_of

pytestmark = pytest.mark.django_db


def get(name: str, filing: Filing, user: Any, **query: str) -> Any:
    client = Client()
    client.force_login(user)
    return client.get(reverse(name, args=[filing.pk]), query)


def own_officer(filing: Filing) -> Any:
    return factories.officer(filing.authority.code)


# --- the receipt ---------------------------------------------------------------------------------


def test_a_receipt_says_what_is_in_both_ledgers() -> None:
    filing = factories.recorded()
    response = get("filings:receipt", filing, filing.created_by)
    assert response["Content-Type"] == "application/pdf"
    assert "attachment" in response["Content-Disposition"]
    words = text_of(response.content)
    for text in (
        "首席质量官备案回执",
        filing.filing_no,
        filing.enterprise_name,
        filing.enterprise.uscc,
        filing.cqo_name,
        filing.cqo_name_bo,
        filing.identity_masked,
        "2026年10月9日",
        filing.authority.name,
        filing.rule_set,
        filing.receipt_code,
        "备案不是行政许可",
        "http://testserver/verify",
    ):
        assert text in words
    assert "尚未入册" not in words


def test_an_accepted_filing_is_not_yet_in_the_regional_ledger() -> None:
    filing = factories.accepted()
    assert "尚未入册" in text_of(get("filings:receipt", filing, factories.auditor()).content)


def test_there_is_no_receipt_before_acceptance() -> None:
    filing = factories.submitted()
    response = get("filings:receipt", filing, filing.created_by)
    assert response.status_code == 409
    assert "予以备案后才有回执" in response.content.decode()


def test_the_receipt_of_a_change_shows_old_beside_new() -> None:
    first = factories.accepted()
    change = factories.changed(first, "K3", cqo_phone="13908910077")
    words = text_of(get("filings:receipt", change, own_officer(change)).content)
    assert "变更前变更后" in words
    assert "手机号码1390891000213908910077" in words
    assert "人员信息变更" in words
    state = papers.receipt_state
    assert [state(each, on=date(2026, 11, 1)) for each in (first, change)] == ["replaced", "valid"]


def test_after_a_removal_the_old_receipt_is_withdrawn() -> None:
    first = factories.accepted()
    removal = factories.changed(first, "K2")
    assert papers.receipt_state(first, on=date(2026, 11, 1)) == "withdrawn"
    assert "离任日期" in text_of(get("filings:receipt", removal, own_officer(removal)).content)


def test_an_exemption_and_a_paper_origin_stand_on_the_receipt() -> None:
    filing = factories.accepted()
    region, now = factories.region_officer(), timezone.now()
    filing.exemptions.create(
        document_no="藏市监函〔2026〕9号",
        reason="试点",
        identity_index=filing.identity_index,
        recorded_at=now,
        recorded_by=region,
    )
    filing.source, filing.paper_received_on = "paper", date(2026, 10, 12)
    words = text_of(receipt_pdf(filing, changes=[], verify_url="http://testserver/verify/x"))
    assert "藏市监函〔2026〕9号" in words
    assert "备案机关根据2026年10月12日收到的纸质材料代录" in words


def test_the_region_lends_its_tibetan_title_to_an_office_without_one() -> None:
    filing, words = factories.accepted(), "ཐོ་འགོད་འཛིན་ཡིག"
    Authority.objects.filter(code="54").update(receipt_title_bo=words)
    assert words in text_of(get("filings:receipt", filing, filing.created_by).content)


def test_a_name_that_no_font_can_print_is_said_instead_of_a_blank() -> None:
    filing = factories.accepted(cqo_name="𠮷次")
    response = get("filings:receipt", filing, filing.created_by)
    assert response.status_code == 422
    assert "首席质量官：𠮷（U+20BB7）" in response.content.decode()
    assert [reason.field for reason in papers.check_printable(filing).warnings] == ["cqo_name"]
    assert papers.check_printable(filing)


# --- the form for the seal -----------------------------------------------------------------------


def test_the_form_is_printed_from_the_draft_on_with_its_hash() -> None:
    filing = factories.complete_draft()
    words = text_of(get("filings:form_print", filing, filing.created_by).content)
    digest = papers.paper_hash(filing)
    for text in (
        "企业首席质量官备案表",
        filing.school,
        "企业意见",
        "备案机关意见",
        "通用硅酸盐水泥",
        digest[:4],
    ):
        assert text in words
    assert filing.identity_masked in words
    assert "盖章页" in words
    assert "身份证件复印件" not in words  # optional: asked for by nobody (data minimisation)


def test_the_form_of_a_change_shows_old_beside_new() -> None:
    change = factories.changing(factories.accepted(), "K1")
    words = text_of(get("filings:form_print", change, change.created_by).content)
    assert "变更前变更后" in words
    assert "扎西次仁央金卓玛" in words


def test_documents_and_pledges_leave_the_hash_as_it_is_and_fields_do_not() -> None:
    filing = factories.complete_draft(declares_true=False, revenue="0.00")
    filing = Filing.objects.get(pk=filing.pk)
    before = papers.paper_hash(filing)
    factories.add_attachment(filing, "duty_document")
    filing = drafting.save_draft(
        filing.pk, {"declares_true": True}, by=filing.created_by, version=filing.version
    )
    assert papers.paper_hash(filing) == before
    filing = drafting.save_draft(
        filing.pk, {"school": "西藏大学"}, by=filing.created_by, version=filing.version
    )
    assert papers.paper_hash(filing) != before


def check(filing: Filing, paper: str, user: Any = None) -> str:
    response = get("filings:form_check", filing, user or own_officer(filing), paper=paper)
    assert response.status_code == 200
    return str(response.content.decode())


def test_a_scanned_or_typed_code_says_that_paper_and_data_match() -> None:
    filing = Filing.objects.get(pk=factories.submitted(revenue="0.00").pk)
    digest = papers.paper_hash(filing)
    assert papers.matching_submissions(filing, digest) == [1]
    for paper in (f"CQO:{filing.pk}:{digest}", digest.upper(), f" {digest[:8]}-{digest[8:]} "):
        assert "一致：纸质表" in check(filing, paper)
        assert "不一致" not in check(filing, paper)


def test_the_paper_of_an_earlier_submission_is_told_apart() -> None:
    filing = factories.returned(school="请更正院校。")
    digest = papers.paper_hash(filing)
    filing = drafting.save_draft(
        filing.pk, {"school": "西藏大学"}, by=filing.created_by, version=filing.version
    )
    page = check(filing, digest)
    assert "第 1 次提交" in page
    assert "与这件备案的任何一次提交都不同" in check(filing, "0" * 16)


def test_the_paper_of_another_filing_is_told_apart() -> None:
    filing, other = factories.submitted(), factories.submitted()
    foreign = factories.submitted(factories.make_enterprise("5402"))
    assert f"/filings/{other.pk}/form-check/" in check(filing, f"CQO:{other.pk}:{'0' * 16}")
    page = check(filing, f"cqo:{foreign.pk}:{'0' * 16}")
    assert "属于另一件备案" in page
    assert foreign.enterprise_name not in page


@pytest.mark.parametrize("paper", ["", "CQO:1", "xyz", "0" * 15, "9" * 130])
def test_what_is_no_code_comes_back_as_typed(paper: str) -> None:
    filing = factories.submitted()
    response = get("filings:form_check", filing, own_officer(filing), paper=paper)
    assert response.status_code == 422
    assert f'value="{paper}"' in response.content.decode() or not paper


# --- where they are found ------------------------------------------------------------------------


def test_the_page_of_a_filing_offers_each_role_its_papers() -> None:
    filing = factories.recorded()
    offered = {
        user: [name for name in ("receipt", "form_print", "form_check") if _linked(name, filing, user)]
        for user in (filing.created_by, own_officer(filing), factories.region_officer(), factories.auditor())
    }
    assert list(offered.values()) == [
        ["receipt", "form_print"],
        ["receipt", "form_print", "form_check"],
        ["receipt"],
        ["receipt"],
    ]


def _linked(name: str, filing: Filing, user: Any) -> bool:
    page = get("filings:detail", filing, user).content.decode()
    return f'href="{reverse(f"filings:{name}", args=[filing.pk])}"' in page


def test_officers_see_how_often_a_receipt_was_looked_at() -> None:
    filing = factories.accepted()
    Client().get(reverse("receipts:verify_code", args=[filing.receipt_code]))
    assert "1 次" in get("filings:detail", filing, own_officer(filing)).content.decode()
    assert "回执被查验" not in get("filings:detail", filing, filing.created_by).content.decode()


def test_the_materials_step_prints_the_form() -> None:
    filing = factories.draft()
    client = Client()
    client.force_login(filing.created_by)
    page = client.get(reverse("filings:step", args=[filing.pk, "materials"])).content.decode()
    assert reverse("filings:form_print", args=[filing.pk]) in page
