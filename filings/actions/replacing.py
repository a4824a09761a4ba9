"""The region's recommendation to replace a CQO, from the clue to the recorded change (Art. 12, D21)."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cqo_registry.accounts.models import User
from cqo_registry.audit import trail
from cqo_registry.core.regulation import cites
from cqo_registry.core.verdicts import Reason, Verdict
from cqo_registry.directory.models import Authority
from filings.enums import ReplacementGround, ReplacementStatus
from filings.models import Appointment, Disqualification, Replacement
from filings.rules import replacement as rules

BEFORE_THE_LETTER = (ReplacementStatus.CLUE, ReplacementStatus.REVIEWING)


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
    if by is not None and by.authority is not None:
        return by.authority
    return bar.authority if bar else appointment.authority


def _with_bar(known: Replacement, bar: Disqualification | None, by: User | None) -> Replacement:
    """A bar confirmed while a clue is open is a further ground of it; an issued letter stays as it is."""
    row = Replacement.objects.lock(known.pk)
    if bar is None or row.bar_id is not None or row.status not in BEFORE_THE_LETTER:
        return row
    row.bar, row.version = bar, row.version + 1
    row.grounds = [g for g in ReplacementGround.values if g in {*row.grounds, ReplacementGround.STANDARD}]
    row.save(update_fields=["bar", "grounds", "version"])
    trail.record("replacement.bar", by=by, target=row, details={"grounds": row.grounds})
    return row
