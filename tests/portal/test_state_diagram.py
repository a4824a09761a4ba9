"""The drawn states."""

from __future__ import annotations

from typing import Any

from cqo_registry.portal.management.commands.state_diagram import TARGET, diagram


def test_the_diagrams_in_the_docs_are_current(settings: Any) -> None:
    assert (settings.BASE_DIR / TARGET).read_text(encoding="utf-8") == diagram()
