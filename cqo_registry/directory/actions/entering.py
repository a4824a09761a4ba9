"""Enter a directory in the register: compare, and write only what differs (import, demonstration data)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cqo_registry.accounts.models import User
from cqo_registry.directory.facts import filing_office, search_text, size_of
from cqo_registry.directory.models import (
    Authority,
    County,
    Enterprise,
    EnterpriseFacts,
    EnterpriseProfile,
    EnterpriseTransfer,
)
from cqo_registry.directory.rules.products import categories_of

BATCH = 2000
LOOKUP_BATCH = 10_000
_ONE_AT_A_TIME = 5_401_001  # key of the advisory lock: two imports never interleave
FACTS = tuple(column.attname for column in EnterpriseFacts._meta.local_fields)


@dataclass(frozen=True, slots=True)
class Listing:
    """One enterprise as a directory lists it; ``values`` holds only the facts the directory states."""

    uscc: str
    name: str
    county: County
    values: dict[str, Any]
    sheet: str = ""
    row: int = 0

    @property
    def office(self) -> Authority:
        """The office that decides for its county (decision D13)."""
        return filing_office(self.county)


@dataclass(frozen=True, slots=True)
class Change:
    """What a listing makes of an enterprise: its row, and a new profile unless the facts stay the same."""

    enterprise: Enterprise
    facts: dict[str, Any] | None


@dataclass(slots=True)
class Comparison:
    """A directory held against the register."""

    new: list[Change] = field(default_factory=list)
    changed: list[Change] = field(default_factory=list)
    unchanged: int = 0
    kept: list[Listing] = field(default_factory=list)  # newer facts from a filing stay
    moved: list[tuple[Listing, Authority]] = field(default_factory=list)  # and the office it came from

    @property
    def counts(self) -> dict[str, int]:
        """The numbers of the report."""
        return {
            "new": len(self.new),
            "changed": len(self.changed),
            "unchanged": self.unchanged,
            "kept": len(self.kept),
        }


def compare(listings: Sequence[Listing], *, lock: bool = False) -> Comparison:
    """Hold the listings against the register; writes nothing. ``lock`` keeps the rows for ``enter``."""
    existing = find_enterprises((listing.uscc for listing in listings), lock=lock)
    result = Comparison()
    for listing in listings:
        enterprise = existing.get(listing.uscc)
        if enterprise is None:
            result.new.append(_new(listing))
        elif filing_is_newer(enterprise, listing):
            result.kept.append(listing)
        else:
            _compare_one(result, listing, enterprise)
    return result


@transaction.atomic
def enter(listings: Sequence[Listing], *, by: User | None) -> Comparison:
    """Write what differs in one transaction; the caller records the trail."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_ONE_AT_A_TIME])
    result = compare(listings, lock=True)
    Enterprise.objects.bulk_create([change.enterprise for change in result.new], batch_size=BATCH)
    changes = result.new + result.changed
    _write_profiles(changes, by)
    _update_enterprises([change.enterprise for change in changes])
    _note_moves(result.moved, by)
    return result


def find_enterprises(codes: Iterable[str], *, lock: bool = False) -> dict[str, Enterprise]:
    """The known enterprises by code, with profile and office, a few queries for any number of codes."""
    codes = sorted(codes)
    rows = Enterprise.objects.select_related("profile", "authority").order_by("uscc")
    batches = [codes[start : start + LOOKUP_BATCH] for start in range(0, len(codes), LOOKUP_BATCH)]
    if lock:
        _lock(batches)
    return {enterprise.uscc: enterprise for batch in batches for enterprise in rows.filter(uscc__in=batch)}


def _lock(batches: Iterable[list[str]]) -> None:
    """Lock the rows alone, before they are read: a lock waited for returns its row as it now is, beside
    the profile as it was, and what a filing accepted meanwhile told would be lost."""
    rows = Enterprise.objects.select_for_update(of=("self",), no_key=True).order_by("uscc").only("pk")
    for batch in batches:
        list(rows.filter(uscc__in=batch))


def filing_is_newer(enterprise: Enterprise, listing: Listing) -> bool:
    """Whether a filing told figures of the enterprise that are as recent as the listing's."""
    profile = enterprise.profile
    if profile is None or profile.source != EnterpriseProfile.Source.FILING:
        return False
    return (listing.values.get("data_year") or 0) <= (profile.data_year or 0)


def _new(listing: Listing) -> Change:
    enterprise = Enterprise(uscc=listing.uscc)
    _place(enterprise, listing)
    return Change(enterprise, _merged(None, listing))


def _compare_one(result: Comparison, listing: Listing, enterprise: Enterprise) -> None:
    before = (enterprise.name, enterprise.county_id, enterprise.authority_id, enterprise.search_text)
    office, profile = enterprise.authority, enterprise.profile
    facts = _merged(profile, listing)
    same = profile is not None and all(getattr(profile, name) == facts[name] for name in FACTS)
    _place(enterprise, listing)
    if office.pk != enterprise.authority_id:
        result.moved.append((listing, office))
    after = (enterprise.name, enterprise.county_id, enterprise.authority_id, enterprise.search_text)
    if same and before == after:
        result.unchanged += 1
    else:
        result.changed.append(Change(enterprise, None if same else facts))


def _place(enterprise: Enterprise, listing: Listing) -> None:
    """Name, county, office and search text of the row; the search text is only made when it must be."""
    if enterprise.name != listing.name or not enterprise.search_text:
        enterprise.search_text = search_text(listing.name, listing.uscc)
    enterprise.name = listing.name
    enterprise.county = listing.county
    enterprise.authority = listing.office


def _merged(profile: EnterpriseProfile | None, listing: Listing) -> dict[str, Any]:
    """The facts known so far with those the directory states; an empty cell states nothing."""
    source = profile or EnterpriseProfile()
    facts = {name: getattr(source, name) for name in FACTS}
    facts |= {"enterprise_name": listing.name, "county_id": listing.county.pk, **listing.values}
    facts["size"] = size_of(facts)
    facts["categories"] = categories_of(
        facts["categories"], uscc=listing.uscc, enterprise_type=facts["enterprise_type"]
    )
    return facts


def _write_profiles(changes: list[Change], by: User | None) -> None:
    today = timezone.localdate()
    profiles = EnterpriseProfile.objects.bulk_create(
        [
            EnterpriseProfile(
                enterprise=change.enterprise,
                valid_from=today,
                source=EnterpriseProfile.Source.IMPORT,
                created_by=by,
                **change.facts,
            )
            for change in changes
            if change.facts is not None
        ],
        batch_size=BATCH,
    )
    for profile in profiles:
        profile.enterprise.profile = profile


def _note_moves(moved: list[tuple[Listing, Authority]], by: User | None) -> None:
    """Keep the moves of a directory in the history of moves, so that past ledgers stay (decision D14).

    The first load by command has nobody behind it and no ledgers before it.
    """
    if by is None:
        return
    now = timezone.now()
    reason = str(_("企业名录载明的区县属于接收机关辖区。"))
    enterprises = find_enterprises(listing.uscc for listing, _origin in moved) if moved else {}
    EnterpriseTransfer.objects.bulk_create(
        [
            EnterpriseTransfer(
                enterprise=enterprises[listing.uscc],
                origin=origin,
                destination=listing.office,
                county=listing.county,
                reason=reason,
                status=EnterpriseTransfer.Status.CONFIRMED,
                proposed_at=now,
                proposed_by=by,
                decided_at=now,
                decided_by=by,
            )
            for listing, origin in moved
        ],
        batch_size=BATCH,
    )


_UPDATE = """
UPDATE directory_enterprise AS e
SET name = d.name, county_id = d.county, authority_id = d.authority, profile_id = d.profile,
    search_text = d.search, version = e.version + 1
FROM unnest(%s::bigint[], %s::text[], %s::bigint[], %s::bigint[], %s::bigint[], %s::text[])
  AS d(id, name, county, authority, profile, search)
WHERE e.id = d.id
"""


def _update_enterprises(enterprises: list[Enterprise]) -> None:
    """One statement for all rows: what a row is now goes in as arrays."""
    if not enterprises:
        return
    rows = [(e.pk, e.name, e.county_id, e.authority_id, e.profile_id, e.search_text) for e in enterprises]
    with connection.cursor() as cursor:
        cursor.execute(_UPDATE, [list(column) for column in zip(*rows, strict=True)])


def summary(counts: dict[str, int]) -> str:
    """The counts in one sentence, for the trail, the page and the command."""
    return str(
        _("新增 %(new)d 家，更新 %(changed)d 家，未变 %(unchanged)d 家，保留申报信息 %(kept)d 家。") % counts
    )
