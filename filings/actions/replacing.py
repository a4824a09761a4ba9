"""The region's recommendation to replace a CQO, from the clue to the recorded change (Art. 12, D21)."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from functools import partial

from django.core.files.uploadedfile import UploadedFile
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cqo_registry.accounts.models import User
from cqo_registry.audit import trail
from cqo_registry.casework import door
from cqo_registry.casework.evidence import keep_evidence, open_evidence
from cqo_registry.core.regulation import cites
from cqo_registry.core.verdicts import Reason, Refused, Verdict
from cqo_registry.directory.models import Authority
from filings import events, notices
from filings import workflow_replacement as workflow
from filings.actions.numbers import next_number
from filings.enums import TIMED_CHANGES, ReplacementGround, ReplacementReply, ReplacementStatus
from filings.facts import replacements as facts
from filings.models import Appointment, Disqualification, Filing, Replacement
from filings.policies import replacements as policies
from filings.rules import replacement as rules

BEFORE_THE_LETTER = (ReplacementStatus.CLUE, ReplacementStatus.REVIEWING)
LETTER_SERIES = "XZCH"

_move = partial(door.move, workflow.REPLACEMENT)


@cites("12")
@transaction.atomic
def open_clue(
    appointment: Appointment,
    *,
    grounds: Collection[str],
    finding: str,
    by: User | None,
    bar: Disqualification | None = None,
    incident_on: date | None = None,
    incident_no: str = "",
) -> Replacement:
    """Note that a CQO may have to be replaced; where a recommendation is open already, that one.

    Who may do so is the caller's matter: the register of bars opens clues by itself, with ``by`` the
    officer who confirmed, or nobody. Raises ``Refused`` without a ground or a finding.
    """
    (
        rules.check_grounds(grounds)
        & rules.check_incident(incident_on, incident_no.strip(), timezone.localdate())
        & Verdict.unless(
            not finding.strip() and Reason("finding", _("请写明有关情况。"), "12", field="finding")
        )
    ).require()
    # The lock on the appointment orders two clues about it: the second finds the first.
    held = Appointment.objects.select_for_update(of=("self",), no_key=True).get(pk=appointment.pk)
    known = Replacement.objects.open().filter(appointment=held).first()
    if known is not None:
        return _with_bar(known, bar, by)
    row = Replacement.objects.create(
        appointment=held,
        enterprise_id=held.enterprise_id,
        authority=_reporter(held, bar, by),
        bar=bar,
        grounds=[ground for ground in ReplacementGround.values if ground in grounds],
        finding=finding.strip(),
        incident_on=incident_on,
        incident_no=incident_no.strip(),
        reported_at=timezone.now(),
        reported_by=by,
    )
    trail.record("replacement.clue", by=by, target=row, after=row.status, details={"grounds": row.grounds})
    return row


def _reporter(appointment: Appointment, bar: Disqualification | None, by: User | None) -> Authority:
    """The body that reports; of a bar found later the one that confirmed it.

    Who proposed the bar may be an office elsewhere: the enterprise is none of its area.
    """
    officer = by or (bar.confirmed_by if bar else None)
    return officer.authority if officer and officer.authority else appointment.authority


def _with_bar(known: Replacement, bar: Disqualification | None, by: User | None) -> Replacement:
    """A bar confirmed while a clue is open is a further ground of it; an issued letter stays as it is."""
    row = Replacement.objects.lock(known.pk)
    if bar is None or row.bar_id is not None or row.status not in BEFORE_THE_LETTER:
        return row
    row.bar = bar
    row.grounds = [g for g in ReplacementGround.values if g in {*row.grounds, ReplacementGround.STANDARD}]
    door.write(row, {"bar", "grounds"})
    trail.record("replacement.bar", by=by, target=row, details={"grounds": row.grounds})
    return row


@cites("12")
@transaction.atomic
def report_clue(
    appointment_pk: int,
    *,
    grounds: Collection[str],
    finding: str,
    by: User,
    incident_on: date | None = None,
    incident_no: str = "",
    evidence: UploadedFile[bytes] | None = None,
) -> Replacement:
    """An office or the region reports a clue, with the document it rests on where there is one.

    Raises ``Refused`` out of the office's area, for a CQO who has left, and while a clue is open.
    """
    held = Appointment.objects.select_for_update(of=("self",), no_key=True).get(pk=appointment_pk)
    (policies.may_report_clue(by, held) & facts.reportable(held)).require()
    document = open_evidence(evidence)
    row = open_clue(
        held, grounds=grounds, finding=finding, by=by, incident_on=incident_on, incident_no=incident_no
    )
    keep_evidence(row, document)
    notices.replacement_clue(row, by=by)
    return row


@cites("12")
def review(pk: int, *, by: User, version: int | None) -> Replacement:
    """The region takes the clue up."""

    def prepare(row: Replacement) -> set[str]:
        row.reviewed_by = by
        return {"reviewed_by"}

    return _move(pk, workflow.REVIEW, by=by, version=version, prepare=prepare)


@cites("12")
def dismiss(pk: int, *, by: User, version: int | None, reason: str) -> Replacement:
    """The region finds no cause for a letter, and says why."""

    def prepare(row: Replacement) -> set[str]:
        row.close_reason, row.closed_at = reason.strip(), timezone.now()
        row.reviewed_by = row.reviewed_by or by
        return {"close_reason", "closed_at", "reviewed_by"}

    return _move(pk, workflow.DISMISS, by=by, version=version, reason=reason, prepare=prepare)


@cites("12")
@transaction.atomic
def issue(
    pk: int,
    *,
    by: User,
    version: int | None,
    letter_text: str,
    letter_no: str = "",
    reply_by: date | None = None,
) -> Replacement:
    """The region sends the letter today, under the number typed or the next of the year's series.

    ``letter_text`` says what was found; the sentences around it stand in ``exports.letter``.
    """
    today = timezone.localdate()
    named = reply_by or rules.reply_by(today)
    (
        rules.check_reply_term(today, named)
        & facts.printable(letter_no=letter_no, letter_text=letter_text)
        & Verdict.unless(
            not letter_text.strip()
            and Reason("letter_text", _("请填写查明的情况。"), "12", field="letter_text")
        )
    ).require()

    def prepare(row: Replacement) -> set[str]:
        row.letter_no = letter_no.strip() or _next_letter_no(by, today.year)
        row.letter_text = letter_text.strip()
        row.issued_on, row.issued_by, row.reply_by = today, by, named
        return {"letter_no", "letter_text", "issued_on", "issued_by", "reply_by"}

    try:
        with transaction.atomic():
            row = _move(pk, workflow.ISSUE, by=by, version=version, prepare=prepare)
    except IntegrityError as fault:
        # The only constraint an issue can meet: another letter, perhaps of this moment, has the number.
        taken = Reason("letter_no_taken", _("该建议书文号已被使用，请换一个。"), "12", field="letter_no")
        raise Refused(Verdict((taken,))) from fault
    notices.replacement_issued(row, by=by)
    return row


def _next_letter_no(by: User, year: int) -> str:
    """The next number of the series that nobody typed by hand before."""
    while True:
        number = next_number(LETTER_SERIES, office=by.office.code, year=year)
        if not Replacement.objects.filter(letter_no=number).exists():
            return number


@cites("12")
@transaction.atomic
def reply(pk: int, *, by: User, version: int | None, reply: str, reason: str = "") -> Replacement:
    """The enterprise answers: it replaces its CQO, or it does not and says why. A late answer counts."""
    rules.check_reply(reply, reason.strip()).require()

    def prepare(row: Replacement) -> set[str]:
        row.reply, row.reply_reason = reply, reason.strip()
        row.replied_at, row.replied_by = timezone.now(), by
        return {"reply", "reply_reason", "replied_at", "replied_by"}

    row = _move(pk, workflow.REPLY, by=by, version=version, reason=reason, prepare=prepare)
    notices.replacement_replied(row, by=by)
    return row


@cites("12")
def mark_unanswered(pk: int, *, by: User, version: int | None) -> Replacement:
    """The region notes that the term ran out without an answer; the enterprise may still give one."""

    def prepare(row: Replacement) -> set[str]:
        row.reply = ReplacementReply.NONE
        return {"reply"}

    return _move(pk, workflow.UNANSWERED, by=by, version=version, prepare=prepare)


@cites("12")
def close(pk: int, *, by: User, version: int | None, reason: str) -> Replacement:
    """The region ends the matter without a change, with its reason."""

    def prepare(row: Replacement) -> set[str]:
        row.close_reason, row.closed_at = reason.strip(), timezone.now()
        return {"close_reason", "closed_at"}

    return _move(pk, workflow.CLOSE, by=by, version=version, reason=reason, prepare=prepare)


@cites("12", "14")
@transaction.atomic
def close_on_record(filing: Filing, by: User) -> Replacement | None:
    """Close the recommendation that a recorded change (K1 or K2) has carried out; None where there is none.

    Called in the transaction that records ``filing``. A clue without a letter stays for the region to
    dismiss: what is known of the person may still matter elsewhere.
    """
    if filing.changes_id is None or not set(TIMED_CHANGES).intersection(filing.change_types):
        return None
    found = Replacement.objects.filter(
        appointment=filing.changes_id, status__in=workflow.SETTLE.sources
    ).first()
    if found is None:
        return None

    def prepare(row: Replacement) -> set[str]:
        row.closed_by_filing, row.closed_at = filing, timezone.now()
        return {"closed_by_filing", "closed_at"}

    row = _move(found.pk, workflow.SETTLE, by=by, version=None, prepare=prepare)
    events.replacement_settled.send(Replacement, replacement=row, by=by)
    return row
