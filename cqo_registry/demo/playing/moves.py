"""What happens beside the filings: hand-over, moves, branches, deregistration, reviews, checked receipts."""

from __future__ import annotations

from django.utils import timezone

from cqo_registry.accounts.models import User
from cqo_registry.demo.playing.clock import Story
from cqo_registry.demo.playing.plans import Plan, Stage
from cqo_registry.directory.models import Authority, Enterprise
from filings.actions import claiming, deregistering, moving, requalifying, verifying
from filings.models import Filing

ADDRESS = "203.0.113.7"  # of the examples of RFC 5737


def hand_over_story(plan: Plan, to: User, back: int) -> Story:
    """The holder of a filing is away and gives it to a colleague."""
    yield plan.diary.moment(back, plan.rng, hours=(10, 12))
    claiming.hand_over(plan.pk, to=to, by=plan.officer, reason="出差一周，移交同事办理。")


def transfer_story(enterprise: Enterprise, stage: Stage, to: str, offered: int, answered: int = 0) -> Story:
    """An enterprise moves its domicile to the area of another office, which has to confirm (D14)."""
    origin, receiver = stage.officers[enterprise.authority.code], stage.officers[to]
    destination = Authority.objects.get(code=to)
    yield stage.diaries[to].moment(offered, stage.rng)
    transfer = moving.propose(
        enterprise.pk,
        destination,
        by=origin,
        version=None,
        reason="企业已迁入接收机关辖区，营业执照已变更。",
        county=destination.counties.order_by("code").first(),
    )
    if answered:
        yield stage.diaries[to].moment(answered, stage.rng)
        moving.confirm(transfer.pk, by=receiver, version=None)


def deregistration_story(plan: Plan, back: int) -> Story:
    """The office notes that an enterprise is gone since the day before (D29)."""
    yield plan.diary.moment(back, plan.rng)
    day = plan.diary.back(back + 1)
    reason = "市场主体登记已注销"
    deregistering.deregister(plan.enterprise.pk, day, by=plan.officer, version=None, reason=reason)


def branch_story(branch: Enterprise, head: Enterprise, stage: Stage, back: int) -> Story:
    """The office says whose branch an enterprise is (D15)."""
    officer = stage.officers[branch.authority.code]
    yield stage.diaries[branch.authority.code].moment(back, stage.rng)
    deregistering.set_head_office(branch.pk, head, by=officer, version=None)


def review_story(first: Plan, back: int) -> Story:
    """资格复核: the enterprise has grown, and the office notes what it found of its CQO (D6)."""
    yield first.diary.moment(back, first.rng)
    appointment = first.appointment()
    profile = Enterprise.objects.select_related("profile").get(pk=first.enterprise.pk).profile
    text = "学历和质量工作年限符合中型企业的任职条件。"
    requalifying.note(appointment.pk, by=first.officer, size=profile.size if profile else "", text=text)


def checks_story(stage: Stage, *backs: int) -> Story:
    """Somebody looks up the oldest receipt of the register on the public page, once on each day."""
    for back in backs:
        yield stage.diaries["54"].moment(back, stage.rng)
        filing = Filing.objects.ledger("region", as_of=timezone.localdate()).earliest("accepted_at")
        verifying.check_receipt(filing.receipt_code, address=ADDRESS)
