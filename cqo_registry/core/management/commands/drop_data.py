"""``manage.py drop_data``: throw all demonstration data away, so that it can be made anew."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection
from django.utils.translation import gettext as _

from cqo_registry.postgres import embedded


class Command(BaseCommand):
    """Only in demonstration mode, and on a server named by DATABASE_URL only with ``--yes``."""

    help = "Delete every table and every uploaded file of the demonstration."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        """``--yes`` confirms for a server that may hold more than a demonstration."""
        parser.add_argument("--yes", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        """Refuse, or delete."""
        if not settings.DEMO:
            raise CommandError(_("只有演示模式才能清空数据。"))
        folder = connection.settings_dict.get("EMBEDDED")
        if not folder and not options["yes"]:
            raise CommandError(
                _("DATABASE_URL 指定的数据库将被清空：确认无误后请运行 make reset-demo YES=1。")
            )
        if folder:
            connection.close()
            embedded.remove(folder)
        else:
            _drop_schema()
        _remove_uploads()


def _drop_schema() -> None:
    """Append-only tables refuse to be emptied (by trigger), so the schema goes as a whole."""
    with connection.cursor() as cursor:
        cursor.execute("DROP SCHEMA public CASCADE")
        cursor.execute("CREATE SCHEMA public")


def _remove_uploads() -> None:
    uploads = Path(settings.MEDIA_ROOT).resolve()
    if (Path(settings.BASE_DIR) / ".data").resolve() in uploads.parents:
        shutil.rmtree(uploads, ignore_errors=True)
