"""What notifications adds to a scene: a notice of the officer, a mail that waits."""

from __future__ import annotations

from typing import Any

from cqo_registry.accounts.models import User
from cqo_registry.notifications.actions.telling import tell
from cqo_registry.notifications.enums import NoticeKind
from cqo_registry.notifications.models import Mail, Notice
from filings import notices
from filings.models import Filing
from tests.factories.scenes.stage import Stage


def objects(stage: Stage) -> dict[str, Any]:
    """The objects by the names the matrix uses."""
    return {
        "notice": _notice(stage.forwarded, stage.officer).pk,
        "mail": _mail(stage.region).pk,
    }


def _notice(filing: Filing, officer: User) -> Notice:
    """A filing was handed to the officer."""
    notices.handed_over(filing, to=officer, by=officer)
    return Notice.objects.visible_to(officer).latest("pk")


def _mail(user: User) -> Mail:
    """A mail that waits in the outbox."""
    tell([user], "digest", key="scene", kind=NoticeKind.DIGEST, notice=False, mail=True)
    return Mail.objects.get(recipient=user)
