"""Who may do what with the figures and sheets of the portal (Art. 19)."""

from __future__ import annotations

from tests.permissions.world import Row, World


def furnish(world: World) -> None:
    """Add the objects the rows below are about."""


MATRIX: dict[str, Row] = {}
