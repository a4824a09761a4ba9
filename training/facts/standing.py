"""The training of many persons in words, as it was known at the end of a day (Art. 14, 16)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import date, datetime

from django.db.models import Q
from django.utils import timezone

from cqo_registry.audit.models import AuditEvent
from cqo_registry.core.regulation import cites
from filings.models.filing_queryset import day_end
from training.enums import TrainingResult
from training.models import Enrolment
from training.rules.standing import Standing, in_words


@cites("16")
def in_words_of(persons: Collection[int], as_of: date, *, today: date) -> dict[int, str]:
    """By person: every class, the latest first. Two queries for a day gone by, one for today.

    What was entered, corrected or cancelled after the day does not show, as in the ledger of that day.
    """
    until = day_end(as_of)
    called_off = Q(session__cancelled_at__lt=until)
    rows = list(
        Enrolment.objects.filter(~called_off, person__in=persons, enrolled_at__lt=until)
        .select_related("session")
        .order_by("-session__starts_on", "-pk")
    )
    then = _then(rows, until) if as_of < today else {}
    words: dict[int, list[str]] = defaultdict(list)
    for row in rows:
        said = in_words(then.get(row.pk) or _now(row), as_of)
        if said and row.person_id:
            words[row.person_id].append(said)
    return {person: "；".join(said) for person, said in words.items()}


def _now(row: Enrolment) -> Standing:
    """As the row stands."""
    decided = row.result != TrainingResult.PENDING
    state = row.result if decided else row.status
    return _standing(row, state, row.result_at, row.certificate_no)


def _then(rows: Iterable[Enrolment], until: datetime) -> dict[int, Standing]:
    """As the last line of the trail before ``until`` says; rows without a line are missing."""
    by_pk = {str(row.pk): row for row in rows}
    lines = (
        AuditEvent.objects.filter(target_type=Enrolment._meta.label_lower, target_id__in=by_pk, at__lt=until)
        .exclude(after="")
        .order_by("target_id", "-id")
        .distinct("target_id")
    )
    return {by_pk[line.target_id].pk: _told(by_pk[line.target_id], line) for line in lines}


def _told(row: Enrolment, line: AuditEvent) -> Standing:
    details = line.details.get("is", line.details)
    return _standing(row, line.after, line.at, details.get("certificate", ""))


def _standing(row: Enrolment, state: str, at: datetime | None, certificate_no: str) -> Standing:
    session = row.session
    day = timezone.localdate(at) if at else None
    return Standing(session.title, session.starts_on, session.ends_on, state, day, certificate_no)
