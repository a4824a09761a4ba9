"""Which enterprise lives through which story, so that every queue and every list has something in it."""

from __future__ import annotations

from collections.abc import Iterator

from cqo_registry.demo.accounts import VISITORS, make_filer
from cqo_registry.demo.playing.affairs import affairs
from cqo_registry.demo.playing.changes import changes
from cqo_registry.demo.playing.clock import Story
from cqo_registry.demo.playing.plans import Ending, Plan, Stage
from cqo_registry.demo.playing.region import clue_story, letter_story
from cqo_registry.demo.playing.stories import filing_story, forwarding_story, recording_story
from filings.enums import ReplacementGround

# Working days before today. What was accepted before 36 is recorded by now, before 11 forwarded.
FORWARDED_ON = (9, 32)
RECORDED_ON = 28
RHYTHM = 30
TOO_LOW = "拟任人员学历低于办法第六条要求，不符合任职条件。"
TOO_SHORT = "拟任人员质量工作经历不足办法第六条规定的年限，不符合任职条件。"


def cast(stage: Stage) -> list[Story]:
    """Every story of the demonstration; enterprises left over have not filed yet (Art. 4)."""
    visits, plans = _visitors(stage)
    plans += _queues(stage)
    before = len(plans)
    more = [*changes(stage, plans), *affairs(stage, plans)]
    stage.set_apart = [plan.enterprise for plan in plans[before:]]
    plans += _ledgers(stage)
    return [*map(filing_story, plans), *visits, *more, *_sweeps(stage)]


def _visitors(stage: Stage) -> tuple[list[Story], list[Plan]]:
    """The enterprises a visitor signs in as: one may file, one has to correct, one has a letter to answer.

    The CQO of another is recommended for the talent pool, and that of the last is in it.
    """
    found = {username: stage.free[office].pop(0) for username, office in VISITORS.items()}
    filers = {username: make_filer(enterprise, username) for username, enterprise in found.items()}

    def plan(username: str, ending: Ending, back: int) -> Plan:
        return stage.plan_for(found[username], filers[username], ending, back)

    returned = plan("enterprise.shigatse", Ending.RETURNED, 2)
    in_office = plan("enterprise.chamdo", Ending.ACCEPTED, 240)
    letter = [
        clue_story(in_office, stage, ReplacementGround.DUTY, reported=9),
        letter_story(in_office, stage, 3),
    ]
    others = [
        plan("enterprise.nyingchi", Ending.ACCEPTED, 290),
        plan("enterprise.lhoka", Ending.ACCEPTED, 410),
    ]
    return letter, [returned, in_office, *others]


def _queues(stage: Stage) -> Iterator[Plan]:
    """What waits in each office today: fresh, claimed, past its target, returned, in draft, just accepted."""
    for office in stage.free:
        yield stage.plan(office, Ending.SUBMITTED, 2)
        yield stage.plan(office, Ending.ACCEPTED, stage.rng.randrange(2, 8))
        yield stage.plan(office, Ending.ACCEPTED, stage.rng.randrange(12, 28))
    for office in ("5401", "5402", "5403", "5404", "5405"):
        yield stage.plan(office, Ending.SUBMITTED, stage.rng.randrange(7, 12))
        yield stage.plan(office, Ending.CLAIMED, 3)
        yield stage.plan(office, Ending.RETURNED, stage.rng.randrange(3, 12))
        yield stage.plan(office, Ending.DRAFT, stage.rng.randrange(1, 9))
        yield stage.plan(office, Ending.ACCEPTED, stage.rng.randrange(12, 28))
    for office in ("5401", "5401", "5402"):
        yield stage.plan(office, Ending.ACCEPTED, stage.rng.randrange(2, 8))
    yield stage.plan("5401", Ending.RESUBMITTED, 1)
    yield stage.plan("5401", Ending.SUBMITTED, 1, qualified=False)
    yield stage.plan("5402", Ending.SUBMITTED, 4, experienced=False)
    yield stage.plan("LSJKQ", Ending.RESUBMITTED, 3)
    yield stage.plan("5401", Ending.WITHDRAWN, 25)
    yield stage.plan("5404", Ending.WITHDRAWN, 140)
    yield stage.plan("5401", Ending.REFUSED, 60, qualified=False, refusal=TOO_LOW)
    yield stage.plan("5403", Ending.REFUSED, 210, experienced=False, refusal=TOO_SHORT)
    yield from _second_tries(stage)


def _second_tries(stage: Stage) -> Iterator[Plan]:
    """An enterprise refused and one that withdrew come back with somebody else."""
    for office, ending, refusal in (("5402", Ending.REFUSED, TOO_LOW), ("5405", Ending.WITHDRAWN, "")):
        first = stage.plan(office, ending, 320, qualified=not refusal, refusal=refusal)
        yield first
        yield stage.plan_for(first.enterprise, first.filer, Ending.ACCEPTED, 270)


def _ledgers(stage: Stage) -> Iterator[Plan]:
    """Three years of filings long since recorded; four enterprises in five have filed by now."""
    for office, free in stage.free.items():
        longest = len(stage.diaries[office].days) - 16
        for _number in range(len(free) * 4 // 5):
            back = stage.rng.randrange(36, longest)
            draw = stage.rng.random()
            yield stage.plan(office, Ending.ACCEPTED, back, corrected=draw < 0.15, late=draw > 0.9)


def _sweeps(stage: Stage) -> Iterator[Story]:
    """The reporting days of the offices and the recording days of the region, latest last."""
    for office, officer in stage.officers.items():
        diary = stage.diaries[office]
        longest = len(diary.days)
        if officer is stage.region:
            yield recording_story(officer, diary, stage.rng, reversed(range(RECORDED_ON, longest, RHYTHM)))
        else:
            days = [FORWARDED_ON[0], *range(FORWARDED_ON[1], longest, RHYTHM)]
            yield forwarding_story(officer, diary, stage.rng, reversed(days))
