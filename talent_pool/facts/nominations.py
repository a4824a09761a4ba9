"""What the register says of a person who is put forward (Art. 9, 15)."""

from __future__ import annotations

from dataclasses import replace

from cqo_registry.core.regulation import cites
from cqo_registry.core.verdicts import Verdict
from filings.enums import BarStatus
from filings.models import Appointment, Disqualification, Person
from talent_pool.models import Membership, Nomination
from talent_pool.rules import nominations as rules
from talent_pool.rules.nominations import Candidate


def candidate_of(person: Person, appointment: Appointment) -> Candidate:
    """The person as the register knows them now; an open nomination is asked for elsewhere."""
    bars = list(Disqualification.objects.of(person.identity_index))
    return Candidate(
        in_office=appointment.ended_on is None,
        confirmed_bars=tuple(b.get_ground_display() for b in bars if b.status == BarStatus.CONFIRMED),
        proposed_bars=tuple(b.get_ground_display() for b in bars if b.status == BarStatus.PROPOSED),
        is_member=Membership.objects.current().filter(person=person).exists(),
        letter_open=appointment.replacements.open().filter(issued_on__isnull=False).exists(),
    )


@cites("9", "15")
def nominable(appointment: Appointment) -> Verdict:
    """Whether the holder of the post can be put forward now."""
    candidate = candidate_of(appointment.person, appointment)
    waits = Nomination.objects.open().filter(person=appointment.person_id).exists()
    return rules.check_candidate(replace(candidate, is_nominated=waits))


@cites("9", "15")
def admissible(nomination: Nomination) -> Verdict:
    """Whether the person can enter the pool now: what held at the recommendation may have changed."""
    candidate = candidate_of(nomination.person, nomination.appointment)
    return rules.check_candidate(candidate) & rules.check_consent_given(nomination.consent)
