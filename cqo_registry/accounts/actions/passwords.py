"""A user changes the own password."""

from __future__ import annotations

from django.db import transaction

from cqo_registry.accounts.actions.saving import locked_user
from cqo_registry.accounts.models import User
from cqo_registry.audit import trail


@transaction.atomic
def change_password(password: str, *, by: User) -> User:
    """Set the new password; the caller has checked the old one and the rules for new ones."""
    user = locked_user(by.pk)
    user.set_password(password)
    user.save(update_fields=["password"])
    trail.record("account.change_password", by=user, target=user)
    return user
