"""What the state of a recommendation allows, and whether its letter can be printed (Art. 12)."""

from __future__ import annotations

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cqo_registry.core.printing import missing_characters
from cqo_registry.core.regulation import cites
from cqo_registry.core.verdicts import Reason, Verdict
from filings.enums import ReplacementReply, ReplacementStatus
from filings.models import Appointment, Replacement
from filings.rules import replacement as rules

ANSWERED = (ReplacementReply.REPLACED, ReplacementReply.REFUSED)


@cites("12")
def reportable(appointment: Appointment) -> Verdict:
    """A clue is about a CQO in office, and there is one open at a time."""
    known = Replacement.objects.open().filter(appointment=appointment).exists()
    return in_office(appointment) & Verdict.unless(
        known and Reason("clue_open", _("该首席质量官已有一件正在办理的撤换建议，请在原件上办理。"), "12")
    )


def in_office(appointment: Appointment) -> Verdict:
    """Whoever has left cannot be replaced any more."""
    return Verdict.unless(
        appointment.ended_on is not None
        and Reason("departed", _("该首席质量官已离任，不再需要建议撤换。"), "12")
    )


@cites("12")
def issuable(replacement: Replacement) -> Verdict:
    """The letter is about a CQO in office."""
    return in_office(replacement.appointment)


@cites("12")
def answerable(replacement: Replacement) -> Verdict:
    """An answer is given once; one that was missed may still come."""
    return Verdict.unless(
        replacement.reply in ANSWERED and Reason("answered", _("这件撤换建议已经答复。"), "12")
    )


@cites("12")
def unanswered(replacement: Replacement) -> Verdict:
    """The term has run out without an answer."""
    today, day = timezone.localdate(), replacement.reply_by
    return Verdict.unless(
        (day is None or not rules.overdue_days(day, today))
        and Reason("term_runs", _("答复期限还没有过，不能登记为逾期未答复。"), "12"),
    )


@cites("12", "14")
def closable(replacement: Replacement) -> Verdict:
    """Closed by hand after a refusal, a missed term, or once the post was given up for another cause."""
    left = replacement.appointment.ended_on is not None
    promised = replacement.reply == ReplacementReply.REPLACED
    return Verdict.unless(
        not left
        and promised
        and Reason("change_awaited", _("企业已答复予以撤换，变更备案入册后自动办结。"), "12"),
        not left
        and replacement.status == ReplacementStatus.ISSUED
        and Reason("answer_awaited", _("建议书已发出，请等待企业答复，或在期限过后登记逾期未答复。"), "12"),
    )


@cites("12", "14")
def departed(replacement: Replacement) -> Verdict:
    """The recommendation has come true: the appointment it is about has ended."""
    return Verdict.unless(
        replacement.appointment.ended_on is None
        and Reason("still_in_office", _("该首席质量官仍在任，撤换建议尚未落实。"), "12")
    )


@cites("12")
def printable(*, letter_no: str, letter_text: str) -> Verdict:
    """Every character of the letter has a glyph; one without would print as a blank."""
    found = {
        "letter_no": missing_characters([letter_no]),
        "letter_text": missing_characters([letter_text]),
    }
    return Verdict(
        tuple(
            Reason(
                "unprintable",
                _("“%(characters)s”在打印字体中没有字形，请换用其他写法。") % {"characters": characters},
                field=name,
            )
            for name, characters in found.items()
            if characters
        )
    )
