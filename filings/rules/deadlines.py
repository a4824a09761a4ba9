"""Art. 14: the one month in which a change is reported, and the clock of the office that decides.

The day of the change is not counted; the month ends with the corresponding day of the next one, or
with its last day where there is none; a day off moves the end to the next working day of the office.
It ends at 24:00 in Asia/Shanghai. Lateness is counted and shown and never stops a filing. The five
working days of the office are a target ("及时") and stand still while a return is open.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _

from cqo_registry.core.dates import Calendar, add_months, add_working_days, working_days_between
from cqo_registry.core.regulation import IN_FORCE_ON, Dated, cites
from cqo_registry.core.verdicts import Reason, Severity, Verdict
from filings.enums import TIMED_CHANGES

MONTHS = Dated({IN_FORCE_ON: 1})
DECISION_DAYS = Dated({IN_FORCE_ON: 5})  # working days
CORRECTION_DAYS = Dated({IN_FORCE_ON: 5})  # working days


@dataclass(frozen=True, slots=True)
class Due:
    """The last day to report by; provisional while a year it rests on has no calendar yet."""

    due_on: date
    provisional: bool


@cites("14")
def due_date(changed_on: date, calendar: Calendar, *, shown: date | None = None) -> Due:
    """The due date of a change, by the calendar of the filing office.

    ``changed_on`` is the effective date of the earlier of dismissal and new appointment. ``shown`` is
    the due date the enterprise was told before: a recomputed one is never earlier, and where the day
    told has become a day off it rolls on like any other.
    """
    nominal = add_months(changed_on, MONTHS.on(changed_on))
    return Due(*calendar.next_working(max(nominal, shown or nominal)))


@cites("14")
def overdue_days(due_on: date, submitted_on: date) -> int:
    """Calendar days after the due date, 0 in time; ``submitted_on`` is the submission that counts."""
    return max((submitted_on - due_on).days, 0)


@cites("14")
def overdue_change(change_types: Collection[str], due_on: date, reported_on: date | None, today: date) -> int:
    """Calendar days a change is overdue, to ``today`` while it is not reported.

    Only a change of the CQO itself (K1, K2) is ever overdue: K3, K4 and an initial filing have targets.
    """
    if not set(TIMED_CHANGES).intersection(change_types):
        return 0
    return overdue_days(due_on, reported_on or today)


@cites("14")
def correct_by(calendar: Calendar, returned_on: date) -> date:
    """The last day on which a corrected filing keeps the day of the submission that was returned."""
    return add_working_days(calendar, returned_on, CORRECTION_DAYS.on(returned_on))


@cites("14")
def reported_on(submitted_on: date, resubmitted_on: date, correct_by: date) -> date:
    """The day a returned filing counts as reported, once it is submitted again.

    The submission that was returned counts when the correction came by ``correct_by``, otherwise the
    resubmission does. A submission outlives one return: after a second one it is the submission returned
    then that may count.
    """
    return submitted_on if resubmitted_on <= correct_by else resubmitted_on


@cites("14")
def decision_clock(calendar: Calendar, running_since: date, *, used: int = 0) -> date:
    """The day by which the office means to decide; the clock has run since the last submission.

    ``used`` working days had run before the returns that stopped it. An office that used them all still
    has one working day for what comes back: a resubmission at night is not late the next morning.
    """
    return add_working_days(calendar, running_since, max(DECISION_DAYS.on(running_since) - used, 1))


@cites("14")
def clock_used(calendar: Calendar, running_since: date, stopped_on: date, *, used: int = 0) -> int:
    """The working days used when a return on ``stopped_on`` stops the clock."""
    return used + max(working_days_between(calendar, running_since, stopped_on), 0)


@cites("14", "22")
def check_change_date(changed_on: date) -> Verdict:
    """A warning for a change before the regulation took force; such a change may still be filed."""
    return Verdict.unless(
        changed_on < IN_FORCE_ON
        and Reason(
            "before_in_force",
            _("变更发生在办法施行（2023年12月14日）之前，当时尚无一个月的报送期限。"),
            "22",
            Severity.WARN,
            "effective_on",
        )
    )
