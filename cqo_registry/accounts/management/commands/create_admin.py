"""create_admin: the first system administrator, who makes all other accounts."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from cqo_registry.accounts.actions.managing import Account, create_user
from cqo_registry.accounts.enums import Role
from cqo_registry.core.verdicts import Refused


class Command(BaseCommand):
    """Creates the account and prints its password, once."""

    help = "Create a system administrator and print the password once."

    def add_arguments(self, parser: CommandParser) -> None:
        """The user name and the person's name."""
        parser.add_argument("username")
        parser.add_argument("--name", default="")

    def handle(self, *args: Any, username: str, name: str, **options: Any) -> None:
        """Create, or say why not."""
        account = Account(name or username, Role.SYSTEM_ADMIN)
        try:
            user, password = create_user(username, account, by=None)
        except Refused as refusal:
            raise CommandError(str(refusal)) from refusal
        words = {"username": user.username, "password": password}
        self.stdout.write(_("用户名 %(username)s，密码 %(password)s（只显示这一次）") % words)
