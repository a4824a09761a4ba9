"""What an invented enterprise declares: values by field name, as the steps of the form hand them over."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random
from typing import Any

from cqo_registry.core.dates import add_months, years_later
from cqo_registry.demo.people import MAJORS, SCHOOLS, Somebody
from cqo_registry.directory.enums import EnterpriseType, SizeClass
from filings.enums import (
    AppointmentMode,
    DocumentType,
    EducationLevel,
    PositionLevel,
    StudyForm,
    TitleLevel,
)
from filings.models import Filing

HIGHER = ((EducationLevel.BACHELOR, 12), (EducationLevel.MASTER, 3), (EducationLevel.DOCTOR, 1))
LOWER = ((EducationLevel.COLLEGE, 9), *HIGHER)
POSTS = ("质量检验员", "质量工程师", "化验室主任", "质量部部长", "标准化专员", "计量管理员")
TYPES = (EnterpriseType.LIMITED, EnterpriseType.STATE, EnterpriseType.JOINT_STOCK, EnterpriseType.PRIVATE)
CERTIFICATES = (
    "",
    "质量管理体系（GB/T 19001）",
    "食品安全管理体系（ISO 22000）",
    "环境管理体系（GB/T 24001）",
)
LEVELS = (
    (PositionLevel.DEPUTY, 13),
    (PositionLevel.PRINCIPAL, 4),
    (PositionLevel.MIDDLE, 3),
)
OTHER_POSTS = {
    PositionLevel.PRINCIPAL: "总经理",
    PositionLevel.DEPUTY: "副总经理",
    PositionLevel.MIDDLE: "质量部部长",
}
SCHOOL_LEAVING_AGE = 23
ENOUGH_MONTHS = 64  # more than the five years that Art. 6 asks of large enterprises
NOT_YET_DEPUTY = "决策层正在调整，拟于年内任命为副总经理。"


def enterprise_values(filing: Filing, rng: Random, effective_on: date) -> dict[str, Any]:
    """The first step: what the directory does not know yet. One enterprise in twelve misstates its size."""
    size = filing.size if rng.random() < 11 / 12 else rng.choice((SizeClass.SMALL, SizeClass.MICRO))
    return {
        "enterprise_type": rng.choice(TYPES),
        "production_sites": filing.domicile,
        "stated_size": str(size),
        "data_year": effective_on.year - 1,
        "certificates": rng.choice(CERTIFICATES),
        "has_safety_director": rng.random() < 0.6,
    }


def cqo_values(person: Somebody, size: str, rng: Random, *, qualified: bool = True) -> dict[str, Any]:
    """The second step; somebody not ``qualified`` left school too early (Art. 6)."""
    levels = HIGHER if size in (SizeClass.LARGE, SizeClass.MEDIUM) else LOWER
    education = _weighted(rng, levels) if qualified else EducationLevel.SECONDARY
    graduated_on = date(person.born.year + SCHOOL_LEAVING_AGE, 7, 1)
    title = rng.choice((TitleLevel.NONE, TitleLevel.ASSISTANT, TitleLevel.INTERMEDIATE, TitleLevel.ASSOCIATE))
    return {
        "cqo_name": person.name,
        "cqo_name_bo": person.name_bo,
        "cqo_other_names": person.other_names,
        "document_type": DocumentType.IDENTITY_CARD,
        "identity_no": person.identity_no,
        "cqo_phone": person.phone,
        "education": education,
        "study_form": rng.choice((StudyForm.FULL_TIME, StudyForm.FULL_TIME, StudyForm.ADULT)),
        "school": rng.choice(SCHOOLS),
        "major": rng.choice(MAJORS),
        "graduated_on": graduated_on,
        "education_certificate_no": f"10694{graduated_on:%Y%m}{rng.randrange(10**6):06d}",
        "title_level": title,
        "title_name": "" if title == TitleLevel.NONE else "工程师",
    }


def appointment_values(
    filing: Filing, person: Somebody, rng: Random, effective_on: date, *, experienced: bool = True
) -> dict[str, Any]:
    """The third step: post, paper and the years of quality work up to the effective date."""
    level = _weighted(rng, LEVELS)
    mode = rng.choice((AppointmentMode.LEGAL_REPRESENTATIVE, AppointmentMode.PRINCIPAL_OFFICER))
    by_owner = mode == AppointmentMode.LEGAL_REPRESENTATIVE
    return {
        "position_level": level,
        "other_post": OTHER_POSTS[level],
        "position_reason": NOT_YET_DEPUTY if level == PositionLevel.MIDDLE else "",
        "leads_management": True,
        "leads_inspection": rng.random() < 0.9,
        "leads_safety": rng.random() < 0.8,
        "appointment_mode": mode,
        "appointer": filing.legal_representative if by_owner else filing.principal_officer,
        "document_no": f"{effective_on.year}年质字第{rng.randrange(1, 60)}号",
        "signed_on": effective_on - timedelta(days=rng.randrange(0, 6)),
        "effective_on": effective_on,
        "quality_work": _quality_work(filing, person, rng, effective_on, experienced=experienced),
    }


def _quality_work(
    filing: Filing, person: Somebody, rng: Random, effective_on: date, *, experienced: bool
) -> list[dict[str, Any]]:
    """Two posts one after the other; together more than any size asks for, unless not ``experienced``."""
    if not experienced:
        start = add_months(effective_on, -14)
        return [_work(filing.enterprise_name, POSTS[0], start, None)]
    years_since_school = effective_on.year - person.born.year - SCHOOL_LEAVING_AGE
    months = max(min(rng.randrange(64, 200), 12 * years_since_school), ENOUGH_MONTHS)
    start = add_months(effective_on, -months)
    change = years_later(start, 2)
    return [
        _work("西藏诚信质量检测有限公司", rng.choice(POSTS[:3]), start, change),
        _work(filing.enterprise_name, rng.choice(POSTS[3:]), change, None),
    ]


def _work(employer: str, post: str, start: date, end: date | None) -> dict[str, Any]:
    return {
        "employer": employer,
        "post": post,
        "start": start.isoformat(),
        "end": end.isoformat() if end else None,
    }


def newer_person_values(person: Somebody) -> dict[str, Any]:
    """What has changed of a person in office: the telephone and the professional title."""
    return {
        "cqo_phone": f"198{person.phone[3:]}",
        "title_level": TitleLevel.ASSOCIATE,
        "title_name": "高级工程师",
    }


def material_values(rng: Random) -> dict[str, Any]:
    """The declarations of the fourth step, all given, and the encouraged measures of Art. 7."""
    declared = (
        "declares_conduct",
        "declares_no_g1",
        "declares_no_g2",
        "declares_no_g3",
        "declares_no_g4",
        "declares_true",
    )
    offered = ("has_allowance", "has_appraisal", "has_budget")
    return {**dict.fromkeys(declared, True), **{name: rng.random() < 0.5 for name in offered}}


def _weighted(rng: Random, choices: tuple[tuple[Any, int], ...]) -> Any:
    values, weights = zip(*choices, strict=True)
    return rng.choices(values, weights)[0]
