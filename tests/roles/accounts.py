"""Who opens which page of accounts: sign-in, registration, members, invitations, users."""

from __future__ import annotations

from cqo_registry.accounts.access import ADMIN, ENTERPRISE, EVERYBODY, OFFICE, READERS
from tests.roles.rows import PUBLIC, Row

MATRIX: dict[str, Row] = {
    "accounts:sign_in": (PUBLIC, "get", ()),
    "accounts:sign_out": (EVERYBODY, "post", ()),
    "accounts:password_change": (EVERYBODY, "get", ()),
    "accounts:register": (PUBLIC, "get", ()),
    "accounts:register_done": (PUBLIC, "get", ()),
    "accounts:registration_list": (READERS, "get", ()),
    "accounts:registration_decide": (OFFICE, "post", ("registration",)),
    "accounts:member_list": (ENTERPRISE, "get", ()),
    "accounts:member_deactivate": (ENTERPRISE, "post", ("member",)),
    "accounts:invitation_create": (ENTERPRISE, "post", ()),
    "accounts:invitation_revoke": (ENTERPRISE, "post", ("invitation",)),
    "accounts:invitation_accept": (PUBLIC, "get", ("token",)),
    "accounts:user_list": (ADMIN, "get", ()),
    "accounts:user_create": (ADMIN, "get", ()),
    "accounts:user_edit": (ADMIN, "get", ("user",)),
    "accounts:user_unlock": (ADMIN, "post", ("user",)),
    "accounts:user_reset": (ADMIN, "post", ("user",)),
}
# A link to these shows the question before the act, and changes nothing.
ASK_FIRST: set[str] = set()
# Arguments that belong to somebody: for a stranger they do not exist.
OWN_OBJECTS: set[str] = {
    "member",
    "registration",
}
