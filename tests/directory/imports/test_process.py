"""Confirming an upload: what happens between look-up and insert is told, not thrown."""

from __future__ import annotations

import io
from typing import Any

import pytest
from django.db import IntegrityError
from openpyxl import Workbook, load_workbook

from cqo_registry.core.verdicts import Refused
from cqo_registry.directory.actions import entering
from cqo_registry.directory.imports import marking, process
from cqo_registry.directory.models import DirectoryImport
from tests.directory.workbooks import workbook
from tests.factories import officer


@pytest.mark.django_db
def test_an_enterprise_registered_meanwhile_asks_for_another_try(monkeypatch: pytest.MonkeyPatch) -> None:
    by = officer()
    upload = process.receive(workbook({}), file_name="a.xlsx", by=by)

    def raced(*args: Any, **kwargs: Any) -> None:
        raise IntegrityError

    monkeypatch.setattr(entering, "enter", raced)
    with pytest.raises(Refused, match="再确认一次"):
        process.confirm(upload.pk, by=by)
    assert DirectoryImport.objects.get().applied_at is None


def test_marking_stops_after_many_blank_rows_and_keeps_odd_text() -> None:
    book = Workbook()
    book.active.title = "表"
    book.active["A2"] = "+1"
    book.active["C2"] = 5
    book.active["A900"] = "远处"
    content, out = io.BytesIO(), io.BytesIO()
    book.save(content)
    fault = {"sheet": "表", "row": 2, "column": "", "field": "", "value": "\x01=1", "message": "改"}
    marking.mark_faults(content.getvalue(), [fault], out)
    marked = load_workbook(out)
    assert marked["表"]["A2"].comment.text == "改"
    assert (marked["表"]["A2"].value, marked["表"]["C2"].value) == ("+1", 5)
    assert marked["表"].max_row < 900
    assert (marked.worksheets[0]["D2"].value, marked.worksheets[0]["D2"].data_type) == ("=1", "s")
