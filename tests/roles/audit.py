"""Who opens which page of the audit trail."""

from __future__ import annotations

from cqo_registry.accounts.access import READERS
from tests.roles.rows import Row

MATRIX: dict[str, Row] = {
    "audit:event_list": (READERS, "get", ()),
}
# A link to these shows the question before the act, and changes nothing.
ASK_FIRST: set[str] = set()
# Arguments that belong to somebody: for a stranger they do not exist.
OWN_OBJECTS: set[str] = set()
