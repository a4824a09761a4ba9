"""Which enterprise lives through which story, so that every queue and every list has something in it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from random import Random

from django.utils import timezone

from cqo_registry.accounts.models import User
from cqo_registry.directory.models import Enterprise
from cqo_registry.portal.demo.accounts import VISITORS, make_filer
from cqo_registry.portal.demo.clock import Diary, Story
from cqo_registry.portal.demo.people import Somebody, crowd
from cqo_registry.portal.demo.stories import (
    Ending,
    Plan,
    bar_story,
    filing_story,
    forwarding_story,
    recording_story,
)
from filings import facts
from filings.enums import BarGround

FIRST_FILINGS_ON = date(2024, 1, 2)  # the regulation took force in the middle of December 2023
THREE_YEARS = 3 * 366
AREAS = ["540102", "540202", "540302", "540402", "540502", "542301", "542121", "542621", "542221", "542421"]

# Working days before today. What was accepted before 36 is recorded by now, before 11 forwarded.
FORWARDED_ON = (9, 32)
RECORDED_ON = 28
RHYTHM = 30
TOO_LOW = "拟任人员学历低于办法第六条要求，不符合任职条件。"
TOO_SHORT = "拟任人员质量工作经历不足办法第六条规定的年限，不符合任职条件。"
BARRED = "拟任人员有办法第九条规定的不得担任情形，已由自治区局确认。"


@dataclass
class Stage:
    """Everything a story is made from."""

    rng: Random
    officers: dict[str, User]
    diaries: dict[str, Diary]
    people: Iterator[Somebody]
    free: dict[str, list[Enterprise]]

    @property
    def region(self) -> User:
        """The officer of the regional bureau."""
        return self.officers["54"]

    def plan(self, office: str, ending: Ending, back: int, **more: object) -> Plan:
        """A story for the next free enterprise of the office."""
        enterprise = self.free[office].pop(0)
        return self.plan_for(enterprise, make_filer(enterprise), ending, back, **more)

    def plan_for(
        self, enterprise: Enterprise, filer: User, ending: Ending, back: int, **more: object
    ) -> Plan:
        """A story for this enterprise, with a new person unless one is given."""
        office = enterprise.authority.code
        person = more.pop("person", None) or next(self.people)
        officer, diary = self.officers[office], self.diaries[office]
        return Plan(enterprise, person, filer, officer, diary, self.rng, ending, back, **more)  # type: ignore[arg-type]


def set_stage(enterprises: list[Enterprise], officers: dict[str, User], *, seed: int) -> Stage:
    """Enterprises by office in directory order, and each office's working days of three years."""
    rng, today = Random(seed), timezone.localdate()  # noqa: S311 - a fixed seed is the point
    since = max(FIRST_FILINGS_ON, date.fromordinal(today.toordinal() - THREE_YEARS))
    diaries = {
        code: Diary(facts.calendar_of(user.authority), today=today, since=since)
        for code, user in officers.items()
        if user.authority
    }
    free: dict[str, list[Enterprise]] = defaultdict(list)
    for enterprise in enterprises:
        free[enterprise.authority.code].append(enterprise)
    return Stage(rng, officers, diaries, crowd(rng, AREAS), free)


def cast(stage: Stage) -> list[Story]:
    """Every story of the demonstration; enterprises left over have not filed yet (Art. 4)."""
    plans = [*_visitors(stage), *_queues(stage)]
    barred = list(_barred(stage, plans))
    plans += _ledgers(stage)
    return [*barred, *map(filing_story, plans), *_sweeps(stage)]


def _visitors(stage: Stage) -> Iterator[Plan]:
    """The two enterprises a visitor signs in as: one may file at once, one has something to correct."""
    for username, office in VISITORS.items():
        enterprise = stage.free[office].pop(0)
        filer = make_filer(enterprise, username)
        if username == "enterprise.shigatse":
            yield stage.plan_for(enterprise, filer, Ending.RETURNED, 2)


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


def _barred(stage: Stage, plans: list[Plan]) -> Iterator[Story]:
    """Three persons in the register of Art. 9: one filing refused, one stopped, one with a warning."""
    cases = (
        ("5401", "5402", BarGround.G1A, "拉市监质罚〔2026〕3号", 70, 66, Ending.REFUSED, 50),
        ("5401", "5402", BarGround.G2, "拉市监质查〔2026〕11号", 24, 18, Ending.SUBMITTED, 3),
        ("5402", "5401", BarGround.G3, "日市监质查〔2026〕5号", 12, 0, Ending.SUBMITTED, 2),
    )
    for home, elsewhere, ground, document_no, proposed, confirmed, ending, back in cases:
        holder = stage.plan(home, Ending.ACCEPTED, 400)
        plans.append(holder)
        refusal = BARRED if ending is Ending.REFUSED else ""
        plans.append(stage.plan(elsewhere, ending, back, person=holder.person, refusal=refusal))
        yield bar_story(holder, stage.region, ground, document_no, proposed, confirmed)


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
