"""The jobs of the outbox."""

from __future__ import annotations

from cqo_registry.core.jobs import periodic
from cqo_registry.notifications.actions import keeping, sending


@periodic("* * * * *")
def deliver() -> int:
    """Send what is due, every minute and soon after an act that mails."""
    return sending.deliver_due()


@periodic("15 19 * * *")
def clean_up() -> int:
    """Throw old notices and mails away, at 03:15 in Beijing."""
    return keeping.clean_up()
