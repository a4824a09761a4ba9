"""The official names of declared fields."""

from __future__ import annotations

from typing import Any

from cqo_registry.core.columns import column
from filings.enums import AttachmentKind
from filings.models import Filing


def label_of(name: str) -> Any:
    """The name of a declared field, attachments and the identity number included."""
    if name.startswith("attachment_"):
        return AttachmentKind(name.removeprefix("attachment_")).label
    named = "identity_masked" if name == "identity_no" else name
    return column(Filing, named).verbose_name
