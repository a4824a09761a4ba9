"""Training in the demonstration: commissioned institutions and the yearly plans (Art. 16)."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from cqo_registry.demo.playing import papers
from cqo_registry.demo.playing.clock import Story
from cqo_registry.demo.playing.scene import Scene
from training.actions import institutions, plans
from training.models import Institution, TrainingPlan

# Organiser, topic, quarter, classes, heads.
PLANNED = (
    ("54", "首席质量官履职能力提升", 3, 1, 60),
    ("54", "质量风险防控和案例研讨", 4, 2, 60),
    ("5401", "质量法规和管理方法", 2, 1, 40),
    ("5401", "出厂检验和追溯实务", 4, 1, 30),
    ("5402", "质量法规和三道关口", 3, 1, 30),
    ("5403", "首席质量官制度入门", 4, 1, 30),
    ("LSJKQ", "质量数字化线上课程", 4, 1, 50),
)
AIMS = "已备案的首席质量官应训尽训，鼓励其他质量管理人员参加；\n高海拔边远县的企业优先安排线上课程。"
# Name, code, contact, telephone, until how many days ahead, document number.
INSTITUTIONS = (
    ("西藏质量技术培训中心", "91540102MA0000015B", "德吉", "13908910002", 300, "藏质培〔2024〕1号"),
    ("高原企业管理咨询有限公司", "91540202MA0000015G", "罗布次仁", "13908920007", 30, "藏质培〔2024〕6号"),
)
ENDED = (
    "雪域管理培训有限公司",
    "91540302MA0000015M",
    "陈海涛",
    "13908950011",
    200,
    "藏质培〔2024〕9号",
)
WHY_ENDED = "机构主动申请终止，已无在办培训班。"


def training_stories(scene: Scene) -> list[Story]:
    """Two institutions with a commission and one without, two published plans and a draft."""
    years = (scene.today.year - 1, scene.today.year)
    return [_commissions(scene), *(_published(scene, year) for year in years), _drafted(scene)]


def _commissions(scene: Scene) -> Story:
    yield scene.at(400)
    scene.centre, _other = (_institution(scene, *each) for each in INSTITUTIONS)
    yield scene.at(310)
    gone = _institution(scene, *ENDED)
    yield scene.at(75)
    institutions.end_commission(gone.pk, timezone.localdate(), by=scene.region, reason=WHY_ENDED)


def _institution(
    scene: Scene, name: str, uscc: str, contact: str, phone: str, until: int, document_no: str
) -> Institution:
    given = {
        "name": name,
        "uscc": uscc,
        "contact_person": contact,
        "contact_phone": phone,
        "scope": "首席质量官和质量管理人员集中培训",
        "commissioned_on": timezone.localdate(),
        "valid_until": scene.today + timedelta(days=until),
    }
    row = institutions.commission(given, by=scene.region)
    paper = papers.pdf("培训资质证明", (name, "本文件为演示材料，内容均为虚构。"))
    institutions.add_document(
        row.pk,
        by=scene.region,
        name="培训资质证明",
        number=document_no,
        upload=SimpleUploadedFile("培训资质证明.pdf", paper),
        valid_until=scene.today + timedelta(days=until + 20),
    )
    return row


def _published(scene: Scene, year: int) -> Story:
    """A plan with a line for each body that trains, published in the spring or, early in the year, by now."""
    ago = max((scene.today - date(year, 2, 10)).days, 1)
    yield scene.at(ago)
    plan = _plan(scene, year)
    plans.publish_plan(plan.pk, by=scene.region)


def _drafted(scene: Scene) -> Story:
    """The plan of the next year is being written."""
    yield scene.at(4)
    _plan(scene, scene.today.year + 1, lines=3)


def _plan(scene: Scene, year: int, *, lines: int = len(PLANNED)) -> TrainingPlan:
    plan = plans.create_plan(by=scene.region, year=year, title=f"{year}年度首席质量官培训计划", aims=AIMS)
    for office, topic, quarter, classes, heads in PLANNED[:lines]:
        values = {
            "organiser": scene.officers[office].authority,
            "topic": topic,
            "audience": "both",
            "quarter": quarter,
            "planned_sessions": classes,
            "planned_hours": Decimal(8),
            "planned_heads": heads,
        }
        plans.add_line(plan.pk, values, by=scene.region)
    return plan
