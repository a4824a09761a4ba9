"""What offices do to spread the CQO system, what it costs, and what comes of it (Art. 7, 10, 17, 18, 20)."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from io import BytesIO

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from PIL import Image, ImageDraw

from cqo_registry.demo.playing.clock import Story
from cqo_registry.demo.playing.officeholders import in_office
from cqo_registry.demo.playing.plans import Stage
from training.actions import activities, funding, pictures
from training.enums import ActivityKind, FundSource, SpendingItem
from training.models import Activity, TrainingSession

# Office, kind, title, working days ago, place, enterprises, heads.
ACTIVITIES = (
    ("54", ActivityKind.MOBILISATION, "全区首席质量官制度推进会", 460, "自治区市场监管局", 12, 60),
    ("5401", ActivityKind.MOBILISATION, "拉萨市首席质量官动员部署会", 350, "拉萨市市场监管局", 8, 35),
    ("5402", ActivityKind.FORUM, "日喀则市首席质量官座谈会", 240, "日喀则市市场监管局", 6, 18),
    ("54", ActivityKind.EXCHANGE, "全区首席质量官经验交流会", 130, "自治区市场监管局", 10, 48),
    ("5404", ActivityKind.VISIT, "林芝市标杆企业现场观摩", 110, "林芝市巴宜区工业园", 5, 22),
    ("5401", ActivityKind.VISIT, "水泥企业出厂检验现场观摩", 95, "拉萨市曲水县", 6, 26),
    ("5403", ActivityKind.FORUM, "昌都市首席质量官座谈交流", 75, "昌都市市场监管局", 4, 14),
    ("ZQ", ActivityKind.PUBLICITY, "藏青工业园质量月宣传", 55, "藏青工业园服务大厅", 3, 0),
    ("LSJKQ", ActivityKind.FORUM, "经开区质量负责人座谈会", 40, "经开区管委会", 4, 12),
    ("5401", ActivityKind.PUBLICITY, "“质量月”首席质量官制度宣传", 38, "拉萨市宇拓路", 5, 120),
    ("5405", ActivityKind.PUBLICITY, "山南市首席质量官政策宣传", 20, "山南市乃东区", 3, 40),
    ("5401", ActivityKind.FORUM, "包装行业首席质量官座谈会", 9, "拉萨市市场监管局", 4, 11),
)
SUMMARY = "介绍首席质量官制度和备案要求，企业交流三道关口的做法，现场答复企业提出的问题。"
DOUBLE = "与上一条重复登记。"
CAPTIONS = ("企业首席质量官交流出厂检验的做法", "参会人员观看质量控制流程图")
# Office, source, share of the year before and of this year in 元, document.
BUDGETS = (
    ("54", FundSource.FISCAL, 260000, 300000, "藏财行〔{year}〕12号"),
    ("54", FundSource.SPECIAL, 80000, 90000, "藏市监财〔{year}〕6号"),
    ("5401", FundSource.FISCAL, 90000, 100000, "拉财行〔{year}〕31号"),
    ("5402", FundSource.FISCAL, 60000, 60000, "日财行〔{year}〕19号"),
)
# Office, working days ago, item, amount in 元, what it was for, struck out.
SPENT = (
    ("54", 142, SpendingItem.COMMISSION, "52000.00", "", False),
    ("54", 126, SpendingItem.PROMOTION, "23500.00", "activity", False),
    ("5401", 90, SpendingItem.LECTURERS, "18600.00", "session", False),
    ("5401", 88, SpendingItem.MATERIALS, "6420.50", "session", False),
    ("5401", 86, SpendingItem.TRAVEL, "7300.00", "activity", False),
    ("5402", 55, SpendingItem.VENUE, "9800.00", "session", False),
    ("5402", 54, SpendingItem.MATERIALS, "5200.00", "session", False),
    ("5401", 36, SpendingItem.PROMOTION, "12800.00", "activity", False),
    ("5401", 34, SpendingItem.PROMOTION, "12800.00", "activity", True),
    ("54", 30, SpendingItem.COMMISSION, "86000.00", "session", False),
    ("54", 22, SpendingItem.MATERIALS, "31500.00", "session", False),
    ("5402", 18, SpendingItem.LECTURERS, "8600.00", "", False),
)


def promotion(stage: Stage) -> Iterator[Story]:
    """Activities, budgets and spending."""
    for row in ACTIVITIES:
        yield activity_story(stage, *row)
    yield double_story(stage)
    this_year = stage.diaries["54"].today.year
    for office, source, before, now, document_no in BUDGETS:
        for year, amount in ((this_year - 1, before), (this_year, now)):
            yield budget_story(stage, office, source, year, amount, document_no)
    for line in SPENT:
        yield spending_story(stage, *line)


def activity_story(
    stage: Stage, office: str, kind: str, title: str, back: int, place: str, named: int, heads: int
) -> Story:
    """An office logs an activity the day after it, with pictures where it has some."""
    diary, officer = stage.diaries[office], stage.officers[office]
    yield diary.moment(back - 1, stage.rng)
    given = {
        "kind": kind,
        "title": title,
        "held_on": diary.back(back),
        "place": place,
        "enterprises": [held.enterprise for held in in_office(office)[:named]],
        "enterprise_count": named + 2,
        "heads": heads,
        "summary": SUMMARY,
    }
    row = activities.log_activity(given, by=officer)
    if kind in (ActivityKind.VISIT, ActivityKind.EXCHANGE):
        for number, caption in enumerate(CAPTIONS):
            upload = SimpleUploadedFile(f"现场{number + 1}.png", picture(number))
            pictures.add_picture(pictures.ACTIVITY, row.pk, upload, caption=caption, by=officer)


def double_story(stage: Stage) -> Story:
    """Lhasa logs its forum once more, sees it, and strikes the second one out."""
    diary, officer = stage.diaries["5401"], stage.officers["5401"]
    yield diary.moment(7, stage.rng)
    first = Activity.objects.filter(authority=officer.authority).latest("pk")
    names = ("kind", "title", "held_on", "place", "enterprise_count", "heads", "summary")
    given = {name: getattr(first, name) for name in names}
    row = activities.log_activity({**given, "enterprises": list(first.enterprises.all())}, by=officer)
    yield diary.moment(6, stage.rng)
    activities.strike_activity(row.pk, by=officer, reason=DOUBLE, version=None)


def budget_story(stage: Stage, office: str, source: str, year: int, amount: int, document_no: str) -> Story:
    """An office enters what it has for a year, in its spring or, early in the year, by now."""
    diary, officer = stage.diaries[office], stage.officers[office]
    spring = diary.today.replace(year=year, month=2, day=20)
    yield diary.moment(diary.ago(max((diary.today - spring).days, 1)), stage.rng)
    given = {
        "year": year,
        "source": source,
        "amount": Decimal(amount),
        "document_no": document_no.format(year=year),
        "note": "首席质量官培训和推广工作经费。",
    }
    funding.set_budget(given, by=officer)


def spending_story(
    stage: Stage, office: str, back: int, item: str, amount: str, purpose: str, struck: bool
) -> Story:
    """An office enters a payment for its last class or activity, or for none of them."""
    diary, officer = stage.diaries[office], stage.officers[office]
    yield diary.moment(back, stage.rng)
    classes = TrainingSession.objects.filter(authority=officer.authority, status="completed")
    held = Activity.objects.standing().filter(authority=officer.authority)
    given = {
        "spent_on": timezone.localdate(),
        "source": FundSource.FISCAL,
        "item": item,
        "amount": Decimal(amount),
        "session": classes.order_by("-ends_on").first() if purpose == "session" else None,
        "activity": held.order_by("-held_on").first() if purpose == "activity" else None,
        "note": "",
    }
    row = funding.spend(given, by=officer)
    if struck:
        yield diary.moment(back - 1, stage.rng)
        funding.strike_spending(row.pk, by=officer, reason=DOUBLE, version=None)


@cache
def picture(number: int) -> bytes:
    """A drawn hall with a screen, a speaker and rows of heads: no photograph of anybody."""
    image = Image.new("RGB", (480, 320), (236, 231, 220))
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 230, 480, 320), fill=(170, 150, 124))
    draw.rectangle((110, 30, 370, 150), fill="white", outline=(90, 90, 90), width=4)
    for line in range(4):
        width = (200, 160, 180, 120)[(line + number) % 4]
        draw.rectangle((135, 52 + line * 23, 135 + width, 62 + line * 23), fill=(40, 98, 140))
    draw.ellipse((400, 130, 436, 166), fill=(120, 84, 60))
    draw.rectangle((392, 166, 444, 250), fill=(150, 44, 40))
    for row in range(2):
        for seat in range(9):
            left = 18 + seat * 50 + row * 22
            draw.ellipse((left, 210 + row * 45, left + 32, 242 + row * 45), fill=(70, 60, 54))
    out = BytesIO()
    image.quantize(32).save(out, "PNG")
    return out.getvalue()
