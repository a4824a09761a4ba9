"""One person across enterprises: found by name in the own area, by exact number everywhere."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from cqo_registry.audit.models import AuditEvent
from cqo_registry.core import crypto
from filings import policies
from filings.facts.persons import dossier_of, persons_visible_to
from filings.models import Appointment, Disqualification, Filing, Person
from tests import factories
from tests.factories.copies import many

pytestmark = pytest.mark.django_db
NUMBER = "540102198802290012"


def signed_in(user: Any) -> Client:
    client = Client()
    client.force_login(user)
    return client


def by_name(user: Any, name: str) -> list[str]:
    page = signed_in(user).get(reverse("filings:person_find"), {"name": name}).context["page"]
    return [person.name for person in page.rows]


def by_number(user: Any, number: str = NUMBER, kind: str = "identity_card") -> Any:
    body = {"document_type": kind, "identity_no": number}
    return signed_in(user).post(reverse("filings:person_find"), body)


def in_office(office: str = "5401", **values: Any) -> Filing:
    given = {"identity_no": NUMBER, **values}
    return factories.accepted(factories.make_enterprise(office), **given)


def person_of(filing: Filing) -> Person:
    assert filing.appointment is not None
    return filing.appointment.person


def bar(office: str, status: str = "proposed") -> Disqualification:
    return Disqualification.objects.create(
        identity_index=crypto.blind_index(NUMBER),
        person_name="扎西次仁",
        identity_masked="540*************12",
        ground="G2",
        document_no="〔2026〕1号",
        authority=factories.authority(office),
        status=status,
        proposed_on=date(2026, 11, 1),
        proposed_by=factories.officer(office),
        confirmed_on=date(2026, 11, 2) if status == "confirmed" else None,
        confirmed_by=factories.region_officer() if status == "confirmed" else None,
    )


# --- by name ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["次仁", "བཀྲ་ཤིས", "小扎西", " 扎西次仁 "])
def test_any_of_the_names_finds_the_person(name: str) -> None:
    in_office(cqo_other_names="小扎西")
    factories.accepted(cqo_name="央金", cqo_name_bo="", cqo_other_names="")
    assert by_name(factories.region_officer(), name) == ["扎西次仁"]


def test_an_office_finds_by_name_whoever_is_known_in_its_area() -> None:
    filed = in_office("5402")
    assert by_name(factories.officer("5402"), "扎西") == ["扎西次仁"]
    assert by_name(factories.officer("5401"), "扎西") == []
    assert by_name(factories.auditor(), "扎西") == ["扎西次仁"]
    factories.submitted(identity_no=NUMBER)
    assert by_name(factories.officer("5401"), "扎西") == ["扎西次仁"]
    assert not persons_visible_to(filed.created_by).exists()


def test_an_empty_name_is_asked_for_and_an_unknown_one_said() -> None:
    client = signed_in(factories.officer())
    assert "请填写姓名" in client.get(reverse("filings:person_find"), {"name": " "}).content.decode()
    assert (
        "没有查到这个姓名" in client.get(reverse("filings:person_find"), {"name": "无此人"}).content.decode()
    )


@pytest.mark.parametrize("count", [1, 20])
def test_the_list_asks_as_many_questions_for_many(count: int, django_assert_num_queries: Any) -> None:
    many(count, factories.accepted)
    client = signed_in(factories.officer())
    with django_assert_num_queries(QUERIES):
        client.get(reverse("filings:person_find"), {"name": "扎西"})


QUERIES = 7


# --- by number -------------------------------------------------------------------------------------


def test_the_number_opens_the_person_and_leaves_a_line_without_it() -> None:
    filing = in_office()
    me = factories.officer()
    response = by_number(me, " 540102 198802290012 ")
    html = response.content.decode()
    assert response.status_code == 200
    assert filing.filing_no in html
    assert "no-store" in response["Cache-Control"]
    assert NUMBER not in html
    line = AuditEvent.objects.get(action="person.look_up")
    assert (line.actor, line.target_id) == (me, str(person_of(filing).pk))
    assert "扎西" not in line.target_label
    assert NUMBER not in str(line.details) + line.reason + line.before + line.after


def test_a_look_at_nobody_is_a_line_about_the_office_that_asked() -> None:
    me = factories.officer()
    html = by_number(me).content.decode()
    assert "没有查到" in html
    line = AuditEvent.objects.get(action="person.look_up")
    assert (line.target_type, line.authority_id) == ("directory.authority", me.authority_id)


def test_elsewhere_an_office_reads_the_post_and_the_confirmed_bar_and_no_more() -> None:
    filing = in_office("5402")
    bar("5402", "confirmed")
    response = by_number(factories.officer("5401"))
    html = response.content.decode()
    assert filing.enterprise_name in html
    assert "日喀则市" in html
    assert "利用履职之便谋取不正当利益" in html
    assert filing.filing_no not in html
    assert "扎西次仁" not in html
    assert response.context["dossier"].filings == []


def test_a_proposal_of_another_office_is_not_told() -> None:
    bar("5402")
    assert "没有查到" in by_number(factories.officer("5401")).content.decode()
    assert "利用履职之便谋取不正当利益" in by_number(factories.region_officer()).content.decode()


def test_somebody_without_a_post_is_found_by_filing() -> None:
    filing = factories.submitted(identity_no=NUMBER)
    response = by_number(factories.officer())
    assert filing.enterprise_name in response.content.decode()
    assert response.context["dossier"].name == "扎西次仁"
    assert response.context["dossier"].masked.startswith("540***")


@pytest.mark.parametrize(
    ("number", "kind"), [("540102198802290011", "identity_card"), ("12", "passport"), ("", "passport")]
)
def test_a_number_that_cannot_be_is_said(number: str, kind: str) -> None:
    response = by_number(factories.officer(), number, kind)
    assert response.status_code == 422
    assert not AuditEvent.objects.filter(action="person.look_up").exists()


def test_the_auditor_reads_by_name_alone() -> None:
    auditor = factories.auditor()
    assert by_number(auditor).status_code == 404
    assert not policies.may_look_up(auditor)
    html = signed_in(auditor).get(reverse("filings:person_find")).content.decode()
    assert "按证件号码查询" not in html


# --- the person ------------------------------------------------------------------------------------


def test_the_page_of_a_person_shows_posts_filings_and_bars() -> None:
    filing = in_office()
    bar("5401")
    person = person_of(filing)
    html = (
        signed_in(factories.officer())
        .get(reverse("filings:person_detail", args=[person.pk]))
        .content.decode()
    )
    for words in ("扎西次仁", filing.filing_no, "利用履职之便谋取不正当利益", "在任"):
        assert words in html
    other = signed_in(factories.officer("5402")).get(reverse("filings:person_detail", args=[person.pk]))
    assert other.status_code == 404


def test_two_posts_at_once_are_a_warning() -> None:
    first, second = in_office(), in_office("5402")
    person = person_of(first)
    assert Appointment.objects.filter(person=person).count() == 2
    html = (
        signed_in(factories.region_officer())
        .get(reverse("filings:person_detail", args=[person.pk]))
        .content.decode()
    )
    assert "同时在 2 家企业" in html
    assert {first.filing_no in html, second.filing_no in html} == {True}


def test_a_former_post_is_no_second_one() -> None:
    first = in_office()
    Appointment.objects.filter(pk=first.appointment_id).update(ended_on=date(2026, 11, 1))
    in_office()
    assert dossier_of(first.identity_index, factories.region_officer()).several == []


# --- the desk --------------------------------------------------------------------------------------


def desk(user: Any, filing: Filing) -> Any:
    return signed_in(user).get(reverse("filings:desk", args=[filing.pk]))


def test_the_desk_shows_the_other_declaration_of_the_own_area_in_full() -> None:
    in_office(other_post="质量总监")
    me = factories.officer()
    response = desk(me, factories.claimed(by=me, identity_no=NUMBER))
    assert [post.own for post in response.context["posts"]] == [True]
    assert "质量总监" in response.content.decode()
    assert "请核对两家企业的申报" in response.content.decode()


def test_of_another_area_the_desk_shows_the_post_alone() -> None:
    filed = in_office("5402", other_post="质量总监")
    me = factories.officer()
    html = desk(me, factories.claimed(by=me, identity_no=NUMBER)).content.decode()
    assert filed.enterprise_name in html
    assert "质量总监" not in html


def test_without_another_post_the_desk_is_silent() -> None:
    me = factories.officer()
    filed = in_office()
    assert desk(me, filed).context["posts"] == []
    assert desk(me, factories.changed(filed, "K3", by=me)).context["posts"] == []
