"""Who opens which page of the portal: its home pages, its search, its figures."""

from __future__ import annotations

from cqo_registry.accounts.enums import Role
from tests.roles.rows import PUBLIC, Row

MATRIX: dict[str, Row] = {
    "portal:home": (PUBLIC, "get", ()),
    "portal:analysis": ((Role.REGION_OFFICER, Role.AUDITOR), "get", ()),
    "portal:health": (PUBLIC, "get", ()),
}
# A link to these shows the question before the act, and changes nothing.
ASK_FIRST: set[str] = set()
# Arguments that belong to somebody: for a stranger they do not exist.
OWN_OBJECTS: set[str] = set()
