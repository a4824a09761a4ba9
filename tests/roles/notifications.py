"""Who opens which page of notices and the outbox of mails."""

from __future__ import annotations

from cqo_registry.accounts.access import ADMIN, EVERYBODY, OFFICE
from tests.roles.rows import Row

MATRIX: dict[str, Row] = {
    "notices:list": (EVERYBODY, "get", ()),
    "notices:read": (OFFICE, "post", ("notice",)),
    "notices:read_all": (EVERYBODY, "post", ()),
    "notices:outbox": (ADMIN, "get", ()),
    "notices:mail_send_again": (ADMIN, "post", ("mail",)),
    "notices:mail_cancel": (ADMIN, "post", ("mail",)),
}
# A link to these shows the question before the act, and changes nothing.
ASK_FIRST: set[str] = set()
# Arguments that belong to somebody: for a stranger they do not exist.
OWN_OBJECTS: set[str] = {
    "notice",
}
