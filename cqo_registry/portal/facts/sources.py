"""One queryset per countable indicator: its rows are the list behind the figure (Art. 19).

Every row carries ``office``, the id of the authority it counts for. Nothing that was entered or changed
after the span's ``as_of`` counts, so that a frozen sheet computes to the same figures later.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from cqo_registry.directory.models import Enterprise
from cqo_registry.portal.facts import moments
from cqo_registry.portal.facts.span import Span
from filings.enums import TIMED_CHANGES, FilingKind
from filings.models.filing import FilingQuerySet
from talent_pool.models import Membership
from training.enums import SessionStatus, TraineeKind, TrainingResult
from training.models import Enrolment, Experience, TrainingSession

Source = Callable[[Span], QuerySet[Any]]


def targets(span: Span, category: str = "") -> QuerySet[Enterprise]:
    """The target enterprises, or those counting under one category."""
    return moments.of_category(moments.with_categories(moments.standing(span), span.until), category)


def filed(span: Span) -> FilingQuerySet:
    """The ledger's rows of target enterprises."""
    return moments.ledger(span, targets(span))


def vacant(span: Span) -> FilingQuerySet:
    """The removals nobody has followed (K2)."""
    return moments.latest(span).filter(kind=FilingKind.REMOVAL)


def taken_in(span: Span) -> FilingQuerySet:
    """What was accepted in the period."""
    return moments.accepted(span).filter(accepted_at__gte=span.begin)


def changes(span: Span) -> FilingQuerySet:
    """The changes with a month to report them, K1 and K2."""
    timed = [str(value) for value in TIMED_CHANGES]
    found = taken_in(span).filter(change_types__overlap=timed, due_on__isnull=False)
    return moments.with_due_then(found, span.as_of)


def on_time(span: Span) -> FilingQuerySet:
    """Reported on the due day or before (decision D10)."""
    return changes(span).filter(reported_at__date__lte=F("due_then"))


def overdue(span: Span) -> FilingQuerySet:
    """Reported after the due day."""
    return changes(span).filter(reported_at__date__gt=F("due_then"))


def added(span: Span) -> FilingQuerySet:
    """Initial filings."""
    return taken_in(span).filter(kind=FilingKind.INITIAL)


def changed(span: Span) -> FilingQuerySet:
    """Change and removal filings."""
    return taken_in(span).exclude(kind=FilingKind.INITIAL)


def trained(span: Span) -> FilingQuerySet:
    """The ledger's CQOs who passed a session completed by then; until then a result may be corrected."""
    passed = Enrolment.objects.filter(
        person=OuterRef("appointment__person"),
        result=TrainingResult.PASSED,
        result_at__lt=span.until,
        session__completed_at__lt=span.until,
    )
    return moments.ledger(span).filter(Exists(passed))


def sessions(span: Span) -> QuerySet[TrainingSession]:
    """Classes completed in the period."""
    done = TrainingSession.objects.filter(status=SessionStatus.COMPLETED, completed_at__lt=span.until)
    return done.filter(completed_at__gte=span.begin).annotate(office=F("authority"))


def _attended(span: Span, kind: TraineeKind) -> QuerySet[Enrolment]:
    """Who attended one of these classes, by the enterprise's office when the name went on the list."""
    found = Enrolment.objects.filter(session__in=sessions(span).values("pk"), kind=kind)
    return found.filter(attended_at__isnull=False).annotate(office=F("authority"))


def reported(span: Span) -> QuerySet[Experience]:
    """Experiences that reached the region in the period and were not taken back."""
    sent = Experience.objects.filter(reported_at__gte=span.begin, reported_at__lt=span.until)
    kept = Q(withdrawn_at__isnull=True) | Q(withdrawn_at__gte=span.as_of)
    return sent.filter(kept).annotate(office=F("authority"))


def published(span: Span) -> QuerySet[Experience]:
    """Experiences published in the period and not taken down."""
    given = Experience.objects.filter(published_at__gte=span.begin, published_at__lt=span.until)
    kept = Q(retracted_at__isnull=True) | Q(retracted_at__gte=span.as_of)
    return given.filter(kept).annotate(office=F("authority"))


def members(span: Span) -> QuerySet[Membership]:
    """Who is in the pool."""
    return Membership.objects.current_at(span.until).annotate(office=F("authority"))


SOURCES: dict[str, Source] = {
    "targets": targets,
    "targets_L": lambda span: targets(span, "L"),
    "targets_C": lambda span: targets(span, "C"),
    "targets_S": lambda span: targets(span, "S"),
    "filed": filed,
    "vacant": vacant,
    "changes": changes,
    "on_time": on_time,
    "overdue": overdue,
    "lag": added,
    "ledger": moments.ledger,
    "trained": trained,
    "activities": moments.activities,
    "reported": reported,
    "published": published,
    "members": members,
    "added": added,
    "changed": changed,
    "deregistered": moments.deregistered,
    "sessions": sessions,
    "cqo_heads": lambda span: _attended(span, TraineeKind.CQO),
    "staff_heads": lambda span: _attended(span, TraineeKind.STAFF),
}
