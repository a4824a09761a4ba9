"""What the surroundings say about sending mail."""

from __future__ import annotations

from django.conf import settings

from cqo_registry.notifications.models import Mail


def can_send() -> bool:
    """Whether a mail server is named; without one mails wait in the outbox."""
    return bool(settings.EMAIL_HOST)


def link(path: str) -> str:
    """The full address of a page of this site, for mails; the bare path where no public address is set."""
    return f"{settings.PUBLIC_URL.rstrip('/')}{path}" if path else ""


def oldest_queued() -> Mail | None:
    """The mail that has waited longest, for the line that says whether the outbox moves."""
    return Mail.objects.queued().order_by("queued_at", "pk").first()
