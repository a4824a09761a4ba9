"""Pages of the Art. 9 register: what each office reads, and the acts as they are pressed."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from filings.models import Disqualification
from tests import factories
from tests.factories import bars

pytestmark = pytest.mark.django_db
LIST = reverse("filings:bar_list")
NEW = reverse("filings:bar_propose")
NUMBER = "540102198802290012"
SECRETS = ("收受供货单位回扣", "本人没有收受", "处罚决定书.pdf", "拉市监罚〔2026〕7号", "***12", "次仁多吉")


def signed_in(user: Any) -> Client:
    client = Client()
    client.force_login(user)
    return client


def act(client: Client, bar: Disqualification, name: str, **values: Any) -> Any:
    version = Disqualification.objects.get(pk=bar.pk).version
    given = {"version": version, **values}
    return client.post(reverse(f"filings:bar_{name}", args=[bar.pk]), given)


def case(**values: Any) -> dict[str, Any]:
    upload = SimpleUploadedFile("处罚决定书.pdf", factories.PDF_BYTES)
    return {
        "document_type": "identity_card",
        "identity_no": NUMBER,
        "person_name": "次仁多吉",
        "ground": "G2",
        "document_no": "拉市监罚〔2026〕7号",
        "finding": "收受供货单位回扣。",
        "evidence": upload,
        **values,
    }


def told_case() -> Disqualification:
    """A confirmed bar with everything in it that only its office and the region may read."""
    bar = bars.with_evidence(bars.somebody(NUMBER))
    today, office = timezone.localdate().isoformat(), signed_in(bar.proposed_by)
    act(office, bar, "notify", notified_on=today)
    act(office, bar, "hear", statement_on=today, statement="本人没有收受。")
    act(signed_in(factories.region_officer()), bar, "confirm")
    return Disqualification.objects.get(pk=bar.pk)


# --- proposing -------------------------------------------------------------------------------------


def test_an_office_proposes_by_identity_number_and_the_page_never_shows_it():
    client = signed_in(factories.officer())
    assert client.get(NEW).status_code == 200
    answer = client.post(NEW, case(identity_no="540102 19880229 0012"))
    bar = Disqualification.objects.get()
    assert answer.url == bar.get_absolute_url()
    page = client.get(answer.url).content.decode()
    assert NUMBER not in page
    assert "540*************12" in page
    assert all(secret in page for secret in SECRETS if secret != "本人没有收受")


def test_what_is_wrong_comes_back_with_all_that_was_typed():
    client = signed_in(factories.officer())
    answer = client.post(NEW, case(identity_no="540102198802290011", evidence=""))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "请选择依据文件。" in page
    answer = client.post(NEW, case(identity_no="540102198802290011"))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'id="error_1_id_identity_no"' in page
    assert "请选择情形。" in client.post(NEW, case(identity_no="1", ground="")).content.decode()
    assert "收受供货单位回扣。" in page
    assert "请重新选择依据文件" in page
    wrong_kind = SimpleUploadedFile("x.txt", b"text")
    page = client.post(NEW, case(evidence=wrong_kind)).content.decode()
    assert "依据文件：只接受 PDF" in page
    assert "有 1 处需要更正" in page
    empty = SimpleUploadedFile("x.pdf", b"")
    assert "0 字节" in client.post(NEW, case(evidence=empty)).content.decode()
    assert not Disqualification.objects.exists()


def test_the_holder_of_a_post_is_proposed_from_its_page_without_typing_the_person():
    filing = factories.accepted()
    client = signed_in(factories.officer())
    page = client.get(filing.get_absolute_url()).content.decode()
    url = reverse("filings:bar_propose_for", args=[filing.appointment_id])
    assert url in page
    form = client.get(url)
    assert "identity_no" not in form.content.decode()
    assert filing.cqo_name in form.content.decode()
    assert client.post(url, case(document_no=" ")).status_code == 422
    assert client.post(url, case()).status_code == 302
    assert Disqualification.objects.get().identity_index == filing.identity_index
    assert signed_in(factories.officer("5402")).get(url).status_code == 404


# --- what each office reads ------------------------------------------------------------------------


def test_another_office_reads_ground_office_and_date_alone():
    bar = told_case()
    client = signed_in(factories.officer("5402"))
    page, rows = client.get(bar.get_absolute_url()).content.decode(), client.get(LIST).content.decode()
    assert not [secret for secret in SECRETS if secret in page + rows]
    for text in (str(bar.get_ground_display()), bar.authority.short_name, bar.confirmed_on.isoformat()):
        assert text in rows
    assert "次*多*" in page
    assert client.get(reverse("filings:bar_evidence", args=[bar.pk])).status_code == 404


def test_an_office_with_a_filing_of_the_person_reads_the_name():
    bar = told_case()
    factories.submitted(factories.make_enterprise("5402"), identity_no=NUMBER)
    page = signed_in(factories.officer("5402")).get(bar.get_absolute_url()).content.decode()
    assert "次仁多吉" in page
    assert "540*************12" in page
    assert "拉市监罚" not in page


def test_the_auditor_reads_the_register_but_not_the_case():
    bar = told_case()
    client = signed_in(factories.auditor())
    page = client.get(bar.get_absolute_url()).content.decode()
    assert "次仁多吉" in page
    assert not [secret for secret in SECRETS[:3] if secret in page]
    assert client.get(reverse("filings:bar_evidence", args=[bar.pk])).status_code == 404


@pytest.mark.parametrize("who", [factories.region_officer, factories.officer])
def test_the_region_and_the_recording_office_read_and_download_the_case(who: Any):
    bar, client = told_case(), signed_in(who())
    page = client.get(bar.get_absolute_url()).content.decode()
    assert all(secret in page for secret in SECRETS)
    answer = client.get(reverse("filings:bar_evidence", args=[bar.pk]))
    assert b"".join(answer) == factories.PDF_BYTES
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["Cache-Control"] == "private, no-store"


def test_a_document_that_is_missing_is_a_page_not_found():
    bar, client = bars.proposed(), signed_in(factories.region_officer())
    url = reverse("filings:bar_evidence", args=[bar.pk])
    assert client.get(url).status_code == 404
    Disqualification.objects.update(evidence="evidence/gone")
    assert client.get(url).status_code == 404


def test_the_enterprise_never_learns_of_a_proposal():
    filing = factories.returned()
    bar = bars.heard(bars.candidate(filing))
    client = signed_in(filing.created_by)
    assert client.get(LIST).status_code == 404
    assert client.get(bar.get_absolute_url()).status_code == 404
    for url in (filing.get_absolute_url(), reverse("filings:step", args=[filing.pk, "cqo"])):
        assert "待确认的不得担任" not in client.get(url).content.decode()


# --- the acts --------------------------------------------------------------------------------------


def test_the_page_offers_what_can_be_done_and_says_why_the_rest_cannot():
    bar, region = bars.proposed(), signed_in(factories.region_officer())
    page = region.get(bar.get_absolute_url())
    assert [offer.name for offer in page.context["acts"] if offer.live] == ["notify", "decline"]
    assert "请先登记告知本人的日期。" in page.content.decode()
    heard = region.get(bars.heard(document_no="另").get_absolute_url()).context["acts"]
    assert [(offer.name, offer.done) for offer in heard] == [
        ("confirm", False),
        ("decline", False),
        ("notify", True),
        ("hear", True),
    ]
    office = signed_in(bar.proposed_by).get(bar.get_absolute_url())
    assert [offer.name for offer in office.context["acts"]] == ["notify", "hear"]


def test_a_refused_act_comes_back_as_typed():
    bar = bars.notified()
    client = signed_in(bar.proposed_by)
    answer = act(client, bar, "hear", statement_on="2020-01-01", statement="本人没有收受。")
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "陈述申辩日期不能早于告知日期。" in page
    assert "本人没有收受。" in page
    assert act(client, bar, "notify", notified_on="x").status_code == 422
    assert act(client, bar, "notify", notified_on=timezone.localdate().isoformat()).status_code == 302


def test_an_outdated_page_changes_nothing_and_keeps_the_words():
    bar, client = bars.heard(), signed_in(factories.region_officer())
    answer = act(client, bar, "decline", reason="证据不足", version=1)
    assert answer.status_code == 409
    assert "证据不足" in answer.content.decode()
    assert act(client, bar, "confirm").status_code == 302
    answer = act(client, bar, "decline", reason="证据不足", version=1)
    assert answer.status_code == 409
    assert answer.context["typed"] == ["证据不足"]
    assert Disqualification.objects.get().status == "confirmed"


def test_the_region_confirms_and_lifts():
    filing = factories.accepted()
    bar, client = bars.heard(filing.appointment.person), signed_in(factories.region_officer())
    assert act(client, bar, "confirm").status_code == 302
    page = client.get(bar.get_absolute_url()).content.decode()
    assert filing.filing_no in page
    assert bar.replacements.get().get_absolute_url() in page
    assert act(client, bar, "lift", reason="").status_code == 422
    assert act(client, bar, "lift", reason="原处罚已撤销").status_code == 302
    page = client.get(bar.get_absolute_url())
    assert page.context["posts"] == []
    assert "原处罚已撤销" in page.content.decode()


def test_a_declined_bar_says_so():
    bar, client = bars.heard(), signed_in(factories.region_officer())
    assert act(client, bar, "decline", reason="证据不足").status_code == 302
    assert Disqualification.objects.get().status == "declined"


# --- the mark on other pages -----------------------------------------------------------------------


def test_a_confirmed_bar_marks_the_pages_of_the_post_for_officers_alone():
    filing = factories.accepted()
    bar = bars.heard(filing.appointment.person)
    pages = (
        filing.get_absolute_url(),
        reverse("filings:desk", args=[filing.pk]),
        filing.enterprise.get_absolute_url(),
    )
    office = signed_in(factories.officer())
    assert not [url for url in pages if "已确认的不得担任情形" in office.get(url).content.decode()]
    act(signed_in(factories.region_officer()), bar, "confirm")
    assert all(bar.get_absolute_url() in office.get(url).content.decode() for url in pages)
    own = signed_in(filing.created_by)
    assert not [url for url in pages if bar.get_absolute_url() in own.get(url).content.decode()]


def test_the_mark_leaves_with_the_person():
    filing = factories.accepted()
    bars.confirmed(filing.appointment.person)
    factories.changed(filing, "K2")
    page = signed_in(factories.officer()).get(filing.get_absolute_url()).content.decode()
    assert "查看登记" not in page


# --- the list --------------------------------------------------------------------------------------


def test_the_register_narrows_by_state_ground_and_office():
    first, second = bars.confirmed(), bars.proposed(ground="G4", by=factories.officer("5402"))
    client = signed_in(factories.region_officer())

    def listed(**query: str) -> list[Disqualification]:
        return [row.bar for row in client.get(LIST, query).context["rows"]]

    assert listed() == [second, first]
    assert listed(status="confirmed") == [first]
    assert listed(ground="G4") == [second]
    assert listed(office="5402") == [second]
    assert listed(office="5403") == []
    assert listed(sort="office") == [first, second]


@pytest.mark.parametrize("count", [1, 4])
def test_the_register_asks_as_little_for_many_as_for_one(count: int, django_assert_num_queries: Any):
    for _each in range(count):
        bars.confirmed()
    client = signed_in(factories.officer("5402"))
    client.get(LIST)
    with django_assert_num_queries(7):
        client.get(LIST)
