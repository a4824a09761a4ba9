"""What a row of the role × URL matrix says: who may open the page, by which method, with which objects."""

from __future__ import annotations

from typing import Any

PUBLIC = "public"
# who (roles, or PUBLIC), method, arguments (names of objects in the scene, see tests/factories/scenes)
Row = tuple[Any, str, tuple[str, ...]]
