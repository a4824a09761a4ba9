"""Art. 14: the one month in which a change is reported.

The day of the change is not counted; the month ends with the corresponding day of the next one, or
with its last day where there is none; a day off moves the end to the next working day of the office.
It ends at 24:00 in Asia/Shanghai. Lateness is counted and shown and never stops a filing.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _

from cqo_registry.core.dates import Calendar, add_months
from cqo_registry.core.regulation import IN_FORCE_ON, Dated, cites
from cqo_registry.core.verdicts import Reason, Severity, Verdict

MONTHS = Dated({IN_FORCE_ON: 1})


@dataclass(frozen=True, slots=True)
class Due:
    """The last day to report by; provisional while a year it rests on has no calendar yet."""

    due_on: date
    provisional: bool


@cites("14")
def due_date(changed_on: date, calendar: Calendar, *, shown: date | None = None) -> Due:
    """The due date of a change, by the calendar of the filing office.

    ``changed_on`` is the effective date of the earlier of dismissal and new appointment. ``shown`` is
    the due date the enterprise was told before: a recomputed one is never earlier.
    """
    nominal = add_months(changed_on, MONTHS.on(changed_on))
    due_on, provisional = calendar.next_working(nominal)
    return Due(max(due_on, shown or due_on), provisional)


@cites("14")
def overdue_days(due_on: date, submitted_on: date) -> int:
    """Calendar days after the due date, 0 in time; ``submitted_on`` is the first submission."""
    return max((submitted_on - due_on).days, 0)


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
