"""What a confirmed bar brings about, at once and when the register is checked again (Art. 9, 12)."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from cqo_registry.accounts.models import User
from cqo_registry.audit import trail
from cqo_registry.audit.models import AuditEvent
from cqo_registry.core.regulation import cites
from cqo_registry.directory.models import Authority
from filings import events, notices
from filings.actions import replacing
from filings.enums import BarStatus, FilingStatus, ReplacementGround
from filings.models import Appointment, Disqualification, Filing

WAITING = (FilingStatus.SUBMITTED, FilingStatus.RETURNED)
FOUND = "filing.bar"


@dataclass(frozen=True, slots=True)
class Hit:
    """One appointment or open filing of a barred person; ``number`` and ``ground`` name nobody.

    ``new``: nothing had come of it before. ``on`` is the day of confirmation.
    """

    number: str
    office: Authority
    ground: str
    on: date
    new: bool


@cites("9", "12", "15")
def after_confirm(bar: Disqualification, *, by: User | None) -> list[Hit]:
    """All that follows from a confirmed bar, in the transaction of its confirmation.

    Each post the person holds gets a clue for a replacement, each open filing a line in its timeline,
    and the offices are told. The talent pool stands above this package: it hears of it by an event.
    """
    # Filings before appointments: the order in which an acceptance locks them.
    hits = [*_open_filings(bar, by), *_posts(bar, by)]
    for office in {hit.office for hit in hits if hit.new}:
        numbers = [hit.number for hit in hits if hit.new and hit.office == office]
        notices.bar_found(bar, office, numbers)
    events.bar_confirmed.send(Disqualification, bar=bar, by=by)
    return hits


def _open_filings(bar: Disqualification, by: User | None) -> Iterator[Hit]:
    """Filings under way that would put the person into office; the decision is blocked already."""
    found = Filing.objects.filter(identity_index=bar.identity_index, status__in=WAITING).order_by("pk")
    for pk in found.values_list("pk", flat=True):
        filing = Filing.objects.lock(pk)
        if not filing.replaces_person or filing.status not in WAITING:
            continue
        new = not AuditEvent.objects.about(filing).filter(action=FOUND, details__bar=bar.pk).exists()
        if new:
            trail.record(FOUND, by=by, target=filing, details={"bar": bar.pk})
        # A filing without its number yet is named by its status and key.
        number = filing.filing_no or f"{filing.get_status_display()} {filing.pk}"
        yield _hit(bar, number, filing.authority, new)


def _posts(bar: Disqualification, by: User | None) -> Iterator[Hit]:
    """Appointments in office, also of a filing accepted while the bar was being confirmed."""
    held = Appointment.objects.in_office().filter(person__identity_index=bar.identity_index)
    for appointment in held.select_related("authority").order_by("pk"):
        yield _hit(bar, appointment.filing_no, appointment.authority, _clue(appointment, bar, by))


def _clue(appointment: Appointment, bar: Disqualification, by: User | None) -> bool:
    """Open the clue, or join the open one; False where the matter was taken up before, dismissed or not."""
    if appointment.replacements.filter(bar=bar).exists():
        return False
    # The office of the post may be another one: it learns the ground, not the document (domain §7).
    finding = _("不得担任登记中有已确认的情形：%(ground)s。") % {"ground": bar.get_ground_display()}
    clue = replacing.open_clue(
        appointment, grounds=[ReplacementGround.STANDARD], finding=finding, by=by, bar=bar
    )
    return clue.bar_id == bar.pk


def _hit(bar: Disqualification, number: str, office: Authority, new: bool) -> Hit:
    return Hit(number, office, bar.ground, bar.confirmed_on or bar.proposed_on, new)


@cites("9")
def recheck(*, since: date | None = None) -> list[Hit]:
    """Look for whoever holds or seeks a post in spite of a bar confirmed on or after ``since``.

    Finds what the confirmation could not see: filings imported or accepted at the same moment. A second
    run finds the same and does nothing.
    """
    bars = Disqualification.objects.confirmed()
    if since is not None:
        bars = bars.filter(confirmed_on__gte=since)
    return [hit for pk in bars.order_by("pk").values_list("pk", flat=True) for hit in _recheck_one(pk)]


@transaction.atomic
def _recheck_one(pk: int) -> Collection[Hit]:
    bar = Disqualification.objects.lock(pk)
    # It may have been lifted since it was listed.
    return after_confirm(bar, by=None) if bar.status == BarStatus.CONFIRMED else ()
