"""``manage.py export_roster``: the roster of a ledger into a file, whole scope, identity numbers masked."""

from __future__ import annotations

import tempfile
from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from django.utils.translation import gettext as _

from cqo_registry.casework.criteria import Criterion
from cqo_registry.casework.download import Download, Exporter
from cqo_registry.directory.models import Authority
from filings.exports.roster import TIERS, roster
from filings.models import Filing


class Command(BaseCommand):
    """Whatever is wrong is one sentence and exit code 1; a file is only replaced by a whole one."""

    help = "Write the roster of the prefecture or regional ledger as of a date into an Excel workbook."

    def add_arguments(self, parser: CommandParser) -> None:
        """The options; what is missing or wrong is said in our own words."""
        parser.add_argument("--tier", default="", help="prefecture or region")
        parser.add_argument("--as-of", default="", metavar="YYYY-MM-DD", help="today without it")
        parser.add_argument("--out", default="", metavar="FILE", help="the workbook to write")
        parser.add_argument("--office", default="", metavar="CODE", help="one office, as 5401 or LSJKQ")

    def handle(self, *args: Any, **options: Any) -> None:
        """Read the options, write the file, say how it is called."""
        if options["tier"] not in TIERS:
            raise CommandError(_("请用 --tier 指明台账：prefecture（地市）或 region（自治区）。"))
        as_of = read_day(options["as_of"])
        if not options["out"]:
            raise CommandError(_("请用 --out 指明要写入的文件，例如 --out roster.xlsx。"))
        office = find_office(options["office"]) if options["office"] else None
        filings = Filing.objects.ledger(options["tier"], as_of=as_of).by_office(as_of=as_of)
        body = office or Authority.objects.get(level="region")
        out = Path(options["out"])
        check_writable(out)
        download = roster(
            filings.at_office(office.pk, as_of=as_of) if office else filings,
            Exporter(None, body=body),
            tier=options["tier"],
            as_of=as_of,
            area=str(body),
            criteria=[Criterion("authority", _("备案机关"), str(office), False)] if office else (),
        )
        write_whole(download, out)
        self.stdout.write(_("已写入 %s。") % out)


def read_day(text: str) -> date:
    """The day, today when there is none. Raises ``CommandError``."""
    today = timezone.localdate()
    try:
        day = datetime.strptime(text, "%Y-%m-%d").date() if text else today  # noqa: DTZ007
    except ValueError:
        raise CommandError(_("--as-of 应为 YYYY-MM-DD 格式的日期，现为“%s”。") % text) from None
    if day > today:
        raise CommandError(_("--as-of 不能晚于今天（%s）。") % today)
    return day


def find_office(code: str) -> Authority:
    """One of the nine filing offices. Raises ``CommandError`` that names them all."""
    offices = {office.code: office for office in Authority.objects.offices()}
    if code not in offices:
        raise CommandError(
            _("没有代码为“%(code)s”的备案机关，可用的代码：%(codes)s。")
            % {"code": code, "codes": "、".join(offices)}
        )
    return offices[code]


def check_writable(out: Path) -> None:
    """Whether the file can be written, before anything is exported and recorded."""
    if out.is_dir():
        raise CommandError(_("%s 是一个文件夹，请写明文件名。") % out)
    try:
        with tempfile.TemporaryFile(dir=out.parent):
            pass
    except OSError:
        raise CommandError(_("不能写入 %s，请检查文件夹是否存在以及写权限。") % out) from None


def write_whole(download: Download, out: Path) -> None:
    """Beside the file first, then in its place, so that a break leaves the old one."""
    partial = out.with_name(f".{out.name}.partial")
    try:
        with partial.open("wb") as file:
            file.writelines(download.chunks)
        partial.replace(out)
    except OSError:
        raise CommandError(_("写入 %s 时出错，请检查磁盘空间。") % out) from None
    finally:
        partial.unlink(missing_ok=True)
