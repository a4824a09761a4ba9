"""What an act can answer besides success and ``Refused``."""

from __future__ import annotations

from typing import Any


class Stale(Exception):
    """The row changed since the page was opened; ``row`` is how it stands now."""

    def __init__(self, row: Any) -> None:
        self.row = row
        super().__init__(f"{row} changed since the page was opened")
