"""Members invite and end each other's access."""

from __future__ import annotations

import pytest
import time_machine

from cqo_registry.accounts.actions.inviting import accept, invite, revoke
from cqo_registry.accounts.actions.members import deactivate_member
from cqo_registry.accounts.actions.passwords import change_password
from cqo_registry.accounts.enums import Role
from cqo_registry.accounts.models import Invitation, User
from cqo_registry.audit.models import AuditEvent
from cqo_registry.core.verdicts import Refused
from tests.factories import filer, make_enterprise, officer

pytestmark = pytest.mark.django_db
PERSON = {"name": "卓玛", "username": "Zhuoma", "password": "gangs-rinpoche-1"}


def invited(member: User, phone: str = "13908910001") -> tuple[Invitation, str]:
    assert member.enterprise is not None
    return invite(member.enterprise, name="卓玛", phone=phone, by=member)


def codes(refusal: pytest.ExceptionInfo[Refused]) -> set[str]:
    return {reason.code for reason in refusal.value.verdict}


def test_the_invited_person_gets_an_account_of_the_enterprise():
    member = filer()
    invitation, token = invited(member)
    user = accept(token, **PERSON)
    assert (user.enterprise, user.role, user.phone) == (
        member.enterprise,
        Role.ENTERPRISE_FILER,
        "13908910001",
    )
    assert user.username == "zhuoma"
    invitation.refresh_from_db()
    assert (invitation.status, invitation.accepted_by) == ("accepted", user)


def test_only_the_hash_of_the_link_is_stored():
    invitation, token = invited(filer())
    stored = " ".join(str(value) for value in Invitation.objects.values().get(pk=invitation.pk).values())
    assert token not in stored
    assert token not in str(list(AuditEvent.objects.values()))


def test_a_link_works_once():
    _invitation, token = invited(filer())
    accept(token, **PERSON)
    with pytest.raises(Refused) as refusal:
        accept(token, **{**PERSON, "username": "second"})
    assert codes(refusal) == {"invalid"}


def test_an_unknown_link_is_refused():
    with pytest.raises(Refused):
        accept("nothing", **PERSON)


def test_a_link_lives_seven_days():
    member = filer()
    with time_machine.travel("2026-11-01 10:00+08:00", tick=False) as clock:
        _invitation, token = invited(member)
        clock.shift(7 * 86400)
        with pytest.raises(Refused):
            accept(token, **PERSON)
        clock.shift(-1)
        assert accept(token, **PERSON).pk


def test_a_taken_user_name_leaves_the_link_open():
    officer(username="zhuoma")
    invitation, token = invited(filer())
    with pytest.raises(Refused) as refusal:
        accept(token, **PERSON)
    assert codes(refusal) == {"username"}
    assert Invitation.objects.get(pk=invitation.pk).status == "open"


def test_a_second_invitation_to_a_telephone_replaces_the_open_one_only():
    member = filer()
    _first, used = invited(member)
    accept(used, **PERSON)
    second, lost = invited(member)
    other, _token = invited(member, "13908910002")
    third, token = invited(member)
    with pytest.raises(Refused):
        accept(lost, **{**PERSON, "username": "second"})
    assert accept(token, **{**PERSON, "username": "second"}).pk
    statuses = dict(Invitation.objects.values_list("pk", "status"))
    assert (statuses[second.pk], statuses[other.pk], statuses[third.pk]) == ("revoked", "open", "accepted")


def test_a_revoked_link_is_worthless_and_revoked_once():
    member = filer()
    invitation, token = invited(member)
    revoke(invitation.pk, by=member)
    with pytest.raises(Refused):
        accept(token, **PERSON)
    with pytest.raises(Refused) as refusal:
        revoke(invitation.pk, by=member)
    assert codes(refusal) == {"wrong_state"}


def test_strangers_neither_invite_nor_revoke():
    member, stranger = filer(), filer()
    invitation, _token = invited(member)
    assert member.enterprise is not None
    with pytest.raises(Refused):
        invite(member.enterprise, name="卓玛", phone="13908910001", by=stranger)
    with pytest.raises(Refused):
        revoke(invitation.pk, by=stranger)


def test_a_colleague_ends_an_access():
    enterprise = make_enterprise()
    member, leaver = filer(enterprise), filer(enterprise)
    deactivate_member(leaver.pk, by=member)
    assert not User.objects.get(pk=leaver.pk).is_active
    with pytest.raises(Refused) as refusal:
        deactivate_member(leaver.pk, by=member)
    assert codes(refusal) == {"inactive"}


def test_nobody_ends_the_own_or_a_stranger_s_access():
    member, stranger = filer(), filer()
    for target, code in ((member, "self"), (stranger, "not_own")):
        with pytest.raises(Refused) as refusal:
            deactivate_member(target.pk, by=member)
        assert codes(refusal) == {code}


def test_who_was_ended_meanwhile_ends_nobody_so_one_always_stays():
    enterprise = make_enterprise()
    one, two = filer(enterprise), filer(enterprise)
    stale = User.objects.get(pk=two.pk)
    deactivate_member(two.pk, by=one)
    with pytest.raises(Refused) as refusal:
        deactivate_member(one.pk, by=stale)
    assert codes(refusal) == {"ended"}


def test_a_changed_password_counts_at_once():
    user = filer()
    change_password("gangs-rinpoche-2", by=user)
    assert User.objects.get(pk=user.pk).check_password("gangs-rinpoche-2")
