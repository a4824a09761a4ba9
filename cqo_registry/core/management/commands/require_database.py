"""``manage.py require_database``: exit code 0 if the database answers, one sentence and 1 if not."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from cqo_registry.database import require_database


class Command(BaseCommand):
    """Start the embedded server where needed, and make one connection."""

    help = "Check that the database can be had; starts the embedded one where needed."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        """Raise ``DatabaseUnavailable``, which the command line prints as one sentence."""
        require_database()
