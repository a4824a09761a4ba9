"""Pictures: opened whole and kept as they were drawn, without what was written beside."""

from __future__ import annotations

from PIL import Image

from cqo_registry.core.documents import jpeg, png
from cqo_registry.core.documents.kinds import JPEG
from cqo_registry.core.documents.refusals import refusal
from cqo_registry.core.verdicts import Refused


def open_picture(content: bytes, content_type: str) -> bytes:
    """The bytes to keep; what they show is what was sent. Raises ``Refused`` for what cannot be drawn."""
    try:
        return jpeg.stripped(content) if content_type == JPEG else png.stripped(content)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as bomb:
        raise refusal("too_many_pixels") from bomb
    except Refused:
        raise
    except Exception as fault:  # the decoders raise many kinds; each means that the file is broken
        raise refusal("broken") from fault
