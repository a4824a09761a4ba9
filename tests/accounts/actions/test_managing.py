"""The system administrator manages accounts, and nobody else does."""

from __future__ import annotations

from typing import Any

import pytest
from axes.models import AccessAttempt
from django.utils import timezone

from cqo_registry.accounts import facts, policies
from cqo_registry.accounts.actions.managing import (
    Account,
    create_user,
    edit_user,
    new_password,
    reset_password,
    unlock_user,
)
from cqo_registry.accounts.enums import Role
from cqo_registry.accounts.models import User
from cqo_registry.audit.models import AuditEvent
from cqo_registry.core.verdicts import Refused
from tests.factories import admin, auditor, authority, filer, make_enterprise, officer, region_officer

pytestmark = pytest.mark.django_db


def account(role: Role = Role.PREFECTURE_OFFICER, **values: Any) -> Account:
    return Account("次仁", role, **values)


def codes(refusal: pytest.ExceptionInfo[Refused]) -> set[str]:
    return {reason.code for reason in refusal.value.verdict}


def actions_about(user: User) -> list[str]:
    return list(AuditEvent.objects.about(user).values_list("action", flat=True))


def test_a_new_account_signs_in_with_the_password_shown():
    user, password = create_user("Ciren", account(authority=authority("ZQ")), by=admin())
    assert User.objects.get(username="ciren").check_password(password)
    assert actions_about(user) == ["account.create"]


def test_the_console_makes_the_first_administrator():
    user, _password = create_user("root", account(Role.SYSTEM_ADMIN), by=None)
    assert user.is_system_admin


def test_a_taken_user_name_is_refused():
    officer(username="ciren")
    with pytest.raises(Refused) as refusal:
        create_user("CIREN", account(Role.AUDITOR), by=admin())
    assert codes(refusal) == {"username"}


@pytest.mark.parametrize("who", [officer, region_officer, auditor, filer])
def test_no_other_role_manages_accounts(who: Any):
    by, user = who(), officer()
    for act in (
        lambda: create_user("ciren", account(Role.AUDITOR), by=by),
        lambda: edit_user(user.pk, account(authority=authority()), active=True, by=by),
        lambda: unlock_user(user.pk, by=by, reason="x"),
        lambda: reset_password(user.pk, by=by),
    ):
        with pytest.raises(Refused) as refusal:
            act()
        assert "not_admin" in codes(refusal)


@pytest.mark.parametrize(
    ("role", "office", "enterprise", "expected"),
    [
        (Role.PREFECTURE_OFFICER, "5401", False, set()),
        (Role.PREFECTURE_OFFICER, "ZQ", False, set()),
        (Role.PREFECTURE_OFFICER, "54", False, {"office"}),
        (Role.PREFECTURE_OFFICER, "", False, {"office"}),
        (Role.PREFECTURE_OFFICER, "5401", True, {"enterprise_extra"}),
        (Role.REGION_OFFICER, "54", False, set()),
        (Role.REGION_OFFICER, "5401", False, {"region"}),
        (Role.REGION_OFFICER, "", False, {"region"}),
        (Role.ENTERPRISE_FILER, "", True, set()),
        (Role.ENTERPRISE_FILER, "", False, {"enterprise_missing"}),
        (Role.ENTERPRISE_FILER, "5401", True, {"authority_extra"}),
        (Role.AUDITOR, "", False, set()),
        (Role.AUDITOR, "54", False, {"authority_extra"}),
        (Role.SYSTEM_ADMIN, "", False, set()),
        (Role.SYSTEM_ADMIN, "", True, {"enterprise_extra"}),
    ],
)
def test_a_role_stands_with_its_one_body(role: Role, office: str, enterprise: bool, expected: set[str]):
    body = make_enterprise() if enterprise else None
    verdict = policies.paired(role, authority(office) if office else None, body)
    assert {reason.code for reason in verdict} == expected


def test_an_edit_is_recorded_with_the_names_of_what_changed():
    user = officer(name="次仁")
    edit_user(user.pk, account(authority=authority("5402")), active=True, by=admin())
    line = AuditEvent.objects.about(user).first()
    assert line is not None
    assert (line.action, line.details) == ("account.edit", {"fields": ["authority"]})


def test_ending_and_returning_an_account_are_lines_of_their_own():
    user, by = officer(name="次仁"), admin()
    same = account(authority=user.authority)
    edit_user(user.pk, same, active=False, by=by)
    assert not User.objects.get(pk=user.pk).is_active
    edit_user(user.pk, same, active=True, by=by)
    edit_user(user.pk, same, active=True, by=by)
    assert actions_about(user) == ["account.activate", "account.deactivate"]


def test_an_administrator_neither_ends_nor_demotes_the_own_account():
    by, _other = admin(), admin()
    for given, active in ((account(Role.SYSTEM_ADMIN), False), (account(Role.AUDITOR), True)):
        with pytest.raises(Refused) as refusal:
            edit_user(by.pk, given, active=active, by=by)
        assert codes(refusal) == {"self"}


def test_the_last_administrator_stays():
    last = admin()
    assert not facts.administration_stays(last, role=Role.SYSTEM_ADMIN, active=False)
    assert not facts.administration_stays(last, role=Role.AUDITOR, active=True)
    assert facts.administration_stays(last, role=Role.SYSTEM_ADMIN, active=True)
    assert facts.administration_stays(officer(), role=Role.AUDITOR, active=False)
    other = admin()
    assert facts.administration_stays(last, role=Role.AUDITOR, active=True)
    other.is_active = False
    other.save()
    assert not facts.administration_stays(last, role=Role.AUDITOR, active=True)
    assert facts.administration_stays(other, role=Role.AUDITOR, active=False)


def failures(user: User, count: int) -> None:
    AccessAttempt.objects.create(
        username=user.username, ip_address="10.0.0.1", failures_since_start=count, attempt_time=timezone.now()
    )


def test_eight_failures_lock_out_and_unlocking_forgets_them():
    user = officer()
    assert facts.failed_sign_ins(user, now=timezone.now()) == 0
    failures(user, 7)
    assert not facts.is_locked_out(user, now=timezone.now())
    AccessAttempt.objects.update(failures_since_start=8)
    assert facts.is_locked_out(user, now=timezone.now())
    assert unlock_user(user.pk, by=admin(), reason="本人来电核实") == 1
    assert not facts.is_locked_out(user, now=timezone.now())
    line = AuditEvent.objects.about(user).first()
    assert line is not None
    assert (line.action, line.reason) == ("account.unlock", "本人来电核实")


def test_unlocking_needs_a_reason():
    with pytest.raises(Refused) as refusal:
        unlock_user(officer().pk, by=admin(), reason=" ")
    assert codes(refusal) == {"reason"}


def test_a_reset_password_replaces_the_old_one():
    user = officer()
    password = reset_password(user.pk, by=admin())
    assert User.objects.get(pk=user.pk).check_password(password)
    assert password not in str(list(AuditEvent.objects.values()))


def test_passwords_differ_and_hold_no_look_alikes():
    passwords = {new_password() for _i in range(50)}
    assert len(passwords) == 50
    assert not set("".join(passwords)) & set("0O1lIio")
