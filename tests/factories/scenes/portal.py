"""What the portal adds to a scene."""

from __future__ import annotations

from typing import Any

from tests.factories.scenes.stage import Stage


def objects(stage: Stage) -> dict[str, Any]:
    """The objects by the names the matrix uses."""
    return {}
