"""What happened to a filing, from the audit trail, as far as the reader's role goes."""

from __future__ import annotations

from cqo_registry.accounts.models import User
from cqo_registry.audit.models import AuditEvent
from filings.models import Filing

LIMIT = 60
TYPING = ("filing.save", "filing.attach", "filing.detach")
# The desk work of the office stays with the authorities; the enterprise follows the procedure.
INTERNAL = (
    "filing.claim",
    "filing.release",
    "filing.hand_over",
    "filing.take_over",
    "filing.reveal_identity",
    "filing.bar",
    "filing.query",
    "filing.reply",
    "person.look_up",
)


def timeline_of(filing: Filing, user: User, *, limit: int = LIMIT) -> list[AuditEvent]:
    """The newest lines about a filing the user was found to see; saving and uploading are left out."""
    left_out = (*TYPING, *INTERNAL) if user.is_enterprise else TYPING
    return list(AuditEvent.objects.about(filing).exclude(action__in=left_out)[:limit])
