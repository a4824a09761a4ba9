"""What waits for an officer, in numbers: the lines of the morning digest, as the pages count them."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Count, Q
from django.utils.translation import gettext as _

from cqo_registry.accounts.models import User
from cqo_registry.core.dates import Calendar, add_working_days
from filings.enums import BarStatus
from filings.enums import FilingStatus as S
from filings.models import Disqualification, Filing

SOON_WORKING_DAYS = 2


def waiting_for(user: User, calendar: Calendar, today: date) -> list[tuple[str, int]]:
    """Label and number of everything that waits for the user's office; in the scope of its pages."""
    return _of_region(user) if user.is_region else _of_office(user, calendar, today)


def _of_office(user: User, calendar: Calendar, today: date) -> list[tuple[str, int]]:
    soon = add_working_days(calendar, today, SOON_WORKING_DAYS)
    counts = _count(
        user,
        pending=Q(status=S.SUBMITTED),
        soon=Q(status=S.SUBMITTED, decide_by__gte=today, decide_by__lte=soon),
        late=Q(status=S.SUBMITTED, decide_by__lt=today),
        forward=Q(status=S.ACCEPTED),
        queried=Q(status=S.QUERIED),
    )
    return [
        (_("待审核"), counts["pending"]),
        (_("其中即将到期"), counts["soon"]),
        (_("其中超过时限"), counts["late"]),
        (_("待上报"), counts["forward"]),
        (_("自治区局有疑问，待答复"), counts["queried"]),
    ]


def _of_region(user: User) -> list[tuple[str, int]]:
    counts = _count(user, forwarded=Q(status=S.FORWARDED))
    proposed = Disqualification.objects.visible_to(user).filter(status=BarStatus.PROPOSED).count()
    return [(_("待入册"), counts["forwarded"]), (_("不得担任情形待确认"), proposed)]


def _count(user: User, **conditions: Q) -> dict[str, Any]:
    visible = Filing.objects.visible_to(user)
    return visible.aggregate(
        **{name: Count("pk", filter=condition) for name, condition in conditions.items()}
    )
