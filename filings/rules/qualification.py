"""Art. 6: the education and the years of quality work that the post asks for.

How years are counted: both days of an interval are worked, so 2020-01-01 to 2022-12-31 is exactly three
years, enough on 2023-01-01; without an end it runs to the effective date. Intervals that overlap, or follow
on the very next day, are one. What lies between the others is a gap of the days not worked. N years are
reached when the N-year anniversary of the earliest start, moved on by the days of all gaps, lies neither
after the day that follows the last day worked nor after the effective date. Days after the effective date
of the appointment count nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import NamedTuple

from django.utils.translation import gettext_lazy as _

from cqo_registry.core.dates import ONE_DAY, years_later
from cqo_registry.core.regulation import IN_FORCE_ON, Dated, cites
from cqo_registry.core.verdicts import Reason, Severity, Verdict
from cqo_registry.directory.enums import SizeClass
from filings.enums import EducationLevel, StudyForm


@dataclass(frozen=True, slots=True)
class Interval:
    """Quality work from ``start`` to ``end``; no end means that it goes on."""

    start: date
    end: date | None = None


@dataclass(frozen=True, slots=True)
class Candidate:
    """What Art. 6 looks at; ``size`` is the class frozen at appointment, or picked by the officer."""

    size: SizeClass
    education: EducationLevel | None
    quality_work: tuple[Interval, ...]
    effective_on: date
    study_form: StudyForm | None = None
    graduated_on: date | None = None


class Requirement(NamedTuple):
    """The least education and the least years of quality work."""

    education: EducationLevel
    years: int


class Experience(NamedTuple):
    """Completed years of quality work and the days beyond them, for the roster."""

    years: int
    days: int


_UPPER = Requirement(EducationLevel.BACHELOR, 5)
_LOWER = Requirement(EducationLevel.COLLEGE, 3)
REQUIREMENTS = Dated(
    {
        IN_FORCE_ON: {
            SizeClass.LARGE: _UPPER,
            SizeClass.MEDIUM: _UPPER,
            SizeClass.SMALL: _LOWER,
            SizeClass.MICRO: _LOWER,
            # The article knows no such class: the least it asks of anybody holds until the officer picks one.
            SizeClass.UNCLASSIFIED: _LOWER,
        }
    }
)

TOO_LOW = {
    EducationLevel.BACHELOR: _("大中型企业的首席质量官须具有大学本科以上学历。"),
    EducationLevel.COLLEGE: _("小微企业的首席质量官须具有大专以上学历。"),
}
TOO_SHORT = {
    5: _("大中型企业的首席质量官截至任命生效日须满5年质量工作经历。"),
    3: _("小微企业的首席质量官截至任命生效日须满3年质量工作经历。"),
}


@cites("6")
def check_qualification(candidate: Candidate) -> Verdict:
    """Whether the candidate may hold the post at that size; every failing condition is named."""
    need = REQUIREMENTS.on(candidate.effective_on)[candidate.size]
    return Verdict((*_education(candidate, need), *_quality_work(candidate, need), *_size(candidate)))


def _education(candidate: Candidate, need: Requirement) -> Iterator[Reason]:
    if candidate.education is None:
        yield Reason("education_missing", _("请填写学历。"), "6", field="education")
    elif candidate.education.rank < need.education.rank:
        yield Reason("education", TOO_LOW[need.education], "6", field="education")
    if candidate.graduated_on and candidate.graduated_on > candidate.effective_on:
        message = _("毕业日期晚于任命生效日，任命时尚未取得该学历。")
        yield Reason("graduation_date", message, "6", field="graduated_on")
    if candidate.study_form == StudyForm.PARTY_SCHOOL:
        message = _("党校及其他学历须核对其等同效力的证明。")
        yield Reason("education_equivalence", message, "6", Severity.WARN, "study_form")


def _quality_work(candidate: Candidate, need: Requirement) -> Iterator[Reason]:
    if not candidate.quality_work:
        yield Reason("quality_work_missing", _("请填写质量工作经历。"), "6", field="quality_work")
    elif not has_years(candidate.quality_work, need.years, candidate.effective_on):
        yield Reason("quality_years", TOO_SHORT[need.years], "6", field="quality_work")


def _size(candidate: Candidate) -> Iterator[Reason]:
    if candidate.size == SizeClass.UNCLASSIFIED:
        message = _("该行业不在划型标准内，须由审核人员认定企业规模后再按其判定。")
        yield Reason("size_unclassified", message, "6", Severity.WARN, "size")


def merged(intervals: Iterable[Interval], on: date) -> tuple[tuple[date, date], ...]:
    """The intervals up to ``on``, first and last day, united: no two overlap or follow on the next day."""
    clipped = ((job.start, min(job.end or on, on)) for job in intervals)
    united: list[tuple[date, date]] = []
    for start, end in sorted(span for span in clipped if span[0] <= span[1]):
        if united and start - united[-1][1] <= ONE_DAY:
            united[-1] = (united[-1][0], max(united[-1][1], end))
        else:
            united.append((start, end))
    return tuple(united)


def _span(intervals: Iterable[Interval], on: date) -> tuple[date, date, timedelta] | None:
    """Earliest start, the day by which all was worked, and the sum of the gaps; None without a day worked."""
    spans = merged(intervals, on)
    if not spans:
        return None
    gaps = sum((later[0] - earlier[1] - ONE_DAY for earlier, later in pairwise(spans)), timedelta())
    last = spans[-1][1]
    return spans[0][0], last + ONE_DAY if last < on else on, gaps


@cites("6")
def has_years(intervals: Iterable[Interval], years: int, on: date) -> bool:
    """Whether the quality work up to ``on`` makes that many years, by the count in the module's head."""
    span = _span(intervals, on)
    if span is None:
        return False
    start, end, gaps = span
    reached = end - gaps
    # The years are compared first because no anniversary exists beyond the year 9999.
    return start.year + years <= reached.year and years_later(start, years) <= reached


@cites("6")
def quality_years(intervals: Iterable[Interval], on: date) -> Experience:
    """The quality work up to ``on`` as completed years and days, by the same count."""
    span = _span(intervals, on)
    if span is None:
        return Experience(0, 0)
    start, end, gaps = span
    reached = end - gaps
    years = reached.year - start.year
    if years_later(start, years) > reached:
        years -= 1
    return Experience(years, (reached - years_later(start, years)).days)
