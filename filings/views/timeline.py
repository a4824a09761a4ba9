"""What happened to a filing, from the audit trail, in words for the reader's role."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from cqo_registry.accounts.models import User
from cqo_registry.audit.models import AuditEvent
from filings.models import Filing
from filings.workflow import BY_NAME

LIMIT = 60
OTHER = {
    "start": _("开始填报"),
    "claim": _("领取"),
    "release": _("放回队列"),
    "set_size": _("核定规模"),
    "reveal_identity": _("查看完整证件号码"),
}
# The desk work of the office stays with the authorities; the enterprise follows the procedure.
INTERNAL = {"filing.claim", "filing.release", "filing.reveal_identity"}


@dataclass(frozen=True, slots=True)
class Event:
    """One line of the timeline."""

    at: datetime
    label: Any
    who: str
    reason: str


def timeline_of(filing: Filing, user: User, *, limit: int = LIMIT) -> list[Event]:
    """The newest lines about a filing the user was found to see; saving and uploading are left out."""
    actions = {f"filing.{name}" for name in (*BY_NAME, *OTHER)}
    if user.is_enterprise:
        actions -= INTERNAL
    lines = AuditEvent.objects.about(filing).filter(action__in=actions)[:limit]
    return [Event(line.at, label_of_action(line.action), line.actor_label, line.reason) for line in lines]


def label_of_action(action: str) -> Any:
    """The official word for an act on a filing."""
    name = action.partition(".")[2]
    return BY_NAME[name].label if name in BY_NAME else OTHER.get(name, action)
