"""An empty workbook says what to write, and keeps codes as text."""

from __future__ import annotations

import io

from openpyxl import load_workbook

from cqo_registry.core.spreadsheets.columns import GENERAL, Column
from cqo_registry.core.spreadsheets.template import ROWS, write_template


def test_codes_are_text_in_every_prepared_row_and_the_instructions_follow() -> None:
    out = io.BytesIO()
    write_template(
        out,
        [Column("代码", "code", 22), Column("人数", "people", 14, GENERAL)],
        title="名录",
        freeze="B2",
        help_title="填写说明",
        help_lines=[["每行一家。"], ["代码", "18 位。"]],
    )
    book = load_workbook(out)
    table, explained = book["名录"], book["填写说明"]
    assert [cell.value for cell in table[1]] == ["代码", "人数"]
    assert [cell.number_format for cell in table[ROWS + 1]] == ["@", "General"]
    assert (table.freeze_panes, table.column_dimensions["A"].width) == ("B2", 22)
    assert list(explained.values) == [("每行一家。", None), ("代码", "18 位。")]
