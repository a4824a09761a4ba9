"""The role × URL matrix, one file for each package; a new page adds its row to the file of its package.

A row is ``"namespace:name": (who, method, arguments)``. The arguments are names of objects in the scene
(``tests/factories/scenes/``); one that has an owner is named in ``OWN_OBJECTS`` too.
"""

from __future__ import annotations

from tests.roles import (
    accounts,
    audit,
    directory,
    filings,
    notifications,
    portal,
    talent_pool,
    training,
)
from tests.roles.rows import PUBLIC, Row

__all__ = ["ASK_FIRST", "MATRIX", "OWN_OBJECTS", "PARTS", "PUBLIC", "Row"]

PARTS = (portal, accounts, audit, directory, notifications, filings, training, talent_pool)
MATRIX: dict[str, Row] = {name: row for part in PARTS for name, row in part.MATRIX.items()}
ASK_FIRST: set[str] = {name for part in PARTS for name in part.ASK_FIRST}
OWN_OBJECTS: set[str] = {name for part in PARTS for name in part.OWN_OBJECTS}
