"""Uploaded documents, opened at once: what they are is read from their content, never from their name.

What a document shows is never changed, and it never grows. A PDF loses whatever could act by itself,
and whoever sent it is told; one without such things, and every signed one, is kept byte for byte.
Pictures lose what the camera wrote into them, and are not drawn anew. Every fault is a ``Refused``
with one sentence that says what to do.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from cqo_registry.core.documents.kinds import JPEG, PDF, PNG, sniff
from cqo_registry.core.documents.pdf import open_pdf
from cqo_registry.core.documents.pictures import open_picture
from cqo_registry.core.documents.refusals import refusal
from cqo_registry.core.text import tidy

__all__ = ["MAX_BYTES", "PDF", "Document", "check_size", "open_document", "sniff", "tidy_name"]

MAX_BYTES = 5 * 1024 * 1024
NAME_MAX = 200  # characters
ENDINGS = {PDF: ("pdf",), JPEG: ("jpg", "jpeg"), PNG: ("png",)}


@dataclass(frozen=True, slots=True)
class Document:
    """A document as it is stored: ``content`` may differ from what was sent."""

    content: bytes
    content_type: str
    pages: int
    sha256: str
    name: str


def open_document(name: str, content: bytes) -> Document:
    """The document in ``content``. Raises ``Refused`` with a sentence for everything that is none."""
    check_size(len(content))
    content_type = sniff(content)
    kept, pages = open_pdf(content) if content_type == PDF else (open_picture(content, content_type), 1)
    check_size(len(kept))
    return Document(
        kept, content_type, pages, hashlib.sha256(kept).hexdigest(), tidy_name(name, content_type)
    )


def check_size(size: int) -> None:
    """Refuse nothing at all and more than 5 MB; callers ask before they read."""
    if size < 1:
        raise refusal("empty")
    if size > MAX_BYTES:
        raise refusal("too_large")


def tidy_name(name: str, content_type: str) -> str:
    """The sender's file name without folders and control characters, ending as its content says."""
    text = tidy(name)
    text = re.split(r"[\\/]", text)[-1]
    text = "".join(c for c in text if unicodedata.category(c) not in ("Cc", "Cf", "Cs", "Zl", "Zp"))
    stem, dot, ending = text.rstrip(" .").rpartition(".")
    if not dot or ending.lower() not in ENDINGS[content_type]:
        stem, ending = text, ENDINGS[content_type][0]
    stem = stem.strip(" .")[: NAME_MAX - len(ending) - 1].strip() or str(_("附件"))
    return f"{stem}.{ending}"
