"""The door to the audit trail for the packages below it; the audit app stands behind the door."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.core.exceptions import ImproperlyConfigured

_recorders: list[Callable[..., Any]] = []


def register(recorder: Callable[..., Any]) -> None:
    """Let ``recorder`` write the lines; the audit app calls this once, when the project starts."""
    _recorders[:] = [recorder]


def record(action: str, **line: Any) -> Any:
    """Write one line, exactly as ``audit.trail.record`` does; raises when no trail is installed."""
    if not _recorders:
        raise ImproperlyConfigured("no audit trail is installed")
    return _recorders[0](action, **line)
