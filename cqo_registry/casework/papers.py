"""What all printed papers share: the frame in both scripts, rows, dates in words."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, datetime
from typing import Any, Protocol

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from cqo_registry.core.printing import Unprintable
from cqo_registry.directory.enums import AuthorityLevel
from cqo_registry.directory.models import Authority

Row = dict[str, Any]


class ReadRow(Protocol):
    """A declared field in official words, as the pages show it; ``before`` where it differs."""

    name: str
    label: str
    lines: tuple[str, ...]
    required: bool
    before: tuple[str, ...] | None

    @property
    def lang(self) -> str:
        """The language of the value where it is not Chinese."""

    @property
    def wide(self) -> bool:
        """Whether the value needs the whole width."""


def frame(office: Authority, title: str, *, title_bo: str, subtitle: str = "", foot: str = "") -> Row:
    """The data of ``templates/print/frame.typ``: Chinese first and larger, Tibetan where entered.

    ``title_bo`` names the field of ``Authority`` with the Tibetan title; an office without its own
    uses the region's.
    """
    now = timezone.localtime()
    return {
        "made_at": now,
        "masthead": office.name,
        "masthead_bo": office.name_bo,
        "title": title,
        "title_bo": getattr(office, title_bo) or _regional(title_bo),
        "subtitle": subtitle,
        "office": office.name,
        "foot": foot or _("打印时间 %s") % now.strftime("%Y-%m-%d %H:%M"),
        "page_words": _("第 {page} 页 / 共 {pages} 页"),
    }


def _regional(title_bo: str) -> str:
    found = Authority.objects.filter(level=AuthorityLevel.REGION).values_list(title_bo, flat=True).first()
    return found or ""


def row(label: Any, *lines: Any, lang: str = "") -> Row:
    """One line of a table of facts; empty values print as a dash."""
    return {
        "label": str(label),
        "lines": [str(line) for line in lines if line not in (None, "")],
        "lang": lang,
    }


def read_row(read: ReadRow) -> Row:
    """A declared field as a line of a table."""
    return {**row(read.label, *read.lines, lang=read.lang), "wide": read.wide or len(read.lines) > 1}


def comparison(rows: Iterable[ReadRow]) -> Row | None:
    """Old beside new, for ``changes-table``; None when nothing differs."""
    found = [
        {
            "label": each.label,
            "before": {"lines": list(each.before or ()), "lang": each.lang},
            "now": {"lines": list(each.lines), "lang": each.lang},
        }
        for each in rows
    ]
    heads = [_("项目"), _("变更前"), _("变更后")]
    return {"title": _("变更内容"), "heads": heads, "rows": found} if found else None


def day_words(day: date | datetime | None) -> str:
    """A day as papers write it; a moment counts by its day in Beijing; empty for none."""
    if day is None:
        return ""
    if isinstance(day, datetime):
        day = timezone.localdate(day)
    return _("%(year)s年%(month)s月%(day)s日") % {"year": day.year, "month": day.month, "day": day.day}


def send_pdf(request: HttpRequest, make: Callable[[], bytes], *, name: str, back: str) -> HttpResponse:
    """The PDF as a download kept by no cache; a page that names the characters it cannot print."""
    try:
        content = make()
    except Unprintable as fault:
        context = {"places": fault.places, "back": back, "paper": name}
        return render(request, "casework/unprintable.html", context, status=422)
    return HttpResponse(
        content,
        headers={
            "Content-Type": "application/pdf",
            "Content-Disposition": content_disposition_header(True, f"{name}.pdf") or "attachment",
            "Cache-Control": "no-store",
        },
    )
