"""A sheet, or the list behind a figure, as a workbook; a sheet as a PDF on A4 landscape (Art. 19)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import chain
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from cqo_registry.accounts.models import User
from cqo_registry.casework.download import Download, Exporter
from cqo_registry.casework.exporting import LIST_EXPORT, record_export
from cqo_registry.casework.papers import frame
from cqo_registry.core.printing import render
from cqo_registry.core.spreadsheets.columns import Column
from cqo_registry.core.spreadsheets.writer import stream_workbook
from cqo_registry.directory.enums import AuthorityLevel
from cqo_registry.directory.models import Authority
from cqo_registry.portal.facts.span import Span

Note = list[tuple[str, Any]]


def workbook(
    user: User,
    *,
    title: str,
    columns: Sequence[Column],
    rows: Iterable[tuple[Any, ...]],
    note: Note,
    details: dict[str, Any],
) -> Download:
    """The rows under their audit line, which is written before the first byte leaves."""
    record_export(by=user, action=LIST_EXPORT, details=details)
    chunks = stream_workbook(columns, rows, note=[(_("内容"), title), *note, *_by(user)], title=title)
    return Download(f"{title}.xlsx", chain([next(chunks)], chunks))


def _by(user: User) -> Note:
    made = timezone.localtime().strftime("%Y-%m-%d %H:%M:%S")
    return [(_("导出人"), Exporter(user).label), (_("导出时间"), made)]


def note_of(span: Span, *, number: str = "", digest: str = "") -> Note:
    """Period, moment, and what identifies a frozen sheet."""
    period = f"{span.start.isoformat()} — {span.end.isoformat()}"
    moment = timezone.localtime(span.as_of).strftime("%Y-%m-%d %H:%M:%S")
    lines = [(_("期间"), period), (_("统计时点"), moment)]
    if number:
        lines += [(_("编号"), number), (_("校验值（SHA-256）"), digest)]
    return lines


def sheet_pdf(
    title: str, heads: Sequence[Any], rows: Sequence[Sequence[Any]], note: Note, remarks: Sequence[Any] = ()
) -> bytes:
    """The sheet on paper; raises ``Unprintable``."""
    region = Authority.objects.get(level=AuthorityLevel.REGION)
    head = frame(region, title, title_bo="form_title_bo")
    body = {
        "title_bo": "",
        "note": [f"{label}：{value}" for label, value in note],
        "heads": [str(each) for each in heads],
        "rows": [["—" if value is None else str(value) for value in row] for row in rows],
        "remarks": [str(each) for each in remarks],
    }
    return render("sheet", {**head, **body})
