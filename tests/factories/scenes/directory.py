"""What the directory adds to a scene: the enterprise, its office, an uploaded workbook, a holiday."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from cqo_registry.accounts.models import User
from cqo_registry.directory.models import DirectoryImport, Holiday
from tests.factories.scenes.stage import Stage

WORKBOOK = Path(__file__).resolve().parents[2] / "samples" / "directory-messy.xlsx"


def objects(stage: Stage) -> dict[str, Any]:
    """The objects by the names the matrix uses."""
    office = stage.officer.authority
    assert office is not None
    return {
        "enterprise": stage.enterprise.pk,
        "office": office.pk,
        "directory_import": _upload(stage.officer).pk,
        "holiday": Holiday.objects.filter(authority=office).latest("date").pk,
    }


def _upload(officer: User) -> DirectoryImport:
    """An uploaded workbook."""
    return DirectoryImport.objects.create(
        authority=officer.authority,
        uploaded_by=officer,
        file_name="名录.xlsx",
        content=WORKBOOK.read_bytes(),
        sha256="0" * 64,
    )
