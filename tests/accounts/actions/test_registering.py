"""An enterprise registers and its office decides."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
import time_machine

from cqo_registry.accounts import facts
from cqo_registry.accounts.actions import registering
from cqo_registry.accounts.actions.registering import Application, approve, decline, register
from cqo_registry.accounts.enums import Role
from cqo_registry.accounts.models import Registration, User
from cqo_registry.audit.models import AuditEvent
from cqo_registry.core.verdicts import Refused, Verdict
from cqo_registry.directory.enums import EnterpriseStatus
from cqo_registry.directory.models import County, Enterprise
from tests.factories import auditor, authority, filer, make_enterprise, officer, region_officer, uscc

pytestmark = pytest.mark.django_db


def application(**values: Any) -> Application:
    given = {
        "uscc": uscc(),
        "enterprise_name": "那曲牦牛乳业有限公司",
        "county": County.objects.get(code="540102"),
        "applicant_name": "卓玛",
        "phone": "13908910001",
        "username": "Zhuoma.Milk",
        "password": "gangs-rinpoche-1",
        **values,
    }
    return Application(**given)


def codes(refusal: pytest.ExceptionInfo[Refused]) -> set[str]:
    return {reason.code for reason in refusal.value.verdict}


def test_the_county_decides_the_office():
    registration = register(application())
    assert registration.authority.code == "5401"
    assert registration.status == "pending"
    assert registration.username == "zhuoma.milk"
    assert "gangs" not in registration.password


def test_a_county_whose_zone_is_switched_off_goes_to_the_prefecture():
    zone = authority("LSJKQ")
    zone.files_directly = False
    zone.save()
    assert register(application(county=County.objects.get(code="540172"))).authority.code == "5401"


def test_an_enterprise_of_the_directory_goes_to_the_office_that_keeps_it():
    known = make_enterprise("5402")
    assert register(application(uscc=known.uscc)).authority.code == "5402"


def test_approval_enters_a_new_enterprise_with_its_first_account():
    registration = register(application(email="z@example.cn"))
    by = officer()
    user = approve(registration.pk, by=by)
    enterprise = Enterprise.objects.get(uscc=registration.uscc)
    assert user.enterprise == enterprise
    assert user.role == Role.ENTERPRISE_FILER
    assert User.objects.get(pk=user.pk).check_password("gangs-rinpoche-1")
    assert enterprise.authority.code == "5401"
    assert enterprise.profile.source == "registration"
    assert enterprise.profile.contact_person == "卓玛"
    registration.refresh_from_db()
    assert (registration.status, registration.decided_by, registration.password) == ("approved", by, "")
    assert set(AuditEvent.objects.values_list("action", flat=True)) == {
        "account.register",
        "account.registration_approve",
        "account.create",
        "directory.register",
    }


def test_approval_links_to_the_enterprise_that_is_there():
    known = make_enterprise()
    assert approve(register(application(uscc=known.uscc)).pk, by=officer()).enterprise == known
    assert Enterprise.objects.count() == 1


def test_an_enterprise_with_an_account_cannot_register():
    member = filer()
    with pytest.raises(Refused) as refusal:
        register(application(uscc=member.enterprise.uscc))
    assert codes(refusal) == {"has_members"}
    assert member.name not in str(refusal.value)


def test_an_enterprise_whose_accounts_have_all_ended_may_register_again():
    known = filer(is_active=False).enterprise
    assert approve(register(application(uscc=known.uscc)).pk, by=officer()).enterprise == known


def test_one_application_waits_at_a_time_and_a_decided_one_is_in_nobody_s_way():
    first = register(application())
    with pytest.raises(Refused) as refusal:
        register(application(uscc=first.uscc))
    assert codes(refusal) == {"pending"}
    decline(first.pk, by=officer(), reason="名称与营业执照不符")
    assert register(application(uscc=first.uscc)).status == "pending"


def test_the_database_keeps_two_at_once_from_both_waiting(monkeypatch: pytest.MonkeyPatch):
    first = register(application())
    monkeypatch.setattr(facts, "registrable", lambda uscc: Verdict())
    with pytest.raises(Refused) as refusal:
        register(application(uscc=first.uscc))
    assert codes(refusal) == {"pending"}


def test_the_tenth_application_of_an_hour_goes_through_and_the_eleventh_does_not():
    with time_machine.travel("2026-11-01 10:00+08:00", tick=False) as clock:
        for number in range(10):
            register(application(username=f"user-{number}"), origin="here")
        with pytest.raises(Refused) as refusal:
            register(application(), origin="here")
        assert codes(refusal) == {"too_many"}
        register(application(), origin="elsewhere")
        clock.shift(3601)
        register(application(), origin="here")


@pytest.mark.parametrize("who", ["other office", "region", "auditor", "enterprise"])
def test_nobody_but_the_own_office_decides(who: str):
    registration = register(application())
    by = {
        "other office": lambda: officer("5402"),
        "region": region_officer,
        "auditor": auditor,
        "enterprise": filer,
    }[who]()
    for act in (lambda: approve(registration.pk, by=by), lambda: decline(registration.pk, by=by, reason="x")):
        with pytest.raises(Refused) as refusal:
            act()
        assert codes(refusal) == {"not_office"}


def test_a_decision_is_made_once():
    registration = register(application())
    decline(registration.pk, by=officer(), reason="名称与营业执照不符")
    with pytest.raises(Refused) as refusal:
        approve(registration.pk, by=officer())
    assert codes(refusal) == {"wrong_state"}


@pytest.mark.parametrize("reason", ["", "   ", "x" * 301])
def test_declining_needs_a_reason_of_at_most_300_characters(reason: str):
    registration = register(application())
    with pytest.raises(Refused) as refusal:
        decline(registration.pk, by=officer(), reason=reason)
    assert codes(refusal) == {"reason"}
    assert decline(registration.pk, by=officer(), reason="x" * 300).status == "declined"


def test_what_changed_since_the_application_stops_an_approval():
    known = make_enterprise()
    registration = register(application(uscc=known.uscc))
    filer(known)
    known.deregistered_on = date(2026, 5, 1)
    known.authority, known.status = authority("5402"), EnterpriseStatus.DEREGISTERED
    known.save()
    with pytest.raises(Refused) as refusal:
        approve(registration.pk, by=officer())
    assert codes(refusal) == {"has_members", "other_office", "deregistered"}
    assert Registration.objects.get(pk=registration.pk).status == "pending"


def test_a_user_name_taken_meanwhile_stops_an_approval():
    registration = register(application())
    officer(username="zhuoma.milk")
    with pytest.raises(Refused) as refusal:
        approve(registration.pk, by=officer())
    assert codes(refusal) == {"username"}
    assert not Enterprise.objects.exists()


def test_a_user_name_is_free_until_somebody_has_it_or_asks_for_it():
    assert facts.username_free("zhuoma.milk")
    register(application())
    assert not facts.username_free("ZHUOMA.milk")
    dawa = officer(username="dawa")
    assert not facts.username_free("Dawa")
    assert facts.username_free("dawa", but=dawa)


def test_an_address_is_not_kept():
    mark = facts.origin_of("10.0.0.1")
    assert mark == facts.origin_of("10.0.0.1") != facts.origin_of("10.0.0.2")
    assert "10.0" not in mark
    assert registering.PENDING.field == "uscc"
