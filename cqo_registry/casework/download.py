"""How every export leaves: recorded first, read in batches, broken off visibly."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import chain
from typing import Any, Protocol

from django.db import transaction
from django.db.models import Q, QuerySet
from django.http import StreamingHttpResponse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from cqo_registry.accounts.models import User
from cqo_registry.casework import exporting
from cqo_registry.casework.criteria import Criterion, for_trail, in_words
from cqo_registry.core.spreadsheets.columns import Column
from cqo_registry.core.spreadsheets.writer import CONTENT_TYPE, stream_workbook
from cqo_registry.directory.models import Authority

FIRST = 1_000  # rows of the first query
CHUNK = 2_000  # rows fetched at a time afterwards


@dataclass(frozen=True, slots=True)
class Exporter:
    """Who exports, and why if full identity numbers go out; the command line acts for ``body``."""

    user: User | None
    body: Authority | None = None
    identities: bool = False
    reason: str = ""

    @property
    def label(self) -> str:
        """The exporter in words, for the note sheet."""
        if self.user is None:
            return _("系统管理命令")
        return f"{self.user.name}（{self.user.body or self.user.get_role_display()}）"


class Rows(Protocol):
    """What an export counts before it sends it: a query, or rows that were computed."""

    def order_by(self) -> Rows:
        """The same, in no order."""

    def count(self) -> int:
        """How many there are."""


@dataclass(frozen=True, slots=True)
class Selection:
    """What goes out: rows in scope and filtered, the conditions in words, the area, the file's name."""

    filings: Rows
    title: str
    area: str
    as_of: date
    about: str
    criteria: Sequence[Criterion] = ()
    facts: dict[str, Any] = field(default_factory=dict)
    action: str = exporting.EXPORT

    @property
    def file_name(self) -> str:
        """As ``首席质量官花名册-拉萨市-2026-11-23.xlsx``."""
        return f"{self.title}-{self.area}-{self.as_of.isoformat()}.xlsx"


@dataclass(frozen=True, slots=True)
class Download:
    """A workbook on its way; the first chunk is already made."""

    file_name: str
    chunks: Iterator[bytes]


def export(
    selection: Selection, exporter: Exporter, columns: Sequence[Column], rows: Callable[[], Iterable[Any]]
) -> Download:
    """Ask for permission, count, record, make the first batch; then the rest while it is sent.

    Raises ``Refused``. A count a moment older than the rows can differ by what came in between; the
    note sheet says how many rows there really are.
    """
    details = {**selection.facts, "filters": for_trail(selection.criteria)}
    details["rows"] = selection.filings.order_by().count()
    exporting.record_export(
        by=exporter.user,
        body=exporter.body,
        details=details,
        action=selection.action,
        identities=exporter.identities,
        reason=exporter.reason,
    )
    book = stream_workbook(columns, rows(), note=note_of(selection, exporter), title=selection.title)
    chunks = _watched(book, exporter, details)
    return Download(selection.file_name, chain([next(chunks)], chunks))


def note_of(selection: Selection, exporter: Exporter) -> list[tuple[str, Any]]:
    """The lines of the note sheet: what, as of when, filters, by whom."""
    hidden = _("已脱敏")
    return [
        (_("内容"), selection.about),
        (_("范围"), selection.area),
        (_("截至日期"), selection.as_of.isoformat()),
        (_("筛选条件"), in_words(selection.criteria)),
        (
            _("证件号码"),
            _("完整，理由：%s") % exporter.reason.strip() if exporter.identities else hidden,
        ),
        (_("导出人"), exporter.label),
        (_("导出时间"), timezone.localtime().strftime("%Y-%m-%d %H:%M:%S")),
    ]


def _watched(chunks: Iterator[bytes], exporter: Exporter, details: dict[str, Any]) -> Iterator[bytes]:
    """The same chunks; a fault on the way leaves its own line in the trail."""
    try:
        yield from chunks
    except Exception:
        exporting.record_broken_export(by=exporter.user, body=exporter.body, details=details)
        raise


def read(
    filings: QuerySet[Any], fields: Sequence[str], *, order: str = "authority__order"
) -> Iterator[tuple[Any, ...]]:
    """Rows of plain values by office (``order``) and age; the memory stays flat.

    The first rows come by an ordinary query, so a short export is read before its first byte leaves;
    a longer one goes on in a transaction with a cursor, from where the first query ended.
    """
    ordered = filings.order_by(order, "pk").values_list(order, "pk", *fields)
    first = list(ordered[:FIRST])
    yield from (row[2:] for row in first)
    if len(first) < FIRST:
        return
    at, pk = first[-1][:2]
    beyond = Q(**{f"{order}__gt": at}) | Q(**{order: at, "pk__gt": pk})
    with transaction.atomic():
        for row in ordered.filter(beyond).iterator(chunk_size=CHUNK):
            yield row[2:]


def send(download: Download) -> StreamingHttpResponse:
    """The workbook as a download, sent while it is made and kept by no cache."""
    return StreamingHttpResponse(
        download.chunks,
        headers={
            "Content-Type": CONTENT_TYPE,
            "Content-Disposition": content_disposition_header(True, download.file_name) or "attachment",
            "Content-Encoding": "identity",  # packed already; the gzip middleware leaves it alone
            "Cache-Control": "no-store",
        },
    )


def area_of(user: User, found: Any = None) -> str:
    """The area of an export in words: the office filtered by, else the user's own, else the region."""
    office = found.form.cleaned_data.get("authority") if found else None
    return str(office or user.body or _("自治区"))
