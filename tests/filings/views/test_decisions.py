"""Decisions from the desk: once, on the current page, with nothing typed lost, and on to the next."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from cqo_registry.audit.models import AuditEvent
from filings.actions import claiming
from filings.enums import FilingStatus as S
from filings.models import Filing, ForwardingBatch
from tests.factories import (
    accepted,
    auditor,
    claimed,
    filer,
    forwarded,
    make_enterprise,
    officer,
    region_officer,
    submitted,
)
from tests.once import once

pytestmark = pytest.mark.django_db


def post(user: Any, name: str, filing: Filing, **data: Any) -> Any:
    client = Client()
    client.force_login(user)
    body = {"version": filing.version, **data}
    return client.post(reverse(f"filings:{name}", args=[filing.pk]), body)


def now(filing: Filing) -> Filing:
    return Filing.objects.get(pk=filing.pk)


def test_claiming_opens_the_desk() -> None:
    me, filing = officer(), submitted()
    response = post(me, "claim", filing)
    assert response.url == reverse("filings:desk", args=[filing.pk])
    assert now(filing).claimed_by == me


def test_claiming_what_another_holds_tells_who() -> None:
    filing = submitted()
    claiming.claim(filing.pk, by=officer(name="索朗"))
    response = post(officer(), "claim", now(filing))
    assert response.status_code == 409
    assert "索朗" in response.content.decode()


def test_releasing_goes_back_to_the_queue() -> None:
    me = officer()
    filing = claimed(by=me)
    assert post(me, "release", filing).url == reverse("filings:queue")
    assert now(filing).claimed_by is None


def test_accepting_goes_on_to_the_next_filing() -> None:
    me = officer()
    filing, following = claimed(by=me), submitted()
    response = post(me, "accept", filing)
    assert response.url == reverse("filings:desk", args=[following.pk])
    assert (now(filing).status, now(filing).claimed_by) == (S.ACCEPTED, None)


def test_accepting_the_last_goes_back_to_the_queue_with_its_number() -> None:
    me = officer()
    filing = claimed(by=me)
    client = Client()
    client.force_login(me)
    response = client.post(
        reverse("filings:accept", args=[filing.pk]), {"version": filing.version}, follow=True
    )
    assert response.redirect_chain[0][0] == reverse("filings:queue")
    assert now(filing).filing_no in response.content.decode()


def test_accept_and_forward_in_one_click() -> None:
    me = officer()
    filing = claimed(by=me)
    post(me, "accept", filing, forward="1")
    assert now(filing).status == S.FORWARDED
    assert ForwardingBatch.objects.get().filings.get() == filing


def test_a_double_post_decides_once() -> None:
    me, token = officer(), str(uuid.uuid4())
    filing = claimed(by=me)
    first, second = (post(me, "accept", filing, form_token=token) for _ in range(2))
    assert first.url == second.url
    assert AuditEvent.objects.filter(action="filing.accept").count() == 1


def two_on_the_desk() -> Any:
    me = officer()
    return me, submitted(), claimed(by=me)


two = once(two_on_the_desk)


class TestTwoOnTheDesk:
    """Of a filing nobody holds and one in the officer's hands, made once."""

    @pytest.mark.parametrize("version", ["0", "", "x", "９", "1" * 40, "-1"])
    @pytest.mark.parametrize("name", ["claim", "release", "accept"])
    def test_a_stale_or_unreadable_version_changes_nothing(self, name: str, version: str, two: Any) -> None:
        me, free, held = two
        filing = free if name == "claim" else held
        assert post(me, name, filing, version=version).status_code == 409
        assert now(filing).status == S.SUBMITTED
        assert now(filing).version == filing.version


def test_the_stale_page_tells_who_did_what() -> None:
    me = officer(name="德吉")
    filing = claimed(by=me)
    stale = now(filing)
    post(me, "accept", filing)
    html = post(me, "accept", stale).content.decode()
    assert "德吉" in html


def test_returning_opens_exactly_the_ticked_fields() -> None:
    me = officer()
    filing = claimed(by=me)
    data = {
        "tick-school": "1",
        "comment-school": "请写全称",
        "tick-major": "1",
        "comment-major": "与证书不符",
    }
    assert post(me, "return", filing, **data).status_code == 302
    assert now(filing).status == S.RETURNED
    assert dict(filing.return_items.open().values_list("field", "comment")) == {
        "school": "请写全称",
        "major": "与证书不符",
    }


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        ({}, "请至少选择一个需要补正的字段"),
        ({"tick-school": "1"}, "毕业院校：请写明补正要求。"),
        ({"comment-school": "写了没勾"}, "毕业院校：已写补正要求但没有勾选"),
        ({"tick-school": "1", "comment-school": "长" * 501}, "补正要求最多 500 字"),
        ({"tick-nonsense": "1", "comment-nonsense": "x"}, "请至少选择一个需要补正的字段"),
    ],
)
def test_a_half_filled_return_form_comes_back_whole(data: dict[str, str], sentence: str) -> None:
    me = officer()
    filing = claimed(by=me)
    response = post(me, "return", filing, **data)
    assert response.status_code == 422
    html = response.content.decode()
    assert sentence in html
    assert data.get("comment-school", "") in html
    assert now(filing).status == S.SUBMITTED


def test_a_stale_return_keeps_every_comment_and_tells_what_happened() -> None:
    me = officer()
    filing = claimed(by=me)
    stale = now(filing)
    claiming.release(filing.pk, by=me)
    claiming.claim(filing.pk, by=me)
    response = post(me, "return", stale, **{"tick-school": "1", "comment-school": "请写院校全称"})
    html = response.content.decode()
    assert response.status_code == 409
    assert "请写院校全称" in html
    assert 'name="tick-school" value="1" checked' in html
    assert "您的操作没有生效" in html
    assert f'value="{now(filing).version}"' in html


def test_a_return_after_anothers_decision_keeps_the_comments_to_copy() -> None:
    me = officer()
    filing = claimed(by=me)
    stale = now(filing)
    post(me, "accept", filing)
    response = post(me, "return", stale, **{"tick-school": "1", "comment-school": "请写院校全称"})
    html = response.content.decode()
    assert response.status_code == 409
    assert "未生效，可复制留存" in html
    assert "请写院校全称" in html
    assert "予以备案" in html


def test_refusing_needs_a_reason_and_keeps_the_page() -> None:
    me = officer()
    filing = claimed(by=me, education="secondary")
    response = post(me, "refuse", filing, reason="  ")
    assert response.status_code == 422
    assert "请写明理由。" in response.content.decode()


def test_refusing_for_art_6() -> None:
    me = officer()
    filing = claimed(by=me, education="secondary")
    assert post(me, "refuse", filing, reason="学历为中专").status_code == 302
    assert (now(filing).status, now(filing).decision_reason) == (S.REFUSED, "学历为中专")


def test_refusing_a_sound_filing_is_refused_and_keeps_the_reason() -> None:
    me = officer()
    filing = claimed(by=me)
    response = post(me, "refuse", filing, reason="不想备案")
    assert response.status_code == 422
    assert "其他问题请退回补正" in response.content.decode()
    assert now(filing).status == S.SUBMITTED


def test_an_unclassified_size_is_fixed_with_a_reason() -> None:
    me = officer()
    filing = claimed(make_enterprise(industry="J66"), by=me)
    assert post(me, "set_size", filing, size="small", reason="").status_code == 422
    assert post(me, "set_size", filing, size="giant", reason="x").status_code == 422
    response = post(me, "set_size", filing, size="small", reason="参照同类企业")
    assert response.url == reverse("filings:desk", args=[filing.pk])
    assert now(filing).officer_size == "small"


def test_a_long_reason_for_the_size_is_a_sentence_and_no_error_of_the_database() -> None:
    me = officer()
    filing = claimed(make_enterprise(industry="J66"), by=me)
    response = post(me, "set_size", filing, size="small", reason="长" * 301)
    assert response.status_code == 422
    assert "长" * 301 in response.content.decode()


def test_a_classified_size_is_not_for_the_officer() -> None:
    me = officer()
    assert post(me, "set_size", claimed(by=me), size="small", reason="x").status_code == 422


def test_the_identity_number_is_shown_once_and_recorded() -> None:
    me, filing = officer(), submitted()
    number = now(filing).identity_no
    response = post(me, "reveal_identity", filing, reason="核对证件")
    assert number in response.content.decode()
    assert "no-store" in response["Cache-Control"]
    line = AuditEvent.objects.get(action="filing.reveal_identity")
    assert (line.actor, line.reason) == (me, "核对证件")
    assert number not in str(line.__dict__)


def test_a_look_without_a_reason_shows_nothing() -> None:
    me, filing = officer(), submitted()
    response = post(me, "reveal_identity", filing, reason="")
    assert response.status_code == 422
    assert '<details class="card no-print" id="reveal" open>' in response.content.decode()
    assert now(filing).identity_no not in response.content.decode()
    assert not AuditEvent.objects.filter(action="filing.reveal_identity").exists()


def test_a_number_copied_from_another_row_is_a_sentence_and_no_error() -> None:
    me, filing, other = officer(), submitted(), submitted()
    stolen = now(other)
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE filings_filing DISABLE TRIGGER filings_filing_freezes")
        Filing.objects.filter(pk=filing.pk).update(identity_sealed=stolen.identity_sealed)
        cursor.execute("ALTER TABLE filings_filing ENABLE TRIGGER filings_filing_freezes")
    response = post(me, "reveal_identity", filing, reason="核对证件")
    assert response.status_code == 409
    assert "密文无法打开" in response.content.decode()
    assert stolen.identity_no not in response.content.decode()
    assert not AuditEvent.objects.filter(action="filing.reveal_identity").exists()


def test_who_may_look() -> None:
    filing = submitted()
    own = filing.created_by
    looks = {"own": own, "office": officer(), "region": region_officer()}
    assert {n: post(u, "reveal_identity", filing, reason="x").status_code for n, u in looks.items()} == {
        "own": 200,
        "office": 200,
        "region": 200,
    }
    for other in (officer("5402"), filer(), auditor()):
        assert post(other, "reveal_identity", filing, reason="x").status_code == 404


def test_forwarding_one_shows_its_cover_sheet() -> None:
    me = officer()
    filing = accepted(by=me)
    response = post(me, "forward", filing)
    assert response.url == ForwardingBatch.objects.get().get_absolute_url()
    assert post(me, "forward", filing).status_code == 409


def test_recording_one_goes_back_to_the_arrivals() -> None:
    filing = forwarded()
    assert post(region_officer(), "record", filing).url == reverse("filings:arrivals")
    assert now(filing).status == S.RECORDED


@pytest.mark.parametrize(
    "name",
    ["claim", "release", "return", "accept", "refuse", "set_size", "reveal_identity", "forward", "record"],
)
def test_a_get_of_an_act_is_no_page(name: str) -> None:
    client = Client()
    client.force_login(region_officer() if name == "record" else officer())
    assert client.get(reverse(f"filings:{name}", args=[submitted().pk])).status_code == 405


@pytest.mark.parametrize("name", ["claim", "release", "return", "accept", "refuse", "set_size", "forward"])
def test_an_act_on_another_area_finds_nothing(name: str) -> None:
    assert post(officer("5402"), name, claimed()).status_code == 404
