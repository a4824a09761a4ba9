"""Small real files for uploads."""

from __future__ import annotations

import io

import pikepdf
from PIL import Image


def _pdf() -> bytes:
    with pikepdf.new() as document:
        document.add_blank_page(page_size=(595, 842))
        buffer = io.BytesIO()
        document.save(buffer)
    return buffer.getvalue()


def _image(form: str) -> bytes:
    buffer = io.BytesIO()
    Image.new("RGB", (40, 30), "white").save(buffer, form)
    return buffer.getvalue()


PDF_BYTES = _pdf()
PNG_BYTES = _image("PNG")
JPEG_BYTES = _image("JPEG")
