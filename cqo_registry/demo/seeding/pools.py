"""What many rows share, made once: enterprises' figures and products, candidates, words of names.

Every variant is judged by the real rules, so that no seeded row contradicts what the site computes.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from random import Random
from typing import Any

from pypinyin import Style, lazy_pinyin

from cqo_registry.core.verdicts import Verdict
from cqo_registry.demo.people import MAJORS, SCHOOLS, SEXES, han_name, tibetan_name
from cqo_registry.demo.seeding.copying import tail
from cqo_registry.directory.enums import EnterpriseType, SizeClass
from cqo_registry.directory.facts import size_of
from cqo_registry.directory.models import EnterpriseFacts, EnterpriseProfile
from filings.enums import AppointmentMode, DocumentType, EducationLevel, PositionLevel, StudyForm, TitleLevel
from filings.models import Filing
from filings.rules.qualification import Candidate, Interval, check_qualification

PLACES = ("雪域", "圣地", "念青", "冈底斯", "珠峰", "康巴", "象雄", "羊湖", "纳木错", "雅鲁藏布", "唐古拉")
TRADES = (
    ("青稞酒业", "C15", "青稞酒", "V", ""),
    ("天然饮用水", "C15", "包装饮用水", "V", ""),
    ("藏药", "C27", "藏成药", "V", ""),
    ("水泥", "C30", "通用硅酸盐水泥", "L", "XK08-001-{n:05d}"),
    ("化肥", "C26", "复混肥料", "L", "XK13-001-{n:05d}"),
    ("包装", "C29", "食品用塑料瓶", "L", "XK16-204-{n:05d}"),
    ("电线电缆", "C38", "聚氯乙烯绝缘电线", "C", "20260101{n:08d}"),
    ("安防科技", "C39", "火灾报警控制器", "C", "20260118{n:08d}"),
    ("钢构", "C33", "钢结构构件", "S", "GB 55006"),
    ("建材", "C30", "蒸压加气混凝土砌块", "S", "GB 6566"),
)
NUMBER_FIELDS = {"L": "licence_no", "C": "ccc_no", "S": "standard_no"}
FORMS = ("有限公司", "有限责任公司", "股份有限公司")
FIGURES = ((8, 120), (15, 260), (24, 420), (60, 1800), (120, 5200), (320, 9000), (680, 21000), (1200, 60000))
VARIANTS = 400
OWN_COLUMNS = ("enterprise_name", "domicile", "county", "contact_phone")


@dataclass(frozen=True, slots=True)
class EnterpriseVariant:
    """One set of facts, as the end of a profile's and of a filing's line."""

    trade: str
    industry: str
    size: SizeClass
    line: str


def enterprise_variants(rng: Random, year: int) -> tuple[str, list[EnterpriseVariant]]:
    """The shared columns, and the variants."""
    made = [_enterprise_variant(rng, year) for _number in range(VARIANTS)]
    return made[0][0], [variant for _columns, variant in made]


def _enterprise_variant(rng: Random, year: int) -> tuple[str, EnterpriseVariant]:
    trade, industry, product, category, number = rng.choice(TRADES)
    employees, revenue = rng.choice(FIGURES)
    values: dict[str, Any] = {
        field.name: field.get_default()
        for field in EnterpriseFacts._meta.local_fields
        if field.name not in OWN_COLUMNS
    }
    values |= {
        "enterprise_type": rng.choice((EnterpriseType.LIMITED, EnterpriseType.STATE, EnterpriseType.PRIVATE)),
        "legal_representative": han_name(rng, "male"),  # never the CQO
        "principal_officer": person_name(rng)[0],
        "contact_person": person_name(rng)[0],
        "industry": industry,
        "employees": employees + rng.randrange(5),
        "revenue": Decimal(revenue + rng.randrange(100)),
        "assets": Decimal(revenue * 2),
        "data_year": year,
        "production_sites": "与住所相同",
        "products": [_product(rng, product, category, number)],
        "categories": [category],
        "has_safety_director": rng.random() < 0.5,
    }
    values["size"] = values["stated_size"] = size_of(values)
    columns, line = tail(EnterpriseProfile, values)
    return columns, EnterpriseVariant(trade, industry, SizeClass(values["size"]), line)


def _product(rng: Random, name: str, category: str, number: str) -> dict[str, str]:
    numbered = {NUMBER_FIELDS[category]: number.format(n=rng.randrange(10**5))} if number else {}
    return {"name": name, "category": category, **numbered}


def candidate_variants(
    rng: Random, today: date, *, qualified: bool
) -> tuple[str, dict[SizeClass, list[str]]]:
    """The shared columns, and variants by size; those not ``qualified`` fail Art. 6."""
    columns, pools = "", dict[SizeClass, list[str]]()
    for size in (SizeClass.LARGE, SizeClass.MEDIUM, SizeClass.SMALL, SizeClass.MICRO):
        made = [_candidate_variant(rng, size, today, qualified=qualified) for _number in range(VARIANTS // 4)]
        columns, pools[size] = made[0][0], [variant for _columns, variant in made]
    return columns, pools


def _candidate_variant(rng: Random, size: SizeClass, today: date, *, qualified: bool) -> tuple[str, str]:
    education = rng.choice((EducationLevel.BACHELOR, EducationLevel.MASTER))
    if not qualified:
        education = EducationLevel.SECONDARY
    elif size in (SizeClass.SMALL, SizeClass.MICRO) and rng.random() < 0.6:
        education = EducationLevel.COLLEGE
    started = date(rng.randrange(2006, 2017), rng.randrange(1, 13), 1)
    verdict = check_qualification(Candidate(size, education, (Interval(started),), today))
    return _candidate_line(rng, education, started, verdict)


def _candidate_line(
    rng: Random, education: EducationLevel, started: date, verdict: Verdict
) -> tuple[str, str]:
    graduated = date(started.year - 1, 7, 1)
    work = {"employer": "本企业", "post": "质量部部长", "start": started.isoformat(), "end": None}
    values = {
        "document_type": DocumentType.IDENTITY_CARD,
        "cqo_other_names": "",
        "education": education,
        "study_form": rng.choice((StudyForm.FULL_TIME, StudyForm.ADULT)),
        "school": rng.choice(SCHOOLS),
        "major": rng.choice(MAJORS),
        "graduated_on": graduated,
        "education_certificate_no": f"10694{graduated:%Y%m}{rng.randrange(10**6):06d}",
        "title_level": rng.choice((TitleLevel.NONE, TitleLevel.INTERMEDIATE)),
        "title_name": "",
        "quality_work": [work],
        "position_level": PositionLevel.DEPUTY,
        "other_post": "副总经理",
        "position_reason": "",
        "appointment_mode": AppointmentMode.LEGAL_REPRESENTATIVE,
        "appointer": person_name(rng)[0],
        "document_no": f"质字第{rng.randrange(1, 99)}号",
        "kind": "initial",
        "verdict": verdict.as_json(),
        "officer_size": "",
        "officer_size_reason": "",
        **dict.fromkeys(YES, True),
        **{name: rng.random() < 0.5 for name in ("has_allowance", "has_appraisal", "has_budget")},
    }
    return tail(Filing, values)


YES = (
    "leads_management",
    "leads_inspection",
    "leads_safety",
    "declares_conduct",
    "declares_no_g1",
    "declares_no_g2",
    "declares_no_g3",
    "declares_no_g4",
    "declares_true",
)


def person_name(rng: Random) -> tuple[str, str]:
    """A Tibetan name in both scripts."""
    return tibetan_name(rng, rng.choice(SEXES))


@cache
def initials(word: str) -> str:
    """The pinyin initials of a word, for the search text."""
    return "".join(lazy_pinyin(word, style=Style.FIRST_LETTER))
