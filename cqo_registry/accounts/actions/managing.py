"""The system administrator's acts: accounts only, never a filing."""

from __future__ import annotations

import secrets
from dataclasses import dataclass

from axes.utils import reset
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cqo_registry.accounts import events, facts, policies
from cqo_registry.accounts.actions.saving import insert_or_refuse, locked_user, normal_username
from cqo_registry.accounts.enums import Role
from cqo_registry.accounts.models import User
from cqo_registry.accounts.rules import initial
from cqo_registry.accounts.rules.registering import USERNAME_TAKEN
from cqo_registry.audit import trail
from cqo_registry.core.verdicts import Reason, Verdict
from cqo_registry.directory.models import Authority, Enterprise

LETTERS = "abcdefghjkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789"  # none that look alike


@dataclass(frozen=True, slots=True)
class Account:
    """What an account says: the person's name, the role and the body it is paired with."""

    name: str
    role: str
    authority: Authority | None = None
    enterprise: Enterprise | None = None


def new_password() -> str:
    """A random password that can be read out over the telephone."""
    return "-".join("".join(secrets.choice(LETTERS) for _i in range(4)) for _group in range(4))


@transaction.atomic
def create_user(username: str, account: Account, *, by: User | None) -> tuple[User, str]:
    """A new account and its password, known only now and good once; ``by`` is None at the console."""
    _may(by).require()
    policies.paired(account.role, account.authority, account.enterprise).require()
    password = new_password()
    user = User(username=normal_username(username))
    _assign(user, account)
    user.set_password(password)
    user.initial_until = initial.valid_until(timezone.now())
    insert_or_refuse(user, USERNAME_TAKEN)
    trail.record("account.create", by=by, target=user, after=user.role)
    return user, password


@transaction.atomic
def edit_user(pk: int, account: Account, *, active: bool, by: User) -> User:
    """Change what an account says and whether it may sign in."""
    # All administrators under one lock, so that two cannot switch each other off.
    list(User.objects.select_for_update(no_key=True).filter(role=Role.SYSTEM_ADMIN).order_by("pk"))
    user = locked_user(pk)
    own = user.pk == by.pk and (account.role != user.role or not active)
    (
        policies.may_manage_accounts(by)
        & policies.paired(account.role, account.authority, account.enterprise)
        & facts.administration_stays(user, role=account.role, active=active)
        & Verdict.unless(own and Reason("self", _("不能停用自己的账号或改变自己的角色。"), field="is_active"))
    ).require()
    before, was_active = user.role, user.is_active
    changed = _assign(user, account)
    user.is_active = active
    user.save()
    if changed:
        trail.record(
            "account.edit", by=by, target=user, before=before, after=user.role, details={"fields": changed}
        )
    if was_active != active:
        trail.record(f"account.{'activate' if active else 'deactivate'}", by=by, target=user)
    return user


@transaction.atomic
def unlock_user(pk: int, *, by: User, reason: str) -> int:
    """Forget the failed sign-ins of a user; the number of counters removed."""
    user = locked_user(pk)
    missing = not reason.strip()
    (
        policies.may_manage_accounts(by)
        & Verdict.unless(missing and Reason("reason", _("请写明解锁理由。"), field="reason"))
    ).require()
    removed: int = reset(username=normal_username(user.username))
    trail.record("account.unlock", by=by, target=user, reason=reason.strip())
    return removed


@transaction.atomic
def reset_password(pk: int, *, by: User) -> str:
    """A new password, shown once and good once; open sessions of the user end with it, and they are told."""
    user = locked_user(pk)
    policies.may_manage_accounts(by).require()
    password = new_password()
    user.set_password(password)
    user.initial_until, user.initial_used_at = initial.valid_until(timezone.now()), None
    user.save(update_fields=["password", "initial_until", "initial_used_at"])
    trail.record("account.reset_password", by=by, target=user)
    events.password_reset.send(User, user=user, by=by)
    return password


def _may(by: User | None) -> Verdict:
    return Verdict() if by is None else policies.may_manage_accounts(by)


def _assign(user: User, account: Account) -> list[str]:
    """Set the values; the names of those that changed."""
    values = {
        "name": account.name,
        "role": account.role,
        "authority": account.authority,
        "enterprise": account.enterprise,
    }
    changed = [name for name, value in values.items() if getattr(user, name) != value]
    for name in changed:
        setattr(user, name, values[name])
    return changed
