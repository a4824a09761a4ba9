"""A user changes the own password, or uses the one that somebody else chose."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from cqo_registry.accounts.actions.saving import locked_user
from cqo_registry.accounts.models import User
from cqo_registry.accounts.rules.initial import check_initial
from cqo_registry.audit import trail


@transaction.atomic
def change_password(password: str, *, by: User) -> User:
    """Set the new password; the caller has checked the old one and the rules for new ones."""
    user = locked_user(by.pk)
    user.set_password(password)
    user.initial_until = user.initial_used_at = None
    user.save(update_fields=["password", "initial_until", "initial_used_at"])
    trail.record("account.change_password", by=user, target=user)
    return user


@transaction.atomic
def use_initial_password(*, by: User) -> User:
    """Take the one use of a password that somebody else chose; nothing for an own one.

    Raises ``Refused`` when it was used or has expired: of two at the same moment one gets in.
    """
    user = locked_user(by.pk)
    if user.initial_until is None:
        return user
    check_initial(user.initial_until, user.initial_used_at, timezone.now()).require()
    user.initial_used_at = timezone.now()
    user.save(update_fields=["initial_used_at"])
    trail.record("account.use_initial_password", by=user, target=user)
    return user
