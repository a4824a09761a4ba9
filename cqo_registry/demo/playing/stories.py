"""How a demonstration filing comes to be: a story yields its next moment, then acts through an action."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from cqo_registry.accounts.models import User
from cqo_registry.demo.playing.clock import Diary, Story
from cqo_registry.demo.playing.declaring import declare, save
from cqo_registry.demo.playing.plans import Ending, Plan
from filings import facts
from filings.actions import claiming, deciding, reporting, submitting
from filings.models import Filing

RETURNS = {
    "education_certificate_no": ("毕业证书编号与所附证书不一致，请核对后重新填写。", "1069420100600{n:04d}"),
    "document_no": ("任命文件号与所附文件不一致，请按文件填写。", "藏质任〔2025〕{n}号"),
    "school": ("请填写毕业证书上的学校全称。", "西藏大学理学院"),
    "production_sites": ("请填写实际生产地址，并写到门牌号。", "工业园区{n}号厂房"),
}


def filing_story(plan: Plan) -> Story:
    """One filing from its start to its ending."""
    yield plan.diary.moment(plan.started, plan.rng)
    declare(plan)
    if plan.ending is Ending.DRAFT:
        return
    yield plan.diary.moment(plan.submitted, plan.rng)
    submitting.submit(plan.pk, by=plan.filer, version=None)
    if plan.corrected or plan.ending in (Ending.RETURNED, Ending.RESUBMITTED):
        yield from _correction(plan)
    yield from LAST_ACTS[plan.ending](plan)


def _correction(plan: Plan) -> Story:
    """The office sends two fields back; unless the story ends there, the enterprise mends exactly these."""
    stays = plan.ending is Ending.RETURNED
    yield plan.diary.moment(plan.back if stays else plan.back + 8, plan.rng)
    filing = claiming.claim(plan.pk, by=plan.officer)
    fields = plan.rng.sample(sorted(RETURNS.keys() & facts.fields_of(filing).keys()), 2)
    comments = {name: RETURNS[name][0] for name in fields}
    deciding.return_for_correction(plan.pk, comments, by=plan.officer, version=None)
    if stays:
        return
    yield plan.diary.moment(plan.back + 4 if plan.ending is not Ending.RESUBMITTED else plan.back, plan.rng)
    save(plan, {name: RETURNS[name][1].format(n=plan.rng.randrange(10, 99)) for name in fields})
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
