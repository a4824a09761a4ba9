"""The talent pool of the demonstration: who was recommended, asked, admitted, and who left (Art. 15)."""

from __future__ import annotations

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from cqo_registry.demo.playing import papers
from cqo_registry.demo.playing.clock import Story
from cqo_registry.demo.playing.scene import Scene, filer_of
from cqo_registry.demo.playing.tasks import task_stories
from filings.models import Appointment
from talent_pool.actions import leaving, nominating
from talent_pool.models import Membership, Nomination

# What somebody did for quality, and the skills shown by it.
CASES = (
    ("主持工序能力改进，产品一次合格率提高三个百分点；牵头制定企业标准两项。", ["process", "metrology"]),
    ("建立质量管理体系并通过认证，三年内监督抽查全部合格。", ["system", "risk"]),
    ("筹建企业实验室，取得检验检测资质，为周边企业提供检测服务。", ["inspection"]),
    ("参与制定地方标准一项，所在企业获自治区名牌产品。", ["standards", "brand"]),
    ("推行检验数据自动采集，实现批次追溯。", ["digital", "risk"]),
    ("担任自治区质量奖评审员两届，指导三家企业导入卓越绩效模式。", ["award", "system"]),
    ("组织强制性认证产品一致性自查，消除重大隐患四项。", ["certification", "inspection"]),
)
NO_TIME = "长期不能参加任务，经沟通同意出库。"
TOO_FEW = "任职时间较短，质量贡献尚不突出，建议积累后再推荐。"
WISH = "工作调动，精力有限。"
REFUSES = "本人表示近期生产任务重，暂不参加。"


def pool_stories(scene: Scene) -> list[Story]:
    """Members with and without tasks, who left and why, and recommendations in every state."""
    stories = [_members(scene), _waiting(scene), _not_taken(scene), _suspected(scene)]
    return [*stories, *task_stories(scene)]


def _members(scene: Scene) -> Story:
    """Admitted in two rounds; one leaves by decision, one by wish, one through a bar, one wants to."""
    yield scene.at(240)
    first = [*scene.holders("5401", since=260)[:3], *scene.holders("5402", since=260)[:2]]
    posts = [*first, scene.visitor("enterprise.lhoka"), *_held_at(scene)]
    rows = [_proposed(scene, held, number) for number, held in enumerate(posts)]
    yield scene.at(233)
    rows = [_answered(row) for row in rows]
    yield scene.at(224)
    scene.members = [nominating.admit(row.pk, by=scene.region, version=row.version) for row in rows]
    yield from _joined_later(scene)
    yield scene.at(44)
    leaving.remove(scene.members[4].pk, by=scene.region, version=None, reason=NO_TIME)


def _held_at(scene: Scene) -> list[Appointment]:
    """Two whose post or name ends later: one loses the post, of one a bar is confirmed."""
    enterprises = [each.pk for each in (scene.leaving, scene.barred) if each]
    held = Appointment.objects.in_office().filter(enterprise__in=enterprises)
    return list(held.select_related("enterprise__authority", "person").order_by("pk"))


def _joined_later(scene: Scene) -> Story:
    """A second round: one stays, one leaves again by wish."""
    yield scene.at(130)
    rows = [_proposed(scene, held, n) for n, held in enumerate(scene.holders("5404", since=150)[:2], start=4)]
    yield scene.at(126)
    rows = [_answered(row) for row in rows]
    yield scene.at(118)
    scene.members += [nominating.admit(row.pk, by=scene.region, version=row.version) for row in rows]
    yield scene.at(62)
    gone = _wishes(scene.members[-1])
    yield scene.at(58)
    leaving.depart(gone.pk, by=scene.region, version=gone.version)
    yield scene.at(15)  # after the last task this member was asked for: who wishes to leave is not asked
    _wishes(scene.members[1])


def _wishes(member: Membership) -> Membership:
    by = filer_of(member.nomination.appointment.enterprise)
    return leaving.record_wish(member.pk, by=by, version=None, on=timezone.localdate(), note=WISH)


def _waiting(scene: Scene) -> Story:
    """One to decide for the region, one the region chose itself, one for a visitor to agree to."""
    yield scene.at(28)
    agreed = _proposed(scene, scene.holders("5402", since=60)[2], 6)
    yield scene.at(25)
    _answered(agreed)
    yield scene.at(13)
    _proposed(scene, scene.holders("5403", since=60)[0], 5, by="54")
    yield scene.at(6)
    _proposed(scene, scene.visitor("enterprise.nyingchi"), 0)


def _not_taken(scene: Scene) -> Story:
    """One the region did not take, and one who does not want to."""
    yield scene.at(90)
    declined = _proposed(scene, scene.holders("5405", since=110)[0], 3)
    refused = _proposed(scene, scene.holders("5425", since=110)[0], 2)
    yield scene.at(84)
    declined = _answered(declined)
    _answered(refused, "refused", REFUSES)
    yield scene.at(77)
    nominating.decline(declined.pk, by=scene.region, version=declined.version, reason=TOO_FEW)


def _suspected(scene: Scene) -> Story:
    """Chamdo takes its recommendation back before it reports the clue about the same CQO (Art. 12)."""
    yield scene.at(45)
    row = _proposed(scene, scene.visitor("enterprise.chamdo"), 1)
    yield scene.at(20)
    nominating.withdraw(row.pk, by=scene.officers["5403"], version=row.version)


def _proposed(scene: Scene, held: Appointment, case: int, *, by: str = "") -> Nomination:
    contributions, skills = CASES[case % len(CASES)]
    paper = papers.pdf("质量贡献证明", (contributions, "本文件为演示材料，内容均为虚构。"))
    return nominating.nominate(
        held.pk,
        by=scene.officers[by or held.enterprise.authority.code],
        contributions=contributions,
        skills=skills,
        evidence=SimpleUploadedFile("质量贡献证明.pdf", paper),
    )


def _answered(row: Nomination, answer: str = "given", note: str = "") -> Nomination:
    by, today = filer_of(row.appointment.enterprise), timezone.localdate()
    return nominating.record_consent(row.pk, by=by, version=row.version, answer=answer, on=today, note=note)
