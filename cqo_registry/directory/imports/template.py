"""The empty directory workbook, and what its sheet of instructions says."""

from __future__ import annotations

from datetime import date
from typing import IO

from django.utils.translation import gettext as _

from cqo_registry.core.spreadsheets import template
from cqo_registry.core.spreadsheets.columns import GENERAL, TEXT, Column
from cqo_registry.directory.imports.columns import columns

VERSION = "1"


def write_template(out: IO[bytes], *, today: date) -> None:
    """Write the workbook to ``out``."""
    table = [column for column in columns(today) if column.in_template]
    template.write_template(
        out,
        [
            Column(column.title, column.field, column.width, TEXT if column.text else GENERAL)
            for column in table
        ],
        title=_("企业名录"),
        freeze="C2",
        help_title=_("填写说明"),
        help_lines=[
            [_("每行一家企业。不要合并单元格，不要写公式；空着的格子表示不清楚，不改变已有信息。")],
            *([column.title, str(column.help)] for column in table),
            [_("模板版本"), VERSION],
        ],
    )
