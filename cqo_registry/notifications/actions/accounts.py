"""Telling people what others did with their account."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from cqo_registry.accounts.models import User
from cqo_registry.notifications.actions.telling import tell
from cqo_registry.notifications.enums import NoticeKind


def on_password_reset(sender: Any, user: User, by: User, **_more: Any) -> None:
    """Who has a new password knows who asked for it, and when: nobody signs in as another unseen."""
    now = timezone.localtime()
    tell(
        [user],
        "password_reset",
        key=f"password-reset-{user.pk}-{now.isoformat()}",
        kind=NoticeKind.NEWS,
        context={"who": by.name, "at": now.strftime("%Y-%m-%d %H:%M")},
        mail=True,
    )
