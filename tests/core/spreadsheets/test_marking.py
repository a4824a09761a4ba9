"""An uploaded workbook comes back with its faulty cells marked."""

from __future__ import annotations

import io

from openpyxl import Workbook, load_workbook

from cqo_registry.core.spreadsheets.marking import mark_faults


def test_marking_stops_after_many_blank_rows_and_keeps_odd_text() -> None:
    book = Workbook()
    book.active.title = "表"
    book.active["A2"] = "+1"
    book.active["C2"] = 5
    book.active["A900"] = "远处"
    content, out = io.BytesIO(), io.BytesIO()
    book.save(content)
    fault = {"sheet": "表", "row": 2, "column": "", "field": "", "value": "\x01=1", "message": "改"}
    mark_faults(content.getvalue(), [fault], out, author="导入")
    marked = load_workbook(out)
    assert marked["表"]["A2"].comment.text == "改"
    assert marked["表"]["A2"].comment.author == "导入"
    assert (marked["表"]["A2"].value, marked["表"]["C2"].value) == ("+1", 5)
    assert marked["表"].max_row < 900
    assert (marked.worksheets[0]["D2"].value, marked.worksheets[0]["D2"].data_type) == ("=1", "s")
