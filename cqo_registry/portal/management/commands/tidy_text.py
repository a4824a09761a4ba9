"""``manage.py tidy_text [--dry-run]``: tidy what is stored, and say what was or would be written."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.apps import apps
from django.core.management.base import BaseCommand
from django.db import connection, transaction

from cqo_registry.portal.actions.tidying import tidy_everything


class Command(BaseCommand):
    """Prints tables, columns and row ids, never a name."""

    help = "Drop marks that cannot be seen from stored text; a clean register is left as it is."
    requires_migrations_checks = True

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Whether to write."""
        parser.add_argument("--dry-run", action="store_true", help="say what would be written, write nothing")

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        """Tidy all of it or nothing."""
        for line in tidy_everything(apps, connection).lines():
            self.stdout.write(line)
        if options["dry_run"]:
            transaction.set_rollback(True)
