"""Whom notices go to, and what of a free text may travel by mail."""

from __future__ import annotations

import re

from django.db.models import QuerySet

from cqo_registry.accounts.enums import Role
from cqo_registry.accounts.models import User

_LONG_NUMBER = re.compile(r"\d{8,}[\dXx]")


def enterprise_users(enterprise_id: int) -> QuerySet[User]:
    """Who files for the enterprise."""
    return User.objects.filter(enterprise=enterprise_id, is_active=True)


def officers_of(authority_id: int) -> QuerySet[User]:
    """Who works in the filing office."""
    return User.objects.filter(role=Role.PREFECTURE_OFFICER, authority=authority_id, is_active=True)


def region_officers() -> QuerySet[User]:
    """Who works in the regional bureau."""
    return User.objects.filter(role=Role.REGION_OFFICER, is_active=True)


def without_numbers(text: str) -> str:
    """A free text without identity and telephone numbers: it travels by mail."""
    return _LONG_NUMBER.sub("****", text.strip())
