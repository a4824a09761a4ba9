"""The yearly duty report of a CQO (履职情况): which years it can be about, and what it must not claim.

It is encouraged and no filing duty: nothing here says that one has to be handed in (Art. 7, 8, 10, 11).
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.utils.translation import gettext_lazy as _

from cqo_registry.core.regulation import IN_FORCE_ON, cites
from cqo_registry.core.verdicts import Reason, Verdict


@cites("10", "22")
def check_year(year: int, *, began: date, ended: date | None, today: date) -> Verdict:
    """Whether a report on ``year`` makes sense for who holds the post from ``began`` to ``ended``."""
    left = (9999, 2) if ended is None else (ended.year, ended.timetuple().tm_yday)
    held = began.year <= year and left > (year, 1)  # years typed by hand are no dates yet
    return Verdict.unless(
        year < IN_FORCE_ON.year
        and Reason(
            "before_the_measure",
            _("管理办法自 2023 年施行，请选择 2023 年及以后的年度。"),
            "22",
            field="year",
        ),
        year > today.year and Reason("year_ahead", _("这个年度还没有开始。"), "10", field="year"),
        not held and Reason("not_in_office", _("首席质量官在这个年度没有任职。"), "10", field="year"),
    )


@cites("11")
def check_hazards(found: int, closed: int) -> Verdict:
    """Nobody closes more hazards than were found."""
    return Verdict.unless(
        closed > found
        and Reason("hazards", _("完成整改的隐患不能多于发现的隐患。"), "11", field="hazards_closed")
    )


@cites("10")
def check_told(headings: Iterable[str]) -> Verdict:
    """A report handed in says something under at least one heading of Art. 10 or 11."""
    return Verdict.unless(
        not any(text.strip() for text in headings)
        and Reason("empty", _("请至少填写一项履职情况，再提交报告。"), "10", field="strategy")
    )
