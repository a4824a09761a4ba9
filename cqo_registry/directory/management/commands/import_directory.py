"""manage.py import_directory FILE: let a directory workbook in, or say every fault of it."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from cqo_registry.accounts.models import User
from cqo_registry.core.spreadsheets.reader import Unreadable
from cqo_registry.core.verdicts import Refused
from cqo_registry.directory import policies
from cqo_registry.directory.actions.entering import Comparison, compare, summary
from cqo_registry.directory.imports.check import Report
from cqo_registry.directory.imports.process import enter_at_once, examine


class Command(BaseCommand):
    """Dry run first, always; with one fault nothing is written and the exit code is 1."""

    help = "Import the directory of enterprises from an .xlsx workbook."
    requires_migrations_checks = True

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The workbook, and how to treat it."""
        parser.add_argument("file", type=Path)
        parser.add_argument("--dry-run", action="store_true", help="check and compare, write nothing")
        parser.add_argument("--json", action="store_true", help="print the report as one JSON object")
        parser.add_argument("--by", metavar="USER", help="import in the name and scope of this user")

    def handle(self, *args: Any, **options: Any) -> None:
        """Examine, tell, and without faults let in; only an import that did not happen is a failure."""
        by = self._user(options["by"])
        try:
            content = options["file"].read_bytes()
            report, comparison = self._run(content, options["file"].name, by, options["dry_run"])
        except OSError as fault:
            message = _("读不到文件 %(file)s：%(why)s") % {"file": options["file"], "why": fault.strerror}
            raise CommandError(message) from fault
        except (Unreadable, Refused) as fault:
            raise CommandError(str(fault)) from fault
        self._tell(report, comparison, options)
        if report.faults and not options["dry_run"]:
            raise SystemExit(1)

    def _run(
        self, content: bytes, name: str, by: User | None, dry_run: bool
    ) -> tuple[Report, Comparison | None]:
        if dry_run:
            report = examine(content, by=by)
            return report, None if report.faults else compare(report.listings)
        return enter_at_once(content, file_name=name, by=by)

    def _user(self, username: str | None) -> User | None:
        if username is None:
            return None
        by = User.objects.select_related("authority").filter(username__iexact=username).first()
        if by is None:
            raise CommandError(_("没有用户 %(name)s。") % {"name": username})
        if not (verdict := policies.may_import(by)):
            raise CommandError(str(verdict.reasons[0].message))
        return by

    def _tell(self, report: Report, comparison: Comparison | None, options: dict[str, Any]) -> None:
        if options["json"]:
            told: dict[str, Any] = {"rows": report.rows, "faults": report.faults}
            if comparison and not options["dry_run"]:
                told |= {"notices": report.notices, **comparison.counts}
            self.stdout.write(json.dumps(told, ensure_ascii=False, indent=1))
            return
        for finding in report.faults or report.notices:
            self.stdout.write(_line(finding))
        self.stdout.write(self._conclusion(report, comparison, options["dry_run"]))

    def _conclusion(self, report: Report, comparison: Comparison | None, dry_run: bool) -> str:
        if comparison is None:
            counts = {"rows": report.rows, "faults": len(report.faults)}
            return _("共 %(rows)d 行，%(faults)d 处问题，没有写入任何数据。请改正后再导入。") % counts
        done = _("试运行，没有写入：") if dry_run else _("已导入：")
        return done + summary(comparison.counts)


def _line(finding: dict[str, Any]) -> str:
    if not finding["row"]:
        return _("工作表“%(sheet)s”：%(message)s") % finding
    place = _("%(sheet)s 第 %(row)d 行 %(column)s 列“%(value)s”：%(message)s")
    return place % finding
