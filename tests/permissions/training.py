"""Who may do what in training, experience and indicators (chapter five)."""

from __future__ import annotations

from tests.permissions.world import Row, World


def furnish(world: World) -> None:
    """Add the objects the rows below are about."""


MATRIX: dict[str, Row] = {}
