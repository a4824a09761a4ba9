"""Who may do what with the figures and sheets of the portal (Art. 19)."""

from __future__ import annotations

from cqo_registry.portal import policies
from tests.permissions.world import Row, World


def furnish(world: World) -> None:
    """Add the objects the rows below are about."""


MATRIX: dict[str, Row] = {
    "freeze the sheet of a period (19)": (lambda user, world: policies.may_freeze(user), {"region"}),
    "enter weights (19)": (lambda user, world: policies.may_enter_weights(user), {"region"}),
}
