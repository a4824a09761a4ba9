"""The permission matrix of the regulation (domain §2.2), one file for each package.

A row is ``"what (article)": (act, people)``: the act answers a verdict for a user and the world. A file adds
its objects to the world in ``furnish``, which runs after those of the packages below.
"""

from __future__ import annotations

from tests.permissions import filings, portal, talent_pool, training
from tests.permissions.world import PEOPLE, Row, World, peopled

__all__ = ["MATRIX", "PARTS", "PEOPLE", "Row", "World", "furnished"]

PARTS = (filings, training, talent_pool, portal)
MATRIX: dict[str, Row] = {name: row for part in PARTS for name, row in part.MATRIX.items()}


def furnished() -> World:
    """The world with the people and the objects of every package."""
    world = peopled()
    for part in PARTS:
        part.furnish(world)
    return world
