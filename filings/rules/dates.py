"""Every date of a declaration: which side of today, in which order, and what it means when wrong.

An impossible date is an error of form. It is returned for correction and never a ground to refuse
(decision D37): only Art. 6 and Art. 9 are. Days are those of Asia/Shanghai; today itself has come.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from cqo_registry.core.regulation import cites
from cqo_registry.core.verdicts import Reason, Severity, Verdict
from filings.rules.qualification import Interval


@dataclass(frozen=True, slots=True)
class Dates:
    """The dates of a declaration as it stands on ``today``; what is not filled is None."""

    today: date
    signed_on: date | None = None
    effective_on: date | None = None
    graduated_on: date | None = None
    quality_work: tuple[Interval, ...] = ()

    def ahead(self, name: str) -> bool:
        """Whether the day of that field is still to come."""
        day = getattr(self, name)
        return day is not None and day > self.today


@dataclass(frozen=True, slots=True)
class DateRule:
    """One row of the table: the field it is said of, when it is broken, and what is said."""

    code: str
    field: str
    broken: Callable[[Dates], bool]
    message: Any
    severity: Severity = Severity.BLOCK


def _signed_late(dates: Dates) -> bool:
    signed, effective = dates.signed_on, dates.effective_on
    return signed is not None and effective is not None and signed > effective


DATE_RULES = (
    # 任用后报备: whoever is not yet in the post would claim years in advance (decision D31).
    DateRule(
        "effective_ahead",
        "effective_on",
        lambda dates: dates.ahead("effective_on"),
        _("任命自 %(year)d年%(month)d月%(day)d日 起生效，生效后再提交。"),
    ),
    DateRule(
        "signed_ahead",
        "signed_on",
        lambda dates: dates.ahead("signed_on"),
        _("任命签署日期晚于今天，请核对。"),
    ),
    DateRule(
        "signed_late",
        "signed_on",
        _signed_late,
        _("任命签署日期晚于生效日期，请核对。"),
        Severity.WARN,
    ),
    DateRule(
        "graduated_ahead",
        "graduated_on",
        lambda dates: dates.ahead("graduated_on"),
        _("毕业日期晚于今天，请核对。"),
    ),
)


@cites("14")
def check_dates(dates: Dates) -> Verdict:
    """What is wrong with the dates, by the table and interval by interval (decisions D31, D37)."""
    broken = (_reason(rule, dates) for rule in DATE_RULES if rule.broken(dates))
    return Verdict((*broken, *check_quality_work(dates.quality_work, dates.today)))


def _reason(rule: DateRule, dates: Dates) -> Reason:
    day = getattr(dates, rule.field)
    said = rule.message % {"year": day.year, "month": day.month, "day": day.day}
    return Reason(rule.code, said, "14", rule.severity, rule.field)


@cites("6")
def check_quality_work(intervals: tuple[Interval, ...], today: date) -> Verdict:
    """Intervals that cannot have been worked: an end before its start, or days still to come (D37).

    The article is that of the procedure: an error of form says nothing about the years.
    """
    return Verdict(tuple(_malformed(intervals, today)))


def _malformed(intervals: tuple[Interval, ...], today: date) -> Iterator[Reason]:
    for number, job in enumerate(intervals, 1):
        found = _fault(job, today)
        if found is not None:
            code, said = found
            yield Reason(code, said % {"number": number}, "14", field="quality_work")


def _fault(job: Interval, today: date) -> tuple[str, Any] | None:
    if job.end is not None and job.end < job.start:
        return "quality_work_order", _("第 %(number)d 段质量工作经历的结束日期早于开始日期，请改正。")
    if job.start > today:
        return "quality_work_ahead", _("第 %(number)d 段质量工作经历的开始日期晚于今天，请改正。")
    if job.end is not None and job.end > today:
        said = _("第 %(number)d 段质量工作经历的结束日期晚于今天；至今仍从事的，不填结束日期。")
        return "quality_work_ahead", said
    return None


@cites("6", "9")
def grounds_of_refusal(judged: Verdict, form: Verdict) -> tuple[Reason, ...]:
    """What a refusal may rest on: Art. 9, and Art. 6 where no error of form stands behind it (D1, D37).

    ``form`` is what is wrong with the dates. An effective date still to come leaves all of Art. 6
    undecided; another wrong date leaves undecided what is said of its own field.
    """
    wrong = {reason.field for reason in form.blocking}
    return tuple(
        reason
        for reason in judged.blocking
        if reason.article == "9"
        or (reason.article == "6" and reason.field not in wrong and "effective_on" not in wrong)
    )
