"""What may stand in a calendar: days near enough to be meant, with a name, in one piece."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext_lazy as _

from cqo_registry.core.verdicts import Reason, Verdict

FIRST_YEAR = 2023  # the regulation took force at its end
YEARS_AHEAD = 2  # arrangements come out one year ahead; later years are slips of the pen
SPAN_DAYS = 31
NAME_LENGTH, NOTICE_LENGTH = 60, 80


def years(today: date) -> range:
    """The years a calendar can be kept for."""
    return range(FIRST_YEAR, today.year + YEARS_AHEAD + 1)


def check_day(day: date, today: date) -> Verdict:
    """Whether the day lies in a year a calendar is kept for."""
    kept = years(today)
    return Verdict.unless(
        day.year not in kept
        and Reason(
            "year",
            _("只能安排%(first)d年至%(last)d年的日期。") % {"first": kept[0], "last": kept[-1]},
            field="first_on",
        )
    )


def check_span(first: date, last: date) -> Verdict:
    """Whether the days from the first to the last are one holiday."""
    return Verdict.unless(
        last < first and Reason("order", _("截止日期不能早于起始日期。"), field="last_on"),
        (last - first).days >= SPAN_DAYS
        and Reason(
            "long", _("一次最多添加%(limit)d天，请分段添加。") % {"limit": SPAN_DAYS}, field="last_on"
        ),
    )


def check_words(name: str, notice_no: str) -> Verdict:
    """Whether the day has a name, and both texts fit."""
    too_long = _("最多%(limit)d个字，请缩短。")
    return Verdict.unless(
        not name and Reason("name", _("请填写名称，如“藏历新年”。"), field="name"),
        len(name) > NAME_LENGTH and Reason("name", too_long % {"limit": NAME_LENGTH}, field="name"),
        len(notice_no) > NOTICE_LENGTH
        and Reason("notice_no", too_long % {"limit": NOTICE_LENGTH}, field="notice_no"),
    )
