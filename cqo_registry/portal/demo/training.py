"""Training in the demonstration, and experience: institutions, plans, sessions (Art. 16, 18, 20)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from cqo_registry.accounts.models import User
from cqo_registry.directory.models import Enterprise
from cqo_registry.portal.demo import papers
from cqo_registry.portal.demo.accounts import make_filer
from cqo_registry.portal.demo.clock import Story
from filings.models import Appointment
from training.actions import enrolling, experiences, grading, institutions, inviting, plans, sessions
from training.actions.enrolling import Trainee
from training.actions.grading import Grade
from training.facts.untrained import untrained
from training.models import Institution, PlanItem, TrainingPlan, TrainingSession

SYLLABUS = "上午：质量法律法规和首席质量官职责。\n下午：质量管理方法和案例研讨。"
# Organiser, topic, quarter, heads.
PLANNED = (
    ("54", "首席质量官履职能力提升", 3, 60),
    ("5401", "质量法规和管理方法", 2, 40),
    ("5402", "质量法规和管理方法", 3, 30),
    ("5403", "首席质量官制度和三道关口", 4, 30),
)
BODY = (
    "一、主要做法\n企业由副总经理担任首席质量官，直接领导质量管理和检验部门，"
    "对不合格原料和产品行使一票否决。\n"
    "二、取得成效\n一年来出厂检验一次合格率由百分之九十六提高到百分之九十九，顾客投诉明显减少。\n"
    "三、几点体会\n职责写进制度，考核落到岗位，质量责任才能真正落实。"
)


@dataclass
class Scene:
    """The officers, how long ago something is, and what later stories go on with."""

    officers: dict[str, User]
    now: datetime
    centre: Institution | None = None
    leaving: Enterprise | None = None

    @property
    def region(self) -> User:
        """The officer of the regional bureau."""
        return self.officers["54"]

    def at(self, days: int) -> datetime:
        """The moment so many days ago."""
        return self.now - timedelta(days=days)

    def holders(self, office: str, *, since: int) -> list[Appointment]:
        """Whoever holds a post in the area for so many days at least, the earliest filed first."""
        held = Appointment.objects.in_office().filter(enterprise__authority__code=office)
        early = timezone.localdate(self.now) - timedelta(days=since)
        return list(
            held.filter(effective_on__lt=early, filings__accepted_at__date__lt=early)
            .select_related("enterprise__authority", "enterprise__profile", "person")
            .distinct()
            .order_by("pk")
        )


def filer_of(enterprise: Enterprise) -> User:
    """Who files for it."""
    return enterprise.users.filter(is_active=True).first() or make_filer(enterprise)


def training_stories(scene: Scene) -> list[Story]:
    """Two years of plans, and classes."""
    return [
        _beginnings(scene),
        _class(scene, "5401", 150, heads=5, staff=2),
        _class(scene, "5402", 100, heads=3, fee=Decimal("120.00")),
        _class(scene, "54", 60, heads=4, staff=1, of=("5403", "5404", "5401")),
        _offers(scene),
    ]


def _beginnings(scene: Scene) -> Story:
    """The region commissions two institutions and plans two years."""
    yield scene.at(400)
    scene.centre = _institution(scene, "西藏质量技术培训中心", "91540102MA0000015B", until=300)
    _institution(scene, "高原企业管理咨询有限公司", "91540202MA0000015G", until=30)
    for days in (395, 300):
        yield scene.at(days)
        year = timezone.localdate().year
        if not TrainingPlan.objects.filter(year=year).exists():
            _plan(scene, year)


def _institution(scene: Scene, name: str, uscc: str, *, until: int) -> Institution:
    today = timezone.localdate(scene.now)
    given = {
        "name": name,
        "uscc": uscc,
        "contact_person": "德吉",
        "contact_phone": "13908910002",
        "scope": "首席质量官和质量管理人员集中培训",
        "commissioned_on": today - timedelta(days=400),
        "valid_until": today + timedelta(days=until),
    }
    row = institutions.commission(given, by=scene.region)
    paper = papers.pdf("培训资质证明", (name, "本文件为演示材料，内容均为虚构。"))
    institutions.add_document(
        row.pk,
        by=scene.region,
        name="培训资质证明",
        number="藏质培〔2024〕1号",
        upload=SimpleUploadedFile("培训资质证明.pdf", paper),
        valid_until=today + timedelta(days=until + 20),
    )
    return row


def _plan(scene: Scene, year: int) -> None:
    """A published plan with a line for each body that trains."""
    plan = plans.create_plan(
        by=scene.region,
        year=year,
        title=f"{year}年度首席质量官培训计划",
        aims="已备案的首席质量官应训尽训，鼓励其他质量管理人员参加。",
    )
    for office, topic, quarter, heads in PLANNED:
        plans.add_line(
            plan.pk,
            {
                "organiser": scene.officers[office].authority,
                "topic": topic,
                "audience": "both",
                "quarter": quarter,
                "planned_sessions": 1,
                "planned_hours": Decimal("8.0"),
                "planned_heads": heads,
            },
            by=scene.region,
        )
    plans.publish_plan(plan.pk, by=scene.region)


def _draft(scene: Scene, office: str, day: date, **values: Any) -> TrainingSession:
    given = {
        "title": "首席质量官集中培训班",
        "mode": "onsite",
        "place": f"{scene.officers[office].authority}会议中心",
        "starts_on": day,
        "ends_on": day,
        "enrol_until": day - timedelta(days=2),
        "hours": Decimal("8.0"),
        "syllabus": SYLLABUS,
        "capacity": 30,
        "audience": "both",
        **values,
    }
    return sessions.create_session(given, by=scene.officers[office])


def _line(scene: Scene, office: str, year: int) -> PlanItem | None:
    """What the published plan of the year asks of the office."""
    lines = PlanItem.objects.filter(plan__year=year, plan__published_at__isnull=False)
    return lines.filter(organiser=scene.officers[office].authority).select_related("plan").first()


def _class(
    scene: Scene,
    office: str,
    days: int,
    *,
    heads: int,
    staff: int = 0,
    fee: Decimal = Decimal(0),
    of: Iterable[str] = (),
) -> Story:
    """A class held so many days ago: most passed, one failed, one stayed away."""
    by, day = scene.officers[office], timezone.localdate(scene.now) - timedelta(days=days)
    yield scene.at(days + 20)
    values: dict[str, Any] = {"institution": scene.centre} if office == "54" else {}
    values |= {"title": f"{by.authority}首席质量官集中培训班", "plan_item": _line(scene, office, day.year)}
    if fee:
        values |= {"fee": fee, "fee_reason": "教材工本费，按实际支出收取。"}
    session = _draft(scene, office, day, **values)
    session = sessions.open_session(session.pk, by=by)
    yield scene.at(days + 10)
    held = [each for code in of or (office,) for each in scene.holders(code, since=days + 30)][:heads]
    rows = [enrolling.enrol_cqo(session.pk, each.enterprise, by=filer_of(each.enterprise)) for each in held]
    for number, each in enumerate(held[:staff]):
        colleague = Trainee(("次旺", "卓玛")[number % 2], f"1390894000{number}", "质检主管")
        rows.append(
            enrolling.enrol_staff(session.pk, each.enterprise, colleague, by=filer_of(each.enterprise))
        )
    yield scene.at(days - 1)
    results = ["passed"] * len(rows)
    if len(rows) > 3:
        results[2:4] = ["failed", "absent"]
    hours = {"passed": Decimal(8), "failed": Decimal(8), "absent": None}
    given = {row.pk: Grade(result, hours[result]) for row, result in zip(rows, results, strict=True)}
    grading.grade(session.pk, given, by=by)
    sessions.complete_session(session.pk, by=by)


def _offers(scene: Scene) -> Story:
    """One class takes names and has a waiting list, one was called off, one is being prepared."""
    yield scene.at(9)
    day = timezone.localdate(scene.now) + timedelta(days=20)
    open_ = _draft(
        scene, "54", day, capacity=3, institution=scene.centre, title="冬季首席质量官履职能力提升班"
    )
    open_ = sessions.open_session(open_.pk, by=scene.region)
    for each in scene.holders("5402", since=60)[-3:] + scene.holders("5405", since=60)[:2]:
        enrolling.enrol_cqo(open_.pk, each.enterprise, by=filer_of(each.enterprise))
    inviting.invite_many(
        open_.pk, untrained(scene.region, on=timezone.localdate()).order_by("pk")[:4], by=scene.region
    )
    visitor = Appointment.objects.in_office().get(enterprise__users__username="enterprise.chamdo")
    inviting.invite_many(open_.pk, [visitor], by=scene.officers["5403"])
    gone = sessions.open_session(
        _draft(scene, "5403", day, title="昌都市首席质量官培训班").pk, by=scene.officers["5403"]
    )
    yield scene.at(3)
    sessions.cancel_session(gone.pk, by=scene.officers["5403"], reason="与自治区局培训班时间冲突，择期另办。")
    _draft(scene, "5401", day + timedelta(days=30), title="拉萨市第二期首席质量官培训班")


def experience_stories(scene: Scene) -> list[Story]:
    """Experience on every part of its way."""
    return [_experience(scene), _published(scene)]


def _experience(scene: Scene) -> Story:
    """A draft, one with the office, one returned, one reported, and one of an office that was declined."""
    yield scene.at(40)
    lhasa = [each.enterprise for each in scene.holders("5401", since=60)]
    drafted = [_written(enterprise) for enterprise in lhasa[:4]]
    sent = [experiences.submit(row.pk, by=row.created_by, version=row.version) for row in drafted[1:]]
    yield scene.at(35)
    by = scene.officers["5401"]
    experiences.give_back(sent[0].pk, by=by, version=sent[0].version, reason="请补充改进前后的数据。")
    experiences.report(sent[1].pk, by=by, version=sent[1].version)
    own = experiences.start_experience(
        {"title": "以现场观摩带动推行", "summary": "地市经验。", "body": BODY, "about": None},
        by=scene.officers["5402"],
    )
    own = experiences.send(own.pk, by=own.created_by, version=own.version)
    yield scene.at(18)
    experiences.decline(own.pk, by=scene.region, version=own.version, reason="做法较普遍，典型性不足。")


def _published(scene: Scene) -> Story:
    """Two that every enterprise can read."""
    yield scene.at(33)
    lhasa = [each.enterprise for each in scene.holders("5401", since=60)]
    chamdo = Enterprise.objects.filter(users__username="enterprise.chamdo")
    reported = []
    for enterprise in [*lhasa[4:5], *chamdo]:
        row = _written(enterprise)
        row = experiences.submit(row.pk, by=row.created_by, version=row.version)
        office = scene.officers[enterprise.authority.code]
        reported.append(experiences.report(row.pk, by=office, version=row.version))
    yield scene.at(20)
    for row in reported:
        experiences.publish(row.pk, by=scene.region, version=row.version)


def _short(name: str) -> str:
    """The name as a headline says it."""
    for ending in ("有限责任公司", "有限公司", "公司"):
        name = name.removesuffix(ending)
    return name.removeprefix("西藏")


def _written(enterprise: Enterprise) -> Any:
    given = {
        "title": f"{_short(enterprise.name)}首席质量官制度实践",
        "summary": "副总经理兼任首席质量官，质量责任落到岗位。",
        "body": BODY,
        "about": None,
    }
    return experiences.start_experience(given, by=filer_of(enterprise))
