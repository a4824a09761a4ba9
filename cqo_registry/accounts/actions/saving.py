"""Saving rows whose uniqueness the database guards."""

from __future__ import annotations

from django.db import IntegrityError, models, transaction

from cqo_registry.accounts.models import User
from cqo_registry.core.verdicts import Reason, Refused, Verdict


def insert_or_refuse(row: models.Model, reason: Reason) -> None:
    """Insert ``row``; when a unique constraint stands against it, refuse with ``reason``."""
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as fault:
        raise Refused(Verdict((reason,))) from fault


def locked_user(pk: int) -> User:
    """The user under the row lock."""
    return User.objects.select_for_update(of=("self",), no_key=True).get(pk=pk)


def normal_username(username: str) -> str:
    """User names are kept in small letters, so that letter case never matters."""
    return User.normalize_username(username).strip().lower()
