"""Confirming an upload: what happens between look-up and insert is told, not thrown."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import IntegrityError

from cqo_registry.core.verdicts import Refused
from cqo_registry.directory.actions import entering
from cqo_registry.directory.imports import process
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
