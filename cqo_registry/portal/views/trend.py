"""The trend of filings: how many were submitted in each of the last twelve months (Art. 14)."""

from __future__ import annotations

import calendar
from collections.abc import Iterator
from datetime import date

from django.db.models import Count
from django.db.models.functions import TruncMonth
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cqo_registry.accounts.models import User
from cqo_registry.portal.charts import Chart, Point, bars, columns
from cqo_registry.portal.views.coverage import CoverageRow
from cqo_registry.portal.views.figures import link
from filings.models import Filing

MONTHS = 12


def months_until(day: date, count: int = MONTHS) -> Iterator[tuple[date, date]]:
    """First and last day of ``count`` months, the last one being that of ``day``."""
    last = day.year * 12 + day.month - 1
    for number in range(last - count + 1, last + 1):
        year, month = divmod(number, 12)
        month += 1
        yield date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])


def trend(user: User) -> Chart:
    """Filings by the month they were last submitted in, each month with its list; one query."""
    spans = list(months_until(timezone.localdate()))
    filings = Filing.objects.visible_to(user).filter(submitted_at__date__gte=spans[0][0])
    counted = filings.order_by().values_list(TruncMonth("submitted_at")).annotate(Count("pk"))
    found = {timezone.localdate(moment): number for moment, number in counted}
    return columns(
        _("近十二个月提交的备案（件）"),
        [
            Point(
                f"{first.year % 100:02d}-{first.month:02d}",
                found.get(first, 0),
                link("filings:list", submitted_from=first, submitted_to=last),
            )
            for first, last in spans
        ],
    )


def coverage_chart(rows: list[CoverageRow]) -> Chart:
    """The share of target enterprises with a filed CQO, area by area (Art. 4, 19)."""
    return bars(
        _("重点推行对象覆盖率"),
        [
            Point(
                row.label,
                row.filed.value / row.targets.value if row.targets.value else 0,
                row.filed.url,
                shown=row.percent,
                part=row.inside,
            )
            for row in rows
        ],
        full=1,
    )
