"""``manage.py judge CASES.json``: answer a list of cases by the rules, without a filing or a query."""

from __future__ import annotations

import json
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone
from django.utils.translation import gettext as _

from filings.judging import Answer, judge_all


class Command(BaseCommand):
    """Prints the answers as a JSON list; a file that cannot be read is one sentence and exit code 1."""

    help = "Judge a JSON list of cases by the rules; prints a JSON list of answers."
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        """One argument: the file."""
        parser.add_argument("cases", metavar="CASES.json", type=Path)

    def handle(self, *args: Any, cases: Path, **options: Any) -> None:
        """Read, judge, print."""
        try:
            listed = read_cases(cases)
        except ValueError as fault:
            self.stderr.write(str(fault))
            raise SystemExit(1) from None
        self.stdout.write(written(judge_all(listed, today=timezone.localdate()), self.stdout.encoding))


def written(answers: list[Answer], encoding: str | None) -> str:
    """The answers as JSON, Chinese as it is; escaped where the terminal's encoding cannot carry it."""
    plain = json.dumps(answers, ensure_ascii=False, indent=2).encode("utf-8", "replace").decode()
    try:
        plain.encode(encoding or "utf-8")
    except UnicodeEncodeError:
        return json.dumps(answers, indent=2)
    return plain


def read_cases(path: Path) -> list[Any]:
    """The list of cases in the file, numbers exact. Raises ``ValueError`` with one clear sentence."""
    try:
        text = path.read_text(encoding="utf-8-sig")
        cases = json.loads(text, parse_float=_exact, parse_int=_exact, parse_constant=_exact)
    except OSError:
        raise ValueError(_("读不到案例文件 %s，请检查路径和权限。") % path) from None
    except (ValueError, RecursionError):
        raise ValueError(_("案例文件 %s 不是 UTF-8 编码的 JSON。") % path) from None
    if not isinstance(cases, list):
        raise ValueError(_("案例文件 %s 的最外层应为列表。") % path)
    return cases


def _exact(number: str) -> Decimal:
    """The number as it is written; one with an exponent beyond all counting is none."""
    try:
        return Decimal(number)
    except InvalidOperation:
        return Decimal("NaN")
