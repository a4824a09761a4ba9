"""The question before an act that hurts: once, naming whom it is about, keeping what was typed."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.messages import get_messages
from django.test import Client
from django.urls import reverse
from lxml import html as parser

from cqo_registry.core.confirming import QUESTIONS, describe
from filings.models import Disqualification, Filing
from tests import factories
from tests.factories import bars

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("questions")]

# Words by which an act is known to hurt, or to go out to others for good.
HURTS = (
    "accept", "refuse", "record", "issue", "confirm", "lift", "decline", "dismiss", "close", "revoke",
    "withdraw", "cancel", "deactivate", "discard", "remove", "strike", "deregister", "freeze", "end",
    "publish", "reopen", "exempt", "reset", "reinstate", "depart", "recuse", "unmark", "complete",
)  # fmt: skip
# Names with such a word that need no question, and why.
QUIET = {
    "accounts:invitation_accept": "the invited person's own form",
    "accounts:registration_decide": "is asked under its own name",
    "filings:attachment_remove": "a document of a draft, which may be uploaded again",
    "filings:calendar_remove": "a page of its own asks",
    "filings:discard": "a page of its own asks",
    "training:enrolment_cancel": "a page of its own asks, with the reason",
    "talent_pool:assignment_accept": "what is accepted may still be declared a conflict",
}


def hidden(page: str) -> list[tuple[str, str]]:
    """What the page of the question would send again."""
    form = next(each for each in parser.fromstring(page).forms if each.xpath('.//button[@value="yes"]'))
    return list(form.form_values())


def answer(client: Client, url: str, page: str, word: str) -> Any:
    sent: dict[str, Any] = {}
    for name, value in hidden(page):
        sent.setdefault(name, []).append(value)
    return client.post(url, {**sent, "confirmed": word})


def held(**values: Any) -> tuple[Filing, Client]:
    filing, client = factories.claimed(**values), Client()
    client.force_login(factories.holder(filing))
    return filing, client


def given(filing: Filing, **more: str) -> dict[str, str]:
    return {"version": str(filing.version), "form_token": "6f3a0d4e-6f0a-4b7e-9a3c-3d1b0c1f5a10", **more}


def test_every_address_that_hurts_is_asked_about():
    from django.urls import get_resolver

    def names(resolver: Any, space: str = "") -> Any:
        for each in resolver.url_patterns:
            if hasattr(each, "url_patterns"):
                yield from names(each, f"{space}{each.namespace}:" if each.namespace else space)
            elif "post" in getattr(getattr(each.callback, "view_class", None), "http_method_names", ()):
                yield f"{space}{each.name}"

    own = {name for name in names(get_resolver()) if ":" in name}
    posts = {name for name in own if set(name.partition(":")[2].split("_")) & set(HURTS)}
    reads = {name for name in posts if not hasattr(view_of(name), "post")}
    assert posts - reads - set(QUESTIONS) - set(QUIET) == set()
    assert set(QUESTIONS) <= own


def view_of(name: str) -> Any:
    from django.urls import get_resolver

    space, _colon, word = name.partition(":")
    for each in get_resolver().url_patterns:
        if getattr(each, "namespace", None) == space:
            return next(p.callback.view_class for p in each.url_patterns if p.name == word)
    raise LookupError(name)


def test_an_acceptance_is_asked_about_and_carried_out_once():
    filing, client = held()
    url = reverse("filings:accept", args=[filing.pk])
    asked = client.post(url, given(filing, forward="1"))
    page = asked.content.decode()
    assert asked.status_code == 200
    assert filing.enterprise_name in page
    assert filing.cqo_name in page
    assert "同时上报自治区局" in page
    filing.refresh_from_db()
    assert filing.status == "submitted"
    done = answer(client, url, page, "yes")
    assert done.status_code == 302
    filing.refresh_from_db()
    assert filing.status == "forwarded"
    again = answer(client, url, page, "yes")
    assert (again.status_code, again["Location"]) == (302, done["Location"])
    assert any("已经提交过" in str(message) for message in get_messages(again.wsgi_request))


def test_whoever_goes_back_finds_the_desk_as_it_was():
    filing, client = held(education="below")
    url = reverse("filings:refuse", args=[filing.pk])
    asked = client.post(url, given(filing, reason="学历不符合第六条"))
    page = asked.content.decode()
    assert "确定不予备案吗" in page
    back = answer(client, url, page, "no")
    assert back.status_code == 200
    assert "学历不符合第六条" in back.content.decode()
    filing.refresh_from_db()
    assert filing.status == "submitted"


@pytest.mark.parametrize("act", ["accept", "release", "refuse"])
@pytest.mark.parametrize(
    "line",
    [
        {"tick-school": "1", "comment-school": "学校名称不全"},
        {"tick-school": "1"},
        {"comment-school": "学校名称不全"},
    ],
)
def test_no_decision_goes_over_returns_that_are_ticked_or_typed(act: str, line: dict[str, str]):
    filing, client = held()
    more = {"reason": "不符合"} if act == "refuse" else {}
    answer_ = client.post(
        reverse(f"filings:{act}", args=[filing.pk]), given(filing, **line, **more, confirmed="yes")
    )
    page = answer_.content.decode()
    assert answer_.status_code == 422
    assert "页面上写有 1 项退回补正意见，尚未退回" in page
    tree = parser.fromstring(page)
    assert tree.get_element_by_id("comment-school").value == line.get("comment-school", "")
    assert bool(tree.get_element_by_id("tick-school").checked) == ("tick-school" in line)
    filing.refresh_from_db()
    assert (filing.status, filing.claimed_by_id is None) == ("submitted", False)


@pytest.mark.parametrize("act", ["accept", "return"])
def test_no_other_decision_goes_over_a_written_refusal(act: str):
    filing, client = held(education="below")
    line = {"tick-school": "1", "comment-school": "学校名称不全"} if act == "return" else {}
    more = given(filing, reason="学历不符合", confirmed="yes", **line)
    answer_ = client.post(reverse(f"filings:{act}", args=[filing.pk]), more)
    assert answer_.status_code == 422
    assert "页面上写有不予备案的理由" in answer_.content.decode()
    assert "学历不符合" in answer_.content.decode()
    filing.refresh_from_db()
    assert filing.status == "submitted"


def test_returning_alone_asks_nothing():
    filing, client = held()
    line = {"tick-school": "1", "comment-school": "学校名称不全"}
    answer_ = client.post(reverse("filings:return", args=[filing.pk]), given(filing, **line))
    assert answer_.status_code == 302
    filing.refresh_from_db()
    assert filing.status == "returned"


def test_a_bar_is_confirmed_after_its_person_was_named():
    bar, client = bars.heard(), Client()
    client.force_login(factories.region_officer())
    url = reverse("filings:bar_confirm", args=[bar.pk])
    asked = client.post(url, {"version": bar.version})
    assert bar.person_name in asked.content.decode()
    assert Disqualification.objects.get(pk=bar.pk).status == "proposed"
    answer(client, url, asked.content.decode(), "yes")
    assert Disqualification.objects.get(pk=bar.pk).status == "confirmed"


def test_a_form_with_a_fault_is_mended_before_anything_is_asked():
    bar, client = bars.heard(), Client()
    client.force_login(factories.region_officer())
    answer_ = client.post(
        reverse("filings:bar_decline", args=[bar.pk]), {"version": bar.version, "reason": ""}
    )
    assert answer_.status_code == 422


def test_many_are_asked_about_by_number_and_first_names():
    rows, client = [factories.forwarded() for _number in range(4)], Client()
    client.force_login(factories.region_officer())
    url = reverse("filings:record_many")
    asked = client.post(url, {"ids": [row.pk for row in rows]})
    page = asked.content.decode()
    assert "4" in page
    assert rows[0].enterprise_name in page
    assert {Filing.objects.get(pk=row.pk).status for row in rows} == {"forwarded"}
    answer(client, url, page, "yes")
    assert {Filing.objects.get(pk=row.pk).status for row in rows} == {"recorded"}


def test_the_way_back_stays_on_this_site():
    filing, client = factories.forwarded(), Client()
    client.force_login(factories.region_officer())
    url = reverse("filings:record", args=[filing.pk])
    back = client.post(
        url, {"version": filing.version, "confirmed": "no", "came_from": "https://example.org/"}
    )
    assert (back.status_code, back["Location"]) == (302, "/")
    there = filing.get_absolute_url()
    back = client.post(url, {"version": filing.version, "confirmed": "no", "came_from": there})
    assert back["Location"] == there


def test_a_stranger_is_asked_nothing():
    filing, client = factories.claimed(), Client()
    client.force_login(factories.officer("5402"))
    assert client.post(reverse("filings:accept", args=[filing.pk]), given(filing)).status_code == 404


def test_a_row_without_enterprise_and_person_is_called_by_its_name():
    office = factories.authority()
    assert describe(office) == [(office._meta.verbose_name, str(office))]
