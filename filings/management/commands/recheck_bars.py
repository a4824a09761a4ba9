"""``manage.py recheck_bars [--since DATE]``: who holds or seeks a post although barred (Art. 9)."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from filings.actions import barred

HITS = 3  # exit code


class Command(BaseCommand):
    """Prints each hit without a name or an identity number; exit code 3 when one is new, 0 when none is."""

    help = "Check appointments in office and open filings against the confirmed bars; opens clues."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        """One day, to look only at bars confirmed since."""
        parser.add_argument("--since", metavar="YYYY-MM-DD", default="")

    def handle(self, *args: Any, since: str, **options: Any) -> None:
        """Check, print, and answer by the exit code."""
        hits = barred.recheck(since=_day(since))
        for hit in hits:
            word = _("新发现") if hit.new else _("已处理")
            self.stdout.write("\t".join([hit.number, hit.office.code, hit.ground, hit.on.isoformat(), word]))
        new = sum(hit.new for hit in hits)
        self.stderr.write(_("共 %(all)d 条，新发现 %(new)d 条。") % {"all": len(hits), "new": new})
        if new:
            raise SystemExit(HITS)


def _day(text: str) -> date | None:
    """The day typed, None for none. Raises ``CommandError`` with one sentence."""
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise CommandError(_("日期 %s 不正确，请按 2026-01-31 的写法填写。") % text) from None
