"""The rules without a filing: plain cases in, plain answers out, nothing stored and no query.

Every case is a mapping with a ``kind``; whatever cannot be judged raises ``Impossible`` with a
sentence that names the field, and ``judge_all`` puts that sentence in the answer's place. Unknown
keys are ignored. Numbers may come as whole numbers, exact decimals or text; dates as ISO text only.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any, TypeVar

from django.db.models import TextChoices
from django.utils.translation import gettext as _

from cqo_registry.core import identifiers
from cqo_registry.core.verdicts import Reason
from cqo_registry.directory.enums import IndustryGroup, SizeClass
from cqo_registry.directory.rules.size import Figures, check_figures, classify
from cqo_registry.directory.seeds.calendar import calendar_for
from filings.enums import EducationLevel
from filings.rules.deadlines import due_date, overdue_days
from filings.rules.qualification import Candidate, Interval, check_qualification

Case = Mapping[str, Any]
Answer = dict[str, Any]
Choice = TypeVar("Choice", bound=TextChoices)

MAX_DIGITS = 30
_NUMBER = re.compile(rf"[+-]?[0-9]{{1,{MAX_DIGITS}}}(\.[0-9]{{1,{MAX_DIGITS}}})?")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


class Impossible(ValueError):
    """A case that cannot be judged; the text says which field and what to do."""


class Kind(StrEnum):
    """What a case asks."""

    SIZE = "size"
    QUALIFICATION = "qualification"
    DEADLINE = "deadline"
    USCC = "uscc"
    IDENTITY_NO = "identity_no"
    MOBILE = "mobile"
    NAME = "name"


def judge_all(cases: Iterable[Any], *, today: date) -> list[Answer]:
    """One answer per case, in order; an impossible case answers ``{"error": sentence}``."""
    return [_answer(case, today) for case in cases]


def _answer(case: Any, today: date) -> Answer:
    try:
        return judge(case, today=today)
    except Impossible as fault:
        return {"error": str(fault)}
    except OverflowError:
        return {"error": _("日期超出可计算的范围。")}


def judge(case: Any, *, today: date) -> Answer:
    """The answer to one case; ``today`` is the day on which age is judged when the case names none."""
    if not isinstance(case, Mapping):
        raise Impossible(_("每个案例应为一个对象。"))
    kind = case.get("kind")
    if not isinstance(kind, str) or kind not in JUDGES:
        raise Impossible(_("kind 应为 %s 之一。") % "、".join(Kind))
    return JUDGES[kind](case, today)


# One judge per kind ---------------------------------------------------------------------------------


def judge_size(case: Case, today: date) -> Answer:
    """The size class of an enterprise; a group of null is an industry outside the standard."""
    figures = Figures(
        group=None if _required(case, "group") is None else _choice(case, "group", IndustryGroup),
        employees=_number(case, "employees"),
        revenue=_number(case, "revenue"),
        assets=_number(case, "assets"),
    )
    verdict = check_figures(figures)
    if not verdict:
        raise Impossible("；".join(f"{reason.field}：{reason.message}" for reason in verdict))
    return {"size": classify(figures).value}


def judge_qualification(case: Case, today: date) -> Answer:
    """Whether the candidate meets Art. 6; ``reasons`` are those that block, ``warnings`` appear if any."""
    candidate = Candidate(
        size=_choice(case, "size", SizeClass),
        education=_choice(case, "education", EducationLevel),
        quality_work=_intervals(case, "quality_work"),
        effective_on=_day(case, "effective_on"),
    )
    verdict = check_qualification(candidate)
    warnings = {"warnings": _reasons(verdict.warnings)} if verdict.warnings else {}
    return {"passes": verdict.passes, "reasons": _reasons(verdict.blocking), **warnings}


def judge_deadline(case: Case, today: date) -> Answer:
    """The due date of a change (Art. 14); without a submission the overdue days are null."""
    office = _text(case, "office")
    try:
        calendar = calendar_for(office)
    except LookupError:
        raise Impossible(_("office：没有备案机关“%s”。") % office[:20]) from None
    due = due_date(_day(case, "effective_on"), calendar)
    submitted_on = None if case.get("submitted_on") is None else _day(case, "submitted_on")
    overdue = None if submitted_on is None else overdue_days(due.due_on, submitted_on)
    return {"due_on": due.due_on.isoformat(), "provisional": due.provisional, "overdue_days": overdue}


def judge_identity_no(case: Case, today: date) -> Answer:
    """An identity number; the age is that on ``on``, or today's."""
    on = today if case.get("on") is None else _day(case, "on")
    return _checked(identifiers.check_identity_no(_text(case, "value"), on))


def _judge_value(check: Callable[[str], identifiers.Checked]) -> Callable[[Case, date], Answer]:
    """A judge that needs the case's ``value`` only."""
    return lambda case, today: _checked(check(_text(case, "value")))


def _checked(answer: identifiers.Checked) -> Answer:
    return {"valid": answer.valid, "normalised": answer.normalised, "warnings": list(answer.warnings)}


def _reasons(reasons: Iterable[Reason]) -> list[Answer]:
    return [{"code": reason.code, "article": reason.article} for reason in reasons]


JUDGES: dict[str, Callable[[Case, date], Answer]] = {
    Kind.SIZE: judge_size,
    Kind.QUALIFICATION: judge_qualification,
    Kind.DEADLINE: judge_deadline,
    Kind.USCC: _judge_value(identifiers.check_uscc),
    Kind.IDENTITY_NO: judge_identity_no,
    Kind.MOBILE: _judge_value(identifiers.check_mobile),
    Kind.NAME: _judge_value(identifiers.check_name),
}


# Reading a case -------------------------------------------------------------------------------------


def _required(case: Case, field: str) -> Any:
    if field not in case:
        raise Impossible(_("缺少 %s。") % field)
    return case[field]


def _text(case: Case, field: str) -> str:
    value = _required(case, field)
    if not isinstance(value, str):
        raise Impossible(_("%s 应为文本。") % field)
    return value


def _choice(case: Case, field: str, choices: type[Choice]) -> Choice:
    value = _text(case, field)
    if value not in choices.values:
        raise Impossible(
            _("%(field)s 应为 %(values)s 之一。") % {"field": field, "values": "、".join(choices.values)}
        )
    return choices(value)


def _number(case: Case, field: str) -> Decimal | None:
    """An exact number or null. A binary float is read as it is written, so that 2000.1 stays 2000.1."""
    value = case.get(field)
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | float | str | Decimal):
        raise Impossible(_("%s 应为数字。") % field)
    written = _plainly(value) if isinstance(value, Decimal) else str(value).strip()
    if not _NUMBER.fullmatch(written):
        raise Impossible(_("%s 应为数字。") % field)
    return Decimal(written)


def _plainly(value: Decimal) -> str:
    """Without an exponent, unless it is so large that the digits alone would fill the memory."""
    return format(value, "f") if value.is_finite() and abs(value.adjusted()) < MAX_DIGITS else str(value)


def _iso(value: Any, field: str) -> date:
    if not isinstance(value, str) or not _DATE.fullmatch(value):
        raise Impossible(_("%s 应为 YYYY-MM-DD 格式的日期。") % field)
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise Impossible(_("%s 的日期不存在。") % field) from None


def _day(case: Case, field: str) -> date:
    return _iso(_required(case, field), field)


def _intervals(case: Case, field: str) -> tuple[Interval, ...]:
    value = _required(case, field)
    if not isinstance(value, list):
        raise Impossible(_("%s 应为起止日期的列表。") % field)
    return tuple(_interval(pair, field) for pair in value)


def _interval(pair: Any, field: str) -> Interval:
    if not isinstance(pair, list) or len(pair) != len(("start", "end")):
        raise Impossible(_("%s 的每一段应为起止两个日期。") % field)
    start = _iso(pair[0], field)
    end = None if pair[1] is None else _iso(pair[1], field)
    if end and end < start:
        raise Impossible(_("%s 的结束日期早于开始日期。") % field)
    return Interval(start, end)
