"""What the region decides and what leads to it: bars, recommendations, interpretations, questions."""

from __future__ import annotations

from datetime import date

from django.utils import timezone

from cqo_registry.demo.playing.clock import Story
from cqo_registry.demo.playing.plans import Plan, Stage
from filings.actions import barring, interpreting, replacing, reporting
from filings.enums import BarGround, FilingKind, ReplacementGround
from filings.models import Filing, Interpretation, Replacement

CASE = "%s认定的事实，详见该文书。"
NOT_PROVEN = "现有材料不足以认定该情形，不予确认。"
OVERTURNED = "依据文书已被复议机关撤销，予以解除。"
NO_CAUSE = "不得担任的情形已解除，不再建议撤换。"
QUESTION = "任命文件日期与申报的任命签署日期不一致，请核实。"
ANSWER = "经核实，任命文件日期以扫描件为准，申报内容无误。"
FOUND = "经查，该首席质量官任职期间未组织出厂检验，产品监督抽查连续两次不合格。"
LETTER = "经查，该首席质量官未按规定组织原料进厂和成品出厂检验，同一产品监督抽查连续两次不合格。"
REFUSAL = "企业已对责任人员作出处理，该首席质量官已限期整改，拟继续留任观察。"


def bar_story(
    holder: Plan,
    stage: Stage,
    ground: BarGround,
    document_no: str,
    proposed: int,
    confirmed: int = 0,
    lifted: int = 0,
    declined: int = 0,
) -> Story:
    """The office of a CQO in office proposes a bar; the region confirms, lifts or declines it (Art. 9)."""
    yield holder.diary.moment(proposed, holder.rng)
    person = holder.appointment().person
    bar = barring.propose_bar(
        person, ground, by=holder.officer, document_no=document_no, finding=CASE % document_no
    )
    if confirmed:
        yield from _hearing(bar.pk, holder, told=proposed - 1, heard=confirmed + 1)
        yield holder.diary.moment(confirmed, holder.rng)
        barring.confirm_bar(bar.pk, by=stage.region)
    if lifted:
        yield holder.diary.moment(lifted, holder.rng)
        barring.lift(bar.pk, by=stage.region, reason=OVERTURNED)
        clue = Replacement.objects.get(bar=bar)
        replacing.dismiss(clue.pk, by=stage.region, version=None, reason=NO_CAUSE)
    if declined:
        yield holder.diary.moment(declined, holder.rng)
        barring.decline(bar.pk, by=stage.region, reason=NOT_PROVEN)


def _hearing(pk: int, holder: Plan, *, told: int, heard: int) -> Story:
    """The office tells the person, and notes some days later that nothing was stated."""
    yield holder.diary.moment(told, holder.rng)
    barring.notify(pk, by=holder.officer, on=timezone.localdate())
    yield holder.diary.moment(heard, holder.rng)
    barring.record_statement(pk, by=holder.officer, on=timezone.localdate(), waived=True)


def clue_story(holder: Plan, stage: Stage, *grounds: ReplacementGround, reported: int) -> Story:
    """The office reports a clue about a CQO of its area, and the region takes it up two days later."""
    yield holder.diary.moment(reported, holder.rng)
    row = replacing.report_clue(
        holder.appointment().pk,
        grounds=grounds,
        finding=FOUND,
        by=holder.officer,
        incident_on=holder.diary.back(reported + 15),
        incident_no=f"{holder.diary.back(reported).year}年质量事故调查第{reported}号",
    )
    yield stage.diaries["54"].moment(reported - 2, stage.rng)
    replacing.review(row.pk, by=stage.region, version=None)


def letter_story(holder: Plan, stage: Stage, issued: int, reply: str = "", replied: int = 0) -> Story:
    """The region's letter about an open clue, and with ``reply`` what the enterprise answers (Art. 12)."""
    yield stage.diaries["54"].moment(issued, stage.rng, hours=(15, 17))
    row = Replacement.objects.open().get(appointment=holder.appointment())
    if row.reviewed_by is None:
        replacing.review(row.pk, by=stage.region, version=None)
    replacing.issue(row.pk, by=stage.region, version=None, letter_text=LETTER)
    if reply:
        yield holder.diary.moment(replied, holder.rng)
        reason = REFUSAL if reply == "refused" else ""
        replacing.reply(row.pk, by=holder.filer, version=None, reply=reply, reason=reason)


def query_story(office: str, stage: Stage, asked: int, answered: int = 0) -> Story:
    """The region asks about one filing the office has forwarded; the office answers, or not yet."""
    yield stage.diaries["54"].moment(asked, stage.rng)
    waiting = Filing.objects.awaiting_record().filter(kind=FilingKind.INITIAL)
    filing = waiting.filter(authority=stage.officers[office].authority).earliest("accepted_at")
    reporting.query(filing.pk, by=stage.region, version=None, question=QUESTION)
    if answered:
        yield stage.diaries[office].moment(answered, stage.rng)
        reporting.reply(filing.pk, by=stage.officers[office], version=None, answer=ANSWER)


def interpretation_story(
    stage: Stage, article: str, title: str, body: str, document_no: str, published: int, ended: int = 0
) -> Story:
    """A reading of an article for everybody, and with ``ended`` the day it stopped to hold (Art. 21)."""
    diary = stage.diaries["54"]
    yield diary.moment(published, stage.rng)
    row = interpreting.publish(
        by=stage.region,
        article=article,
        title=title,
        body=body,
        valid_from=timezone.localdate(),
        document_no=document_no,
    )
    if ended:
        yield diary.moment(ended, stage.rng)
        today: date = timezone.localdate()
        interpreting.end(row.pk, today, by=stage.region, version=None, reason="已由新的解释替代。")


def exemption_story(plan: Plan, stage: Stage, recorded: int, document_no: str, article: str) -> Story:
    """The region lets a filing pass that fails Art. 6, before its office decides (Art. 21)."""
    yield stage.diaries["54"].moment(recorded, stage.rng)
    interpreting.record_exemption(
        plan.pk,
        by=stage.region,
        version=None,
        document_no=document_no,
        reason="高海拔边远县企业确无符合条件人选，同意豁免质量工作年限要求。",
        interpretation=Interpretation.objects.in_force(timezone.localdate()).filter(article=article).first(),
    )
