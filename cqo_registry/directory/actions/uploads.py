"""Keep an uploaded directory with its report, and note in the trail that a directory went in."""

from __future__ import annotations

import hashlib
from typing import Any

from django.db import transaction
from django.utils import timezone

from cqo_registry.accounts.models import User
from cqo_registry.audit import trail
from cqo_registry.directory import policies
from cqo_registry.directory.actions.entering import Comparison, summary
from cqo_registry.directory.enums import AuthorityLevel
from cqo_registry.directory.models import Authority, DirectoryImport

NAME_LENGTH = 200


def keep(
    *,
    by: User,
    file_name: str,
    content: bytes,
    row_count: int,
    faults: list[dict[str, Any]],
    outcome: dict[str, Any],
) -> DirectoryImport:
    """Store the workbook beside the report of its dry run; the directory stays as it is."""
    policies.may_import(by).require()
    assert by.authority is not None  # noqa: S101 - the database pairs these roles with an authority
    return DirectoryImport.objects.create(
        authority=by.authority,
        uploaded_by=by,
        file_name=_plain(file_name),
        content=content,
        sha256=hashlib.sha256(content).hexdigest(),
        row_count=row_count,
        faults=faults,
        outcome=outcome,
    )


def lock(pk: int) -> DirectoryImport:
    """The upload, held until the transaction ends."""
    return DirectoryImport.objects.select_for_update(of=("self",), no_key=True).get(pk=pk)


@transaction.atomic
def mark_applied(upload: DirectoryImport, comparison: Comparison, *, by: User) -> DirectoryImport:
    """Note on the locked upload and in the trail what went in."""
    upload.applied_at = timezone.now()
    upload.outcome = {**upload.outcome, "result": comparison.counts}
    upload.save(update_fields=["applied_at", "outcome"])
    trail.record(
        "directory.import",
        by=by,
        target=upload,
        after=summary(comparison.counts),
        details={**comparison.counts, "rows": upload.row_count, "sha256": upload.sha256},
    )
    return upload


@transaction.atomic
def record_by_hand(comparison: Comparison, content: bytes, *, rows: int) -> None:
    """Note in the trail of the region what the command line let in without a user."""
    region = Authority.objects.select_for_update(of=("self",), no_key=True).get(level=AuthorityLevel.REGION)
    trail.record(
        "directory.import",
        by=None,
        target=region,
        after=summary(comparison.counts),
        details={**comparison.counts, "rows": rows, "sha256": hashlib.sha256(content).hexdigest()},
    )


def _plain(name: str) -> str:
    """The file name without control characters, its end kept when it is too long."""
    return "".join(c for c in name if c.isprintable())[-NAME_LENGTH:] or "?"
