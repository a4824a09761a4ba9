"""Who opens which page of the portal: its home pages, its search, its figures."""

from __future__ import annotations

from cqo_registry.accounts.access import READERS, REGION
from cqo_registry.accounts.enums import Role
from tests.roles.rows import PUBLIC, Row

MATRIX: dict[str, Row] = {
    "portal:home": (PUBLIC, "get", ()),
    "portal:analysis": ((Role.REGION_OFFICER, Role.AUDITOR), "get", ()),
    "portal:components": ((), "get", ()),  # in demonstration and debug mode alone
    "portal:health": (PUBLIC, "get", ()),
    "portal:assessment": (READERS, "get", ()),
    "portal:assessment_export": (READERS, "get", ()),
    "portal:assessment_print": (READERS, "get", ()),
    "portal:behind": (READERS, "get", ("indicator",)),
    "portal:behind_export": (READERS, "get", ("indicator",)),
    "portal:weights": (READERS, "get", ()),
    "portal:weights_enter": (REGION, "get", ()),
    "portal:snapshot_list": (READERS, "get", ()),
    "portal:snapshot_freeze": (REGION, "get", ()),
    "portal:snapshot_compare": (READERS, "get", ()),
    "portal:snapshot_detail": (READERS, "get", ("snapshot",)),
    "portal:snapshot_export": (READERS, "get", ("snapshot",)),
    "portal:snapshot_print": (READERS, "get", ("snapshot",)),
    "portal:statistics": (READERS, "get", ()),
    "portal:statistics_export": (READERS, "get", ()),
    "portal:statistics_print": (READERS, "get", ()),
}
# A link to these shows the question before the act, and changes nothing.
ASK_FIRST: set[str] = set()
# Arguments that belong to somebody: for a stranger they do not exist.
OWN_OBJECTS: set[str] = set()
