"""Opening a picture, within a bound on what it costs to draw."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager

from PIL import Image

from cqo_registry.core.documents.refusals import refusal

MAX_PIXELS = 40_000_000


@contextmanager
def opened(content: bytes, form: str) -> Iterator[Image.Image]:
    """The picture, not yet drawn. Raises ``Refused`` for one with too many pixels."""
    with Image.open(io.BytesIO(content), formats=[form]) as image:
        if image.width * image.height > MAX_PIXELS:
            raise refusal("too_many_pixels")
        yield image
