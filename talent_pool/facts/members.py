"""What the register says of a member (Art. 9, 12, 15)."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import QuerySet

from cqo_registry.core.regulation import cites
from cqo_registry.core.verdicts import Verdict
from filings.models import Appointment, Disqualification, Replacement
from talent_pool.models import Membership
from talent_pool.rules import members as rules


def is_active(membership: Membership) -> bool:
    """Whether the person holds a post; computed, so a new post makes active again by itself."""
    return Appointment.objects.in_office().filter(person=membership.person_id).exists()


@cites("15")
def reviewable(membership: Membership) -> Verdict:
    """Whether the loss of the post is there to be reviewed."""
    return rules.check_reviewable(is_active(membership))


@cites("15")
def wished(membership: Membership) -> Verdict:
    """Whether the person asked to leave."""
    return rules.check_wished(membership.wish_on)


def posts_of(membership: Membership) -> QuerySet[Appointment]:
    """The posts the member holds now, with the enterprises as they are known now."""
    held = Appointment.objects.in_office().filter(person=membership.person_id)
    return held.select_related("enterprise__profile", "enterprise__authority").order_by("pk")


@cites("9")
def barred() -> QuerySet[Membership]:
    """Current members with a confirmed bar: whom an event has not reached."""
    confirmed = Disqualification.objects.confirmed().values("identity_index")
    return Membership.objects.current().filter(person__identity_index__in=confirmed).order_by("pk")


@cites("12")
def replaced_for_misconduct() -> Iterator[tuple[Membership, Replacement]]:
    """Current members who were replaced for their conduct during this stay."""
    current = Membership.objects.current()
    rows = Replacement.objects.misconduct().filter(appointment__person__in=current.values("person"))
    stays = {stay.person_id: stay for stay in current.filter(person__in=rows.values("appointment__person"))}
    for row in rows.select_related("appointment").order_by("pk"):
        stay = stays[row.appointment.person_id]
        if rules.ends_stay(row.closed_at, stay.admitted_at):
            yield stay, row
