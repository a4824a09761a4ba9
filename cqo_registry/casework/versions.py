"""The version of the row that a page was drawn from, as its form sends it back."""

from __future__ import annotations

from django.http import HttpRequest

NO_VERSION = -1  # a form without a readable version counts as an outdated page


def version_of(request: HttpRequest) -> int:
    """The version the page was drawn from."""
    text = request.POST.get("version", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else NO_VERSION
