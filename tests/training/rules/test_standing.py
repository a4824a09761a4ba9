"""What a roster says of one class, on both sides of its last day (Art. 16)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from training.rules.standing import Standing, in_words

CLASS = Standing("质量提升班", date(2026, 6, 29), date(2026, 6, 30), "passed", date(2026, 7, 1), "XZPXZ-1")


@pytest.mark.parametrize(
    ("state", "on", "said"),
    [
        ("passed", "2026-07-01", "质量提升班（合格，证书 XZPXZ-1，2026-07-01）"),
        ("failed", "2026-07-01", "质量提升班（不合格，2026-07-01）"),
        ("absent", "2026-07-01", "质量提升班（缺席，2026-07-01）"),
        ("enrolled", "2026-06-30", "质量提升班（已报名，2026-06-29 开班）"),
        ("enrolled", "2026-07-01", "质量提升班（结果未评定，2026-06-30 结班）"),
        ("waiting", "2026-06-30", "质量提升班（候补，2026-06-29 开班）"),
        ("waiting", "2026-07-01", ""),
        ("cancelled", "2026-06-30", ""),
    ],
)
def test_what_is_said(state: str, on: str, said: str) -> None:
    assert in_words(replace(CLASS, state=state), date.fromisoformat(on)) == said
