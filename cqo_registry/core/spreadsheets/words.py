"""Words that stand in workbooks of every kind: signs for nothing, and sheets that only explain.

They are data to be recognised, not text of the pages, and stay Chinese in every language.
"""

from __future__ import annotations

NOTHING = frozenset(
    ("无", "無", "没有", "暂无", "空", "空白", "不适用", "n/a", "n.a.", "#n/a", "none", "null", "nil")
)
NOTE_SHEETS = ("说明", "填写说明")  # of our exports and templates
