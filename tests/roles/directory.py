"""Who opens which page of the directory of enterprises."""

from __future__ import annotations

from cqo_registry.accounts.access import READERS, REGISTER, REVIEWERS
from tests.roles.rows import Row

MATRIX: dict[str, Row] = {
    "directory:enterprise_list": (READERS, "get", ()),
    "directory:enterprise_detail": (REGISTER, "get", ("enterprise",)),
    "directory:import_list": (READERS, "get", ()),
    "directory:import_create": (REVIEWERS, "get", ()),
    "directory:import_report": (READERS, "get", ("directory_import",)),
    "directory:import_apply": (REVIEWERS, "post", ("directory_import",)),
    "directory:import_faults": (READERS, "get", ("directory_import",)),
    "directory:import_template": (REVIEWERS, "get", ()),
    "directory:headings": (REVIEWERS, "get", ()),
    "directory:headings_edit": (REVIEWERS, "get", ("office",)),
}
# A link to these shows the question before the act, and changes nothing.
ASK_FIRST: set[str] = set()
# Arguments that belong to somebody: for a stranger they do not exist.
OWN_OBJECTS: set[str] = {
    "directory_import",
    "enterprise",
    "office",
}
