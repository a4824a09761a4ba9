"""What is known of the request being served: its id for the trail and the logs, and where it came from."""

from __future__ import annotations

from contextvars import ContextVar

from django.conf import settings
from django.http import HttpRequest

request_id: ContextVar[str] = ContextVar("request_id", default="")


def client_address(request: HttpRequest) -> str:
    """The address the request came from; in production the one our own proxy wrote last.

    What stands before it in ``X-Forwarded-For`` was written by whoever sent the request.
    """
    forwarded = request.headers.get("x-forwarded-for", "") if settings.PRODUCTION else ""
    return forwarded.rpartition(",")[2].strip() or request.META.get("REMOTE_ADDR", "")
