"""Typical experience of the demonstration, on every part of its way (Art. 18, 20)."""

from __future__ import annotations

from typing import Any

from cqo_registry.demo.playing.clock import Story
from cqo_registry.demo.playing.scene import Scene, filer_of
from cqo_registry.directory.models import Enterprise
from training.actions import experiences
from training.models import Experience

END = (
    "\n三、几点体会\n职责写进制度，考核落到岗位，质量责任才能真正落实；"
    "首席质量官要有职有权，企业负责人要带头支持，遇到产量和质量冲突时先保质量。"
)
# Title with a place for the enterprise, what it is about, body.
TEXTS = {
    "veto": (
        "{name}：一票否决让不合格原料进不了厂",
        "首席质量官行使一票否决，全年拒收不合格原料七批次。",
        "一、主要做法\n企业由副总经理担任首席质量官，直接领导质量管理和检验部门，"
        "对不合格原料和产品行使一票否决。\n- 原料进厂逐批检验\n- 供应商每季度评分\n"
        "二、取得成效\n一年来出厂检验一次合格率由百分之九十六提高到百分之九十九，顾客投诉明显减少。" + END,
    ),
    "trace": (
        "{name}的批次追溯：十分钟查到每一袋产品",
        "用一张流转卡把原料、工序、检验和销售连起来。",
        "一、主要做法\n首席质量官牵头设计批次流转卡，每道工序签字，检验记录随批归档。\n"
        "二、取得成效\n追溯演练用时由两天缩短到十分钟，召回演练合格。" + END,
    ),
    "team": (
        "高海拔车间的质量小组——{name}的改进之路",
        "两个质量改进小组完成攻关三项，降低返工。",
        "一、主要做法\n首席质量官把一线职工编成两个质量改进小组，双语张贴作业指导书。\n"
        "二、取得成效\n返工率下降四成，职工提出合理化建议二十六条。" + END,
    ),
    "meter": (
        "{name}：计量器具“一器一档”管理",
        "检定周期到期自动提醒，杜绝超期使用。",
        "一、主要做法\n对全部计量器具建立档案，注明检定周期和使用岗位，首席质量官每月抽查。\n"
        "二、取得成效\n检定及时率达到百分之百，称量误差引起的返工全部消除。" + END,
    ),
    "start": (
        "从零起步：{name}首席质量官第一年",
        "小微企业怎样把质量职责落到人。",
        "一、主要做法\n先明确职责权限文件，再建立月度质量例会，问题当场定人定时限。\n"
        "二、取得成效\n顾客投诉由十一件降到三件。" + END,
    ),
}
OFFICES = (
    "以现场观摩带动推行",
    "组织企业到标杆车间观摩，现场答疑。",
    "一、主要做法\n选一家标杆企业，请同行业企业到车间现场观摩，首席质量官讲解三道关口，"
    "机关工作人员现场解答备案问题。\n"
    "二、取得成效\n观摩后一个月内新增备案八家，六家企业比照完善了检验制度。" + END,
)
RETURN = "请补充改进前后的数据，并说明首席质量官本人所做的工作。"
TOO_COMMON = "做法较普遍，典型性不足，建议结合具体案例再总结。"
RETRACTED = "企业名称已变更，待更新后重新发布。"


def experience_stories(scene: Scene) -> list[Story]:
    """What enterprises and an office wrote: in hand, published, declined, taken back."""
    return [_published(scene), _in_hand(scene), _of_an_office(scene), _taken_back(scene)]


def _published(scene: Scene) -> Story:
    """Two that every enterprise can read, and one that was retracted later."""
    yield scene.at(210)
    enterprises = [held.enterprise for held in scene.holders("5401", since=230)[3:5]]
    enterprises.append(scene.visitor("enterprise.lhoka").enterprise)
    sent = [_sent(each, text) for each, text in zip(enterprises, ("veto", "meter", "trace"), strict=True)]
    yield scene.at(203)
    for row in sent:
        office = scene.officers[row.authority.code]
        experiences.report(row.pk, by=office, version=row.version)
    yield scene.at(188)
    for row in Experience.objects.filter(status="reported"):
        experiences.publish(row.pk, by=scene.region, version=row.version)
    yield scene.at(70)
    gone = Experience.objects.get(pk=sent[1].pk)
    experiences.retract(gone.pk, by=scene.region, version=gone.version, reason=RETRACTED)


def _in_hand(scene: Scene) -> Story:
    """A draft, one with the office, one returned to a visitor, one with the region."""
    yield scene.at(26)
    lhasa = [held.enterprise for held in scene.holders("5401", since=60)]
    _written(lhasa[6], "start")
    reported, _waiting = _sent(lhasa[5], "team"), _sent(lhasa[7], "meter")
    returned = _sent(scene.visitor("enterprise.nyingchi").enterprise, "start")
    yield scene.at(19)
    experiences.report(reported.pk, by=scene.officers["5401"], version=reported.version)
    office = scene.officers["5404"]
    experiences.give_back(returned.pk, by=office, version=returned.version, reason=RETURN)


def _of_an_office(scene: Scene) -> Story:
    """Shigatse writes for itself; the region does not take it."""
    yield scene.at(60)
    title, summary, body = OFFICES
    given = {"title": title, "summary": summary, "body": body, "about": None}
    own = experiences.start_experience(given, by=scene.officers["5402"])
    own = experiences.send(own.pk, by=own.created_by, version=own.version)
    yield scene.at(46)
    experiences.decline(own.pk, by=scene.region, version=own.version, reason=TOO_COMMON)


def _taken_back(scene: Scene) -> Story:
    """An enterprise that wants to write more first."""
    yield scene.at(41)
    row = _sent(scene.holders("5402", since=60)[3].enterprise, "trace")
    yield scene.at(40)
    experiences.withdraw(row.pk, by=row.created_by, version=row.version)


def _sent(enterprise: Enterprise, text: str) -> Experience:
    row = _written(enterprise, text)
    return experiences.submit(row.pk, by=row.created_by, version=row.version)


def _written(enterprise: Enterprise, text: str) -> Experience:
    title, summary, body = TEXTS[text]
    given: dict[str, Any] = {"title": title.format(name=_short(enterprise.name)), "summary": summary}
    return experiences.start_experience({**given, "body": body, "about": None}, by=filer_of(enterprise))


def _short(name: str) -> str:
    """The name as a headline says it."""
    for ending in ("有限责任公司", "有限公司", "公司"):
        name = name.removesuffix(ending)
    return name.removeprefix("西藏")
