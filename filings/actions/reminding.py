"""Reminders to enterprises and the officers' morning digest; each is told once (Art. 12, 14)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone

from cqo_registry.accounts.enums import Role
from cqo_registry.accounts.models import User
from cqo_registry.core.known import known
from cqo_registry.directory.enums import EnterpriseStatus
from filings import facts, notices
from filings.enums import TIMED_CHANGES, FilingKind, FilingStatus, ReplacementStatus
from filings.facts.waiting import waiting_for
from filings.models import Filing, Replacement
from filings.rules.reminders import EARLIEST, LATEST, reminder_on

ACTIVE = EnterpriseStatus.ACTIVE  # an enterprise that is gone has nothing to do
DIGEST_PAGES = {Role.PREFECTURE_OFFICER: "filings:queue", Role.REGION_OFFICER: "filings:arrivals"}


def remind() -> int:
    """Remind of what falls due; how many matters were looked at and found due."""
    today = timezone.localdate()
    reminded = sum(_remind_filing(pk, today) for pk in _pks(_filings(today)))
    return reminded + sum(_remind_replacement(pk, today) for pk in _pks(_replacements(today)))


def digest() -> int:
    """Tell each officer by mail what waits, on the office's working days; how many were written to."""
    today, told = timezone.localdate(), 0
    officers = User.objects.filter(role__in=DIGEST_PAGES, is_active=True).exclude(email="")
    lines: dict[int, list[tuple[str, int]]] = {}
    for officer in officers.select_related("authority").order_by("pk"):
        office = officer.office
        if office.pk not in lines:
            calendar = facts.calendar_of(office)
            lines[office.pk] = waiting_for(officer, calendar, today) if calendar.is_working(today) else []
        if lines[office.pk]:
            notices.digest(officer, lines[office.pk], on=today, page=DIGEST_PAGES[Role(officer.role)])
            told += 1
    return told


def _filings(today: date) -> models.QuerySet[Filing]:
    """Changes not reported yet, and returned filings not corrected yet, near their day.

    A paper form that came in is reported, though the office still types it. Changes of data (K3, K4)
    have a target alone: it is called to mind before it, and never held against anybody after it.
    """
    near = (today + timedelta(days=LATEST), today + timedelta(days=EARLIEST))
    timed = Q(change_types__overlap=[str(value) for value in TIMED_CHANGES])
    waits = Q(status=FilingStatus.DRAFT, reported_at__isnull=True, paper_received_on__isnull=True)
    data = ~Q(kind=FilingKind.INITIAL) & Q(due_on__gte=today)
    unreported = (timed | data) & waits & Q(due_on__range=near)
    near_ones = Filing.objects.filter(unreported | Q(status=FilingStatus.RETURNED, correct_by__range=near))
    return near_ones.filter(enterprise__status=ACTIVE)


def _replacements(today: date) -> models.QuerySet[Replacement]:
    """Recommendations the enterprise has not answered, near the day it is to answer by."""
    near = (today + timedelta(days=LATEST), today + timedelta(days=EARLIEST))
    unanswered = Replacement.objects.filter(status=ReplacementStatus.ISSUED, reply_by__range=near)
    return unanswered.filter(enterprise__status=ACTIVE)


def _pks(rows: models.QuerySet[Filing] | models.QuerySet[Replacement]) -> Iterator[int]:
    return iter(list(rows.order_by("pk").values_list("pk", flat=True)))


@transaction.atomic
def _remind_filing(pk: int, today: date) -> bool:
    """One filing, read again under its lock: what was handed in meanwhile gets no reminder."""
    filing = _filings(today).select_for_update(of=("self",), no_key=True).filter(pk=pk).first()
    if filing is None:
        return False
    day = known(filing.correct_by if filing.status == FilingStatus.RETURNED else filing.due_on)
    active_on = timezone.localdate(filing.saved_at) if filing.saved_at else None
    offset = reminder_on(day, today=today, active_on=active_on)
    if offset is None:
        return False
    notices.due(filing, due_on=day, offset=offset)
    return True


@transaction.atomic
def _remind_replacement(pk: int, today: date) -> bool:
    """One recommendation, read again under its lock."""
    row = _replacements(today).select_for_update(of=("self",), no_key=True).filter(pk=pk).first()
    offset = reminder_on(row.reply_by, today=today) if row is not None and row.reply_by else None
    if row is None or row.reply_by is None or offset is None:
        return False
    notices.reply_due(row, reply_by=row.reply_by, offset=offset)
    return True
