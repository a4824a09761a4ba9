"""Who may import a directory, and when an upload may go in."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.utils import timezone

from cqo_registry.directory.actions import uploads
from cqo_registry.directory.models import DirectoryImport
from cqo_registry.directory.policies import may_apply, may_import
from tests.factories import admin, auditor, filer, officer, region_officer

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("make", "allowed"),
    [(officer, True), (region_officer, True), (auditor, False), (admin, False), (filer, False)],
)
def test_offices_and_the_region_import(make: Callable[[], Any], allowed: bool) -> None:
    assert bool(may_import(make())) is allowed


def upload(by: Any, **values: Any) -> DirectoryImport:
    fields: dict[str, Any] = {
        "file_name": "a.xlsx",
        "content": b"x",
        "row_count": 1,
        "faults": [],
        "outcome": {},
    }
    return uploads.keep(by=by, **{**fields, **values})


def test_a_colleague_of_the_same_office_may_confirm_and_nobody_else() -> None:
    kept = upload(officer("5401"))
    assert may_apply(officer("5401"), kept)
    for other in (officer("5402"), region_officer(), auditor()):
        assert [reason.code for reason in may_apply(other, kept).blocking] == ["not_own"]


def test_faults_and_a_first_confirmation_stop_it() -> None:
    by = officer()
    assert [r.code for r in may_apply(by, upload(by, faults=[{"row": 1}])).blocking] == ["faults"]
    assert [
        r.code
        for r in may_apply(by, DirectoryImport(authority=by.authority, applied_at=timezone.now())).blocking
    ] == ["applied"]


@pytest.mark.parametrize(
    ("name", "kept"), [("a\x00b\n.xlsx", "ab.xlsx"), ("", "?"), ("长" * 300 + ".xlsx", "长" * 195 + ".xlsx")]
)
def test_a_file_name_is_kept_without_control_characters(name: str, kept: str) -> None:
    assert upload(officer(), file_name=name).file_name == kept
