"""``manage.py make_keys``: three fresh keys, as lines for the environment of a site."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from cqo_registry.keys import fresh_keys


class Command(BaseCommand):
    """Prints and stores nothing; ``manage.py`` answers it also where the present keys are refused."""

    help = "Print fresh values of CQO_SECRET_KEY, CQO_PII_KEYS and CQO_PII_INDEX_KEY."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        """Three lines."""
        self.stdout.write(fresh_keys())
