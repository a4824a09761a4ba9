"""What becomes of seats when the enterprise moves, or its session is called off (Art. 16, decision D14)."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from cqo_registry.accounts.models import User
from filings.actions import moving
from filings.models import Filing
from tests import factories
from tests.factories import enrolments
from training.actions import inviting, sessions
from training.models import TrainingSession

pytestmark = pytest.mark.django_db


def browser(user: User) -> Client:
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def url(name: str, *args: Any) -> str:
    return reverse(f"training:{name}", args=args)


def moved(filing: Filing, to: str = "5402") -> Filing:
    """The enterprise of the filing belongs to another office now."""
    enterprise = filing.enterprise
    by, receiver = factories.officer(enterprise.authority.code), factories.officer(to)
    there = factories.authority(to)
    transfer = moving.propose(enterprise.pk, there, by=by, version=None, reason="住所迁出。")
    moving.confirm(transfer.pk, by=receiver, version=transfer.version)
    filing.enterprise.refresh_from_db()
    return filing


def test_an_enterprise_that_moved_keeps_its_seat_and_everybody_concerned_reads_it() -> None:
    filing = factories.accepted()
    session = enrolments.open_session("5401")
    row = enrolments.cqo(session, filing)
    moved(filing)
    filer, officer = factories.filer(filing.enterprise), factories.officer("5402")
    for user in (filer, officer):
        assert browser(user).get(session.get_absolute_url()).status_code == 200
    mine = browser(filer).get(url("my_training"))
    assert list(mine.context["offered"]) == []
    assert "不面向本企业所在的辖区" in browser(filer).get(url("session_list")).content.decode()
    page = browser(filer).get(url("enrol", session.pk)).content.decode()
    assert "这期培训班不面向该企业所在的辖区。" in page
    answer = browser(filer).post(url("enrolment_cancel", row.pk), {"version": row.version}, follow=True)
    assert answer.status_code == 200
    row.refresh_from_db()
    assert row.status == "cancelled"


def test_an_invitation_from_before_the_move_offers_no_button_and_is_no_dead_end() -> None:
    filing, session = factories.accepted(), enrolments.open_session("5401")
    inviting.invite(session.pk, filing.appointment_id, by=factories.officer())
    filer = browser(factories.filer(filing.enterprise))
    for page in (url("my_training"), reverse("portal:home")):
        assert "接受邀请并报名" in filer.get(page).content.decode()
    moved(filing)
    filer = browser(factories.filer(filing.enterprise))
    for page in (url("my_training"), reverse("portal:home")):
        assert "接受邀请并报名" not in filer.get(page).content.decode()
    assert "这期培训班不面向该企业所在的辖区。" in filer.get(url("enrol", session.pk)).content.decode()


def test_the_new_office_reads_the_session_and_offers_it_to_nobody() -> None:
    filing, session = factories.accepted(), enrolments.open_session("5401")
    enrolments.cqo(session, filing)
    officer = factories.officer("5402")
    assert browser(officer).get(session.get_absolute_url()).status_code == 404
    moved(filing)
    page = browser(officer).get(session.get_absolute_url()).content.decode()
    assert filing.cqo_name in page
    assert url("enrol", session.pk) not in page
    offered = TrainingSession.objects.visible_to(officer).offered_to(officer)
    assert session not in offered
    assert session in offered.model.objects.offered_to(factories.region_officer())


def test_a_seat_in_a_session_called_off_says_so_wherever_it_is_listed() -> None:
    filing, session = factories.accepted(), enrolments.open_session()
    enrolments.cqo(session, filing)
    sessions.cancel_session(session.pk, by=session.created_by, version=session.version, reason="停电")
    filer = factories.filer(filing.enterprise)
    assert "培训班已取消" in browser(filer).get(url("my_training")).content.decode()
    assert session.title not in browser(filer).get(reverse("portal:home")).content.decode()
    assert "培训班已取消" in browser(session.created_by).get(url("enrolment_list")).content.decode()


def test_a_session_of_another_area_is_named_on_the_persons_page_without_a_dead_link() -> None:
    number, session = factories.identity_no(), enrolments.open_session("5402", title="日喀则培训班")
    here = factories.accepted(identity_no=number)
    there = factories.accepted(factories.make_enterprise("5402"), identity_no=number)
    enrolments.cqo(session, there)
    address = reverse("filings:person_detail", args=[here.appointment.person_id])
    for code, linked in (("5401", False), ("5402", True)):
        client = browser(factories.officer(code))
        read = client.get(address).content.decode()
        assert (session.title in read, session.get_absolute_url() in read) == (True, linked)
