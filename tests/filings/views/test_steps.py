"""The steps of the form: drafts never nag, nothing typed is lost, only what is open can be changed."""

from __future__ import annotations

import re
import uuid
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from cqo_registry.core import crypto
from filings import facts
from filings.actions import drafting
from filings.forms.steps import FORMS
from filings.models import Filing
from tests import factories

pytestmark = pytest.mark.django_db
STEPS = ("enterprise", "cqo", "appointment", "materials")


def sign_in(client: Client, filing: Filing) -> Client:
    client.force_login(filing.created_by)
    return client


def url(filing: Filing, step: str) -> str:
    return reverse("filings:step", args=[filing.pk, step])


def fields_of(html: str) -> dict[str, str]:
    """What a browser would send back for the step's form, unchanged."""
    from lxml import html as parser

    form = parser.fromstring(html).get_element_by_id("step-form")
    return dict(form.form_values())


def post(client: Client, filing: Filing, step: str, **values: Any) -> Any:
    data = {"version": filing.version, "action": "save", **values}
    return client.post(url(filing, step), data)


@pytest.mark.parametrize("step", [*STEPS, "review"])
def test_every_step_of_an_empty_draft_opens(client: Client, step: str) -> None:
    filing = factories.draft()
    assert sign_in(client, filing).get(url(filing, step)).status_code == 200


@pytest.mark.parametrize("step", STEPS)
def test_saving_a_step_unchanged_changes_nothing(client: Client, step: str) -> None:
    filing = factories.complete_draft()
    before = declared(filing)
    page = sign_in(client, filing).get(url(filing, step)).content.decode()
    answer = client.post(url(filing, step), {**fields_of(page), "action": "continue"})
    assert answer.status_code == 302
    assert declared(filing) == before


def declared(filing: Filing) -> dict[str, Any]:
    return facts.declared_values(Filing.objects.get(pk=filing.pk))


def test_an_empty_step_saves_without_a_word_about_missing_fields(client: Client) -> None:
    filing = factories.draft()
    answer = sign_in(client, filing).post(
        url(filing, "cqo"), {"version": filing.version, "cqo_name": "", "action": "continue"}, follow=True
    )
    assert answer.redirect_chain[-1][0] == url(filing, "appointment")
    assert "请填写" not in re.sub(r"<aside.*?</aside>", "", answer.content.decode(), flags=re.DOTALL)
    assert "已保存" in answer.content.decode()


def test_a_date_that_cannot_be_read_stays_on_the_page_and_the_rest_is_saved(client: Client) -> None:
    filing = factories.draft()
    answer = post(sign_in(client, filing), filing, "cqo", school="西藏大学", graduated_on="0000-00-00")
    filing.refresh_from_db()
    html = answer.content.decode()
    assert answer.status_code == 422
    assert filing.school == "西藏大学"
    assert 'value="0000-00-00"' in html
    assert "日期写法不正确" in html
    assert f'name="version" value="{filing.version}"' in html


def test_the_buttons_lead_on_stay_or_lead_back(client: Client) -> None:
    filing = factories.draft()
    sign_in(client, filing)
    for action, target in (
        ("continue", "appointment"),
        ("save", "cqo"),
        ("back", "enterprise"),
        ("x", "cqo"),
    ):
        filing.refresh_from_db()
        assert post(client, filing, "cqo", action=action).url == url(filing, target)


def test_names_and_phones_are_stored_in_their_normal_form(client: Client) -> None:
    filing = factories.draft()
    post(sign_in(client, filing), filing, "cqo", cqo_name=" 扎西•次仁 ", cqo_phone="+86 139-0891-0001")
    filing.refresh_from_db()
    assert (filing.cqo_name, filing.cqo_phone) == ("扎西·次仁", "13908910001")


def test_a_doubtful_phone_is_kept_with_a_sentence_beside_it(client: Client) -> None:
    filing = factories.draft()
    answer = sign_in(client, filing).post(
        url(filing, "cqo"), {"version": filing.version, "cqo_phone": "123"}, follow=True
    )
    filing.refresh_from_db()
    assert filing.cqo_phone == "123"
    assert "field-warning" in answer.content.decode()


# --- the identity number -------------------------------------------------------------------------


def test_the_identity_number_is_sealed_and_never_shown_again(client: Client) -> None:
    filing, number = factories.draft(), factories.identity_no()
    post(sign_in(client, filing), filing, "cqo", identity_no=number, document_type="identity_card")
    filing.refresh_from_db()
    assert filing.identity_no == number
    for step in (*STEPS, "review"):
        assert number not in client.get(url(filing, step)).content.decode()
    assert filing.identity_masked in client.get(url(filing, "cqo")).content.decode()


def test_an_empty_number_keeps_the_stored_one(client: Client) -> None:
    filing = factories.complete_draft()
    before = filing.identity_sealed
    post(sign_in(client, filing), filing, "cqo", identity_no="", school="x")
    filing.refresh_from_db()
    assert (filing.identity_sealed, filing.school) == (before, "x")


def test_a_saved_number_leaves_the_page_even_when_another_field_has_a_fault(client: Client) -> None:
    filing, number = factories.draft(), factories.identity_no()
    answer = post(sign_in(client, filing), filing, "cqo", identity_no=number, graduated_on="x")
    filing.refresh_from_db()
    assert filing.identity_masked
    assert number not in answer.content.decode()


def test_a_wrong_number_stays_on_the_page_and_is_not_stored(client: Client) -> None:
    filing = factories.draft()
    answer = post(sign_in(client, filing), filing, "cqo", identity_no="540102198802290001")
    filing.refresh_from_db()
    assert answer.status_code == 422
    assert not filing.identity_sealed
    assert "540102198802290001" in answer.content.decode()


# --- rows ----------------------------------------------------------------------------------------


def test_rows_are_added_and_removed_without_saving_or_losing_anything(client: Client) -> None:
    filing = factories.draft()
    typed = {
        "quality_work-present": "1",
        "quality_work-0-employer": "甲厂",
        "quality_work-1-employer": "乙厂",
        "quality_work-1-start": "昨天",
        "appointer": "多吉",
    }
    more = post(sign_in(client, filing), filing, "appointment", **typed, action="add:quality_work")
    assert more.content.decode().count("formset-row") == 3
    assert 'value="昨天"' in more.content.decode()
    less = post(client, filing, "appointment", **typed, action="remove:quality_work:0").content.decode()
    assert "甲厂" not in less
    assert 'name="quality_work-0-employer" value="乙厂"' in less
    assert 'value="多吉"' in less
    filing.refresh_from_db()
    assert (filing.appointer, filing.quality_work) == ("", [])


def test_a_bad_day_in_a_row_does_not_keep_the_rest_from_being_saved(client: Client) -> None:
    filing = factories.draft()
    typed = {"quality_work-present": "1", "quality_work-7-employer": "甲厂", "quality_work-7-start": "x"}
    answer = post(sign_in(client, filing), filing, "appointment", **typed)
    filing.refresh_from_db()
    assert answer.status_code == 422
    assert filing.quality_work == [{"employer": "甲厂", "post": "", "start": None, "end": None}]


def test_blank_rows_are_not_stored(client: Client) -> None:
    filing = factories.complete_draft()
    typed = {"products-present": "1", "products-0-name": "", "products-1-category": ""}
    post(sign_in(client, filing), filing, "enterprise", **typed)
    filing.refresh_from_db()
    assert (filing.products, filing.categories) == ([], [])


def test_a_request_without_the_table_leaves_it_alone(client: Client) -> None:
    filing = factories.complete_draft()
    post(sign_in(client, filing), filing, "enterprise", domicile="新址")
    stored = Filing.objects.get(pk=filing.pk)
    assert (stored.domicile, stored.products) == ("新址", filing.products)


@pytest.mark.parametrize(("table", "limit"), [("products", 20), ("quality_work", 30)])
def test_more_rows_than_fit_are_said(client: Client, table: str, limit: int) -> None:
    filing = factories.draft()
    step = {"products": "enterprise", "quality_work": "appointment"}[table]
    name = {"products": "name", "quality_work": "employer"}[table]
    rows = {f"{table}-{n}-{name}": f"第{n}" for n in range(limit + 1)}
    answer = post(sign_in(client, filing), filing, step, **{f"{table}-present": "1", **rows})
    assert answer.status_code == 422
    assert len(getattr(Filing.objects.get(pk=filing.pk), table)) == limit


# --- other people --------------------------------------------------------------------------------


def test_an_outdated_page_says_who_was_faster_and_keeps_what_was_typed(client: Client) -> None:
    filing = factories.draft()
    drafting.save_draft(filing.pk, {"school": "甲校"}, by=filing.created_by, version=filing.version)
    answer = post(sign_in(client, filing), filing, "cqo", school="乙校")
    html = answer.content.decode()
    stored = Filing.objects.get(pk=filing.pk)
    assert (answer.status_code, stored.school) == (409, "甲校")
    assert 'value="乙校"' in html
    assert filing.created_by.name in html
    assert post(client, stored, "cqo", school="乙校").status_code == 302


@pytest.mark.parametrize("version", ["", "x", "9" * 5000, None])
def test_a_page_without_its_version_counts_as_outdated(client: Client, version: str | None) -> None:
    filing = factories.draft()
    data = {"school": "x"} if version is None else {"school": "x", "version": version}
    assert sign_in(client, filing).post(url(filing, "cqo"), data).status_code == 409


def test_a_form_sent_twice_is_saved_once(client: Client) -> None:
    filing = factories.draft()
    data = {"version": filing.version, "school": "x", "form_token": str(uuid.uuid4())}
    sign_in(client, filing)
    first, second = (client.post(url(filing, "cqo"), data) for _ in range(2))
    assert first.status_code == second.status_code == 302
    assert Filing.objects.get(pk=filing.pk).version == filing.version + 1


def test_the_filing_of_another_enterprise_does_not_exist(client: Client) -> None:
    filing = factories.draft()
    client.force_login(factories.filer())
    assert client.get(url(filing, "cqo")).status_code == 404
    assert post(client, filing, "cqo", school="x").status_code == 404


def test_a_submitted_filing_opens_its_page_and_takes_nothing(client: Client) -> None:
    filing = factories.submitted()
    sign_in(client, filing)
    assert client.get(url(filing, "cqo")).url == filing.get_absolute_url()
    assert post(client, filing, "cqo", school="x").status_code == 409


# --- returned ------------------------------------------------------------------------------------


def test_only_what_was_returned_can_be_changed(client: Client) -> None:
    filing = factories.returned(school="请填写全称。")
    page = sign_in(client, filing).get(url(filing, "cqo")).content.decode()
    assert 'name="school"' in page
    assert 'name="cqo_name"' not in page
    assert "请填写全称。" in page
    item = filing.return_items.get()
    post(client, filing, "cqo", school="西藏大学", cqo_name="别人", **{f"answer-{item.pk}": "已改"})
    stored = Filing.objects.get(pk=filing.pk)
    item.refresh_from_db()
    assert (stored.school, stored.cqo_name, item.answer) == ("西藏大学", filing.cqo_name, "已改")


def test_the_other_steps_of_a_returned_filing_are_for_reading(client: Client) -> None:
    filing = factories.returned(school="请填写全称。")
    page = sign_in(client, filing).get(url(filing, "enterprise")).content.decode()
    assert 'id="step-form"' not in page
    assert filing.domicile in page


def test_an_answer_alone_can_be_given_for_a_document(client: Client) -> None:
    filing = factories.returned(attachment_seal_page="印章不清。")
    item = filing.return_items.get()
    page = sign_in(client, filing).get(url(filing, "materials")).content.decode()
    assert f'name="answer-{item.pk}"' in page
    assert page.count('type="file"') == 1


# --- the verdict ---------------------------------------------------------------------------------


def test_the_verdict_judges_what_is_typed_and_stores_nothing(client: Client) -> None:
    filing = factories.complete_draft()
    sign_in(client, filing)
    address = reverse("filings:verdict", args=[filing.pk, "cqo"])
    html = client.post(address, {"education": "secondary"}).content.decode()
    assert "大专以上学历" in html
    assert "第6条" in html
    assert Filing.objects.get(pk=filing.pk).education == filing.education
    assert "符合任职条件" in client.post(address, {"education": "college"}).content.decode()


def test_the_button_says_the_same_without_scripts(client: Client) -> None:
    filing = factories.complete_draft()
    answer = post(
        sign_in(client, filing), filing, "cqo", education="secondary", school="新校", action="check"
    )
    html = answer.content.decode()
    assert "大专以上学历" in html
    assert 'value="新校"' in html
    assert Filing.objects.get(pk=filing.pk).school == filing.school


def test_the_stated_size_stands_beside_the_computed_one(client: Client) -> None:
    filing = factories.complete_draft()
    sign_in(client, filing)
    address = reverse("filings:verdict", args=[filing.pk, "enterprise"])
    html = client.post(address, {"stated_size": "micro"}).content.decode()
    assert "按标准划型：小型，自报：微型" in html


def test_nobody_can_ask_the_register_of_bars_by_typing_numbers(client: Client) -> None:
    from filings.models import Disqualification

    filing, number, region = factories.draft(), factories.identity_no(), factories.region_officer()
    Disqualification.objects.create(
        identity_index=crypto.blind_index(number),
        person_name="某",
        identity_masked="*",
        ground="G1A",
        document_no="1",
        authority=region.authority,
        status="proposed",
        proposed_on="2026-01-01",
        proposed_by=region,
    )
    Disqualification.objects.update(status="confirmed", confirmed_on="2026-01-02", confirmed_by=region)
    address = reverse("filings:verdict", args=[filing.pk, "cqo"])
    typed = {"identity_no": number, "document_type": "identity_card"}
    assert "不得担任" not in sign_in(client, filing).post(address, typed).content.decode()


# --- nothing that can be typed breaks a page --------------------------------------------------------

WILD = [
    "",
    "\x00",
    "abc",
    "1e999",
    "-1",
    "NaN",
    "9" * 5000,
    "0000-00-00",
    "9999-12-31",
    "１２",
    "字" * 3000,
    "<script>",
    "\u202e",
    "😀",
    "\r\n",
]


def wild_data(step: str, text: str) -> dict[str, str]:
    form = FORMS[step]
    data = dict.fromkeys(form.base_fields, text)
    if form.table:
        names = ("name", "category", "licence_no", "employer", "start", "end", "other_regime")
        data |= {f"{form.table}-{n}-{name}": text for name in names for n in ("0", "3", "99999", "x")}
        data[f"{form.table}-present"] = text
    return data


@pytest.mark.parametrize("step", STEPS)
def test_whatever_is_typed_the_page_answers(client: Client, step: str) -> None:
    filing = factories.complete_draft()
    sign_in(client, filing)
    for text in WILD:
        for action in ("check", "add:products", "save"):
            filing.refresh_from_db()
            answer = post(client, filing, step, **wild_data(step, text), action=action)
            assert answer.status_code in (200, 302, 422), (text, action)
        assert client.get(url(filing, step)).status_code == 200
        assert client.get(url(filing, "review")).status_code == 200
        assert client.post(reverse("filings:verdict", args=[filing.pk, step]), wild_data(step, text)).content
        current = Filing.objects.get(pk=filing.pk)
        submit = client.post(reverse("filings:submit", args=[filing.pk]), {"version": current.version})
        if submit.status_code == 302:  # ticks alone may well be complete
            break
        assert submit.status_code == 422


@pytest.mark.parametrize("day", ["1900-01-01", "2100-12-31"])
def test_the_farthest_days_can_be_submitted(client: Client, day: str) -> None:
    filing = factories.complete_draft()
    post(sign_in(client, filing), filing, "appointment", effective_on=day, signed_on=day)
    submit = client.post(reverse("filings:submit", args=[filing.pk]), {"version": filing.version + 1})
    assert submit.status_code in (302, 422)


def test_bytes_that_are_no_text_do_no_harm(client: Client) -> None:
    filing = factories.draft()
    body = f"version={filing.version}&school=%ff%fe%00&graduated_on=%d6%d0".encode() + b"&major=\xff\x00"
    sign_in(client, filing)
    for content_type in (
        "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=x",
        "text/plain",
    ):
        answer = client.generic("POST", url(filing, "cqo"), body, content_type=content_type)
        assert answer.status_code in (302, 400, 409, 422)


@pytest.mark.parametrize("action", ["add:", "remove:", "remove:products", "::", "remove:products:-1", "\x00"])
def test_unknown_buttons_do_no_harm(client: Client, action: str) -> None:
    filing = factories.draft()
    assert post(sign_in(client, filing), filing, "enterprise", action=action).status_code in (200, 302)


def test_a_day_still_to_come_is_kept_and_answered_at_its_step_and_at_the_end(client: Client) -> None:
    filing = factories.complete_draft()
    answer = post(sign_in(client, filing), filing, "appointment", effective_on="2062-03-01")
    sentence = "任命自 2062年3月1日 起生效，生效后再提交。"
    page = client.get(url(filing, "appointment")).content.decode()
    assert answer.status_code in (200, 302)
    assert 'value="2062-03-01"' in page
    assert sentence in page
    assert sentence in client.get(url(filing, "review")).content.decode()
    filing.refresh_from_db()
    refused = client.post(url(filing, "review"), {"version": filing.version, "action": "submit"})
    filing.refresh_from_db()
    assert filing.status == "draft"
    assert refused.status_code != 302 or sentence in client.get(url(filing, "review")).content.decode()
