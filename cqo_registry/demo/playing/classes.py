"""Training classes of the demonstration: held, running, taking names, called off, in draft (Art. 16, 17)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from cqo_registry.demo.playing.clock import Story
from cqo_registry.demo.playing.scene import Scene, filer_of
from filings.models import Appointment
from training.actions import attending, enrolling, grading, inviting, sessions
from training.actions.enrolling import Trainee
from training.actions.grading import Grade
from training.enums import EnrolmentSource
from training.facts.untrained import untrained
from training.models import Enrolment, PlanItem, TrainingSession

HOUR = timedelta(hours=1)
SYLLABI = {
    "5401": "上午：质量法律法规和首席质量官职责。\n下午：质量管理方法和案例研讨。",
    "5402": "上午：原料进厂、生产过程、成品出厂三道关口。\n下午：分组讨论和现场答疑。",
    "54": "上午：质量风险识别和防控。\n下午：质量事故案例复盘，结业测试。",
    "LSJKQ": "第一讲：质量数字化概论。\n第二讲：检验数据采集和追溯。",
}
COLLEAGUES = (
    Trainee("次旺", "13908940001", "质检主管"),
    Trainee("卓玛拉姆", "13908940002", "化验员"),
    Trainee("李敏", "13908940003", "计量管理员"),
    Trainee("边巴", "13908940004", "车间质量员"),
)
FEE = {"fee": Decimal("120.00"), "fee_reason": "教材工本费，按实际支出收取。"}
ONLINE = {"mode": "online", "place": "", "online_address": "https://training.example.org/quality"}
MISTAKE = "阅卷登记有误，补考未通过。"
CALLED_OFF = "与自治区局培训班时间冲突，择期另办。"
FALLS_ILL = "参训人员因病住院，企业来电取消。"


@dataclass
class Held:
    """One class that was held: by whom, how long ago, and who came."""

    office: str
    days: int
    title: str
    heads: int
    staff: int = 0
    of: tuple[str, ...] = ()
    more: dict[str, Any] | None = None
    corrected: bool = False
    visitor: str = ""


HELD = (
    Held("5402", 250, "日喀则市首席质量官集中培训班", 2, more=FEE),
    Held("5401", 150, "拉萨市质量法规和管理方法培训班", 6, staff=2, corrected=True),
    Held("5402", 100, "日喀则市三道关口培训班", 3, staff=1, more=FEE),
    Held(
        "54", 60, "全区首席质量官履职能力提升班", 4, 1, ("5403", "5404", "5405"), visitor="enterprise.lhoka"
    ),
    Held("LSJKQ", 33, "经开区质量数字化线上班", 3, staff=1, more=ONLINE),
)


def class_stories(scene: Scene) -> list[Story]:
    """Five that are over, one that waits for its results, and what is on offer."""
    return [*(_held(scene, each) for each in HELD), _running(scene), _offers(scene)]


def _draft(scene: Scene, office: str, day: date, **values: Any) -> TrainingSession:
    given = {
        "mode": "onsite",
        "place": f"{scene.officers[office].authority}会议中心",
        "starts_on": day,
        "ends_on": day,
        "enrol_until": day - timedelta(days=2),
        "hours": Decimal(8),
        "syllabus": SYLLABI.get(office, SYLLABI["5401"]),
        "capacity": 30,
        "audience": "both",
        "institution": scene.centre if office == "54" else None,
        "plan_item": _line(scene, office, day),
        **values,
    }
    return sessions.create_session(given, by=scene.officers[office])


def _open(scene: Scene, office: str, day: date, **values: Any) -> TrainingSession:
    session = _draft(scene, office, day, **values)
    return sessions.open_session(session.pk, by=scene.officers[office])


def _line(scene: Scene, office: str, day: date) -> PlanItem | None:
    """What the published plan of that year asks of the office about then."""
    lines = PlanItem.objects.filter(plan__year=day.year, plan__published_at__isnull=False)
    own = lines.filter(organiser=scene.officers[office].authority).select_related("plan").order_by("pk")
    return min(own, key=lambda line: abs(3 * line.quarter - 1 - day.month), default=None)


def _held(scene: Scene, held: Held) -> Story:
    """Names, signatures at the door and on the list, results, and the end: most passed."""
    by, day = scene.officers[held.office], scene.day(held.days)
    yield scene.at(held.days + 20)
    session = _open(scene, held.office, day, title=held.title, **(held.more or {}))
    yield scene.at(held.days + 10)
    rows = list(_enrolled(scene, session, held))
    yield scene.on(day)
    failed, away = (rows[2:3], rows[3:4]) if len(rows) > 3 else ([], [])
    came = [row for row in rows if row not in away]
    _sign_in(session, came)
    yield scene.on(day, HOUR / 2)
    attending.mark(session.pk, [row.pk for row in came[2:]], by=by)
    yield scene.on(scene.diary.back(scene.diary.ago(held.days) - 1), 2 * HOUR)
    results = {row.pk: Grade("passed", Decimal(8)) for row in came}
    results |= {row.pk: Grade("failed", Decimal(8)) for row in failed}
    results |= {row.pk: Grade("absent", None) for row in away}
    grading.grade(session.pk, results, by=by)
    if held.corrected:
        yield scene.on(scene.diary.back(scene.diary.ago(held.days) - 1), 3 * HOUR)
        grading.correct(rows[-1].pk, Grade("failed", Decimal(8)), by=by, reason=MISTAKE)
    yield scene.on(scene.diary.back(scene.diary.ago(held.days) - 1), 4 * HOUR)
    sessions.complete_session(session.pk, by=by)


def _enrolled(scene: Scene, session: TrainingSession, held: Held) -> Iterator[Enrolment]:
    """CQOs of the area, in a class of the region some of each area, and some of their colleagues."""
    offices = held.of or (held.office,)
    share = -(-held.heads // len(offices))
    posts = [each for code in offices for each in scene.holders(code, since=held.days + 30)[:share]]
    posts = [*([scene.visitor(held.visitor)] if held.visitor else []), *posts][: held.heads]
    for each in posts:
        yield _by_itself(session, each)
    for each, colleague in zip(posts[: held.staff], COLLEAGUES, strict=False):
        by = filer_of(each.enterprise)
        yield enrolling.enrol_staff(session.pk, each.enterprise, colleague, by=by)


def _by_itself(session: TrainingSession, held: Appointment) -> Enrolment:
    """The enterprise puts its CQO down."""
    return enrolling.enrol_cqo(session.pk, held.enterprise, by=filer_of(held.enterprise))


def _sign_in(session: TrainingSession, came: Iterable[Enrolment]) -> None:
    """The first two sign in with the code at the door."""
    for row in list(came)[:2]:
        attending.sign_in(session.door_code, [row.pk], by=filer_of(row.enterprise))


def _running(scene: Scene) -> Story:
    """Lhasa taught on the last working day and has still to enter results; the office put down some names."""
    by, day = scene.officers["5401"], scene.day(0)
    yield scene.at(15)
    session = _open(scene, "5401", day, title="拉萨市出厂检验和追溯实务班", capacity=20)
    yield scene.at(11)
    posts = scene.holders("5401", since=90)[8:14]
    own = [_by_itself(session, each) for each in posts[:3]]
    put = [enrolling.enrol_cqo(session.pk, posts[3].enterprise, by=by)]
    source = EnrolmentSource.IMPORT
    put += [enrolling.enrol_cqo(session.pk, each.enterprise, by=by, source=source) for each in posts[4:]]
    put.append(enrolling.enrol_staff(session.pk, posts[0].enterprise, COLLEAGUES[3], by=by))
    yield scene.at(6)
    enrolling.cancel(own[2].pk, by=by, reason=FALLS_ILL)
    yield scene.on(day)
    _sign_in(session, own[:2])
    yield scene.on(day, HOUR / 2)
    attending.mark(session.pk, [row.pk for row in put[:-1]], by=by)


def _offers(scene: Scene) -> Story:
    """One class has room and invites, a small one has a waiting list; one was called off, one is in draft."""
    yield scene.at(9)
    day = scene.today + timedelta(days=20)
    winter = _open(scene, "54", day, capacity=40, title="冬季质量风险防控培训班")
    small = _open(scene, "54", day + timedelta(days=14), capacity=4, title="质量事故案例研讨小班")
    for each in scene.holders("5402", since=60)[-4:] + scene.holders("5405", since=60)[:2]:
        _by_itself(small, each)
    for each in scene.holders("5404", since=60)[-3:]:
        _by_itself(winter, each)
    invited = list(untrained(scene.region, on=scene.day(9)).order_by("pk")[:5])
    inviting.invite_many(winter.pk, invited, by=scene.region)
    _invite_visitors(scene, winter)
    gone = _open(scene, "5403", day, title="昌都市首席质量官制度入门班")
    yield scene.at(3)
    sessions.cancel_session(gone.pk, by=scene.officers["5403"], reason=CALLED_OFF)
    _draft(scene, "5401", day + timedelta(days=30), title="拉萨市计量和检验检测培训班")


def _invite_visitors(scene: Scene, session: TrainingSession) -> None:
    for username, office in (("enterprise.chamdo", "5403"), ("enterprise.nyingchi", "5404")):
        held: Appointment = scene.visitor(username)
        inviting.invite_many(session.pk, [held], by=scene.officers[office])
