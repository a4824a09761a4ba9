"""Who opens which page of the talent pool (Art. 15)."""

from __future__ import annotations

from tests.roles.rows import Row

MATRIX: dict[str, Row] = {}
# A link to these shows the question before the act, and changes nothing.
ASK_FIRST: set[str] = set()
# Arguments that belong to somebody: for a stranger they do not exist.
OWN_OBJECTS: set[str] = set()
