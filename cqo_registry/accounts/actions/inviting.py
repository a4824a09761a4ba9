"""A member invites another one; the link is stored only as its hash."""

from __future__ import annotations

import hashlib
import secrets
from datetime import timedelta

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cqo_registry.accounts import facts, policies
from cqo_registry.accounts.actions.saving import insert_or_refuse, normal_username
from cqo_registry.accounts.enums import InvitationStatus, Role
from cqo_registry.accounts.models import Invitation, User
from cqo_registry.accounts.rules.registering import USERNAME_TAKEN
from cqo_registry.accounts.workflow import ACCEPT, INVITATION, REVOKE
from cqo_registry.audit import trail
from cqo_registry.casework import door
from cqo_registry.core.verdicts import Reason, Refused, Verdict
from cqo_registry.directory.models import Enterprise

VALID_FOR = timedelta(days=7)
INVALID = Reason("invalid", _("邀请链接无效、已使用或已过期，请联系邀请人重新邀请。"))


def hash_of(token: str) -> str:
    """What is stored of a link."""
    return hashlib.sha256(token.encode()).hexdigest()


@transaction.atomic
def invite(enterprise: Enterprise, *, name: str, phone: str, by: User) -> tuple[Invitation, str]:
    """An invitation and the token of its link, which exists nowhere else afterwards.

    An open invitation to the same telephone is replaced; decided ones never stand in the way.
    """
    policies.may_invite(by, enterprise).require()
    for earlier in _locked().filter(enterprise=enterprise, phone=phone, status=InvitationStatus.OPEN):
        door.move(INVITATION, earlier.pk, REVOKE, by=by)
    token = secrets.token_urlsafe(32)
    invitation = Invitation.objects.create(
        enterprise=enterprise,
        name=name,
        phone=phone,
        token_hash=hash_of(token),
        invited_by=by,
        expires_at=timezone.now() + VALID_FOR,
    )
    trail.record("account.invite", by=by, target=invitation, after=invitation.status)
    return invitation, token


@transaction.atomic
def revoke(pk: int, *, by: User) -> Invitation:
    """Make the link of an open invitation worthless."""
    invitation: Invitation = door.move(INVITATION, pk, REVOKE, by=by)
    return invitation


@transaction.atomic
def accept(token: str, *, name: str, username: str, password: str) -> User:
    """The invited person's account; the link works once."""
    locked = _locked().filter(token_hash=hash_of(token)).first()
    invitation = facts.open_invitation(hash_of(token), now=timezone.now())
    if locked is None or invitation is None:
        raise Refused(Verdict((INVALID,)))
    user = User(
        username=normal_username(username),
        name=name,
        phone=invitation.phone,
        role=Role.ENTERPRISE_FILER,
        enterprise_id=invitation.enterprise_id,
    )
    user.set_password(password)
    insert_or_refuse(user, USERNAME_TAKEN)

    def prepare(row: Invitation) -> set[str]:
        row.accepted_by = user
        return {"accepted_by"}

    door.move(INVITATION, invitation.pk, ACCEPT, by=user, prepare=prepare)
    trail.record("account.create", by=user, target=user, after=user.role)
    return user


def _locked() -> QuerySet[Invitation]:
    return Invitation.objects.select_for_update(of=("self",), no_key=True)
