"""The periodic job of the talent pool."""

from __future__ import annotations

from cqo_registry.core.jobs import periodic
from talent_pool.actions import leaving


@periodic("45 20 * * *")
def recheck_pool() -> int:
    """Let barred and replaced experts leave whom no event reached, at 04:45 in Beijing (Art. 9, 12, 15)."""
    return leaving.recheck()
