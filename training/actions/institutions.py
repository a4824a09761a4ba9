"""Commissioning institutions, and keeping what qualifies them: the region's verbs (Art. 16)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cqo_registry.accounts.models import User
from cqo_registry.audit import trail
from cqo_registry.casework.door import write
from cqo_registry.casework.evidence import keep_evidence, open_evidence
from cqo_registry.core.identifiers import check_uscc
from cqo_registry.core.regulation import cites
from cqo_registry.core.verdicts import Reason, Verdict
from training.facts import institutions as facts
from training.models import Institution, InstitutionDocument
from training.notices import sessions as notices
from training.policies import sessions as policies
from training.rules import commissions as rules

FIELDS = (
    "name",
    "uscc",
    "contact_person",
    "contact_phone",
    "scope",
    "commissioned_on",
    "valid_until",
)


@cites("16")
@transaction.atomic
def commission(values: Mapping[str, Any], *, by: User) -> Institution:
    """Put an institution under the region's commission; raises ``Refused`` for what is missing or doubled."""
    policies.may_commission(by).require()
    institution = Institution(created_by=by)
    _put(institution, values)
    _well_formed(institution).require()
    institution.save(force_insert=True)
    trail.record("institution.commission", by=by, target=institution, after=_term(institution))
    return institution


@cites("16")
@transaction.atomic
def amend(pk: int, values: Mapping[str, Any], *, by: User, version: int | None = None) -> Institution:
    """Change what is known of an institution, or its term; no session held or offered loses its ground."""
    policies.may_commission(by).require()
    institution = Institution.objects.lock(pk, version=version)
    before, old = _term(institution), {name: getattr(institution, name) for name in FIELDS}
    _put(institution, values)
    changed = [name for name in FIELDS if old[name] != getattr(institution, name)]
    if not changed:
        return institution
    (facts.amendable(institution) & _well_formed(institution)).require()
    write(institution, changed)
    trail.record(
        "institution.amend",
        by=by,
        target=institution,
        before=before,
        after=_term(institution),
        details={"fields": changed},
    )
    return institution


@cites("16")
@transaction.atomic
def end_commission(pk: int, on: date, *, by: User, reason: str, version: int | None = None) -> Institution:
    """End a commission early; ``on`` is the first day without it.

    Open sessions it was to run are not called off: their organisers are told to find another institution.
    """
    policies.may_commission(by).require()
    institution = Institution.objects.lock(pk, version=version)
    (
        rules.check_ending(facts.commission_of(institution), on, facts.held_until(institution))
        & Verdict.unless(not reason.strip() and Reason("reason", _("请写明终止原因。"), "16", field="reason"))
    ).require()
    before = _term(institution)
    institution.ended_on, institution.end_reason = on, reason.strip()
    write(institution, {"ended_on", "end_reason"})
    trail.record(
        "institution.end",
        by=by,
        target=institution,
        before=before,
        after=_term(institution),
        reason=reason.strip(),
    )
    notices.commission_ended(institution, list(facts.stranded(institution)), by=by)
    return institution


@cites("16")
@transaction.atomic
def add_document(
    pk: int,
    *,
    by: User,
    name: str,
    upload: UploadedFile[bytes] | None,
    number: str = "",
    valid_until: date | None = None,
) -> InstitutionDocument:
    """Keep a document that qualifies an institution; raises ``Refused`` for an unreadable upload."""
    policies.may_commission(by).require()
    institution = Institution.objects.lock(pk)
    Verdict.unless(
        not name.strip() and Reason("name", _("请填写资质名称。"), "16", field="name"),
        upload is None and Reason("upload", _("请选择资质材料文件。"), "16", field="upload"),
    ).require()
    document = open_evidence(upload)
    row = InstitutionDocument.objects.create(
        institution=institution,
        name=name.strip(),
        number=number.strip(),
        valid_until=valid_until,
        added_by=by,
    )
    keep_evidence(row, document)
    trail.record("institution.add_document", by=by, target=institution, after=row.name)
    return row


@cites("16")
@transaction.atomic
def remove_document(pk: int, *, by: User) -> InstitutionDocument:
    """Take a document off the institution's list; it stays in the history. Twice changes nothing."""
    policies.may_commission(by).require()
    row = InstitutionDocument.objects.select_for_update(of=("self",), no_key=True).get(pk=pk)
    if row.removed_at is None:
        institution = Institution.objects.lock(row.institution_id)
        row.removed_at = timezone.now()
        row.save(update_fields=["removed_at"])
        trail.record("institution.remove_document", by=by, target=institution, before=row.name)
    return row


def _put(institution: Institution, values: Mapping[str, Any]) -> None:
    """Write the given fields, texts without the blanks around them."""
    for name in FIELDS:
        if name in values:
            value = values[name]
            setattr(institution, name, value.strip() if isinstance(value, str) else value)
    institution.uscc = check_uscc(institution.uscc).normalised


def _well_formed(institution: Institution) -> Verdict:
    """What an institution must say, and that its code has no other commission that still stands."""
    checked = check_uscc(institution.uscc)
    return Verdict.unless(
        not institution.name and Reason("name", _("请填写机构名称。"), "16", field="name"),
        not institution.scope and Reason("scope", _("请填写承担的培训。"), "16", field="scope"),
        not checked.valid and Reason("uscc", checked.message, "16", field="uscc"),
        facts.commissioned_twice(institution)
        and Reason("known", _("该机构已有一项未终止的委托，请在原记录上修改委托期限。"), "16", field="uscc"),
    ) & rules.check_commission(institution.commissioned_on, institution.valid_until)


def _term(institution: Institution) -> str:
    """The term of a commission as the trail prints it."""
    last = institution.ended_on or institution.valid_until
    return f"{institution.commissioned_on.isoformat()}/{last.isoformat()}"
