"""Which of five tones a status is shown in: one table for the statuses of every package.

A status is known here by its stored word, so that one word looks the same wherever it stands; a test holds
the table against all enums.
"""

from __future__ import annotations

from enum import StrEnum


class Tone(StrEnum):
    """What a status asks of whoever reads it."""

    QUIET = "quiet"  # nothing: not begun, or ended without an outcome
    GOING = "going"  # nothing now: it lies with somebody
    WAITING = "waiting"  # an answer or a decision
    GOOD = "good"  # nothing: it ended as it should
    BAD = "bad"  # attention: refused, barred, failed


_WORDS = {
    Tone.QUIET: "draft pending clue dismissed withdrawn deregistered cancelled declined retracted recused"
    " absent revoked left",
    Tone.GOING: "submitted forwarded queued reviewing replied reported open",
    Tone.WAITING: "returned queried proposed issued invited waiting asked",
    Tone.GOOD: "accepted approved lifted recorded active sent closed published admitted done passed enrolled"
    " completed current given",
    Tone.BAD: "refused confirmed failed",
}
TONES: dict[str, Tone] = {word: tone for tone, words in _WORDS.items() for word in words.split()}


def tone_of(status: str) -> Tone:
    """The tone of a stored status; a word that is no status is quiet."""
    return TONES.get(str(status), Tone.QUIET)
