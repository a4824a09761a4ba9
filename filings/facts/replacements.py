"""What the register knows of a recommendation, and whether its letter can be printed (Art. 12)."""

from __future__ import annotations

from cqo_registry.core.printing import missing_characters
from cqo_registry.core.regulation import cites
from cqo_registry.core.verdicts import Verdict
from filings.models import Appointment, Replacement
from filings.rules import replacement as rules


@cites("12")
def reportable(appointment: Appointment) -> Verdict:
    """A clue is about a CQO in office, and there is one open at a time."""
    known = Replacement.objects.open().filter(appointment=appointment)
    return in_office(appointment) & rules.check_only_clue(known=known.exists())


def in_office(appointment: Appointment) -> Verdict:
    """Whoever has left cannot be replaced any more."""
    return rules.check_in_office(left=appointment.ended_on is not None)


@cites("12")
def issuable(replacement: Replacement) -> Verdict:
    """The letter is about a CQO in office."""
    return in_office(replacement.appointment)


@cites("12")
def answerable(replacement: Replacement) -> Verdict:
    """An answer is given once; one that was missed may still come."""
    return rules.check_answerable(replacement.reply)


@cites("12", "14")
def closable(replacement: Replacement) -> Verdict:
    """Closed by hand after a refusal, a missed term, or once the post was given up for another cause."""
    left = replacement.appointment.ended_on is not None
    return rules.check_closable(replacement.status, replacement.reply, left=left)


@cites("12", "14")
def departed(replacement: Replacement) -> Verdict:
    """The recommendation has come true: the appointment it is about has ended."""
    return rules.check_left(left=replacement.appointment.ended_on is not None)


@cites("12")
def printable(*, letter_no: str, letter_text: str) -> Verdict:
    """Every character of the letter has a glyph; one without would print as a blank."""
    return rules.check_printable(
        {
            "letter_no": missing_characters([letter_no]),
            "letter_text": missing_characters([letter_text]),
        }
    )
