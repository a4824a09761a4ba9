"""Names where only a part may be seen."""

from __future__ import annotations

import pytest

from cqo_registry.core.names import mask_name


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("扎西次仁", "扎*次*"),
        ("张三", "张*"),
        ("王小明", "王*明"),
        ("扎西•次仁", "扎*·次*"),
        ("𠮷田", "𠮷*"),
        ("", ""),
    ],
)
def test_every_second_character_of_a_name_is_hidden(name: str, shown: str):
    assert mask_name(name) == shown
