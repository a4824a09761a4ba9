"""``manage.py demo``: accounts, enterprises and three years of invented filings."""

from __future__ import annotations

import subprocess
import sys
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import ProgrammingError
from django.utils.translation import gettext as _

from cqo_registry.accounts.models import User
from cqo_registry.demo.accounts import OFFICERS, OTHERS, PASSWORD, REGION, VISITORS
from cqo_registry.demo.playing.build import build


class Command(BaseCommand):
    """Only in demonstration mode; a database in use is left alone unless ``--reset`` says otherwise."""

    help = "Fill an empty database with demonstration data (CQO_DEMO=1 only)."

    def add_arguments(self, parser: CommandParser) -> None:
        """``--if-empty`` for the start script, ``--reset`` to begin anew."""
        parser.add_argument("--if-empty", action="store_true", help="build nothing when there are users")
        parser.add_argument("--reset", action="store_true", help="throw everything away first")
        parser.add_argument("--yes", action="store_true", help="confirm --reset on a server of your own")

    def handle(self, *args: Any, **options: Any) -> None:
        """Refuse, or build and print the accounts."""
        if not settings.DEMO:
            raise CommandError(_("只有演示模式（CQO_DEMO=1）才能生成演示数据。"))
        if options["reset"]:
            _drop_data(yes=options["yes"])
            call_command("migrate", verbosity=0)
        elif _in_use():
            if options["if_empty"]:
                return self._print_accounts()
            raise CommandError(_("数据库中已有用户；确需重新生成，请加 --reset（现有数据将被清空）。"))
        build()
        return self._print_accounts()

    def _print_accounts(self) -> None:
        """The accounts a visitor may use, those of them that are still there."""
        self.stdout.write(_("演示账号（密码均为 %(password)s）：") % {"password": PASSWORD})
        others = [username for username, _name, _role in OTHERS]
        users = User.objects.select_related("authority", "enterprise").in_bulk(field_name="username")
        for username in (*VISITORS, *OFFICERS, REGION[0], *others):
            if (user := users.get(username)) is None:
                continue
            self.stdout.write(f"  {username:<20} {user.get_role_display()}  {user.body or ''}")
        self.stdout.write(_("其他企业的用户名为其统一社会信用代码（小写），密码相同。"))


def _drop_data(*, yes: bool) -> None:
    """Run ``drop_data`` in a process of its own: one that knew the embedded server cannot start it anew."""
    words = [sys.executable, "-m", "django", "drop_data", *(["--yes"] if yes else [])]
    status = subprocess.run(words, cwd=settings.BASE_DIR, check=False).returncode  # noqa: S603 - our own words
    if status:
        raise SystemExit(status)


def _in_use() -> bool:
    """Whether somebody has an account; one sentence when there are no tables yet."""
    try:
        return User.objects.exists()
    except ProgrammingError as fault:
        raise CommandError(_("数据库还没有建表：请先运行 manage.py migrate。")) from fault
