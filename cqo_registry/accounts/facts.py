"""What the database says about user names, registrations and invitations."""

from __future__ import annotations

from datetime import datetime, timedelta

from axes.models import AccessAttempt
from django.conf import settings
from django.utils.crypto import salted_hmac

from cqo_registry.accounts.enums import InvitationStatus, Role
from cqo_registry.accounts.models import Invitation, Registration, User
from cqo_registry.accounts.rules import registering as rules
from cqo_registry.accounts.rules.administration import check_administration
from cqo_registry.core.verdicts import Verdict
from cqo_registry.directory.enums import EnterpriseStatus
from cqo_registry.directory.models import Enterprise


def username_free(username: str, *, but: User | None = None) -> Verdict:
    """Whether nobody has, and no open registration asks for, the name in any letter case."""
    users = User.objects.filter(username__iexact=username)
    if but is not None:
        users = users.exclude(pk=but.pk)
    asked = Registration.objects.pending().filter(username__iexact=username)
    return rules.check_username(taken=users.exists() or asked.exists())


def registrable(uscc: str) -> Verdict:
    """Whether the enterprise has neither an account nor an open registration; nothing else is said."""
    members = User.objects.filter(enterprise__uscc=uscc, is_active=True)
    pending = Registration.objects.pending().filter(uscc=uscc)
    return rules.check_registrable(has_members=members.exists(), pending=pending.exists())


def approvable(registration: Registration, enterprise: Enterprise | None) -> Verdict:
    """What stands against an approval now: the directory and accounts may have changed meanwhile."""
    if enterprise is None:
        return Verdict()
    return rules.check_approvable(
        rules.Known(
            other_office=enterprise.authority_id != registration.authority_id,
            deregistered=enterprise.status == EnterpriseStatus.DEREGISTERED,
            has_members=enterprise.users.filter(is_active=True).exists(),
        )
    )


def origin_of(address: str) -> str:
    """A mark that tells senders apart without keeping their address."""
    return salted_hmac("accounts.origin", address).hexdigest()[:24]


def registrations_left(origin: str, *, now: datetime) -> Verdict:
    """Whether an origin may send one more registration within the hour before ``now``."""
    since = now - timedelta(hours=1)
    sent = Registration.objects.filter(origin=origin, created_at__gte=since).count() if origin else 0
    return rules.check_sent(sent)


def open_invitation(token_hash: str, *, now: datetime) -> Invitation | None:
    """The invitation a link leads to, while at ``now`` it may still be accepted."""
    return (
        Invitation.objects.filter(token_hash=token_hash, status=InvitationStatus.OPEN, expires_at__gt=now)
        .select_related("enterprise")
        .first()
    )


def administration_stays(user: User, *, role: str, active: bool) -> Verdict:
    """Whether an administrator is left after the change of ``user``."""
    others = User.objects.filter(role=Role.SYSTEM_ADMIN, is_active=True).exclude(pk=user.pk)
    return check_administration(
        is_one=user.is_system_admin and user.is_active,
        stays_one=role == Role.SYSTEM_ADMIN and active,
        others=others.exists(),
    )


def failed_sign_ins(user: User, *, now: datetime) -> int:
    """The most failures counted against the user from one address within the lock-out time before ``now``."""
    since = now - timedelta(hours=settings.AXES_COOLOFF_TIME)
    attempts = AccessAttempt.objects.filter(username__iexact=user.username, attempt_time__gte=since)
    return max(attempts.values_list("failures_since_start", flat=True), default=0)


def is_locked_out(user: User, *, now: datetime) -> bool:
    """Whether sign-in from some address is refused at ``now``."""
    return failed_sign_ins(user, now=now) >= settings.AXES_FAILURE_LIMIT
