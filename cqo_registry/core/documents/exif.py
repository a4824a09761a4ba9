"""How a picture lies: the only thing that is kept of what a camera wrote into it."""

from __future__ import annotations

import struct

from PIL import ExifTags, Image

HEAD = b"Exif\0\0"


def orientation(block: bytes) -> int:
    """The orientation that an EXIF block tells, 1 (upright) when it tells none that there is."""
    exif = Image.Exif()
    try:
        exif.load(block)
        value = exif.get(ExifTags.Base.Orientation, 1)
    except Exception:  # a broken block is no reason to refuse the picture, and viewers ignore it
        return 1
    return value if isinstance(value, int) and 1 <= value <= 8 else 1


def only_orientation(value: int) -> bytes:
    """The smallest block that tells an orientation and nothing else, without its head."""
    entry = struct.pack(">HHIHH", ExifTags.Base.Orientation, 3, 1, value, 0)
    return b"MM\0*" + struct.pack(">IH", 8, 1) + entry + bytes(4)
