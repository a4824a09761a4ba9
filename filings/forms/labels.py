"""The official names of declared fields."""

from __future__ import annotations

from typing import Any

from filings.enums import AttachmentKind
from filings.models import Filing


def label_of(name: str) -> Any:
    """The name of a declared field, attachments and the identity number included."""
    if name.startswith("attachment_"):
        return AttachmentKind(name.removeprefix("attachment_")).label
    column = "identity_masked" if name == "identity_no" else name
    return Filing._meta.get_field(column).verbose_name  # type: ignore[union-attr]
