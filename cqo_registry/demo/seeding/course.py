"""What an enterprise has filed so far, and when each act took place, in days before today."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from cqo_registry.demo.seeding.copying import NULL
from cqo_registry.demo.seeding.days import Days
from filings.enums import FilingStatus as S

# Oldest filing first, and how many enterprises of a hundred are in that position.
HISTORIES: tuple[tuple[int, tuple[S, ...]], ...] = (
    (58, (S.RECORDED,)),
    (4, (S.REFUSED, S.RECORDED)),
    (4, (S.WITHDRAWN, S.RECORDED)),
    (5, (S.FORWARDED,)),
    (2, (S.QUERIED,)),
    (5, (S.ACCEPTED,)),
    (6, (S.SUBMITTED,)),
    (3, (S.RETURNED,)),
    (5, (S.DRAFT,)),
    (8, ()),
)
WEIGHTS = [weight for weight, _history in HISTORIES]
REPORTED = frozenset({S.FORWARDED, S.QUERIED, S.RECORDED})
IN_LEDGER = REPORTED | {S.ACCEPTED}
DECIDED = IN_LEDGER | {S.REFUSED}
WITHOUT_ANSWER = frozenset({S.DRAFT, S.SUBMITTED})
# Days since the last act of those whose turn it is: what waits is recent.
WAITING = {
    S.FORWARDED: (31, 90),
    S.QUERIED: (31, 90),
    S.ACCEPTED: (2, 27),
    S.SUBMITTED: (1, 20),
    S.RETURNED: (2, 30),
    S.DRAFT: (1, 60),
}
LONG_AGO = 75  # recorded at the latest
REPORT_EVERY = 30
REASONS = {S.REFUSED: "拟任人员学历低于办法第六条要求，不符合任职条件。"}


@dataclass(frozen=True, slots=True)
class When:
    """Days before today of each act; the later the act, the smaller the number."""

    effective: int
    submitted: int
    decided: int
    forwarded: int
    recorded: int


def history(rng: Random, oldest: int, office: int) -> list[tuple[S, When]]:
    """The filings of one enterprise, oldest first; each began after the one before was over."""
    found: list[tuple[S, When]] = []
    for status in reversed(rng.choices(HISTORIES, WEIGHTS)[0][1]):
        found.append((status, _when(rng, status, oldest, office, found[-1][1] if found else None)))
    return found[::-1]


def _when(rng: Random, status: S, oldest: int, office: int, later: When | None) -> When:
    if later:
        decided = later.effective + rng.randrange(10, 60)
    else:
        decided = rng.randrange(*WAITING.get(status, (LONG_AGO, oldest)))
    submitted = decided + (0 if status in WITHOUT_ANSWER else rng.randrange(1, 8))
    forwarded = max(decided // REPORT_EVERY * REPORT_EVERY - office % 5 - 1, 1)
    return When(
        effective=submitted + rng.randrange(3, 40),
        submitted=submitted,
        decided=decided,
        forwarded=forwarded,
        recorded=max(forwarded - rng.randrange(1, 8), 0),
    )


COURSE = (
    "created_at,saved_at,submitted_at,first_submitted_at,reported_at,submitted_by_id,decide_by,due_from,"
    "due_on,due_provisional,rule_set,correct_by,claimed_by_id,claimed_at,decided_at,decided_by_id,decision_reason,accepted_at,forwarded_at,"
    "recorded_at,recorded_by_id"
)


def course(status: S, when: When, days: Days, *, filer: int, officer: int, region: int) -> Iterator[str]:
    """The stamps of the way through the two tiers, in the order of ``COURSE``."""
    yield from (stamp(days, when.submitted + 1, "09:40"), stamp(days, when.submitted + 1, "16:20"))
    if status is S.DRAFT:
        yield from (NULL, NULL, NULL, NULL, NULL, NULL, NULL, "f", "")
    else:
        submitted = stamp(days, when.submitted, "10:30")
        yield from (submitted, submitted, submitted, str(filer), days.decide_by[when.submitted])
        yield from (days.text[when.effective], days.due_on[when.effective], days.provisional[when.effective])
        yield days.rule_set[when.effective]
    yield days.decide_by[when.decided] if status is S.RETURNED else NULL  # as many working days as to decide
    claimed = status is S.SUBMITTED and filer % 4 == 0
    yield from (str(officer), stamp(days, when.submitted, "17:00")) if claimed else (NULL, NULL)
    decided = stamp(days, when.decided, "15:00")
    yield from (decided, str(officer), REASONS.get(status, "")) if status in DECIDED else (NULL, NULL, "")
    yield decided if status in IN_LEDGER else NULL
    yield stamp(days, when.forwarded, "16:00") if status in REPORTED else NULL
    done = status is S.RECORDED
    yield from (stamp(days, when.recorded, "17:00"), str(region)) if done else (NULL, NULL)


def stamp(days: Days, ago: int, time: str) -> str:
    """A moment of that day, Beijing time."""
    return f"{days.text[ago]} {time}+08"
