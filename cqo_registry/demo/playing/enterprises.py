"""The sample directory of two hundred invented enterprises, brought in as the region would."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from pathlib import Path

from django.utils import timezone

from cqo_registry.accounts.models import User
from cqo_registry.demo.playing.clock import Story
from cqo_registry.directory.actions import entering, uploads
from cqo_registry.directory.actions.entering import Listing
from cqo_registry.directory.imports.process import examine
from cqo_registry.directory.models import Enterprise

WORKBOOK = Path(__file__).with_name("directory.xlsx")


def sample_listings() -> list[Listing]:
    """The rows of the sample workbook, checked as any upload is; call it by today's clock."""
    report = examine(WORKBOOK.read_bytes(), by=None)
    if report.faults:
        raise ValueError(f"the sample directory has faults: {report.faults[:3]}")
    return list(report.listings)


def import_directory(listings: list[Listing], *, by: User) -> list[Enterprise]:
    """Enter the listings, their figures dated to the year before the moved clock; in the order given."""
    year = timezone.localdate().year - 1
    dated = [replace(listing, values={**listing.values, "data_year": year}) for listing in listings]
    comparison = entering.enter(dated, by=by)
    upload = uploads.keep(
        by=by,
        file_name=WORKBOOK.name,
        content=WORKBOOK.read_bytes(),
        row_count=len(dated),
        faults=[],
        outcome={"expected": comparison.counts, "notices": []},
    )
    uploads.mark_applied(upload, comparison, by=by)
    codes = [listing.uscc for listing in dated]
    found = Enterprise.objects.select_related("authority", "profile").in_bulk(codes, field_name="uscc")
    return [found[code] for code in codes]


def directory_story(listings: list[Listing], region: User, moment: datetime) -> Story:
    """The region enters the directory once more with newer figures; those from newer filings stay."""
    yield moment
    import_directory(listings, by=region)
