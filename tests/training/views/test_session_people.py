"""The section of people on the page of a session, as each reader finds it (Art. 16)."""

from __future__ import annotations

import pytest
from django.test import Client
from django.utils import timezone

from cqo_registry.accounts.models import User
from filings.actions import deregistering
from tests import factories
from tests.factories import enrolments, training
from training.models import TrainingSession

pytestmark = pytest.mark.django_db


def page(user: User, session: TrainingSession) -> str:
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client.get(session.get_absolute_url()).content.decode()


def test_nobody_is_told_to_enrol_where_nobody_can() -> None:
    officer, asks = factories.officer(), "企业可以自行报名"
    assert asks in page(officer, training.open_session())
    assert "培训班取消前没有人报名。" in page(officer, training.cancelled_session())
    assert "这期培训班没有人报名。" in page(officer, training.completed_session())
    assert "企业报名已截止" in page(officer, training.held_session())


def test_cqos_and_other_staff_are_counted_apart() -> None:
    session = enrolments.open_session(capacity=3)
    enrolments.cqo(session)
    for name in ("央金", "卓玛", "扎西"):
        enrolments.staff(session, name=name)
    said = "已报名 3 人（首席质量官 1 人，其他质量管理人员 2 人），候补 1 人"
    assert said in page(factories.officer(), session)


def test_an_office_that_does_not_run_the_session_reads_of_its_own_area() -> None:
    session = enrolments.open_session("54")
    enrolments.staff(session, factories.filer(factories.make_enterprise("5402")))
    own = enrolments.staff(session, factories.filer(factories.make_enterprise("5401")), name="卓玛")
    read = page(factories.officer(), session)
    assert ("本辖区参训人员" in read, own.name in read, "央金" in read) == (True, True, False)
    assert "已报名 1 人" in read
    assert "本辖区" not in page(factories.region_officer(), session)
    assert "本辖区还没有人报名。" in page(factories.officer("5403"), session)
    assert "本辖区没有人报名。" in page(factories.officer("5403"), training.completed_session("54"))


def test_a_seat_of_a_deregistered_enterprise_is_marked_for_the_organiser_to_take_off() -> None:
    session = enrolments.open_session()
    row = enrolments.staff(session)
    officer, on = factories.officer(), timezone.localdate()
    assert "企业已注销" not in page(officer, session)
    deregistering.deregister(row.enterprise_id, on, by=officer, version=None, reason="依法注销登记。")
    assert "企业已注销" in page(officer, session)
