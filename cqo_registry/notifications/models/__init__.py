"""Notices on the page and mails in the outbox, both written in the transaction of the act."""

from cqo_registry.notifications.models.mail import Mail
from cqo_registry.notifications.models.notice import Notice

__all__ = ["Mail", "Notice"]
