"""A zip file written forwards only, for a workbook that is sent while it is made.

Without the last piece, the table of contents, no program opens the file: a broken download can not
pass for a whole one.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable, Iterator
from importlib import import_module
from importlib.util import find_spec
from typing import Any

QUICKER = "isal.isal_zlib"  # where it is installed; the same file without it
deflate: Any = import_module(QUICKER) if find_spec("isal") else zlib
LEVEL = 1
VERSION = 20
SIZES_FOLLOW = 0x08  # the sizes stand behind the data
DEFLATED = 8
NO_TIME, FIRST_DAY = 0, 0x21  # 1980-01-01: when it was made stands in the note sheet
LARGEST = 0xFFFF_FFFF


class TooLarge(Exception):
    """A part beyond 4 GiB, which spreadsheet programs do not read."""


class Archive:
    """Yields the bytes of the file part by part; ``end`` comes last and once."""

    def __init__(self) -> None:
        self._contents: list[bytes] = []
        self._offset = 0

    def part(self, name: str, pieces: Iterable[bytes]) -> Iterator[bytes]:
        """The bytes of one compressed part; ``name`` is ASCII."""
        start, packed, plain, checksum = self._offset, 0, 0, 0
        yield self._counted(self._local_header(name))
        press = deflate.compressobj(LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS)
        for piece in pieces:
            checksum, plain = deflate.crc32(piece, checksum), plain + len(piece)
            data = press.compress(piece)
            packed += len(data)
            yield self._counted(data)
        data = press.flush()
        packed += len(data)
        yield self._counted(data)
        if max(plain, packed, self._offset) > LARGEST:
            raise TooLarge(name)
        yield self._counted(struct.pack("<4sIII", b"PK\x07\x08", checksum, packed, plain))
        self._contents.append(self._entry(name, checksum, packed, plain, start))

    def end(self) -> bytes:
        """The table of contents."""
        table = b"".join(self._contents)
        count = len(self._contents)
        return table + struct.pack(
            "<4sHHHHIIH", b"PK\x05\x06", 0, 0, count, count, len(table), self._offset, 0
        )

    def _counted(self, data: bytes) -> bytes:
        self._offset += len(data)
        return data

    def _local_header(self, name: str) -> bytes:
        fields = (VERSION, SIZES_FOLLOW, DEFLATED, NO_TIME, FIRST_DAY, 0, 0, 0, len(name), 0)
        return struct.pack("<4sHHHHHIIIHH", b"PK\x03\x04", *fields) + name.encode("ascii")

    def _entry(self, name: str, checksum: int, packed: int, plain: int, start: int) -> bytes:
        head = (VERSION, VERSION, SIZES_FOLLOW, DEFLATED, NO_TIME, FIRST_DAY, checksum, packed, plain)
        rest = (len(name), 0, 0, 0, 0, 0, start)
        return struct.pack("<4sHHHHHHIIIHHHHHII", b"PK\x01\x02", *head, *rest) + name.encode("ascii")
