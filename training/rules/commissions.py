"""Art. 16: the commission of a training institution, by the day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from django.utils.translation import gettext_lazy as _

from cqo_registry.core.regulation import IN_FORCE_ON, Dated, cites
from cqo_registry.core.verdicts import Reason, Verdict

# How long before its end a commission, or a document, is shown as running out (calendar days).
WARNING_DAYS = Dated({IN_FORCE_ON: 60})


class Standing(StrEnum):
    """Where a commission stands on a day."""

    AHEAD = "ahead"
    IN_FORCE = "in_force"
    EXPIRING = "expiring"
    EXPIRED = "expired"
    ENDED = "ended"


STANDINGS: dict[str, Any] = {
    Standing.IN_FORCE: _("委托期内"),
    Standing.EXPIRING: _("即将到期"),
    Standing.AHEAD: _("尚未开始"),
    Standing.EXPIRED: _("已到期"),
    Standing.ENDED: _("已提前终止"),
}


@dataclass(frozen=True, slots=True)
class Commission:
    """From ``first`` to ``last`` inclusive; from ``ended_on`` on it holds no more."""

    first: date
    last: date
    ended_on: date | None = None

    @property
    def holds_until(self) -> date:
        """The last day on which it holds."""
        if self.ended_on is None:
            return self.last
        return min(self.last, self.ended_on - timedelta(days=1))

    def covers(self, starts_on: date, ends_on: date) -> bool:
        """Whether it holds on every day of a span."""
        return self.first <= starts_on and ends_on <= self.holds_until


@cites("16")
def runs_out(until: date | None, today: date) -> bool:
    """Whether something valid until ``until`` is still valid, and not for long."""
    return until is not None and today <= until <= today + timedelta(days=WARNING_DAYS.on(today))


@cites("16")
def standing(commission: Commission, today: date) -> Standing:
    """The standing of a commission on ``today``; an early end outweighs the rest."""
    if commission.ended_on is not None and commission.ended_on <= today:
        return Standing.ENDED
    if today < commission.first:
        return Standing.AHEAD
    if today > commission.last:
        return Standing.EXPIRED
    return Standing.EXPIRING if runs_out(commission.holds_until, today) else Standing.IN_FORCE


@cites("16")
def check_commission(first: date, last: date) -> Verdict:
    """A commission ends after it begins, and rests on an article in force."""
    return Verdict.unless(
        last < first and Reason("ends_first", _("委托截止日期不能早于开始日期。"), "16", field="valid_until"),
        first < IN_FORCE_ON
        and Reason(
            "before_regulation",
            _("委托开始日期不能早于本办法施行之日（%(day)s）。") % {"day": IN_FORCE_ON},
            "22",
            field="commissioned_on",
        ),
    )


@cites("16")
def check_not_ended(commission: Commission) -> Verdict:
    """A commission that was ended early stays as it ended."""
    return Verdict.unless(
        commission.ended_on is not None
        and Reason("ended", _("这项委托已经提前终止；重新委托该机构的，请另行登记。"), "16")
    )


@cites("16")
def check_amended(commission: Commission, spans: list[tuple[date, date]]) -> Verdict:
    """``spans`` are the days of sessions offered or held through it: none may lose its ground."""
    lost = sum(not commission.covers(*span) for span in spans)
    return Verdict.unless(
        lost > 0
        and Reason(
            "sessions_uncovered",
            _("按修改后的期限，有 %(count)s 期已发布或已结业的培训班不在委托期内，请核对日期。")
            % {"count": lost},
            "16",
            field="valid_until",
        )
    )


@cites("16")
def check_ending(commission: Commission, on: date, held_until: date | None) -> Verdict:
    """Whether a commission may end early on ``on``, the first day without it.

    ``held_until`` is the last day of a session completed through it: what was held keeps its ground.
    """
    return Verdict.unless(
        commission.ended_on is not None and Reason("ended", _("这项委托已经提前终止。"), "16", field="on"),
        on < commission.first
        and Reason("before_start", _("终止日期不能早于委托开始日期。"), "16", field="on"),
        on > commission.last
        and Reason("after_end", _("终止日期不能晚于委托截止日期，到期的委托自动失效。"), "16", field="on"),
        held_until is not None
        and on <= held_until
        and Reason(
            "held",
            _("该机构承办的培训班已于%(day)s结班，终止日期须晚于这一天。") % {"day": held_until},
            "16",
            field="on",
        ),
    )
