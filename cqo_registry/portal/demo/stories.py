"""How a demonstration filing comes to be: a story yields its next moment, then acts through an action."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import Enum, auto
from random import Random

from django.utils import timezone

from cqo_registry.accounts.models import User
from cqo_registry.directory.models import Enterprise
from cqo_registry.portal.demo import declarations as say
from cqo_registry.portal.demo.attaching import attach_papers
from cqo_registry.portal.demo.clock import Diary, Story
from cqo_registry.portal.demo.people import Somebody
from filings.actions import barring, claiming, deciding, drafting, reporting, submitting
from filings.enums import BarGround
from filings.models import Filing, Person


class Ending(Enum):
    """Where a story leaves its filing."""

    DRAFT = auto()
    WITHDRAWN = auto()
    SUBMITTED = auto()
    CLAIMED = auto()
    RETURNED = auto()
    RESUBMITTED = auto()
    REFUSED = auto()
    ACCEPTED = auto()


@dataclass
class Plan:
    """One filing to come: whose, about whom, and how many working days ago it was last acted upon."""

    enterprise: Enterprise
    person: Somebody
    filer: User
    officer: User
    diary: Diary
    rng: Random
    ending: Ending
    back: int
    corrected: bool = False
    qualified: bool = True
    experienced: bool = True
    late: bool = False
    refusal: str = ""
    pk: int = field(default=0, init=False)

    def pick_effective_on(self) -> date:
        """A day of appointment: some weeks before submission, for a late one some months."""
        before = self.rng.randrange(45, 120) if self.late else self.rng.randrange(4, 26)
        return self.diary.back(self.back + 12) - timedelta(days=before)


RETURNS = {
    "education_certificate_no": ("毕业证书编号与所附证书不一致，请核对后重新填写。", "1069420100600{n:04d}"),
    "document_no": ("任命文件号与所附文件不一致，请按文件填写。", "藏质任〔2025〕{n}号"),
    "school": ("请填写毕业证书上的学校全称。", "西藏大学理学院"),
    "production_sites": ("请填写实际生产地址，并写到门牌号。", "工业园区{n}号厂房"),
}


def filing_story(plan: Plan) -> Story:
    """One filing from its start to its ending."""
    yield plan.diary.moment(plan.back + 14, plan.rng)
    declare(plan)
    if plan.ending is Ending.DRAFT:
        return
    yield plan.diary.moment(plan.back + 12 if _goes_on(plan) else plan.back, plan.rng)
    submitting.submit(plan.pk, by=plan.filer, version=None)
    if plan.corrected or plan.ending in (Ending.RETURNED, Ending.RESUBMITTED):
        yield from _correction(plan)
    yield from LAST_ACTS[plan.ending](plan)


def _goes_on(plan: Plan) -> bool:
    """Whether anything happens after the first submission."""
    return plan.corrected or plan.ending not in (Ending.SUBMITTED, Ending.CLAIMED)


def declare(plan: Plan) -> None:
    """Start the filing and save it step by step, as the form does; a draft stops after the second step."""
    filing = drafting.start_filing(plan.enterprise, by=plan.filer)
    plan.pk, effective_on, rng = filing.pk, plan.pick_effective_on(), plan.rng
    filing = _save(plan, say.enterprise_values(filing, rng, effective_on))
    person = say.cqo_values(plan.person, filing.size, rng, qualified=plan.qualified)
    if plan.ending is Ending.DRAFT:
        _save(plan, {name: person[name] for name in ("cqo_name", "cqo_name_bo", "cqo_phone", "education")})
        return
    _save(plan, person)
    work = say.appointment_values(filing, plan.person, rng, effective_on, experienced=plan.experienced)
    filing = _save(plan, work)
    attach_papers(filing, by=plan.filer)
    _save(plan, say.material_values(rng))


def _save(plan: Plan, values: dict[str, object]) -> Filing:
    return drafting.save_draft(plan.pk, values, by=plan.filer, version=None)


def _correction(plan: Plan) -> Story:
    """The office sends two fields back; unless the story ends there, the enterprise mends exactly these."""
    fields = plan.rng.sample(sorted(RETURNS), 2)
    stays = plan.ending is Ending.RETURNED
    yield plan.diary.moment(plan.back if stays else plan.back + 8, plan.rng)
    claiming.claim(plan.pk, by=plan.officer)
    comments = {name: RETURNS[name][0] for name in fields}
    deciding.return_for_correction(plan.pk, comments, by=plan.officer, version=None)
    if stays:
        return
    yield plan.diary.moment(plan.back + 4 if plan.ending is not Ending.RESUBMITTED else plan.back, plan.rng)
    _save(plan, {name: RETURNS[name][1].format(n=plan.rng.randrange(10, 99)) for name in fields})
    submitting.submit(plan.pk, by=plan.filer, version=None)


def _nothing(plan: Plan) -> Story:
    return
    yield


def _withdraw(plan: Plan) -> Story:
    yield plan.diary.moment(plan.back, plan.rng)
    submitting.withdraw(plan.pk, by=plan.filer, version=None, reason="拟任人选调整，另行申报。")


def _claim(plan: Plan) -> Story:
    yield plan.diary.moment(max(plan.back - 1, 1), plan.rng, hours=(16, 18))
    claiming.claim(plan.pk, by=plan.officer)


def _accept(plan: Plan) -> Story:
    yield plan.diary.moment(plan.back, plan.rng)
    claiming.claim(plan.pk, by=plan.officer)
    deciding.accept(plan.pk, by=plan.officer, version=None)


def _refuse(plan: Plan) -> Story:
    yield plan.diary.moment(plan.back, plan.rng)
    claiming.claim(plan.pk, by=plan.officer)
    deciding.refuse(plan.pk, by=plan.officer, version=None, reason=plan.refusal)


LAST_ACTS = {
    Ending.WITHDRAWN: _withdraw,
    Ending.SUBMITTED: _nothing,
    Ending.CLAIMED: _claim,
    Ending.RETURNED: _nothing,
    Ending.RESUBMITTED: _nothing,
    Ending.REFUSED: _refuse,
    Ending.ACCEPTED: _accept,
}


def forwarding_story(officer: User, diary: Diary, rng: Random, sweeps: Iterator[int]) -> Story:
    """An office that reports everything accepted to the region on its reporting days (Art. 14)."""
    for back in sweeps:
        yield diary.moment(back, rng, hours=(15, 17))
        waiting = Filing.objects.filter(authority=officer.authority).awaiting_forwarding()
        pks = list(waiting.values_list("pk", flat=True))
        if pks:
            reporting.forward(pks, by=officer)


def recording_story(region: User, diary: Diary, rng: Random, sweeps: Iterator[int]) -> Story:
    """The region, which enters everything forwarded in its ledger."""
    for back in sweeps:
        yield diary.moment(back, rng, hours=(9, 12))
        for pk in list(Filing.objects.awaiting_record().order_by("pk").values_list("pk", flat=True)):
            reporting.record(pk, by=region)


def bar_story(
    holder: Plan, region: User, ground: BarGround, document_no: str, proposed: int, confirmed: int = 0
) -> Story:
    """The office of a CQO in office proposes a bar; with ``confirmed`` the region confirms it (Art. 9)."""
    yield holder.diary.moment(proposed, holder.rng)
    person = Person.objects.get(appointments__filings=holder.pk)
    bar = barring.propose_bar(person, ground, by=holder.officer, document_no=document_no)
    if confirmed:
        yield holder.diary.moment(confirmed, holder.rng)
        today = timezone.localdate()
        barring.notify(bar.pk, by=holder.officer, on=today)
        barring.record_statement(bar.pk, by=holder.officer, on=today, waived=True)
        barring.confirm_bar(bar.pk, by=region)
