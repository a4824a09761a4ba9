"""One scene with an object of every kind, all of one prefecture and one enterprise.

Each package adds its objects in a file of its own: ``objects(stage)`` answers names to primary keys (or
to the text an address holds). The parts run from below to above; what is made stands in ``stage.made``.
"""

from __future__ import annotations

from typing import Any

from tests.factories.scenes import accounts, directory, filings, notifications, portal, talent_pool, training
from tests.factories.scenes.stage import Stage, set_stage

__all__ = ["PARTS", "Stage", "scene"]

PARTS = (directory, accounts, filings, notifications, training, talent_pool, portal)


def scene(*, with_draft: bool = False) -> dict[str, Any]:
    """Users by role and the primary keys of their objects by the names the matrix uses."""
    stage = set_stage(with_draft=with_draft)
    for part in PARTS:
        made = part.objects(stage)
        assert not stage.made.keys() & made.keys(), f"{part.__name__} names an object of another package"
        stage.made.update(made)
    return {**stage.people, **stage.made}
