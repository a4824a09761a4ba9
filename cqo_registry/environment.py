"""Typed reading of environment variables: a bad value is a sentence, never a surprise later."""

from __future__ import annotations

import os
from collections.abc import Mapping

from django.core.exceptions import ImproperlyConfigured

TRUE = {"1", "true", "yes", "on"}
FALSE = {"0", "false", "no", "off", ""}


class Environment:
    """The process environment with one method per type."""

    def __init__(self, values: Mapping[str, str] | None = None) -> None:
        self.values = os.environ if values is None else values

    def text(self, name: str, default: str = "") -> str:
        """A string."""
        return self.values.get(name, default)

    def flag(self, name: str, default: bool = False) -> bool:
        """Yes or no, in the usual spellings."""
        raw = self.values.get(name)
        if raw is None:
            return default
        if raw.strip().lower() in TRUE | FALSE:
            return raw.strip().lower() in TRUE
        raise ImproperlyConfigured(f"{name} must be 1 or 0, not {raw!r}")

    def number(self, name: str, default: int) -> int:
        """A whole number."""
        raw = self.values.get(name, str(default))
        try:
            return int(raw)
        except ValueError:
            raise ImproperlyConfigured(f"{name} must be a whole number, not {raw!r}") from None

    def words(self, name: str, default: str = "") -> list[str]:
        """A comma-separated list."""
        return [word.strip() for word in self.values.get(name, default).split(",") if word.strip()]
