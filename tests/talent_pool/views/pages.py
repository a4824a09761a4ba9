"""Signing in and pressing buttons, for the pages of the pool."""

from __future__ import annotations

from typing import Any

from django.test import Client
from django.urls import reverse

from cqo_registry.accounts.models import User


def signed_in(user: User) -> Client:
    """A browser of this user."""
    client = Client()
    client.force_login(user)
    return client


def shown(user: User, name: str, *args: Any, **query: Any) -> Any:
    """The page as this user gets it."""
    return signed_in(user).get(reverse(f"talent_pool:{name}", args=args), query)


def text(user: User, name: str, *args: Any, **query: Any) -> str:
    """What the page says."""
    return str(shown(user, name, *args, **query).content.decode())


def act(user: User, kind: str, name: str, row: Any, **values: Any) -> Any:
    """Press the button of an act on the row as it stands now."""
    version = type(row).objects.get(pk=row.pk).version
    url = reverse(f"talent_pool:{kind}_{name}", args=[row.pk])
    return signed_in(user).post(url, {"version": version, **values})
