"""Proposing, confirming and lifting an Art. 9 bar (decision D19)."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cqo_registry.accounts.models import User
from cqo_registry.audit import trail
from cqo_registry.core.regulation import cites
from cqo_registry.core.verdicts import Reason, Verdict
from filings.enums import BarGround, BarStatus
from filings.models import Disqualification, Person


@cites("9")
@transaction.atomic
def propose_bar(person: Person, ground: BarGround, *, by: User, document_no: str) -> Disqualification:
    """Put a person forward for the register, with the document the finding rests on."""
    Verdict.unless(
        not (by.is_officer or by.is_region) and Reason("not_office", _("只有市场监管机构可以提出。"), "9"),
        not document_no.strip() and Reason("document", _("请填写依据文书号。"), "9", field="document_no"),
    ).require()
    bar = Disqualification.objects.create(
        identity_index=person.identity_index,
        identity_masked=person.identity_masked,
        person_name=person.name,
        ground=ground,
        document_no=document_no.strip(),
        authority_id=by.authority_id,  # type: ignore[misc]
        proposed_on=timezone.localdate(),
        proposed_by=by,
    )
    trail.record("bar.propose", by=by, target=bar, after=bar.status)
    return bar


@cites("9")
@transaction.atomic
def confirm_bar(pk: int, *, by: User) -> Disqualification:
    """Confirm a proposed bar; from now on it blocks acceptance in the whole region."""
    bar = Disqualification.objects.select_for_update(of=("self",), no_key=True).get(pk=pk)
    Verdict.unless(
        not by.is_region and Reason("not_region", _("只有自治区局可以确认。"), "9"),
        bar.status != BarStatus.PROPOSED and Reason("wrong_state", _("只有待确认的情形可以确认。"), "9"),
    ).require()
    before, bar.status = bar.status, BarStatus.CONFIRMED
    bar.confirmed_on, bar.confirmed_by = timezone.localdate(), by
    bar.save(update_fields=["status", "confirmed_on", "confirmed_by"])
    trail.record("bar.confirm", by=by, target=bar, before=before, after=bar.status)
    return bar
