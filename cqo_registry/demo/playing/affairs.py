"""Which matters the offices and the region have before them beside the filings (Art. 9, 12, 21)."""

from __future__ import annotations

from collections.abc import Iterator

from cqo_registry.accounts.models import User
from cqo_registry.demo.accounts import SECOND_OFFICER
from cqo_registry.demo.playing import moves, region
from cqo_registry.demo.playing.clock import Story
from cqo_registry.demo.playing.plans import Ending, Plan, Stage
from filings.enums import BarGround, ChangeType, ReplacementGround

BARRED = "拟任人员有办法第九条规定的不得担任情形，已由自治区局确认。"
READINGS = (
    (
        "6",
        "关于“质量工作经历”的解释",
        "质量管理、检验、标准化、计量和认证工作均计入质量工作经历，由企业如实填报并附证明。",
        "藏市监质〔2024〕8号",
        580,
    ),
    (
        "5",
        "关于“企业决策层”的解释",
        "决策层一般指企业董事会、经理层成员；小微企业可由质量负责人担任首席质量官，并说明理由。",
        "藏市监质〔2025〕3号",
        330,
    ),
    (
        "14",
        "关于变更报送期限的临时安排",
        "受道路中断影响的县，变更备案可先以电话报告，恢复后补报。",
        "藏市监质〔2025〕15号",
        280,
        200,
    ),
)


def affairs(stage: Stage, plans: list[Plan]) -> list[Story]:
    """Everything beside the filings; what it needs of filings is put among ``plans``."""
    readings = [region.interpretation_story(stage, *reading) for reading in READINGS]
    return [
        *readings,
        *_barred(stage, plans),
        *_heard(stage, plans),
        *_recommended(stage, plans),
        *_exempted(stage, plans),
        *_moved(stage, plans),
        *_handled(stage, plans),
    ]


def _barred(stage: Stage, plans: list[Plan]) -> Iterator[Story]:
    """Three persons in the register of Art. 9: one filing refused, one stopped, one with a warning.

    Of the two confirmed ones the first is replaced upon the region's letter, of the other a clue is open.
    """
    cases = (
        ("5401", "5402", BarGround.G1A, "拉市监质罚〔2026〕3号", 80, 76, Ending.REFUSED, 50),
        ("5401", "5402", BarGround.G2, "拉市监质查〔2026〕11号", 24, 18, Ending.SUBMITTED, 3),
        ("5402", "5401", BarGround.G3, "日市监质查〔2026〕5号", 12, 0, Ending.SUBMITTED, 2),
    )
    for home, elsewhere, ground, document_no, proposed, confirmed, ending, back in cases:
        holder = stage.plan(home, Ending.ACCEPTED, 400)
        plans.append(holder)
        refusal = BARRED if ending is Ending.REFUSED else ""
        plans.append(stage.plan(elsewhere, ending, back, person=holder.person, refusal=refusal))
        yield region.bar_story(holder, stage, ground, document_no, proposed, confirmed)
        if ground is BarGround.G1A:
            stage.barred = holder.enterprise
            yield region.letter_story(holder, stage, 72, "replaced", 66)
            plans.append(stage.change(holder, Ending.ACCEPTED, 40, ChangeType.PERSON))


def _heard(stage: Stage, plans: list[Plan]) -> Iterator[Story]:
    """A bar the region lifted again, with its clue dismissed, and one it did not confirm."""
    for office, ground, document_no, days in (
        ("5405", BarGround.G4, "山市监质查〔2026〕2号", (150, 145, 90, 0)),
        ("5404", BarGround.G3, "林市监质查〔2026〕7号", (60, 0, 0, 45)),
    ):
        holder = stage.plan(office, Ending.ACCEPTED, 300)
        plans.append(holder)
        yield region.bar_story(holder, stage, ground, document_no, *days)


def _recommended(stage: Stage, plans: list[Plan]) -> Iterator[Story]:
    """Recommendations of Art. 12 under review, issued with the reply soon due, and refused."""
    conduct, duty = ReplacementGround.CONDUCT, ReplacementGround.DUTY
    diary = stage.diaries["54"]
    for office, reported, letter in (
        ("5404", 8, ()),
        ("5402", diary.ago(27) + 7, (diary.ago(27),)),
        ("5405", 50, (43, "refused", 33)),
    ):
        holder = stage.plan(office, Ending.ACCEPTED, 280)
        plans.append(holder)
        yield region.clue_story(holder, stage, conduct, duty, reported=reported)
        if letter:
            yield region.letter_story(holder, stage, *letter)


def _exempted(stage: Stage, plans: list[Plan]) -> Iterator[Story]:
    """One filing that fails Art. 6 and was accepted by a document of the region (Art. 21)."""
    plan = stage.plan("5425", Ending.ACCEPTED, 60, experienced=False)
    plans.append(plan)
    yield region.exemption_story(plan, stage, 64, "藏市监质函〔2026〕9号", "6")


def _moved(stage: Stage, plans: list[Plan]) -> Iterator[Story]:
    """One enterprise offered to another office, one moved, one deregistered, one that is a branch."""
    offered, settled, closed, head, branch = (
        stage.plan("5401", Ending.ACCEPTED, back) for back in (220, 200, 180, 260, 140)
    )
    plans += [offered, settled, closed, head, branch]
    yield moves.transfer_story(offered.enterprise, stage, "5405", 4)
    yield moves.transfer_story(settled.enterprise, stage, "5402", 50, 46)
    yield moves.deregistration_story(closed, 35)
    yield moves.branch_story(branch.enterprise, head.enterprise, stage, 120)
    # One person may hold two posts, with a warning and both declarations (D11).
    plans.append(stage.plan("5405", Ending.ACCEPTED, 100, person=head.person))


def _handled(stage: Stage, plans: list[Plan]) -> Iterator[Story]:
    """A filing handed to a colleague, two questions of the region, and a receipt looked up twice."""
    held = stage.plan("5401", Ending.CLAIMED, 4)
    plans.append(held)
    yield moves.hand_over_story(held, User.objects.get(username=SECOND_OFFICER), 1)
    yield region.query_story("5401", stage, 6)
    yield region.query_story("5402", stage, 7, 5)
    yield moves.checks_story(stage, 19, 5)
