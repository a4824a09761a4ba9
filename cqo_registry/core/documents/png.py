"""A PNG of the parts that say what it shows: chunks are copied as they are, all others left out."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator

from cqo_registry.core.documents import exif
from cqo_registry.core.documents.pixels import opened
from cqo_registry.core.documents.refusals import refusal

SIGNATURE = b"\x89PNG\r\n\x1a\n"
CRITICAL = (b"IHDR", b"PLTE", b"IDAT", b"IEND")
LOOKS = (b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"cICP", b"pHYs")  # transparency, colours, size
OVERHEAD = 12  # length, kind and checksum of a chunk
END = struct.pack(">I", 0) + b"IEND" + struct.pack(">I", zlib.crc32(b"IEND"))


def stripped(content: bytes) -> bytes:
    """The same picture, its first frame, without texts, times, further frames and whatever follows."""
    chunks = [kept for kind, body in _chunks(content) if (kept := _kept(kind, body))]
    whole = SIGNATURE + b"".join(chunks)
    if not whole.endswith(END):  # a file that lacks only its end; what else is missing is found below
        whole += END
    with opened(whole, "PNG") as image:
        image.load()
    return whole


def _chunks(content: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Kind and body of each chunk up to the end of the picture or of the file."""
    at = len(SIGNATURE)
    while at + OVERHEAD <= len(content):
        length = int.from_bytes(content[at : at + 4])
        kind, body = content[at + 4 : at + 8], content[at + 8 : at + 8 + length]
        checksum = content[at + 8 + length : at + OVERHEAD + length]
        if len(checksum) < 4:
            return
        sound = zlib.crc32(kind + body) == int.from_bytes(checksum)
        if kind[:1].isupper() and (not sound or kind not in CRITICAL):
            raise refusal("broken")
        if sound:  # programs that show pictures pass over a broken part that is not critical
            yield kind, body
        if kind == b"IEND":
            return
        at += OVERHEAD + length


def _kept(kind: bytes, body: bytes) -> bytes:
    """The chunk as it is kept; nothing for what shows nothing."""
    if kind == b"eXIf":
        value = exif.orientation(body)
        shorter = exif.only_orientation(value)
        body = shorter if len(shorter) <= len(body) else body
        return _written(kind, body) if value != 1 else b""
    return _written(kind, body) if kind in CRITICAL + LOOKS else b""


def _written(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
