"""The one writer of workbooks: openpyxl makes the frame, the rows are streamed between as XML.

A book has the table (header frozen, filtered, widths set, printable in landscape with the header
repeated) and a note sheet that says what it holds. Every text is a string and never a formula; the
first bytes leave after the first batch of rows, and the memory stays flat whatever the length.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice
from typing import Any, BinaryIO

from cqo_registry.core.spreadsheets.archive import Archive
from cqo_registry.core.spreadsheets.cells import row_encoder
from cqo_registry.core.spreadsheets.columns import Column
from cqo_registry.core.spreadsheets.frame import Frame, Note, make_frame, sheet_part

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
BATCH = 1_000
SHEET_ROWS = 1_000_000  # Excel ends at 1,048,576; longer tables go on in a further sheet
CHUNK_BYTES = 64 * 1024

Row = Sequence[Any]


def stream_workbook(
    columns: Sequence[Column], rows: Iterable[Row], *, note: Note, title: str
) -> Iterator[bytes]:
    """The bytes of a book of ``rows``, each in the order of ``columns``.

    ``note`` are the lines (label, value) of the note sheet, to which the number of rows is added.
    """
    return _gathered(_book(columns, rows, note, title))


def write_workbook(
    out: BinaryIO, columns: Sequence[Column], rows: Iterable[Row], *, note: Note, title: str
) -> None:
    """The same book into an open binary file."""
    for chunk in stream_workbook(columns, rows, note=note, title=title):
        out.write(chunk)


def _book(columns: Sequence[Column], rows: Iterable[Row], note: Note, title: str) -> Iterator[bytes]:
    archive, counts = Archive(), [0]
    frame = make_frame(columns, title=title, note=note, counts=counts)
    batches = _batches(rows)
    for batch in batches:
        if counts[-1] >= SHEET_ROWS:
            counts.append(0)
        sheet = _sheet(frame, columns, chain([batch], batches), counts)
        yield from archive.part(sheet_part(len(counts)), sheet)
    if counts == [0]:
        yield from archive.part(sheet_part(1), _sheet(frame, columns, iter(()), counts))
    whole = make_frame(columns, title=title, note=note, counts=counts)
    written = {sheet_part(number) for number in range(1, len(counts) + 1)}
    for name, content in whole.parts.items():
        if name not in written:
            yield from archive.part(name, [content])
    yield archive.end()


def _batches(rows: Iterable[Row]) -> Iterator[list[Row]]:
    source = iter(rows)
    while batch := list(islice(source, BATCH)):
        yield batch


def _sheet(
    frame: Frame, columns: Sequence[Column], batches: Iterator[list[Row]], counts: list[int]
) -> Iterator[bytes]:
    """One sheet, of as many batches as it holds; counts its rows in the last of ``counts``."""
    encode = row_encoder(columns, frame.styles)
    yield frame.head.encode()
    while counts[-1] < SHEET_ROWS and (batch := next(batches, None)):
        yield encode(batch, counts[-1] + 2).encode()
        counts[-1] += len(batch)
    yield frame.tail_for(len(columns), counts[-1]).encode()


def _gathered(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """The same bytes in chunks worth sending."""
    waiting: list[bytes] = []
    size = 0
    for piece in pieces:
        waiting.append(piece)
        size += len(piece)
        if size >= CHUNK_BYTES:
            yield b"".join(waiting)
            waiting, size = [], 0
    yield b"".join(waiting)
