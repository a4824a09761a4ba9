"""The people of the permission matrix, and what a row of it says."""

from __future__ import annotations

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

from cqo_registry.accounts.models import User
from tests import factories

PEOPLE = ("filer", "other_filer", "office", "other_office", "zone", "region", "auditor", "admin")
World = SimpleNamespace  # users by name, the enterprise, and what the parts add
Row = tuple[Callable[[User, World], Any], set[str]]


def peopled() -> World:
    """One enterprise and everybody who might touch what is its own."""
    enterprise = factories.make_enterprise()
    users = {
        "filer": factories.filer(enterprise),
        "other_filer": factories.filer(),
        "office": factories.officer(),
        "other_office": factories.officer("5402"),
        "zone": factories.officer("LSJKQ"),
        "region": factories.region_officer(),
        "auditor": factories.auditor(),
        "admin": factories.admin(),
    }
    return World(users=users, enterprise=enterprise)
