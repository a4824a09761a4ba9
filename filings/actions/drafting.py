"""Starting, saving and discarding drafts; correcting what was returned."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cqo_registry.accounts.models import User
from cqo_registry.audit import trail
from cqo_registry.casework.door import write
from cqo_registry.core import crypto, identifiers
from cqo_registry.core.verdicts import Reason, Verdict
from cqo_registry.directory.enums import SizeClass
from cqo_registry.directory.models import Enterprise
from cqo_registry.directory.models.enterprise import ENTERPRISE_FACTS
from cqo_registry.directory.rules.products import categories_of
from filings import facts, policies
from filings.enums import ChangeType, DocumentType, FilingKind, FilingSource, FilingStatus
from filings.models import DECLARED, Filing

WRITABLE = {*DECLARED, "identity_no", "changed_on", "change_reason", "paper_received_on"} - facts.HIDDEN
MOVES_THE_CLOCK = {"changed_on", "effective_on", "county"}


@transaction.atomic
def start_filing(enterprise: Enterprise, *, by: User) -> Filing:
    """A draft filled with what the directory knows, or the open filing there already is (Art. 14).

    An officer starts it from a paper form (代录).
    """
    enterprise = Enterprise.objects.select_for_update(of=("self",), no_key=True).get(pk=enterprise.pk)
    filing = new_draft(enterprise, by)
    policies.may_file(by, filing).require()
    going_on = Filing.objects.open().filter(enterprise=enterprise).first()
    if going_on:
        return going_on
    facts.startable(enterprise).require()
    filing.save(force_insert=True)
    trail.record("filing.start", by=by, target=filing, after=filing.status)
    return filing


def new_draft(enterprise: Enterprise, by: User) -> Filing:
    """An unsaved filing with what the directory knows of the enterprise."""
    filing = Filing(
        enterprise=enterprise,
        created_by=by,
        source=FilingSource.PAPER if by.is_officer else FilingSource.ONLINE,
    )
    known_facts(filing)
    return filing


def known_facts(filing: Filing) -> None:
    """Set the enterprise's sections to what the directory knows now."""
    enterprise = filing.enterprise
    if enterprise.profile:
        for name in ENTERPRISE_FACTS:
            setattr(filing, name, getattr(enterprise.profile, name))
    filing.enterprise_name = enterprise.name
    filing.county_id = filing.county_id or enterprise.county_id
    filing.authority_id = enterprise.authority_id


@transaction.atomic
def save_draft(pk: int, values: Mapping[str, Any], *, by: User, version: int | None) -> Filing:
    """Store the given declared fields; ``identity_no`` is sealed at once.

    A returned filing takes only fields with an open return item; anything else is refused.
    """
    filing = Filing.objects.lock(pk, version=version)
    policies.may_file(by, filing).require()
    editable = facts.editable_fields(filing)
    Verdict.unless(not editable and Reason("frozen", _("这件备案已提交，不能再修改。"), "14")).require()
    values = {name: value for name, value in values.items() if name in editable and name in WRITABLE}
    fields = assign(filing, values)
    if MOVES_THE_CLOCK & fields:
        fields |= set_due(filing)
    changed = sorted(fields)
    filing.saved_at = timezone.now()
    write(filing, {*fields, "saved_at"})
    trail.record("filing.save", by=by, target=filing, details={"fields": changed})
    return filing


def assign(filing: Filing, values: Mapping[str, Any]) -> set[str]:
    """Set declared values and all that follows from them; the names of the fields set."""
    fields: set[str] = set()
    kind, county = filing.document_type, filing.county_id
    for name, value in values.items():
        if name == "identity_no":
            fields |= _assign_identity(filing, value or "")
        else:
            setattr(filing, name, value)
            fields.add(name)
    if filing.document_type != kind and filing.identity_sealed and "identity_no" not in values:
        # The sex rests on the kind of document as much as on the number.
        fields |= _assign_identity(filing, filing.identity_no)
    return fields | _derive(filing, moved=filing.county_id != county)


def _assign_identity(filing: Filing, number: str) -> set[str]:
    """Seal the number; the sex comes from it (GB 11643), the birth date stays in it."""
    checked = identifiers.check_identity_no(number, on=None)
    number = checked.normalised or number.strip()
    filing.identity_sealed = crypto.seal(number, filing.identity_place)
    filing.identity_index = crypto.blind_index(number)
    filing.identity_masked = identifiers.mask_identity_no(number)
    known = checked.valid and filing.document_type == DocumentType.IDENTITY_CARD
    filing.sex = identifiers.sex(number) if known else ""
    return {"identity_sealed", "identity_index", "identity_masked", "sex"}


def _derive(filing: Filing, *, moved: bool) -> set[str]:
    """What the declaration computes: categories, size class, filing office (Art. 4, 6; decision D13)."""
    filing.categories = categories_of(
        (product.get("category", "") for product in filing.products),
        uscc=filing.enterprise.uscc,
        enterprise_type=filing.enterprise_type,
    )
    filing.size = facts.size_of(filing)
    fields = {"categories", "size"}
    if filing.size != SizeClass.UNCLASSIFIED and filing.officer_size:
        # The officer's class stands in for one that the standard lacks, and ends when it has one.
        filing.officer_size = filing.officer_size_reason = ""
        fields |= {"officer_size", "officer_size_reason"}
    moves = filing.kind == FilingKind.INITIAL or ChangeType.ENTERPRISE_DATA in filing.change_types
    # The same county again leaves the office as it is: a transfer may have moved the enterprise (D14).
    if moved and filing.county is not None and moves and filing.source == FilingSource.ONLINE:
        filing.authority = facts.filing_office(filing.county)
        fields.add("authority")
    return fields


def set_due(filing: Filing) -> set[str]:
    """The day to report by, as soon as the filing names the day it is counted from (Art. 14)."""
    start = facts.clock_start(filing)
    if start is None:
        filing.due_from = filing.due_on = None
    else:
        due = facts.report_target(facts.calendar_of(filing.authority), filing, start)
        filing.due_from, filing.due_on, filing.due_provisional = start, due.due_on, due.provisional
    return {"due_from", "due_on", "due_provisional"}


@transaction.atomic
def discard_draft(pk: int, *, by: User, version: int | None) -> None:
    """Throw a draft away; a filing that was ever submitted cannot be (it is withdrawn instead)."""
    filing = Filing.objects.lock(pk, version=version)
    policies.may_file(by, filing).require()
    Verdict.unless(
        filing.status != FilingStatus.DRAFT
        and Reason("not_draft", _("只有草稿可以删除；已提交的备案请办理撤回。"))
    ).require()
    trail.record("filing.discard", by=by, target=filing, before=filing.status)
    for attachment in filing.attachments.all():
        transaction.on_commit(partial(attachment.file.delete, save=False))
    filing.delete()
