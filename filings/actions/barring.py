"""Proposing, hearing, confirming, declining and lifting an Art. 9 bar (decision D19)."""

from __future__ import annotations

from datetime import date
from functools import partial

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cqo_registry.accounts.models import User
from cqo_registry.audit import trail
from cqo_registry.casework import door
from cqo_registry.casework.evidence import keep_evidence, open_evidence
from cqo_registry.casework.workflow import Transition
from cqo_registry.core.known import known
from cqo_registry.core.regulation import cites
from cqo_registry.core.verdicts import Reason, Verdict
from filings import notices
from filings import workflow_bars as workflow
from filings.actions import barred
from filings.enums import BarGround
from filings.facts import bars as facts
from filings.models import Disqualification
from filings.policies import bars as policies
from filings.rules import disqualification as rules

_move = partial(door.move, workflow.BAR)


@cites("9")
@transaction.atomic
def propose_bar(
    person: facts.Somebody,
    ground: BarGround | str,
    *,
    by: User,
    document_no: str,
    finding: str = "",
    evidence: UploadedFile[bytes] | None = None,
) -> Disqualification:
    """Put a person forward for the register, with the document the finding rests on.

    Raises ``Refused`` for who may not, without a document number, and for the same matter a second time.
    """
    document_no = document_no.strip()
    policies.may_propose_bar(by).require()
    same = Disqualification.objects.of(person.identity_index).filter(
        authority=by.authority_id, ground=ground, document_no=document_no
    )
    Verdict.unless(
        not document_no and Reason("document", _("请填写依据文书号。"), "9", field="document_no"),
        same.exists()
        and Reason("known", _("本机关已凭这份文书提出过该人员的同一情形。"), "9", field="document_no"),
    ).require()
    document = open_evidence(evidence)
    bar = Disqualification.objects.create(
        identity_index=person.identity_index,
        identity_masked=person.identity_masked,
        person_name=person.name,
        ground=ground,
        document_no=document_no,
        finding=finding.strip(),
        authority_id=known(by.authority_id),
        proposed_on=timezone.localdate(),
        proposed_by=by,
    )
    keep_evidence(bar, document)
    trail.record("bar.propose", by=by, target=bar, after=bar.status)
    notices.bar_proposed(bar, by=by)
    return bar


@cites("9")
@transaction.atomic
def propose_for_number(
    document_type: str,
    number: str,
    name: str,
    ground: BarGround | str,
    *,
    by: User,
    document_no: str,
    finding: str = "",
    evidence: UploadedFile[bytes] | None = None,
) -> Disqualification:
    """Put forward whoever has this identity number, also somebody the register does not know yet.

    Of the number only its blind index and its mask are kept.
    """
    # Who may not propose learns nothing about the number either.
    policies.may_propose_bar(by).require()
    facts.check_subject(document_type, number, name).require()
    subject = facts.subject_of(document_type, number, name)
    return propose_bar(subject, ground, by=by, document_no=document_no, finding=finding, evidence=evidence)


@cites("9")
def notify(pk: int, *, by: User, on: date, version: int | None = None) -> Disqualification:
    """Note the day on which the person was told; a wrong day may be put right until the decision."""

    def prepare(bar: Disqualification) -> set[str]:
        rules.check_notice_day(bar.proposed_on, on, timezone.localdate()).require()
        bar.notified_on = on
        if bar.statement_on is not None:
            rules.check_stated_after(on, bar.statement_on).require()
        return {"notified_on"}

    return _move(pk, workflow.NOTIFY, by=by, version=version, details={"on": on.isoformat()}, prepare=prepare)


@cites("9")
def record_statement(
    pk: int, *, by: User, on: date, text: str = "", waived: bool = False, version: int | None = None
) -> Disqualification:
    """Note what the person stated and defended, or with ``waived`` that nothing was (陈述申辩)."""

    def prepare(bar: Disqualification) -> set[str]:
        today, told = timezone.localdate(), bar.notified_on or on
        rules.check_statement(text.strip(), waived, told, on, today).require()
        bar.statement, bar.statement_on = text.strip(), on
        return {"statement", "statement_on"}

    # The words of the person stay out of the trail.
    details = {"on": on.isoformat(), "waived": waived}
    return _move(pk, workflow.HEAR, by=by, version=version, details=details, prepare=prepare)


@cites("9")
@transaction.atomic
def confirm_bar(pk: int, *, by: User, version: int | None = None) -> Disqualification:
    """Confirm a proposed bar; from now on it blocks acceptance in the whole region."""

    def prepare(bar: Disqualification) -> set[str]:
        bar.confirmed_on, bar.confirmed_by = timezone.localdate(), by
        return {"confirmed_on", "confirmed_by"}

    bar = _move(pk, workflow.CONFIRM, by=by, version=version, prepare=prepare)
    notices.bar_decided(bar, by=by)
    barred.after_confirm(bar, by=by)
    return bar


@cites("9")
def decline(pk: int, *, by: User, reason: str, version: int | None = None) -> Disqualification:
    """The region finds that the case does not bar the person, and says why."""
    return _close(pk, workflow.DECLINE, by=by, reason=reason, version=version)


@cites("9")
def lift(pk: int, *, by: User, reason: str, version: int | None = None) -> Disqualification:
    """The region takes a confirmed bar away; the person may hold the post again from this day."""
    return _close(pk, workflow.LIFT, by=by, reason=reason, version=version)


@transaction.atomic
def _close(
    pk: int, transition: Transition, *, by: User, reason: str, version: int | None
) -> Disqualification:
    def prepare(bar: Disqualification) -> set[str]:
        bar.closed_on, bar.closed_by, bar.close_reason = timezone.localdate(), by, reason.strip()
        return {"closed_on", "closed_by", "close_reason"}

    bar = _move(pk, transition, by=by, version=version, reason=reason, prepare=prepare)
    notices.bar_decided(bar, by=by)
    return bar
