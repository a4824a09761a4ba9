"""A JPEG without what the camera wrote: its segments are walked and copied, its pixels are not touched.

Kept are the tables, the frame, the scans, the colour profile, the mark of the colour model and the
orientation. Remarks, thumbnails, positions and whatever follows the end are left out.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from PIL import Image, ImageChops

from cqo_registry.core.documents import exif
from cqo_registry.core.documents.pixels import opened
from cqo_registry.core.documents.refusals import refusal

START, END = b"\xff\xd8", b"\xff\xd9"
APP0, APP1, APP2, APP14, COMMENT = 0xE0, 0xE1, 0xE2, 0xEE, 0xFE
TABLES = (0xC4, 0xDB)  # Huffman and quantisation: several may share a segment
SCAN, EOI, RESTART_INTERVAL = 0xDA, 0xD9, 0xDD
FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
ALONE = frozenset((0x01, *range(0xD0, 0xD9)))  # markers without a length
SEGMENT_MAX = 65_533
MAX_SCANS = 32  # programs write up to fourteen; each costs a pass over the whole picture
WHOLE_ENOUGH = 0.9  # of the rows; a picture that lacks only its end is one that everybody can read
_SCAN_END = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]", re.DOTALL)
_RESTART = re.compile(rb"\xff[\xd0-\xd7]")


@dataclass(frozen=True, slots=True)
class Segment:
    """A marker with what belongs to it; ``data`` are the coded pixels behind the head of a scan."""

    marker: int
    payload: bytes = b""
    data: bytes = b""

    def written(self) -> bytes:
        """The bytes of the segment."""
        length = (len(self.payload) + 2).to_bytes(2)
        return bytes((0xFF, self.marker)) + length + self.payload + self.data


def stripped(content: bytes) -> bytes:
    """The same picture without metadata. Raises ``Refused`` when much of it is missing."""
    segments = list(_segments(content))
    ended = bool(segments) and segments[-1].marker == EOI
    kept = [new for old in segments if old.marker != EOI and (new := _kept(old))]
    if sum(segment.marker == SCAN for segment in kept) > MAX_SCANS:
        raise refusal("too_many_scans")
    body = START + b"".join(segment.written() for segment in kept)
    _require_whole(body, kept, ended=ended)
    if len(body + END) > len(content):  # only where the end was missing: two bytes are given back
        body = START + b"".join(segment.written() for segment in _joined(kept))
    return body + END


def _segments(content: bytes) -> Iterator[Segment]:
    """The segments up to the end of the picture; without an EOI when the file breaks off before."""
    at = 2
    while (at := content.find(b"\xff", at)) >= 0:
        at = _after_fill(content, at)
        marker = content[at] if at < len(content) else EOI
        at += 1
        if marker == EOI:
            if at <= len(content):
                yield Segment(EOI)
            return
        if marker in ALONE or marker == 0:
            continue
        stop = at + int.from_bytes(content[at : at + 2])
        if stop < at + 2 or stop > len(content):
            return
        end = _scan_end(content, stop) if marker == SCAN else stop
        yield Segment(marker, content[at + 2 : stop], content[stop:end])
        at = end


def _after_fill(content: bytes, at: int) -> int:
    while content[at : at + 1] == b"\xff":
        at += 1
    return at


def _scan_end(content: bytes, start: int) -> int:
    found = _SCAN_END.search(content, start)
    end = found.start() if found else len(content)
    return end - 1 if not found and content.endswith(b"\xff") else end


def _kept(segment: Segment) -> Segment | None:
    """What is kept of a segment, None for nothing."""
    marker, payload = segment.marker, segment.payload
    if marker == APP0 and payload.startswith(b"JFIF\0") and len(payload) >= 14:
        return Segment(marker, payload[:12] + b"\0\0")  # without its thumbnail
    if marker == APP1 and payload.startswith(exif.HEAD):
        return _lying(segment)
    if (marker == APP2 and payload.startswith(b"ICC_PROFILE\0")) or (
        marker == APP14 and payload.startswith(b"Adobe")
    ):
        return segment
    return None if APP0 <= marker <= 0xEF or marker == COMMENT else segment


def _lying(segment: Segment) -> Segment | None:
    """The orientation alone, None for an upright picture; never longer than what was there."""
    value = exif.orientation(segment.payload)
    if value == 1:
        return None
    payload = exif.HEAD + exif.only_orientation(value)
    return Segment(APP1, payload) if len(payload) <= len(segment.payload) else segment


def _joined(segments: list[Segment]) -> Iterator[Segment]:
    """The same segments, with neighbouring tables in one."""
    for marker, neighbours in groupby(segments, key=lambda segment: segment.marker):
        run = list(neighbours)
        payload = b"".join(segment.payload for segment in run)
        if marker in TABLES and len(payload) <= SEGMENT_MAX:
            yield Segment(marker, payload)
        else:
            yield from run


# --- how much of it is there -----------------------------------------------------------------------


def _require_whole(body: bytes, segments: list[Segment], *, ended: bool) -> None:
    """Raise ``Refused`` for a picture of which more is missing than its end.

    What is there looks the same whatever comes behind it; the first row that does not is missing.
    """
    if not ended and not _covers_all(segments):
        raise refusal("cut")
    plain, other = _drawn(body + END), _drawn(body + _noise(segments) + END)
    differs = ImageChops.difference(plain, other).getbbox()
    if differs is not None and differs[1] < WHOLE_ENOUGH * plain.height:
        raise refusal("cut")


def _covers_all(segments: list[Segment]) -> bool:
    """Whether the scans that were begun give every component all of its coefficients."""
    frame = next((segment.payload for segment in segments if segment.marker in FRAMES), b"")
    missing = {(frame[at], k) for at in range(6, len(frame) - 2, 3) for k in range(64)}
    for scan in (segment.payload for segment in segments if segment.marker == SCAN):
        if len(scan) >= 4 and scan[-1] & 0x0F == 0:
            own = scan[1:-3:2]
            missing -= {(component, k) for component in own for k in range(scan[-3], scan[-2] + 1)}
    return not missing


def _drawn(content: bytes) -> Image.Image:
    """The picture at half its size, which reads all of its data and needs a quarter of the memory."""
    with opened(content, "JPEG") as image:
        image.draft(None, (max(1, image.width // 2), max(1, image.height // 2)))
        image.load()
        return image.copy()


def _noise(segments: list[Segment]) -> bytes:
    """Coded pixels that mean nothing, with the restart marks that would come next."""
    noise = b"".join(hashlib.sha256(bytes((n,))).digest() for n in range(128)).replace(b"\xff", b"\xfe")
    marked = any(s.marker == RESTART_INTERVAL and any(s.payload) for s in segments)
    last = [s.data for s in segments if s.marker == SCAN][-1:]
    if not marked or not last:
        return noise
    marks = _RESTART.findall(last[0])
    first = marks[-1][1] + 1 if marks else 0xD0
    pieces = [noise[at : at + 64] for at in range(0, len(noise), 64)]
    return b"".join(piece + bytes((0xFF, 0xD0 | (first + n) & 7)) for n, piece in enumerate(pieces))
