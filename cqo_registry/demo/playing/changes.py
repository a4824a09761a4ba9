"""Which filing is changed by which, in every kind and at every point of its way (Art. 14)."""

from __future__ import annotations

from collections.abc import Iterator

from cqo_registry.demo.accounts import make_filer
from cqo_registry.demo.playing.clock import Story
from cqo_registry.demo.playing.moves import review_story
from cqo_registry.demo.playing.plans import Ending, Plan, Stage
from cqo_registry.directory.enums import SizeClass
from filings.enums import ChangeType

K1, K2, K3, K4 = ChangeType.PERSON, ChangeType.VACANCY, ChangeType.PERSON_DATA, ChangeType.ENTERPRISE_DATA
GROWN = {"employees": 420, "revenue": "9600.00", "assets": "8800.00", "stated_size": SizeClass.MEDIUM.value}
SMALL = (SizeClass.SMALL, SizeClass.MICRO)


def changes(stage: Stage, plans: list[Plan]) -> list[Story]:
    """Put all changes among ``plans``; the stories returned go on where filings do not."""
    plans += _replacements(stage)
    plans += _vacancies(stage)
    plans += _data(stage)
    plans += _papers(stage)
    return list(_growth(stage, plans))


def _filed(stage: Stage, office: str, back: int) -> Plan:
    """A filing accepted so many working days ago, to be changed later."""
    return stage.plan(office, Ending.ACCEPTED, back)


def _replacements(stage: Stage) -> Iterator[Plan]:
    """K1: recorded, in one ledger only, submitted in time and late, and in draft near the due day."""
    twice = _filed(stage, "5401", 560)
    yield from (twice, stage.change(twice, Ending.ACCEPTED, 380, K1))
    yield stage.change(twice, Ending.ACCEPTED, 130, K1)
    for office, first, back, late in (("5402", 480, 300, False), ("5404", 420, 160, True)):
        yield from _pair(stage, office, first, Ending.ACCEPTED, back, K1, late=late)
    yield from _pair(stage, "5401", 330, Ending.ACCEPTED, 20, K1)
    yield from _pair(stage, "5405", 310, Ending.ACCEPTED, 5, K1)
    yield from _pair(stage, "5401", 290, Ending.SUBMITTED, 2, K1)
    yield from _pair(stage, "5401", 270, Ending.SUBMITTED, 3, K1, late=True)
    yield from _pair(stage, "5401", 250, Ending.DRAFT, 3, K1, due_in=9)
    yield from _pair(stage, "5402", 230, Ending.DRAFT, 4, K1, due_in=2)


def _pair(
    stage: Stage, office: str, first: int, ending: Ending, back: int, *ticked: ChangeType, **more: object
) -> Iterator[Plan]:
    """A filing and the one that changes it."""
    plan = _filed(stage, office, first)
    yield plan
    yield stage.change(plan, ending, back, *ticked, **more)


def _vacancies(stage: Stage) -> Iterator[Plan]:
    """K2: vacant in three offices, in one of them for long; in a fourth the post was filled again."""
    for office, first, back in (("5402", 500, 260), ("5401", 210, 24), ("5405", 190, 5)):
        filed, vacated = _pair(stage, office, first, Ending.ACCEPTED, back, K2)
        yield from (filed, vacated)
        if office == "5401":
            stage.leaving = vacated.enterprise
    refilled = _filed(stage, "5401", 450)
    yield from (refilled, stage.change(refilled, Ending.ACCEPTED, 300, K2))
    yield stage.plan_for(refilled.enterprise, refilled.filer, Ending.ACCEPTED, 240)


def _data(stage: Stage) -> Iterator[Plan]:
    """K3 and K4, which have no deadline: recorded, accepted, waiting, returned."""
    yield from _pair(stage, "5401", 400, Ending.ACCEPTED, 150, K3)
    yield from _pair(stage, "5402", 350, Ending.ACCEPTED, 6, K3)
    yield from _pair(stage, "5403", 340, Ending.SUBMITTED, 2, K3)
    yield from _pair(stage, "5401", 320, Ending.RETURNED, 4, K3)
    moved: dict[str, object] = {"production_sites": "工业园区二期6号厂房", "contact_phone": "0891-6330000"}
    yield from _pair(stage, "5401", 360, Ending.ACCEPTED, 170, K4, values=moved)
    yield from _pair(stage, "5404", 260, Ending.ACCEPTED, 110, K3, K4, values=moved)


def _papers(stage: Stage) -> Iterator[Plan]:
    """代录: the offices with the longest roads type in what came on paper; these have no account."""
    for office, ending, back in (("5406", Ending.SUBMITTED, 1), ("5425", Ending.SUBMITTED, 3)):
        enterprise = stage.free[office].pop(0)
        yield stage.plan_for(enterprise, stage.officers[office], ending, back)


def _growth(stage: Stage, plans: list[Plan]) -> Iterator[Story]:
    """Small enterprises grown to medium ones: 资格复核 waits for one and is noted for the other (D6)."""
    for back, reviewed in ((80, 0), (100, 70)):
        free = stage.free["5401"]
        enterprise = next(one for one in free if one.profile is not None and one.profile.size in SMALL)
        free.remove(enterprise)
        first = stage.plan_for(enterprise, make_filer(enterprise), Ending.ACCEPTED, back + 160)
        plans += [first, stage.change(first, Ending.ACCEPTED, back, K4, values=dict(GROWN))]
        if reviewed:
            yield review_story(first, reviewed)
